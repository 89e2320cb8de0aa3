"""Finds actors: known groups and forces by name, the forces of countries, and people described by what they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.actors_table import KINDS, ActorTable, Alias
from recoupe.mentions.patterns import (
    Lexicon,
    SymbolText,
    compile_pattern,
    encode_text,
    fill_macros,
    make_lexicon,
    sentence_ranges,
    words_of_pattern,
)
from recoupe.mentions.tokens import Tokens, expand_phrase, read_tokens, read_words
from recoupe.records import ActorMention, PartyKind, Sentence, Span
from recoupe.resources import read_rows, read_toml

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRule:
    """One rule of people.toml."""

    name: str
    pattern: re.Pattern[str]
    kind: PartyKind | None  # None: that of the body named in it
    needs_case: bool  # says nothing in text that is all in capitals


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRules:
    """All that finding forces of countries and described people in one language needs."""

    language: str
    lexicon: Lexicon
    rules: tuple[PeopleRule, ...]
    countries: Mapping[Phrase, str]  # names and adjectives -> country code
    country_words: Mapping[str, frozenset[str]]  # code -> words that tell of the country
    bodies: Mapping[Phrase, str]  # "armée" -> "army"
    kinds: Mapping[str, PartyKind]  # body -> kind
    articles: frozenset[str]  # last word of "the", "l'"
    definite: Mapping[Phrase, frozenset[str]]  # "le groupe" -> types of actor that it may stand for


def load_people(language: str) -> PeopleRules:
    """The rules for unnamed actors of a language; raises DataError naming the rule that cannot be read."""
    file = f"languages/{language}/people.toml"
    data = read_toml(file)
    names = _country_names(language)
    classes: dict[str, Any] = dict(data["classes"])
    for group, words in names.items():
        for code, phrases in words.items():
            classes[f"{group} {code}"] = phrases
            classes[group] = [*classes.get(group, ()), *phrases]
    for body in data["body"]:
        classes[f"body {body['name']}"] = body["phrases"]
        classes["body"] = [*classes.get("body", ()), *body["phrases"]]
    patterns = [fill_macros(rule["pattern"], data["macros"]) for rule in data["rule"]]
    for word in sorted({word for pattern in patterns for word in words_of_pattern(pattern)}):
        classes[f"={word}"] = [word]
    lexicon = make_lexicon(classes)
    return PeopleRules(
        language=language,
        lexicon=lexicon,
        rules=tuple(_read_rule(file, rule, text, lexicon) for rule, text in zip(data["rule"], patterns, strict=True)),
        countries=(countries := _countries_of(names)),
        country_words=_words_by_country(countries),
        bodies=_phrases_of({body["name"]: body["phrases"] for body in data["body"]}),
        kinds={body["name"]: KINDS[body["type"]] for body in data["body"]},
        articles=frozenset(read_words(word)[-1] for word in data["classes"]["les"]),
        definite={words: frozenset(types.split()) for words, types in _phrases_of(data["definite"]).items()},
    )


def _countries_of(names: Mapping[str, Mapping[str, list[str]]]) -> dict[Phrase, str]:
    return {
        read_words(spelling): code
        for words in names.values()
        for code, phrases in reversed(list(words.items()))
        for phrase in phrases
        for spelling in expand_phrase(phrase)
    }


# Shorter words of a country's name tell nothing: "of the", "du", "US" for "us".
_TELLING = 4


def _words_by_country(countries: Mapping[Phrase, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for words, code in countries.items():
        found.setdefault(code, set()).update(word for word in words if len(word) >= _TELLING)
    return {code: frozenset(words) for code, words in found.items()}


def _phrases_of(groups: Mapping[str, list[str]]) -> dict[Phrase, str]:
    return {
        read_words(spelling): name
        for name, phrases in groups.items()
        for phrase in phrases
        for spelling in expand_phrase(phrase)
    }


def _country_names(language: str) -> dict[str, dict[str, list[str]]]:
    """ "country" and "demonym" -> country code -> its phrases in the language."""
    column = {"en": "english", "fr": "french"}[language]
    names: dict[str, dict[str, list[str]]] = {"country": {}, "demonym": {}}
    for row in read_rows("actors/countries.tsv"):
        for group, cell in (("country", row[column]), ("demonym", row[f"adjectives_{language}"])):
            phrases = [phrase for phrase in cell.split(";") if phrase]
            if phrases:
                names[group][row["code"]] = phrases
    return names


def _read_rule(file: str, rule: Mapping[str, Any], pattern: str, lexicon: Lexicon) -> PeopleRule:
    try:
        kind = PartyKind(rule["kind"]) if "kind" in rule else None
        needs_case = rule.get("needs_case", False)
        return PeopleRule(
            name=rule["name"], pattern=compile_pattern(pattern, lexicon), kind=kind, needs_case=needs_case
        )
    except (DataError, KeyError, ValueError) as problem:
        raise DataError(f"data/{file}: rule {rule.get('name', '?')!r}: {problem}") from problem


@dataclass(frozen=True, slots=True)
class _Find:
    """A mention in tokens, before overlaps are settled."""

    first: int
    last: int
    kind: PartyKind
    actor: str | None
    country: str | None
    rule: str
    body: str | None = None


def find_actors(
    content: str, sentences: tuple[Sentence, ...], table: ActorTable, people: PeopleRules
) -> tuple[ActorMention, ...]:
    """Every actor in the text, in order and without overlap.

    Known names come first, then forces of countries, then described people; names of persons and organisations
    are taken from the sentences that are parsed.
    """
    tokens = read_tokens(content)
    found = _find_known(content, tokens, table, people)
    found += _find_described(content, tokens, sentences, people)
    kept = _settle(found)
    kept = _settle([*kept, *_find_abbreviations(content, tokens, kept)])
    kept = _resolve(kept, tokens, table, people)
    mentions = [_mention(find, tokens) for find in kept]
    mentions += [named for named in _find_parsed(sentences) if not any(m.span.overlaps(named.span) for m in mentions)]
    return tuple(sorted(mentions, key=lambda mention: mention.span))


# --------------------------------------------------------------------------- known names


def _find_known(content: str, tokens: Tokens, table: ActorTable, people: PeopleRules) -> list[_Find]:
    blocked = 0
    sure: list[_Find] = []
    doubtful: list[_Find] = []
    for at, word in enumerate(tokens.words):
        if at < blocked or word not in table.aliases:
            continue
        names = _names_at(at, content, tokens, table, people.language)
        if not names:
            continue
        blocked = at + len(names[0].words)
        for alias in names:
            actor = table.actors[alias.actor]
            body = actor.id[3:] if actor.id[3:] in people.kinds else None  # "ml-army" is an army
            find = _Find(at, blocked, actor.kind, actor.id, actor.country, "actor table", body)
            known = not alias.is_short or alias.spelling in table.stand_alone or actor.country is None
            (sure if known and len(names) == 1 else doubtful).append(find)
    return sure + _keep_supported(doubtful, sure, tokens, people)


def _names_at(at: int, content: str, tokens: Tokens, table: ActorTable, language: str) -> list[Alias]:
    """The longest names that start at a token; several where actors share one: "People's Defence Forces"."""
    found: list[Alias] = []
    for alias in table.aliases[tokens.words[at]]:
        last = at + len(alias.words)
        if found and len(alias.words) < len(found[0].words):
            break
        if tokens.words[at:last] != alias.words or alias.language not in {None, language}:
            continue
        if _fits(alias, content, tokens.starts[at], tokens.ends[last - 1], table):
            found += [alias] if alias.actor not in {other.actor for other in found} else []
    return found


def _keep_supported(doubtful: list[_Find], sure: list[_Find], tokens: Tokens, people: PeopleRules) -> list[_Find]:
    """Short abbreviations and shared names whose actor or country is named in full in the same text."""
    if not doubtful:
        return []
    named = {find.actor for find in sure}
    present = set(tokens.words)
    return [
        find
        for find in doubtful
        if find.actor in named or present & people.country_words.get(find.country or "", frozenset())
    ]


# How much of the text around an abbreviation tells whether everything is in capitals there.
_AROUND = 40


def _fits(alias: Alias, content: str, start: int, end: int, table: ActorTable) -> bool:
    """True unless the letters' size tells another word: "EI" and "ei", "Is" and "IS"."""
    text = content[start:end]
    if alias.is_abbreviation:
        if not text.isupper():
            return False
        around = content[max(0, start - _AROUND) : start] + content[end : end + _AROUND]
        in_capitals = not any(letter.islower() for letter in around) and any(letter.isupper() for letter in around)
        return not (in_capitals and alias.spelling in table.homographs)
    return not alias.is_name or any(letter.isupper() for letter in text) or not text.isascii()


