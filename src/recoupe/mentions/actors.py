"""Finds actors: known groups and forces by name, the forces of countries, and people described by what they are."""

import re
from collections.abc import Iterator
from dataclasses import replace

from recoupe.mentions.actors_people import PeopleRule, PeopleRules, Phrase, load_people
from recoupe.mentions.actors_table import ActorTable, Alias
from recoupe.mentions.actors_within import ActorFind, find_abbreviations, find_introduced, resolve_descriptions
from recoupe.mentions.patterns import SymbolText, encode_text, sentence_ranges
from recoupe.mentions.tokens import Tokens, read_tokens
from recoupe.records import ActorMention, PartyKind, Sentence, Span

__all__ = ["PeopleRules", "find_actors", "load_people"]


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
    kept = _settle([*kept, *find_abbreviations(content, tokens, kept), *find_introduced(content, tokens, kept)])
    kept = resolve_descriptions(kept, tokens, table, people)
    mentions = [_mention(find, tokens) for find in kept]
    mentions += [named for named in _find_parsed(sentences) if not any(m.span.overlaps(named.span) for m in mentions)]
    return tuple(sorted(mentions, key=lambda mention: mention.span))


# --------------------------------------------------------------------------- known names


def _find_known(content: str, tokens: Tokens, table: ActorTable, people: PeopleRules) -> list[ActorFind]:
    blocked = 0
    sure: list[ActorFind] = []
    doubtful: list[ActorFind] = []
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
            find = ActorFind(at, blocked, actor.kind, actor.id, actor.country, "actor table", body)
            known = _is_sure(alias, table)
            (sure if known and len(names) == 1 else doubtful).append(find)
    return sure + _keep_supported(doubtful, sure, tokens, people)


def _is_sure(alias: Alias, table: ActorTable) -> bool:
    """False for names that need their country or another name of the actor beside them."""
    if alias.is_common:
        return False
    return not alias.is_short or alias.spelling in table.stand_alone or table.actors[alias.actor].country is None


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


def _keep_supported(
    doubtful: list[ActorFind], sure: list[ActorFind], tokens: Tokens, people: PeopleRules
) -> list[ActorFind]:
    """Doubtful names with their actor where it or its country is named in full in the same text.

    Without that, a name of several words is somebody whom the table does not tell, and an abbreviation is nothing.
    """
    if not doubtful:
        return []
    named = {find.actor for find in sure}
    present = set(tokens.words)
    kept = {find.first: find for find in doubtful if _is_supported(find, named, present, people)}
    unknown = {
        find.first: replace(find, actor=None, country=None, rule="name that several bear")
        for find in doubtful
        if find.last - find.first > 1 and find.first not in kept
    }
    return [*kept.values(), *unknown.values()]


def _is_supported(find: ActorFind, named: set[str | None], present: set[str], people: PeopleRules) -> bool:
    return find.actor in named or bool(present & people.country_words.get(find.country or "", frozenset()))


# How much of the text around an abbreviation tells whether everything is in capitals there.
_AROUND = 40


def _fits(alias: Alias, content: str, start: int, end: int, table: ActorTable) -> bool:
    """True unless the letters' size tells another word: "EI" and "ei", "Is" and "IS"."""
    text = content[start:end]
    if alias.is_exact:
        return text == alias.spelling
    if alias.is_abbreviation:
        if not text.isupper():
            return False
        around = content[max(0, start - _AROUND) : start] + content[end : end + _AROUND]
        in_capitals = not any(letter.islower() for letter in around) and any(letter.isupper() for letter in around)
        return not (in_capitals and alias.spelling in table.homographs)
    return not alias.is_name or any(letter.isupper() for letter in text) or text.upper() == text


# --------------------------------------------------------------------------- forces of countries, described people


# Letters that show whether a text is all in capitals, as the wire of 1990 was.
_ENOUGH = 400


def _find_described(
    content: str, tokens: Tokens, sentences: tuple[Sentence, ...], people: PeopleRules
) -> list[ActorFind]:
    text = encode_text(content, tokens, people.lexicon, sentence_ranges(tokens, sentences), {})
    in_capitals = not any(letter.islower() for letter in content[:_ENOUGH])
    blocked: set[int] = set()
    found: list[ActorFind] = []
    for rule in people.rules:
        if rule.needs_case and in_capitals:
            continue
        for match in rule.pattern.finditer(text.symbols):
            find = _read_find(rule, match, text, tokens, people)
            # "depuis le Yémen", "une base militaire": what matched as `not` makes it no actor
            if match.groupdict().get("not"):
                blocked.update(range(find.first, find.last))
            else:
                found.append(find)
    return [find for find in found if blocked.isdisjoint(range(find.first, find.last))]


def _read_find(
    rule: PeopleRule, match: re.Match[str], text: SymbolText, tokens: Tokens, people: PeopleRules
) -> ActorFind:
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
    return ActorFind(text.first[start], text.last[end - 1], kind, actor, country, rule.name, body)


def _settle(found: list[ActorFind]) -> list[ActorFind]:
    """Finds without overlap: known names before forces of countries before people, then the longer."""
    taken: set[int] = set()
    kept = []
    for find in sorted(found, key=lambda find: (find.actor is None, find.first - find.last, find.first)):
        if not any(token in taken for token in range(find.first, find.last)):
            kept.append(find)
            taken.update(range(find.first, find.last))
    return sorted(kept, key=lambda find: find.first)


def _mention(find: ActorFind, tokens: Tokens) -> ActorMention:
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
