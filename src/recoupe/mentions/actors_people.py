"""Rules for actors that are not known by name: forces of countries, and people described by what they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.actors_table import KINDS
from recoupe.mentions.patterns import Lexicon, compile_pattern, fill_macros, make_lexicon, words_of_pattern
from recoupe.mentions.tokens import expand_phrase, read_words
from recoupe.records import PartyKind
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