# --------------------------------------------------------------------------- forces of countries, described people


# Letters that show whether a text is all in capitals, as the wire of 1990 was.
_ENOUGH = 400


def _find_described(
    content: str, tokens: Tokens, sentences: tuple[Sentence, ...], people: PeopleRules
) -> Iterator[_Find]:
    text = encode_text(content, tokens, people.lexicon, sentence_ranges(tokens, sentences), {})
    in_capitals = not any(letter.islower() for letter in content[:_ENOUGH])
    for rule in people.rules:
        if rule.needs_case and in_capitals:
            continue
        for match in rule.pattern.finditer(text.symbols):
            # "depuis le Yémen", "Yemen's rebels": what matched as `not` makes it no actor
            if not match.groupdict().get("not"):
                yield _read_find(rule, match, text, tokens, people)


def _read_find(rule: PeopleRule, match: re.Match[str], text: SymbolText, tokens: Tokens, people: PeopleRules) -> _Find:
    def part(name: str) -> Phrase:
        if name not in rule.pattern.groupindex or match.start(name) < 0:
            return ()
        start, end = match.span(name)
        return tokens.words[text.first[start] : text.last[end - 1]]

    country, body = people.countries.get(part("c")), people.bodies.get(part("b"))
    start, end = match.span("who" if "who" in rule.pattern.groupindex else 0)
    actor = f"{country.lower()}-{body}" if country and body else None
    kind = rule.kind or (people.kinds[body] if body else PartyKind.UNKNOWN)
    if actor is None and country and rule.name.startswith("country"):
        actor = country.lower()
    return _Find(text.first[start], text.last[end - 1], kind, actor, country, rule.name, body)


