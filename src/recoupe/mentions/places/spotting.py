"""Spots what may be names of places: runs of capitalised words that the gazetteer knows, and demonyms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recoupe.mentions.places.gazetteer import Gazetteer
from recoupe.mentions.places.names import ARTICLES, Token
from recoupe.mentions.places.rules import PlaceRules
from recoupe.records import Place, PlacePrecision

LONGEST = 6  # words: "Ain al Hilweh", "Democratic Republic of the Congo"
JOIN = re.compile(r"[ \u00a0\u202f]?[-‐‑'’‘ʼʿʻ`]?|\n(?!\s*\n)")
PLAIN_JOINS = frozenset({" ", "-", "'", "’"})  # most of them, known without the expression
# "U.S.", "St. Louis", "W. Va.": a point joins two words only after a short one.
POINT = re.compile(r"\. ?")
SHORT = 3
LOUD = 0.8  # share of words in capitals from which a line counts as all capitals: MUC-4 texts, headlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Words that may name a place: tokens `first` to `last`, all places of that name, and what role they play."""

    first: int
    last: int
    start: int
    end: int
    key: str
    candidates: tuple[Place, ...]
    role: str = "place"
    owner: str | None = None  # of a name_part: "person" or "organization"


def spot_names(content: str, tokens: Sequence[Token], gazetteer: Gazetteer, rules: PlaceRules) -> Iterator[Sighting]:
    """The longest known names from left to right."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not (
            token.capital or token.key in ARTICLES or token.key in gazetteer.openings or token.key in gazetteer.people
        ):
            index += 1
            continue
        name = spot_at(content, tokens, index, gazetteer)
        people = spot_demonym(tokens, index, gazetteer, rules, content)
        sighting = people if people and (not name or _outweighs(people, name)) else name
        if sighting:
            yield sighting
        index = sighting.last + 1 if sighting else index + 1


def _outweighs(people: Sighting, name: Sighting) -> bool:
    """True where the demonym is meant: "Sri Lankan" is longer than the town Sri, "Somali" is Somalia's before it is
    a region of Ethiopia; "Luxembourg" is the country itself.
    """
    if people.last != name.last:
        return people.last > name.last
    countries = [place.precision is PlacePrecision.COUNTRY for place in people.candidates]
    return any(countries) and not any(place.precision is PlacePrecision.COUNTRY for place in name.candidates)


def spot_at(content: str, tokens: Sequence[Token], index: int, gazetteer: Gazetteer) -> Sighting | None:
    """The longest name of the gazetteer that begins at token `index`.

    Names that a newspaper writes with a small letter at either end are known from the hand-made tables alone: "bande de
    Gaza", "Arabie saoudite".
    """
    begins, opens = may_begin(content, tokens, index), tokens[index].key in gazetteer.openings
    if not begins and not opens:
        return None
    for last in range(reach(content, tokens, index), index - 1, -1):
        whole = begins and (tokens[last].capital or tokens[last].text.isdecimal())
        if not (whole or (opens and any(token.capital for token in tokens[index : last + 1]))):
            continue
        for key in keys_between(content, tokens, index, last):
            known = gazetteer.find(key) if whole else gazetteer.named.get(key, ())
            candidates = known if admissible(key, tokens, index, last) else ()
            country = any(place.precision is PlacePrecision.COUNTRY for place in candidates)  # "Agence France-Presse"
            if candidates and (country or not is_half(content, tokens, index, last, gazetteer)):
                end = tokens[last].end + (1 if "." in key or is_initials(content, tokens, index, last) else 0)
                return Sighting(
                    first=index, last=last, start=tokens[index].start, end=end, key=key, candidates=candidates
                )
    return None


def is_half(content: str, tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> bool:
    """True for the Kani of "Kani-Bonzon", whose other half is no place; not for "Minneapolis-St. Paul"."""
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    if behind and behind.capital and content[tokens[last].end : behind.start] == "-":
        return not gazetteer.find(behind.key) and len(behind.text) > SHORT
    ahead = tokens[first - 1] if first else None
    if ahead and ahead.capital and ahead.key not in ARTICLES and content[ahead.end : tokens[first].start] == "-":
        return not gazetteer.find(ahead.key) and len(ahead.text) > SHORT
    return False


def may_begin(content: str, tokens: Sequence[Token], index: int) -> bool:
    """True where a name may begin: a capital, or the Arabic article before one ("al-Bab")."""
    if tokens[index].capital:
        return True
    if tokens[index].key not in ARTICLES or index + 1 == len(tokens) or not tokens[index + 1].capital:
        return False
    gap = content[tokens[index].end : tokens[index + 1].start]
    return gap == "-" or (gap == " " and tokens[index].key in {"al", "el"})


def reach(content: str, tokens: Sequence[Token], index: int) -> int:
    """The last token that may belong to a name beginning at `index`."""
    last = index
    while last + 1 < len(tokens) and last - index + 1 < LONGEST and joined(content, tokens[last], tokens[last + 1]):
        last += 1
    return last


def joined(content: str, left: Token, right: Token) -> bool:
    """True when nothing between the two words parts a name."""
    gap = content[left.end : right.start]
    return (
        gap in PLAIN_JOINS
        or JOIN.fullmatch(gap) is not None
        or (len(left.text) <= SHORT and POINT.fullmatch(gap) is not None)
    )


def keys_between(content: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[str]:
    """The keys under which the words may be known: with their final point, as words, and joined over apostrophes."""
    words = [token.key for token in tokens[first : last + 1]]
    key = " ".join(words)
    if content[tokens[last].end : tokens[last].end + 1] == "." and content[: tokens[first].start].rstrip()[-1:] == ",":
        yield f"{key}."
    yield key
    gaps = [content[tokens[i].end : tokens[i + 1].start] for i in range(first, last)]
    if any(gap in "'’‘ʼʿʻ`" and gap for gap in gaps) and words[-1] != "s":
        yield "".join(
            word + ("" if gap and gap in "'’‘ʼʿʻ`" else " ") for word, gap in zip(words, [*gaps, " "], strict=True)
        ).strip()


def admissible(key: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """True unless the key is too short to tell: "US" and "UK" pass in capitals, "Us" and single letters do not."""
    if len(key) < 2:
        return False
    return (
        len(key) > SHORT
        or first != last
        or tokens[first].text.isupper()
        or (len(key) == SHORT and tokens[first].capital)
    )


def is_initials(content: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for "U.S." and "D.C.", whose final point belongs to the name."""
    return len(tokens[last].text) == 1 and last > first and content[tokens[last].end : tokens[last].end + 1] == "."


