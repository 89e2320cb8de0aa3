"""The table of known actors: armed groups, forces, agencies, missions and coalitions, with all their names.

A row's aliases are parted by semicolons; choices stand in parentheses; "fr:" or "en:" before one keeps it to a
language, and "?" marks words that others use too, which count only beside the actor's country or another of its names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recoupe.errors import DataError
from recoupe.mentions.tokens import expand_phrase, read_words
from recoupe.records import PartyKind
from recoupe.resources import read_rows, read_toml

TABLES = ("groups", "forces", "missions")

KINDS: Mapping[str, PartyKind] = {
    "armed_group": PartyKind.ORGANIZATION,
    "political": PartyKind.ORGANIZATION,
    "organization": PartyKind.ORGANIZATION,
    "coalition": PartyKind.ORGANIZATION,
    "mission": PartyKind.ORGANIZATION,
    "criminal": PartyKind.ORGANIZATION,
    "army": PartyKind.STATE,
    "paramilitary": PartyKind.STATE,
    "police": PartyKind.STATE,
    "intelligence": PartyKind.STATE,
    "ministry": PartyKind.STATE,
    "government": PartyKind.STATE,
}


_SHORT = 3
_UNMISTAKABLE = 4  # words; "unités de mobilisation populaire" needs no capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor of the table."""

    id: str
    name: str
    type: str  # a key of KINDS
    country: str | None  # ISO 3166-1 alpha-2, of its seat or main theatre
    parent: str | None  # id of the actor that it is a part of

    @property
    def kind(self) -> PartyKind:
        return KINDS[self.type]


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an actor's name."""

    words: tuple[str, ...]  # folded
    spelling: str
    actor: str
    language: str | None = None  # None: in every language
    is_common: bool = False  # words that others use too: "National Guard" needs its country in the text

    @property
    def is_abbreviation(self) -> bool:
        """True for "FMLN" and "EI", which count only in capitals."""
        return len(self.words) == 1 and self.spelling.isupper()

    @property
    def is_exact(self) -> bool:
        """True for "LeT" and "JeM", which count only letter for letter."""
        inner = self.spelling[1:]
        return len(self.words) == 1 and not self.spelling.isupper() and any(letter.isupper() for letter in inner)

    @property
    def is_short(self) -> bool:
        """True for abbreviations of up to three letters, which many bodies share: "NPA", "CPI"."""
        return self.is_abbreviation and len(self.spelling) <= _SHORT

    @property
    def is_name(self) -> bool:
        """True where the text must show a capital: "Shining Path", but not "talibans" nor a name of many words."""
        return len(self.words) < _UNMISTAKABLE and any(letter.isupper() for letter in self.spelling)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTable:
    """All known actors and their names."""

    actors: Mapping[str, Actor]
    aliases: Mapping[str, tuple[Alias, ...]]  # by first folded word, longest first
    homographs: frozenset[str]  # abbreviations that are words in all-capitals text: "IS", "AIM"
    stand_alone: frozenset[str]  # short abbreviations that need no further sign of their actor: "FBI"


def may_be_one(left: str, right: str, table: ActorTable) -> bool:
    """True where two ids may mean one actor: one is a part of the other, or both are bodies of one country.

    "US forces", "the US military" and "the United States" are told apart by id, but no two accounts contradict each
    other by using them.
    """
    if left == right or left in _chain_of(right, table) or right in _chain_of(left, table):
        return True
    return left[:2] == right[:2] and all(len(name) == _CODE or name[_CODE] == "-" for name in (left, right))


_CODE = 2  # national ids start with the country's two letters: "iq", "iq-army"


def _chain_of(actor: str, table: ActorTable) -> Iterator[str]:
    """The actors that an actor is a part of, nearest first."""
    found = table.actors.get(actor)
    while found is not None and found.parent is not None:
        yield found.parent
        found = table.actors.get(found.parent)


def load_actors() -> ActorTable:
    """The actor table from data/actors; raises DataError naming the row that breaks its rules."""
    actors: dict[str, Actor] = {}
    aliases: list[Alias] = []
    for table in TABLES:
        for row in read_rows(f"actors/{table}.tsv"):
            actor = _read_actor(row, table)
            if actor.id in actors:
                raise DataError(f"data/actors/{table}.tsv: id {actor.id!r} is given twice; merge the rows")
            actors[actor.id] = actor
            aliases += _read_aliases(row, actor.id)
    _check_parents(actors)
    homographs = read_toml("actors/homographs.toml")
    return ActorTable(
        actors=actors,
        aliases=_by_first_word(aliases),
        homographs=frozenset(homographs["in_capitals"]),
        stand_alone=frozenset(homographs["stand_alone"]),
    )


def _read_actor(row: Mapping[str, str], table: str) -> Actor:
    if row["type"] not in KINDS:
        raise DataError(f"data/actors/{table}.tsv: {row['id']}: type {row['type']!r} is none of {', '.join(KINDS)}")
    name = row["aliases"].split(";")[0].rpartition(":")[2].removeprefix("?").strip()
    return Actor(
        id=row["id"],
        name=next(expand_phrase(name)),
        type=row["type"],
        country=row["country"] or None,
        parent=row["parent"] or None,
    )


def _read_aliases(row: Mapping[str, str], actor: str) -> Iterator[Alias]:
    for entry in row["aliases"].split(";"):
        marks, colon, phrase = entry.strip().rpartition(":")
        language = marks.removeprefix("?") if colon else ""
        for spelling in expand_phrase(phrase.removeprefix("?")):
            yield Alias(read_words(spelling), spelling, actor, language or None, "?" in entry)


def _check_parents(actors: Mapping[str, Actor]) -> None:
    for actor in actors.values():
        if actor.parent is not None and actor.parent not in actors:
            raise DataError(f"data/actors: {actor.id}: parent {actor.parent!r} is no actor of the table")


def _by_first_word(aliases: Iterable[Alias]) -> dict[str, tuple[Alias, ...]]:
    found: dict[str, list[Alias]] = {}
    for alias in aliases:
        if alias.words:
            found.setdefault(alias.words[0], []).append(alias)
    return {first: tuple(sorted(entries, key=lambda alias: -len(alias.words))) for first, entries in found.items()}
