"""Reads hours and parts of the day, which belong to a day told nearby: "vers 18 h 55", "dans la soirée"."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recoupe.mentions.times.calendar import Period, day_period
from recoupe.mentions.times.readings import Reading

# "at 10:35 a.m. (0735 GMT) Friday": a day so many characters behind an hour is still its day.
DAY_BEHIND = 40
NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDay:
    """A day that the text tells of, with the place where it stands."""

    start: int
    end: int
    day: date


def day_of_clock(
    reading: Reading, told: Sequence[ToldDay], bounds: tuple[int, int], reference: date | None
) -> date | None:
    """The day an hour belongs to: one in its sentence, the one in front before the one behind, or the day told last."""
    index = bisect_right(told, reading.start, key=lambda item: item.start)
    before = told[index - 1] if index else None
    behind = told[index] if index < len(told) else None
    if before and before.start >= bounds[0]:
        return before.day
    if behind and behind.start < min(bounds[1], reading.end + DAY_BEHIND):
        return behind.day
    return before.day if before else reference


def read_clock(reading: Reading) -> tuple[int, int] | None:
    """Hour and minute of a reading, or None for a figure that is no hour ("25 h")."""
    clock = reading.number("clock")
    hour, minute = divmod(clock, 100) if clock is not None else (reading.number("hour"), reading.number("minute") or 0)
    if hour is None:
        hour = reading.number("clockword") if "clockword" in reading.groups else reading.number("number")
    half = reading.word("half") or ("PM" if reading.word("part") in ("AF", "EV") else None)
    if half and hour is not None and hour > NOON and "part" in reading.groups:
        half = None
    if hour is None or (half and not 1 <= hour <= NOON):
        return None
    if half:
        hour = hour % NOON + (NOON if half == "PM" else 0)
    return (hour, minute) if hour < 24 else (0, 0)


def resolve_clock(reading: Reading, day: date | None) -> Period | None:
    """ "14 h 30 UTC": 2024-03-10T14:30Z."""
    clock = read_clock(reading)
    if clock is None:
        return None
    zone = "Z" if reading.word("zone") == "Z" else ""
    stem = day.isoformat() if day else "XXXX-XX-XX"
    value = f"{stem}T{clock[0]:02d}:{clock[1]:02d}{zone}"
    return _timed(value, day)


def resolve_part(reading: Reading, day: date | None) -> Period | None:
    """ "dans la soirée": 2024-03-10TEV."""
    part = reading.word("part") or reading.rule.part
    if part is None:
        return None
    return _timed(f"{day.isoformat() if day else 'XXXX-XX-XX'}T{part}", day)


def _timed(value: str, day: date | None) -> Period:
    whole = day_period(day) if day else None
    return Period(value=value, earliest=day, latest=day, precision=whole.precision if whole else None)
