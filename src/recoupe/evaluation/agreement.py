"""When a predicted value agrees with an annotated one: the rules of the newsroom guidelines.

Values here are those of the contract as plain objects, so that any annotation or prediction in that format can be
compared, whoever made it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from recoupe.distance import great_circle_km
from recoupe.incidents.wordings import SAME_NAME, overlap

Value = Any
Event = Mapping[str, Any]

WORDS = ("type", "outcome")
FIGURES = ("killed", "injured", "missing", "captured")
LISTS = ("perpetrators", "targets", "weapons", "defenders", "sources")
FIELDS = (*WORDS, "date", "place", *LISTS, *FIGURES)
# A pair of events must agree on one of these at least to be taken for the same.
ANCHORS = ("date", "place", "perpetrators", "targets", "killed")

NEAR_KM = 50.0
DAY_SLACK = 1


def names_agree(gold: Value, predicted: Value) -> bool:
    """Any of the annotated names shares half of its content words with any predicted one."""
    golds, others = (_names(value) for value in (gold, predicted))
    return any(overlap(a, b) >= SAME_NAME for a in golds for b in others)


def dates_agree(gold: Value, predicted: Value) -> bool:
    """The ranges overlap and, for a day, differ by at most one day at each end."""
    try:
        g0, g1, p0, p1 = (
            date.fromisoformat(str(v[end])[:10]) for v in (gold, predicted) for end in ("earliest", "latest")
        )
    except (KeyError, TypeError, ValueError):
        return False
    if g0 > p1 or p0 > g1:
        return False
    return gold.get("precision") != "day" or max(abs((g0 - p0).days), abs((g1 - p1).days)) <= DAY_SLACK


def places_agree(gold: Value, predicted: Value) -> bool:
    """Within 50 km; the same country where the annotation is no more precise."""
    if gold.get("precision") == "country":
        return bool(gold.get("country")) and gold.get("country") == predicted.get("country")
    if predicted.get("precision") == "country":
        return False
    kilometres = _distance_km(gold, predicted)
    return kilometres is not None and kilometres <= NEAR_KM


def figures_agree(gold: Value, predicted: Value) -> bool:
    """Both ends are equal."""
    return bool(gold.get("low") == predicted.get("low") and gold.get("high") == predicted.get("high"))


def count_agreements(gold: Event, predicted: Event) -> dict[str, tuple[int, int, int]]:
    """Field -> how many values agree, how many are annotated, how many predicted."""
    counts = {name: _single(gold.get(name), predicted.get(name), lambda a, b: bool(a == b)) for name in WORDS}
    rules: tuple[tuple[str, Callable[[Value, Value], bool]], ...] = (("date", dates_agree), ("place", places_agree))
    counts |= {name: _single(gold.get(name), predicted.get(name), rule) for name, rule in rules}
    counts |= {name: _single(gold.get(name), predicted.get(name), figures_agree) for name in FIGURES}
    for name in LISTS:
        golds, others = gold.get(name) or [], predicted.get(name) or []
        counts[name] = (matching_size(golds, others, names_agree), len(golds), len(others))
    return counts


def matching_size(golds: Sequence[Value], others: Sequence[Value], agree: Callable[[Value, Value], bool]) -> int:
    """Size of the greatest one-to-one matching, by augmenting paths."""
    owner: dict[int, int] = {}

    def seat(position: int, tried: set[int]) -> bool:
        for other, value in enumerate(others):
            if other not in tried and agree(golds[position], value):
                tried.add(other)
                if other not in owner or seat(owner[other], tried):
                    owner[other] = position
                    return True
        return False

    return sum(seat(position, set()) for position in range(len(golds)))


def _single(gold: Value, predicted: Value, agree: Callable[[Value, Value], bool]) -> tuple[int, int, int]:
    both = gold is not None and predicted is not None
    return (int(both and agree(gold, predicted)), int(gold is not None), int(predicted is not None))


def _names(value: Value) -> list[str]:
    text = value["text"] if isinstance(value, Mapping) else value
    return str(text).split(" || ")


def _distance_km(left: Value, right: Value) -> float | None:
    values = [left.get("latitude"), left.get("longitude"), right.get("latitude"), right.get("longitude")]
    return None if any(value is None for value in values) else great_circle_km(*values)