def _settle(found: list[_Find]) -> list[_Find]:
    """Finds without overlap: known names before forces of countries before people, then the longer."""
    taken: set[int] = set()
    kept = []
    for find in sorted(found, key=lambda find: (find.actor is None, find.first - find.last, find.first)):
        if not any(token in taken for token in range(find.first, find.last)):
            kept.append(find)
            taken.update(range(find.first, find.last))
    return sorted(kept, key=lambda find: find.first)


# --------------------------------------------------------------------------- inside one document


def _find_abbreviations(content: str, tokens: Tokens, known: list[_Find]) -> Iterator[_Find]:
    """ "Forces démocratiques syriennes (FDS)": the abbreviation stands for the name wherever it is used."""
    for find in known:
        at = find.last
        if find.actor is None or tokens.words[at : at + 1] != ("(",) or tokens.words[at + 2 : at + 3] != (")",):
            continue
        short = content[tokens.starts[at + 1] : tokens.ends[at + 1]]
        if not (short.isupper() and len(short) > 1):
            continue
        for other, word in enumerate(tokens.words):
            if word == tokens.words[at + 1] and content[tokens.starts[other] : tokens.ends[other]] == short:
                yield replace(find, first=other, last=other + 1, rule="abbreviation in the text")


def _resolve(found: list[_Find], tokens: Tokens, table: ActorTable, people: PeopleRules) -> list[_Find]:
    """ "le groupe", "l'armée": the actor of that sort named before them in the text, where there is one."""
    resolved: list[_Find] = []
    for find in found:
        resolved.append(find if find.actor else _after(find, _antecedents(find, resolved, tokens, table, people)))
    return resolved


def _antecedents(
    find: _Find, before: list[_Find], tokens: Tokens, table: ActorTable, people: PeopleRules
) -> list[_Find]:
    """The named actors before a bare description that it may stand for."""
    words = tokens.words[find.first : find.last]
    if find.body and words in people.bodies:  # "les forces rebelles" are others than the forces named before
        definite = find.first > 0 and tokens.words[find.first - 1] in people.articles
        same = [other for other in before if definite and other.actor and other.body == find.body]
        return same if len({other.actor for other in same}) == 1 else []
    types = people.definite.get(words, frozenset())
    named = ((other, table.actors.get(other.actor or "")) for other in before)
    return [other for other, actor in named if actor is not None and actor.type in types]


def _after(find: _Find, before: list[_Find]) -> _Find:
    if not before:
        return find
    return replace(find, actor=before[-1].actor, country=before[-1].country, rule=f"{find.rule}, named before")


def _mention(find: _Find, tokens: Tokens) -> ActorMention:
    return ActorMention(
        span=Span(tokens.starts[find.first], tokens.ends[find.last - 1]),
        kind=find.kind,
        actor=find.actor,
        country=find.country,
        rule=find.rule,
    )


def _find_parsed(sentences: tuple[Sentence, ...]) -> Iterator[ActorMention]:
    """Names of persons and organisations in the parsed sentences."""
    kinds = {"PERSON": PartyKind.PERSON, "ORGANIZATION": PartyKind.ORGANIZATION}
    for sentence in sentences:
        start, label = 0, ""
        end = 0
        for word in (*sentence.words, None):
            if word is not None and label and word.entity == label and not word.entity_start:
                end = word.end
                continue
            if label in kinds:
                yield ActorMention(span=Span(start, end), kind=kinds[label], rule=f"parsed {label.lower()}")
            if word is not None:
                start, end, label = word.start, word.end, word.entity
