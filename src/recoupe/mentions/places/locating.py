"""Puts on the map what the gazetteer has no entry for: sites in a town, quarters, unknown villages in a province."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recoupe.mentions.places.gazetteer import Gazetteer
from recoupe.mentions.places.names import key_of, skeleton
from recoupe.mentions.places.resolving import kilometres
from recoupe.records import Place, PlacePrecision

FIELD_WITHIN = 120.0  # km from a town to the airport or base that bears its name
CITY_WITHIN = 60.0  # km from a town to a quarter, mosque or street in it
FIELD_PREFIXES = {"airport": ("airport", "field"), "base": ("base", "airport", "field")}
FRAMED = {
    "airport": PlacePrecision.SITE, "base": PlacePrecision.SITE, "camp": PlacePrecision.SITE,
    "site": PlacePrecision.SITE, "street": PlacePrecision.SITE, "district": PlacePrecision.DISTRICT,
}  # fmt: skip
WITHIN_TOWN = frozenset({"site", "street", "district"})
CITY = 100_000  # inhabitants from which a town stands for itself: "marché de Noël de Berlin" in a text on Nice
HAND_MADE = "recoupe:"  # names entered one by one are not mistaken for namesakes
TITLE_WEIGHT = 3  # a town named in the first line is what the document is about
TITLE = 120  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The places a document settled on, each with the character where it stands, in order."""

    at: tuple[tuple[int, Place], ...]
    content: str

    def chief(self) -> Place | None:
        """The town or area that the document is mostly about."""
        weights: Counter[str] = Counter()
        for start, place in self.at:
            weights[place.id] += TITLE_WEIGHT if start < TITLE else 1
        best = weights.most_common(1)
        return next((place for _, place in self.at if best and place.id == best[0][0]), None)

    def nearest(self, start: int, end: int) -> Place | None:
        """The anchor of the same sentence nearest to the characters `start` to `end`, those behind first."""
        inside = [
            (0 if at >= end else 1, min(abs(at - end), abs(start - at)), place)
            for at, place in self.at
            if not parted(self.content[min(at, start) : max(at, end)])
        ]
        return min(inside, key=lambda entry: entry[:2])[2] if inside else None

    def told_last(self, start: int) -> Place | None:
        """The town named last before the character `start` in its paragraph."""
        before = [
            place
            for at, place in self.at
            if at < start and place.precision == PlacePrecision.TOWN and "\n" not in self.content[at:start]
        ]
        return before[-1] if before else None


def parted(text: str) -> bool:
    """True when a sentence ends within `text`."""
    return any(mark in text for mark in (". ", "\n", "! ", "? ", ".\u00a0"))


# "OUAGADOUGOU (AFP) -", "TRIPOLI, Lebanon —": where the reporter sat says nothing of where it happened.
DATELINE = re.compile(r"[^\n.;]{0,60}?(?:\([A-Z][^)\n]{1,20}\)|,? \d{1,2} \w+\.?(?: \d{2,4})?)?\s?(?:--|[-–—])\s")


def gather_anchors(content: str, found: Sequence[tuple[int, Place]]) -> Anchors:
    """The places below the country among `found`, those of datelines left out."""
    return Anchors(
        content=content,
        at=tuple(
            (at, place) for at, place in found
            if place.precision != PlacePrecision.COUNTRY and not in_dateline(content, at)
        ),
    )  # fmt: skip


def in_dateline(content: str, at: int) -> bool:
    """True for a name that opens a line with a dash soon after it."""
    start = content.rfind("\n", 0, at) + 1
    letters = content[start:at].strip()
    return start > 0 and not letters and DATELINE.match(content, at) is not None


def place_of_frame(kind: str, place: Place, gazetteer: Gazetteer) -> Place:
    """The airport or base of a town where the tables have it; else the place itself with the precision of the noun."""
    if place.precision == PlacePrecision.TOWN:
        for prefix in FIELD_PREFIXES.get(kind, ()):
            fields = gazetteer.find_exactly(f"{prefix} {key_of(place.name)}")
            near = [field for field in fields if kilometres(field, place) < FIELD_WITHIN]
            if near:
                return near[0]
    if kind in FRAMED and place.precision in {PlacePrecision.TOWN, PlacePrecision.SITE}:
        return replace(place, precision=FRAMED[kind])
    return place


def belongs(kind: str, place: Place, anchors: Anchors) -> bool:
    """False for a quarter or street whose namesake lies far from every town of the document: "quartier de Neudorf"."""
    others = [anchor for _, anchor in anchors.at]
    if place.id.startswith(HAND_MADE) or (kind != "street" and place.population >= CITY):
        return True
    if kind not in WITHIN_TOWN or not others or place.precision in {PlacePrecision.PROVINCE, PlacePrecision.COUNTRY}:
        return True
    return any(kilometres(place, other) < CITY_WITHIN for other in others)


def locate_site(kind: str | None, start: int, end: int, anchors: Anchors) -> Place | None:
    """The town that a site or quarter without an entry is in: its sentence's, its paragraph's, the document's."""
    if kind == "province":
        return None
    holder = anchors.nearest(start, end)
    if holder is None and kind in WITHIN_TOWN:
        holder = anchors.told_last(start) or anchors.chief()
    if holder is None:
        return None
    return (
        replace(holder, precision=FRAMED[kind])
        if kind in FRAMED and holder.precision == PlacePrecision.TOWN
        else holder
    )


def locate_by_sound(name: str, countries: Sequence[str], gazetteer: Gazetteer, anchors: Anchors) -> Place | None:
    """A town whose name differs in transliteration alone: "Khan Cheikhoun"; only in the document's own countries."""
    bare = skeleton(key_of(name))
    places = gazetteer.find_exactly(bare) if bare else ()
    wanted = [place for place in places if place.country in countries]
    if not wanted:
        return None
    return min(wanted, key=lambda place: min((kilometres(place, other) for _, other in anchors.at), default=0.0))
