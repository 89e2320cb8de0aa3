"""What makes an incident need a person: named scores, the sum of which orders the queue."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# The order asked for by desks: what contradicts itself first, then what one voice alone says, then many dead, then
# what the machine is least sure of. Each weight is more than all that come after it can make up for in one step.
FLAGGED = 5.0
CONTRADICTION = 4.0
FURTHER_CONTRADICTION = 0.5  # each field beyond the first
SINGLE_ORIGIN = 2.0
HIGH_TOLL = 1.5  # reached at 30 dead, a third of it at 2: a toll counts by its order of magnitude
HIGH_TOLL_DEAD = 30
UNDATED = 0.5
UNPLACED = 0.5
WIDE_PLACE = 0.3
PASSING = -3.0  # told in passing by documents about something else
WIDE = ("province", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueReason:
    """One reason why an incident waits for a person."""

    name: str
    score: float
    text: str


def urgency(row: Mapping[str, Any]) -> float:
    """How much an incident needs a person, by its columns; 0 for what somebody has decided and nothing has changed."""
    if row["state"] != "machine" and not row["flagged"]:
        return 0.0
    return round(sum(reason.score for reason in queue_reasons(row)), 3)


def queue_reasons(row: Mapping[str, Any]) -> tuple[QueueReason, ...]:
    """The reasons, weightiest first."""
    found = [*_disputes(row), *_support(row), *_doubts(row)]
    return tuple(sorted(found, key=lambda reason: -abs(reason.score)))


def _disputes(row: Mapping[str, Any]) -> Iterator[QueueReason]:
    if row["flagged"]:
        yield QueueReason(name="flagged", score=FLAGGED, text="what a decision was based on has changed")
    fields = [field for field in row["conflicts"].split("\n") if field]
    if fields:
        score = CONTRADICTION + FURTHER_CONTRADICTION * (len(fields) - 1)
        yield QueueReason(
            name="contradictions", score=score, text=f"accounts exclude one another on {', '.join(fields)}"
        )


def _support(row: Mapping[str, Any]) -> Iterator[QueueReason]:
    if row["origins_low"] <= 1:
        outlets = len([each for each in row["outlets"].split("\n") if each])
        told = "one outlet" if outlets == 1 else f"{outlets} outlets"
        yield QueueReason(name="single origin", score=SINGLE_ORIGIN, text=f"one origin behind {told}")
    if killed := row["killed_low"] or 0:
        score = HIGH_TOLL * min(1.0, math.log1p(killed) / math.log1p(HIGH_TOLL_DEAD))
        yield QueueReason(name="high toll", score=round(score, 3), text=f"at least {killed} killed")


def _doubts(row: Mapping[str, Any]) -> Iterator[QueueReason]:
    if row["earliest"] is None:
        yield QueueReason(name="undated", score=UNDATED, text="no date could be read")
    if row["place_name"] is None:
        yield QueueReason(name="unplaced", score=UNPLACED, text="no place could be read")
    elif row["place_precision"] in WIDE:
        yield QueueReason(name="wide place", score=WIDE_PLACE, text=f"only the {row['place_precision']} is known")
    if not row["focus"]:
        yield QueueReason(name="in passing", score=PASSING, text="no document is about it")