def spot_demonym(
    tokens: Sequence[Token], index: int, gazetteer: Gazetteer, rules: PlaceRules, content: str
) -> Sighting | None:
    """A demonym of one or two words at token `index`: "South Korean", "sud-coréenne"."""
    if not (rules.lowercase_demonyms or tokens[index].capital):
        return None
    if tokens[index].key not in gazetteer.people:
        return None
    for last in (index + 1, index):
        if last >= len(tokens) or (not joined(content, tokens[index], tokens[last]) and last != index):
            continue
        key = " ".join(token.key for token in tokens[index : last + 1])
        places = gazetteer.of_demonym(key)
        if places:
            return Sighting(
                first=index, last=last, start=tokens[index].start, end=tokens[last].end, key=key,
                candidates=places, role="demonym",
            )  # fmt: skip
    return None


def is_loud(content: str, token: Token) -> bool:
    """True when the line around `token` is written in capitals."""
    start = content.rfind("\n", 0, token.start) + 1
    end = content.find("\n", token.end)
    return _is_loud_line(content[start : end if end >= 0 else len(content)])


@lru_cache(maxsize=64)  # every name of a paragraph asks the same
def _is_loud_line(line: str) -> bool:
    return sum(map(str.isupper, line)) >= LOUD * max(sum(map(str.isalpha, line)), 1)
