"""Decides which place a name stands for: "Paris" in a text on Texas, "Tripoli" in one on Lebanon.

Every candidate gets a sum of named features: its size, the countries and areas that the document speaks of, the place
that the text puts it in ("Lebanon, Tenn."), how near it lies to
the other places. A name has one sense in a document.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recoupe.distance import great_circle_km
from recoupe.mentions.places.gazetteer import Gazetteer
from recoupe.mentions.places.judging import prior
from recoupe.mentions.places.names import key_of
from recoupe.records import Place, PlacePrecision

# Weights, set by hand on the read parts of the development sets: a country named once should bring "Tripoli" to
# Lebanon (population ratio 5), one named throughout should bring "Paris" to Texas (ratio 85).
COUNTRY = 4.0
AREA = 2.5
INSIDE = 6.0
NEAR = 4.0
CAPITAL = 0.5
NAMESAKE = -3.5  # a province called after its chief town, where no "province" stands beside the name
KIND = 2.5
OUTLET = 1.5
RENAMED = -1.0  # the gazetteer's own name of the place is another: "Salisbury" for Harare, "Turkey" for a town
SURE = 1.7  # logarithm of the population ratio from which the greatest namesake counts as meant in a first pass
REACH = 80.0  # km over which nearness fades: a county and its seat
FAR = 3.0  # degrees beyond which nothing is near
FULL = 1.5  # as much nearness as counts
MEANINGS = 20
LIKELIHOOD = 0.5  # of a candidate with a tenth of the likeliest one's inhabitants
GREAT = 100_000  # inhabitants
SPOKEN = 4  # mentions of countries and places from which a document is sure to be about some
AREA_REACH = 150.0  # km
KEPT = 8  # candidates kept on a mention
PRECISION_OF_KIND = {"province": PlacePrecision.PROVINCE, "district": PlacePrecision.DISTRICT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a document says of where it plays: shares of its countries and first-order areas."""

    countries: dict[str, float]
    areas: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All sightings of one name in a document, with the containers and kinds the text gives them."""

    key: str
    candidates: tuple[Place, ...]
    containers: tuple[Place, ...] = ()
    kinds: frozenset[str] = frozenset()


Meanings = dict[str, list[tuple[Place, float]]]


def rank_groups(groups: Sequence[Group], demonyms: Iterable[Place], gazetteer: Gazetteer,
                outlet_country: str | None) -> dict[str, tuple[Place, ...]]:  # fmt: skip
    """For each name its candidates, the likeliest first.

    The first pass counts countries by what is sure; the second sees the places settled on in the first.
    """
    people = list(demonyms)
    first = weigh(groups, people, outlet_country)
    meant = meanings_of({group.key: group.candidates for group in groups})
    draft = {group.key: rank(group, first, meant, gazetteer) for group in groups}
    chosen = meanings_of({key: places[:1] for key, places in draft.items()})
    settled = tuple(places[0] for places in draft.values())
    second = share_out([*settled, *people], outlet_country)
    ranked = {group.key: held(group, rank(group, second, chosen, gazetteer)[:KEPT]) for group in groups}
    strays = find_strays(ranked, people, outlet_country)
    return {key: () if key in strays else places for key, places in ranked.items()}


def find_strays(ranked: dict[str, tuple[Place, ...]], people: Sequence[Place], outlet: str | None) -> frozenset[str]:
    """Names whose best place is a small town in a country that nothing else in the document speaks of.

    Quarters and farms that the tables lack have namesakes somewhere: "MIRALVALLE, SATELITE, AND SAN RAMON" are quarters
    of San Salvador, not towns of California.
    """
    spoken = Counter([place.country for place in people] + [places[0].country for places in ranked.values()])
    if outlet:
        spoken[outlet] += 1
    enough = sum(spoken.values()) >= SPOKEN
    return frozenset(key for key, places in ranked.items() if enough and is_stray(places[0], spoken))


def is_stray(place: Place, spoken: Counter[str]) -> bool:
    """True for a small town whose country is spoken of in this name alone."""
    return place.precision == PlacePrecision.TOWN and place.population < GREAT and spoken[place.country] <= 1


def held(group: Group, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """`places` behind the area that the text puts the name in, where no place of that name lies there.

    "Balajan, dans l'état d'Assam" is in Assam whatever towns of like name there are elsewhere. A great city is left
    where it is: "Kaboul, Irak et Syrie" is a list.
    """
    areas = [
        holder for holder in group.containers if holder.precision in {PlacePrecision.PROVINCE, PlacePrecision.COUNTRY}
    ]
    small = places[0].precision == PlacePrecision.TOWN and places[0].population < GREAT
    if (
        not areas
        or not small
        or any(lies_in(place, area) or near_area(place, area) for place in places for area in areas)
    ):
        return places
    return (areas[0], *places)


def near_area(place: Place, area: Place) -> bool:
    """True for a place not far from the middle of an area, whose code may be wrong in the tables."""
    return area.precision == PlacePrecision.PROVINCE and kilometres(place, area) < AREA_REACH


def weigh(groups: Sequence[Group], people: Sequence[Place], outlet: str | None) -> Evidence:
    """What names that leave little doubt say of countries and areas."""
    sure = [place for group in groups if (place := sure_place(group))]
    return share_out([*sure, *people], outlet)


def sure_place(group: Group) -> Place | None:
    """The place of a name that has one candidate far greater than the rest, or a container beside it."""
    ordered = sorted(group.candidates, key=prior, reverse=True)
    if group.containers:
        inside = [place for place in ordered if any(lies_in(place, holder) for holder in group.containers)]
        if inside:
            return inside[0]
    rivals = [place for place in ordered[1:] if place.country != ordered[0].country]
    return ordered[0] if not rivals or prior(ordered[0]) - prior(rivals[0]) >= SURE else None


def share_out(places: Sequence[Place], outlet: str | None) -> Evidence:
    """The share of each country and of each first-order area ("US.TX") among `places`."""
    countries: Counter[str] = Counter(place.country for place in places if place.country)
    if outlet:
        countries[outlet] += 1
    areas = Counter(f"{place.country}.{place.admin1}" for place in places if place.admin1)
    return Evidence(countries=to_shares(countries), areas=to_shares(areas))


def to_shares(counts: Counter[str]) -> dict[str, float]:
    """Counts as parts of their sum."""
    total = max(sum(counts.values()), 1)
    return {code: count / total for code, count in counts.items()}


def rank(group: Group, evidence: Evidence, others: Meanings, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The candidates of a name by falling score; ties keep the gazetteer's order."""
    scores = {
        place.id: score(place, group, evidence, gazetteer) + NEAR * nearness(place, group, others)
        for place in group.candidates
    }
    return tuple(sorted(group.candidates, key=lambda place: -scores[place.id]))


