"""What a language has to say about places: its prepositions, nouns of places, titles and relations, read from TOML."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.places.names import key_of
from recoupe.resources import data_file, read_toml

WORD_LISTS = ("strong", "weak", "openers", "followers", "organizations", "titles", "never", "missions", "personal")
LINKS = ("of", "inside", "comma")
RELATIONS = ("in", "near", "part", "distance")
STANDINS = ("capital", "town")
KINDS = ("airport", "base", "camp", "street", "site", "district", "province", "town")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePattern:
    """Words before a name that tell how the place meant lies to it, or words that stand for a place named elsewhere."""

    name: str
    pattern: re.Pattern[str]
    value: str
    examples: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Measure:
    """How a language tells how far and in what direction one place lies from another: "à 30 km au nord de"."""

    pattern: re.Pattern[str]  # of folded words; groups `number`, `unit`, `way`
    numbers: dict[str, float]  # "dizaine": 10
    ways: dict[str, float]  # degrees from north: "sud-est" 135


@dataclass(frozen=True, eq=False, kw_only=True)
class PlaceRules:
    """The words of one language around names of places, folded; `kinds` maps "air base" to "base"."""

    language: str
    lowercase_demonyms: bool
    noun_after: bool
    strong: frozenset[str]
    weak: frozenset[str]
    openers: frozenset[str]
    followers: frozenset[str]
    organizations: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    missions: frozenset[str]
    personal: frozenset[str]
    ordinary: frozenset[str]
    kinds: dict[str, str]
    of: re.Pattern[str]
    inside: re.Pattern[str]
    comma: re.Pattern[str]
    relations: tuple[PlacePattern, ...]
    standins: tuple[PlacePattern, ...]
    measure: Measure

    @cached_property
    def no_given_names(self) -> frozenset[str]:
        """Words before a capital that make no person of it: "In Clinton", "Bank Clinton"."""
        return self.openers | self.followers | self.organizations | self.strong | self.weak | self.kinds.keys()

    @cached_property
    def never_alone(self) -> frozenset[str]:
        """Words that are no place by themselves: "Minister", "Center", "Front"."""
        return self.organizations | self.titles | self.kinds.keys()

    @cached_property
    def no_parts_of_names(self) -> frozenset[str]:
        """Words before a name that leave it as it is: "the", "army", "lake"."""
        return self.openers | self.strong | self.weak | self.organizations | self.ordinary | self.kinds.keys()


def load_place_rules(language: str) -> PlaceRules:
    """The rules of `language` ("en", "fr"); raises DataError naming the file and the entry that is wrong."""
    name = f"languages/{language}/places.toml"
    table = read_toml(name)
    words: dict[str, Any] = {part: frozenset(take(table, part, name)) for part in WORD_LISTS}
    links: dict[str, Any] = {part: compile_link(take(table, "links", name), part, name) for part in LINKS}
    ordinary = data_file(f"languages/{language}/ordinary_words.txt").read_text("utf-8").split()
    return PlaceRules(
        language=language,
        lowercase_demonyms=bool(take(table, "lowercase_demonyms", name)),
        noun_after=bool(take(table, "noun_after", name)),
        ordinary=frozenset(ordinary),
        kinds=read_kinds(take(table, "kinds", name), name),
        relations=tuple(read_pattern(entry, name, RELATIONS) for entry in take(table, "relation", name)),
        standins=tuple(read_pattern(entry, name, STANDINS) for entry in take(table, "standin", name)),
        measure=read_measure(take(table, "measure", name), name),
        **links,
        **words,
    )


def take(table: dict[str, Any], part: str, name: str) -> Any:
    """The entry `part` of `table`; raises DataError when the file lacks it."""
    if part not in table:
        raise DataError(f"data/{name}: no entry {part!r}; it has: {', '.join(sorted(table))}")
    return table[part]


def read_kinds(table: dict[str, list[str]], name: str) -> dict[str, str]:
    """Each noun of a place with its kind."""
    unknown = sorted(set(table) - set(KINDS))
    if unknown:
        raise DataError(f"data/{name}: [kinds] has {', '.join(unknown)}; known are {', '.join(KINDS)}")
    return {key_of(noun): kind for kind in reversed(KINDS) if kind in table for noun in table[kind]}


def read_pattern(entry: dict[str, Any], name: str, values: tuple[str, ...]) -> PlacePattern:
    """One rule with a pattern; its value must be one of `values`."""
    if take(entry, "value", name) not in values:
        raise DataError(f"data/{name}: rule {entry.get('name')!r} gives {entry['value']!r}, not one of {values}")
    return PlacePattern(
        name=take(entry, "name", name),
        pattern=compile_pattern(take(entry, "pattern", name), name, entry["name"]),
        value=entry["value"],
        examples=tuple(take(entry, "examples", name)),
        never=tuple(take(entry, "never", name)),
    )


def read_measure(table: dict[str, Any], name: str) -> Measure:
    """The [measure] section; DataError where its pattern lacks a group."""
    pattern = compile_pattern(take(table, "pattern", name), name, "measure")
    if not {"number", "unit", "way"} <= pattern.groupindex.keys():
        raise DataError(f"data/{name}: [measure] pattern needs the groups number, unit and way")
    return Measure(pattern=pattern, numbers=take(table, "numbers", name), ways=take(table, "ways", name))


def compile_link(links: dict[str, Any], part: str, name: str) -> re.Pattern[str]:
    """The pattern of what may stand between a noun and a name, or between two names."""
    return compile_pattern(take(links, part, name), name, part)


def compile_pattern(pattern: str, name: str, entry: str) -> re.Pattern[str]:
    """The compiled pattern; raises DataError when it is none."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as problem:
        raise DataError(f"data/{name}: pattern of {entry!r}: {problem}; mend it") from problem
