"""How much two tellings look like one happening: a sum of named, signed features."""

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from anyascii import anyascii

from recoupe.distance import great_circle_km
from recoupe.incidents.wordings import same_party, same_weapon
from recoupe.records import (
    DatePrecision,
    Event,
    EventDate,
    EventPlace,
    EventType,
    Feature,
    Figure,
    PlacePrecision,
    Telling,
)
from recoupe.resources import read_toml

SITE_KM = 10.0
TOWN_KM = 30.0
AREA_KM = 100.0
SURMISED_PLACE = "the only country told of"  # the rule of such a place
WIDE = (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
FAR_TOLL_RATIO = 4.0
# Shares of the shorter text's names and numbers; a text without any says nothing.
FEWEST_TERMS = 1
MANY_TERMS = 0.5
SOME_TERMS = 0.25
HARDLY_ANY_TERMS = 0.1
# A text with fewer names than this says nothing by sharing none.
ENOUGH_TERMS = 3
TELLING_NUMBER = 10
# Shares of the shorter text's longer words.
FEWEST_WORDS = 3
MANY_WORDS = 0.35
HARDLY_ANY_WORDS = 0.1


@dataclass(frozen=True, slots=True)
class LinkingRules:
    """Weights of data/incidents/linking.toml and the types that are kin."""

    weights: dict[str, dict[str, float]]
    kin: frozenset[frozenset[EventType]]

    @property
    def threshold(self) -> float:
        return self.weights["threshold"]["same_incident"]

    def feature(self, group: str, name: str) -> Feature:
        """The named feature with its weight."""
        return Feature(name=f"{group}: {name.replace('_', ' ')}", score=self.weights[group][name])


@lru_cache(maxsize=1)
def load_linking_rules() -> LinkingRules:
    """The packaged weights."""
    table: dict[str, Any] = read_toml("incidents/linking.toml")
    groups = [[EventType(name) for name in group] for group in table.pop("kin")["groups"]]
    kin = frozenset(frozenset((a, b)) for group in groups for a in group for b in group)
    return LinkingRules(weights=table, kin=kin)


def compare(one: Telling, other: Telling, *, copies: bool, rules: LinkingRules) -> tuple[Feature, ...]:
    """Every feature that speaks for or against the two being one happening."""
    left, right = one.event, other.event
    when = _told_before(one, other, rules) or _compare_dates(left.date, right.date, rules)
    found: list[Feature | None] = [
        when,
        _compare_places(left.place, right.place, rules),
        _compare_types(left.type, right.type, rules),
        *_compare_parties(left, right, rules),
        *_compare_figures(left, right, rules),
    ]
    if when.score >= 0:  # a follow-up repeats the words of the day before, and whole paragraphs of them
        found += [_compare_terms(one, other, rules), _compare_words(one, other, rules)]
        found.append(rules.feature("words", "copies") if copies else None)
    if left.ordinal and right.ordinal and left.ordinal.number != right.ordinal.number:
        found.append(rules.feature("words", "ordinal_differs"))
    return tuple(feature for feature in found if feature is not None and feature.score)


def distance_km(left: EventPlace, right: EventPlace) -> float | None:
    """Great-circle distance; None where one of them has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    return great_circle_km(left.latitude, left.longitude, right.latitude, right.longitude)


def _compare_terms(one: Telling, other: Telling, rules: LinkingRules) -> Feature | None:
    """Names and numbers in common; only between texts that are about the happening, and in one language."""
    places = _place_words(one.event.place) | _place_words(other.event.place)
    a, b = set(one.passport.key_terms) - places, set(other.passport.key_terms) - places
    if min(len(a), len(b)) < FEWEST_TERMS or one.passport.language != other.passport.language:
        return None
    if not (one.event.focus and other.event.focus):
        return None
    share = len(a & b) / min(len(a), len(b))
    if share >= MANY_TERMS:
        return rules.feature("words", "many_terms_shared")
    if share >= SOME_TERMS:
        return rules.feature("words", "some_terms_shared")
    few = share < HARDLY_ANY_TERMS and min(len(a), len(b)) >= ENOUGH_TERMS
    return rules.feature("words", "no_terms_shared") if few else None


@lru_cache(maxsize=65536)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", anyascii(name).lower()))


def _place_words(place: EventPlace | None) -> frozenset[str]:
    """The words of a place's name, which the distance has already counted."""
    return _words_of(place.name) if place else frozenset()


def _compare_words(one: Telling, other: Telling, rules: LinkingRules) -> Feature | None:
    """Longer words in common, between undated texts in one language: what is left to know them by."""
    a, b = set(one.passport.words), set(other.passport.words)
    if min(len(a), len(b)) < FEWEST_WORDS or one.passport.language != other.passport.language:
        return None
    share = len(a & b) / min(len(a), len(b))
    if share >= MANY_WORDS:
        return rules.feature("words", "many_words_shared")
    return rules.feature("words", "hardly_any_words_shared") if share < HARDLY_ANY_WORDS else None


def _told_before(one: Telling, other: Telling, rules: LinkingRules) -> Feature | None:
    """Against an undated telling that appeared before the day of the other: it cannot tell of what was to come."""
    for undated, dated in ((one, other), (other, one)):
        published, when = undated.passport.published, dated.event.date
        if undated.event.date is not None or published is None or when is None:
            continue
        if date.fromisoformat(published.isoformat()[:10]) < when.earliest:
            return rules.feature("date", "told_before")
    return None


def _compare_dates(left: EventDate | None, right: EventDate | None, rules: LinkingRules) -> Feature:
    if left is None or right is None:
        return rules.feature("date", "one_undated")
    gap = _days_between(left.earliest, left.latest, right.earliest, right.latest)
    if left.precision is right.precision is DatePrecision.DAY:
        return rules.feature("date", "same_day" if gap == 0 else "next_day" if gap == 1 else "apart")
    return rules.feature("date", "within" if gap == 0 else "outside")


def _days_between(a0: date, a1: date, b0: date, b1: date) -> int:
    return max(0, (b0 - a1).days, (a0 - b1).days)


def _compare_places(left: EventPlace | None, right: EventPlace | None, rules: LinkingRules) -> Feature:
    if left is None or right is None or _is_surmised(left) or _is_surmised(right):
        return rules.feature("place", "one_unplaced")
    if left.country and right.country and left.country != right.country:
        return rules.feature("place", "other_country")
    if left.precision in WIDE or right.precision in WIDE:
        return rules.feature("place", "within")
    kilometres = distance_km(left, right)
    if kilometres is None:
        return rules.feature("place", "one_unplaced")
    limits = ((SITE_KM, "same_site"), (TOWN_KM, "same_town"), (AREA_KM, "same_area"), (math.inf, "apart"))
    return rules.feature("place", next(name for limit, name in limits if kilometres <= limit))


def _is_surmised(place: EventPlace) -> bool:
    """True for a country taken from "the Indian navy" because nothing else is named: it says little of where."""
    return place.rule.startswith(SURMISED_PLACE)


def _compare_types(left: EventType, right: EventType, rules: LinkingRules) -> Feature:
    kin = frozenset((left, right)) in rules.kin
    return rules.feature("type", "same" if left is right else "kin" if kin else "other")


def _compare_parties(left: Event, right: Event, rules: LinkingRules) -> list[Feature]:
    found = []
    known = [{party.actor for party in event.perpetrators if party.actor} for event in (left, right)]
    if all(known):
        found.append(rules.feature("actors", "same_perpetrator" if known[0] & known[1] else "other_perpetrator"))
    if any(same_party(a, b) for a in left.targets for b in right.targets):
        found.append(rules.feature("actors", "same_target"))
    if left.weapons and right.weapons:
        same = any(same_weapon(a, b) for a in left.weapons for b in right.weapons)
        found.append(rules.feature("actors", "same_weapon" if same else "other_weapon"))
    return found


def _compare_figures(left: Event, right: Event, rules: LinkingRules) -> list[Feature]:
    found = [_compare_tolls(a, b, rules) for a, b in ((left.killed, right.killed), (left.injured, right.injured))]
    found.append(_compare_captures(left, right, rules))
    return [feature for feature in found if feature]


def _compare_captures(left: Event, right: Event, rules: LinkingRules) -> Feature | None:
    """Those taken are counted once, and the count does not rise as a toll does: 23 pirates are not 26."""
    taken = [_taken(event) for event in (left, right)]
    if None in taken:
        return None
    return rules.feature("figures", "same_toll" if taken[0] == taken[1] else "other_captured")


def _taken(event: Event) -> int | None:
    """How many were captured, or how many attackers are told of, where it is a figure that hardly two attacks share."""
    figure = event.captured
    if figure is not None and figure.low == figure.high and (figure.low or 0) >= TELLING_NUMBER:
        return figure.low
    numbers = (re.match(r"(\d+) ", party.text) for party in event.perpetrators)
    return next((int(found.group(1)) for found in numbers if found and int(found.group(1)) >= TELLING_NUMBER), None)


def _compare_tolls(left: Figure | None, right: Figure | None, rules: LinkingRules) -> Feature | None:
    if left is None or right is None or not left.low or not right.low:
        return None
    if (left.low, left.high) == (right.low, right.high):
        return rules.feature("figures", "same_toll" if left.low > 1 else "same_small_toll")
    ratio = max(left.low, right.low) / min(left.low, right.low)
    return rules.feature("figures", "far_toll") if ratio > FAR_TOLL_RATIO else None