def score(place: Place, group: Group, evidence: Evidence, gazetteer: Gazetteer) -> float:
    """How likely `place` is what `group` names; the sum of the features above."""
    total = prior(place) + CAPITAL * gazetteer.is_capital(place)
    total += COUNTRY * math.sqrt(evidence.countries.get(place.country, 0.0))
    if place.precision != PlacePrecision.COUNTRY and place.admin1:
        total += AREA * math.sqrt(evidence.areas.get(f"{place.country}.{place.admin1}", 0.0))
    total += INSIDE * any(lies_in(place, holder) for holder in group.containers)
    total += RENAMED * (place.precision == PlacePrecision.TOWN and key_of(place.name) != group.key)
    total += NAMESAKE * is_namesake(place, group) + KIND * fits_kind(place, group)
    return total


def lies_in(place: Place, holder: Place) -> bool:
    """True when `holder` is a greater place that holds `place`."""
    if place.id == holder.id or place.country != holder.country:
        return False
    if holder.precision == PlacePrecision.COUNTRY:
        return place.precision != PlacePrecision.COUNTRY
    if holder.precision == PlacePrecision.PROVINCE and holder.admin1 and place.admin1:
        return place.admin1 == holder.admin1 and place.precision != PlacePrecision.PROVINCE
    return kilometres(place, holder) < HELD_WITHIN.get(holder.precision, 30.0)


# How far from the middle of an area its places may lie, where codes do not tell.
HELD_WITHIN = {PlacePrecision.PROVINCE: 120.0, PlacePrecision.DISTRICT: 60.0}


def is_namesake(place: Place, group: Group) -> bool:
    """True for a province called after a town in it, unless the text says "province"."""
    if place.precision != PlacePrecision.PROVINCE or "province" in group.kinds or place.population > 8_000_000:
        return False
    return any(
        other.precision == PlacePrecision.TOWN and other.country == place.country
        and other.admin1 == place.admin1 and other.population > 20_000
        for other in group.candidates
    )  # fmt: skip


def fits_kind(place: Place, group: Group) -> bool:
    """True when a noun beside the name asks for this sort of place."""
    return any(PRECISION_OF_KIND.get(kind) == place.precision for kind in group.kinds)


def meanings_of(candidates: dict[str, tuple[Place, ...]]) -> Meanings:
    """For each name its likelier places below the country, each with how likely it is beside the likeliest."""
    return {
        key: [
            (place, LIKELIHOOD ** (max(map(prior, places)) - prior(place)))
            for place in places[:MEANINGS]
            if place.precision != PlacePrecision.COUNTRY
        ]
        for key, places in candidates.items()
    }


def nearness(place: Place, group: Group, others: Meanings) -> float:
    """From 0 to 1: how close what the other names of the document may mean lies; unlikely meanings count less.

    "Huntsville" and "Walker County" are towns and counties of several states, but near each other in Texas alone.
    """
    total = 0.0
    for key, meanings in others.items():
        if key != group.key:
            total += max((likely * closeness(place, at) for at, likely in meanings), default=0.0)
    return min(total, FULL) / FULL


def closeness(place: Place, other: Place) -> float:
    """1 for places beside each other, 0 for far ones."""
    if abs(place.latitude - other.latitude) > FAR or abs(place.longitude - other.longitude) > 2 * FAR:
        return 0.0
    return math.exp(-kilometres(place, other) / REACH)


def kilometres(one: Place, other: Place) -> float:
    """The great-circle distance of two places."""
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)
