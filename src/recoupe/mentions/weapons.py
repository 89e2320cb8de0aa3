"""Finds weapons: the shortest phrase that names one fully, its entry in data/weapons.toml, and how many there were."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.numerals import Numerals, Quantity, find_numerals, load_numerals
from recoupe.mentions.tokens import Tokens, expand_phrase, read_tokens, read_words
from recoupe.records import Sentence, Span, WeaponMention
from recoupe.resources import read_toml

_NONE = ""  # the entry of a phrase that holds a weapon's name and is none: "mine d'or"
_VEHICLE = "ramming-vehicle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """One entry of weapons.toml."""

    id: str
    kind: str  # its class: "drone", "firearm"
    gtd: str  # weapon type of the Global Terrorism Database
    plover: str  # mode of PLOVER's ASSAULT


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of the table: its folded words, what it names, and whether it needs a capital letter."""

    words: tuple[str, ...]
    weapon: str
    capital: bool
    spelling: str

    def fits(self, text: str) -> bool:
        """True unless capital or accents tell another word: "armé" is no "arme", "rock" no "Rock"."""
        if self.capital and not (text[0].isupper() and (self.weapon or not text.isupper())):
            return False
        lowered = text.lower()
        return len(self.words) > 1 or lowered == self.spelling or lowered == self.words[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponTable:
    """All that finding weapons in one language needs."""

    language: str
    weapons: Mapping[str, Weapon]
    phrases: Mapping[str, tuple[_Phrase, ...]]  # by first word, longest first
    vehicles: frozenset[tuple[str, ...]]
    ramming: Mapping[str, tuple[_Phrase, ...]]
    one: frozenset[str]
    between: frozenset[tuple[str, ...]]
    numerals: Numerals


def load_weapons(language: str) -> WeaponTable:
    """The weapon table as read in one language; raises DataError naming the entry that cannot be used."""
    wording = read_toml(f"languages/{language}/weapons.toml")
    entries = read_toml("weapons.toml")["weapon"]
    vehicles = [(spelling, _VEHICLE) for phrase in wording["vehicles"] for spelling in expand_phrase(phrase)]
    named = [pair for entry in entries for pair in _names_of(entry, language)]
    never = [(spelling, _NONE) for phrase in wording["never"] for spelling in expand_phrase(phrase)]
    cues = [(spelling, _VEHICLE) for phrase in wording["ramming"] for spelling in expand_phrase(phrase)]
    return WeaponTable(
        language=language,
        weapons={weapon.id: weapon for weapon in map(_read_weapon, entries)},
        phrases=_by_first([*vehicles, *named, *never]),
        vehicles=frozenset(read_words(spelling) for spelling, _ in vehicles),
        ramming=_by_first(cues),
        one=frozenset(read_words(word)[0] for word in wording["one"]),
        between=frozenset(read_words(word) for word in wording["between"]),
        numerals=load_numerals(language),
    )


def _read_weapon(entry: Mapping[str, Any]) -> Weapon:
    try:
        return Weapon(id=entry["id"], kind=entry["class"], gtd=entry["gtd"], plover=entry["plover"])
    except KeyError as problem:
        raise DataError(f"data/weapons.toml: entry {entry.get('id', '?')!r} lacks {problem}") from problem


def _names_of(entry: Mapping[str, Any], language: str) -> Iterable[tuple[str, str]]:
    for phrase in (*entry.get(language, ()), *entry.get("names", ())):
        for spelling in expand_phrase(phrase):
            yield spelling, entry["id"]


def _by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[_Phrase, ...]]:
    """Phrases by first word; of two entries with one spelling the later holds."""
    unique = {
        spelling: _Phrase(read_words(spelling), weapon, _is_name(spelling), spelling.lower())
        for spelling, weapon in pairs
    }
    found: dict[str, list[_Phrase]] = {}
    for phrase in unique.values():
        found.setdefault(phrase.words[0], []).append(phrase)
    return {
        first: tuple(sorted(entries, key=lambda entry: (-len(entry.words), not entry.capital)))
        for first, entries in found.items()
    }


def _is_name(spelling: str) -> bool:
    """ "Grad", "AK-47" and "Rock" need a capital in the text; "missile Tomahawk" does not."""
    return spelling[0].isupper()


def find_weapons(content: str, sentences: tuple[Sentence, ...], table: WeaponTable) -> tuple[WeaponMention, ...]:
    """Every weapon named in the text, in order; vehicles only where the text has one driven at people."""
    tokens = read_tokens(content)
    found = _find_phrases(content, tokens, table.phrases)
    ramming = any(tokens.words[first:last] in table.vehicles for first, last, _ in found) and bool(
        _find_phrases(content, tokens, table.ramming)
    )
    kept = [
        (first, last, weapon)
        for first, last, weapon in found
        if weapon != _NONE and (ramming or tokens.words[first:last] not in table.vehicles)
    ]
    if not kept:
        return ()
    quantities = {quantity.last: quantity for quantity in find_numerals(content, tokens, table.numerals)}
    return tuple(_mention(first, last, weapon, tokens, quantities, table) for first, last, weapon in kept)


def _find_phrases(
    content: str, tokens: Tokens, phrases: Mapping[str, tuple[_Phrase, ...]]
) -> list[tuple[int, int, str]]:
    """First token, token after the last, and entry of each phrase, the longest at every place."""
    found, words, blocked = [], tokens.words, 0
    for at, word in enumerate(words):
        if at < blocked or word not in phrases:
            continue
        for phrase in phrases[word]:
            last = at + len(phrase.words)
            if words[at:last] != phrase.words or not phrase.fits(content[tokens.starts[at] : tokens.ends[last - 1]]):
                continue
            found.append((at, last, phrase.weapon))
            blocked = last
            break
    return found


def _mention(
    first: int, last: int, weapon: str, tokens: Tokens, quantities: Mapping[int, Quantity], table: WeaponTable
) -> WeaponMention:
    low, high = _count_before(first, tokens.words, quantities, table)
    return WeaponMention(
        span=Span(tokens.starts[first], tokens.ends[last - 1]),
        weapon=weapon,
        low=low,
        high=high,
        rule=f"weapons.toml {weapon}",
    )


def _count_before(
    first: int, words: tuple[str, ...], quantities: Mapping[int, Quantity], table: WeaponTable
) -> tuple[int | None, int | None]:
    """ "deux drones", "une dizaine de roquettes", "un couteau"."""
    for size in (0, 1, 2):
        if size and words[first - size : first] not in table.between:
            continue
        quantity = quantities.get(first - size)
        if quantity is not None:
            return quantity.low, quantity.high
    return (1, 1) if first and words[first - 1] in table.one else (None, None)


@cache
def load_weapon_classes() -> Mapping[str, str]:
    """The class of every weapon by its id: "loitering-drone" is a "drone"."""
    return {entry["id"]: entry["class"] for entry in read_toml("weapons.toml")["weapon"]}
