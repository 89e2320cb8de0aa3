"""Puts readings on the calendar: one function for each `value` that a rule may name.

Each takes a reading, the scene it stands in and the rule's arguments and gives a `Period`, or None where the words
name no day there is ("le 31 février"); what cannot be resolved for want of a reference keeps an underspecified
TIMEX3 value ("XXXX-WXX-2") and no days.
"""

from collections.abc import Callable
from dataclasses import replace

from recoupe.mentions.times.calendar import Period, day_period, narrow, shift
from recoupe.mentions.times.dates import resolve_calendar, resolve_range, resolve_week_of, resolve_years
from recoupe.mentions.times.eras import (
    resolve_century,
    resolve_decade,
    resolve_half,
    resolve_holiday,
    resolve_known,
    resolve_quarter,
    resolve_season,
)
from recoupe.mentions.times.lengths import resolve_duration, resolve_length, resolve_ref, resolve_set
from recoupe.mentions.times.readings import Reading
from recoupe.mentions.times.relative import (
    resolve_hour_of_weekday,
    resolve_last_night,
    resolve_night,
    resolve_same,
    resolve_shift,
    resolve_weekday,
    resolve_weekend,
)
from recoupe.mentions.times.scene import Scene

Operator = Callable[[Reading, Scene, tuple[str, ...]], Period | None]


def resolve_beside(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "the day before Christmas", "the day after last Tuesday's hearing": so many days from the day named."""
    name = "weekday" if reading.number("weekday") else "holiday" if reading.word("holiday") else "calendar"
    named = OPERATORS[name](reading, scene, arguments[1:])
    if named is None or named.earliest is None:
        return named
    return day_period(shift(named.earliest, int(arguments[0]), "day"))


OPERATORS: dict[str, Operator] = {
    "beside": resolve_beside,
    "calendar": resolve_calendar,
    "century": resolve_century,
    "clock": resolve_hour_of_weekday,
    "decade": resolve_decade,
    "duration": resolve_duration,
    "half": resolve_half,
    "holiday": resolve_holiday,
    "known": resolve_known,
    "last_night": resolve_last_night,
    "length": resolve_length,
    "night": resolve_night,
    "quarter": resolve_quarter,
    "range": resolve_range,
    "ref": resolve_ref,
    "same": resolve_same,
    "season": resolve_season,
    "set": resolve_set,
    "shift": resolve_shift,
    "week_of": resolve_week_of,
    "weekday": resolve_weekday,
    "weekend": resolve_weekend,
    "years": resolve_years,
}


def operate(reading: Reading, scene: Scene) -> Period | None:
    """What the reading means in the scene, its third ("début", "late") and part of day applied."""
    period = OPERATORS[reading.rule.operator](reading, scene, reading.rule.arguments)
    third = reading.word("third") or reading.word("edge")
    part = reading.word("part") or reading.rule.part
    if period is None:
        return None
    if third:
        period = narrow(period, third)
    if part and "T" not in period.value and len(period.value) == len("2024-03-10"):
        period = replace(period, value=f"{period.value}T{part}")
    return period
