"""Resolves days told from the story or the narrative: weekdays, "il y a trois jours", "last night", "ce jour-là"."""

from dataclasses import replace
from datetime import date, timedelta

from recoupe.mentions.times.calendar import (
    FEW,
    YEARS_IN,
    Period,
    day_period,
    days_period,
    period_of,
    shift,
    span_precision,
    weekend_period,
)
from recoupe.mentions.times.clock import resolve_clock
from recoupe.mentions.times.dates import resolve_calendar
from recoupe.mentions.times.readings import Reading
from recoupe.mentions.times.scene import Scene
from recoupe.records import DatePrecision

# A day that was planned for, and lies no farther back, is over: on a Sunday "planned for Saturday was canceled" tells
# of the day before, on a Wednesday of the Saturday to come.
PLAN_OVER = 2


def resolve_weekday(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A day of the week: by tense, or "past" ("mardi dernier"), "future", "recent", "narrative" ("ce mardi-là")."""
    weekday = reading.number("weekday") or reading.number("shortweekday") or 1
    if scene.reference is None:
        return Period(value=f"XXXX-WXX-{weekday}")
    direction = arguments[0] if arguments else "auto"
    if direction == "narrative" and scene.narrative:
        near = scene.narrative + timedelta(days=(weekday - scene.narrative.isoweekday() + 3) % 7 - 3)
        return day_period(near if scene.ahead or near <= scene.reference else near - timedelta(days=7))
    if direction == "auto" and scene.ahead is None:
        named = next((day for day in scene.announced if day.isoweekday() == weekday), None)
        if named:
            return day_period(named)
    strict = direction in ("past", "future")
    back = (scene.reference.isoweekday() - weekday) % 7 or (7 if direction == "past" else 0)
    ahead_of_us = scene.ahead and not (scene.planned and back <= PLAN_OVER)
    ahead = (weekday - scene.reference.isoweekday()) % 7 or (7 if direction == "future" else 0)
    forward = direction == "future" or (direction != "recent" and not strict and bool(ahead_of_us))
    return day_period(scene.reference + timedelta(days=ahead if forward else -back))


def resolve_shift(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """So many units before or after the story's day or the narrative's: "shift reference -number unit"."""
    step, unit = arguments[1], (reading.unit if arguments[2] == "unit" else arguments[2]) or "day"
    # "last year, down from the year before": long units count from the period told last, days from the day.
    told = scene.last if unit in ("month", "year") else scene.narrative
    anchor = scene.reference if arguments[0] == "reference" else told or scene.day
    sign = -1 if step.startswith("-") else 1
    counted = step[1:] == "number" and "number" in reading.groups
    amount = reading.number("number") if counted else int(step[1:].replace("number", "1"))
    if amount is None:
        return _vague(anchor, sign, unit)
    if unit == "night":
        unit = "day"
    if anchor is None:
        return Period(value={"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX"))
    # "a decade ago" points at a year, not at ten of them.
    return period_of("year" if unit in YEARS_IN and amount else unit, shift(anchor, sign * amount, unit))


def _vague(anchor: date | None, sign: int, unit: str) -> Period:
    """ "il y a quelques jours": somewhere in the last ten of them."""
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if anchor is None or unit in ("decade", "century"):
        return Period(value=value)
    if unit in ("hour", "minute", "second"):
        return day_period(anchor)
    far = shift(anchor, sign * FEW, unit)
    near = shift(anchor, sign, "day")
    first, last = min(far, near), max(far, near)
    return Period(value=value, earliest=first, latest=last, precision=span_precision(first, last))


def resolve_weekend(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """The weekend: "past" before the story or on it, "future" after it, "auto" by tense."""
    if scene.reference is None:
        return Period(value="XXXX-WXX-WE")
    here, direction = weekend_period(scene.reference), arguments[0] if arguments else "auto"
    before, begun = shift(scene.reference, -1, "week"), scene.reference.isoweekday() >= 6
    if direction == "future":
        return weekend_period(shift(scene.reference, 1, "week")) if begun else here
    if direction == "past":
        return weekend_period(before)
    return here if begun or scene.ahead else weekend_period(before)


def resolve_last_night(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """The night before the story's day (or, with "narrative", before the day told last): "last night", "overnight"."""
    anchor = scene.day if arguments and arguments[0] == "narrative" else scene.reference
    if anchor is None:
        return Period(value="XXXX-XX-XXTNI")
    if scene.ahead and "auto" in arguments:
        return replace(day_period(anchor), value=f"{anchor.isoformat()}TNI")
    first = anchor - timedelta(days=1)
    return Period(value=f"{first.isoformat()}TNI", earliest=first, latest=anchor, precision=day_period(first).precision)


def resolve_same(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "ce jour-là", "the same day", "that year": the narrative's own day, month or year."""
    unit = reading.unit or arguments[0]
    day = scene.day if unit == "day" else scene.last or scene.day
    if day is None:
        return Period(value="XXXX-XX-XX" if unit == "day" else "XXXX")
    if unit == "day" and scene.span and scene.span.precision is DatePrecision.MONTH:
        # "killed last October … that same day": some day of that month.
        return replace(scene.span, value=f"{scene.span.value}-XX")
    return period_of(unit, day)


def resolve_night(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "dans la nuit de lundi à mardi", "du 3 au 4 mai": from the evening of one day to the morning of the next."""
    if reading.number("weekday2") is not None:
        if scene.reference is None:
            return Period(value=f"XXXX-WXX-{reading.number('weekday')}TNI")
        second = replace(reading, groups={"weekday": reading.groups["weekday2"]})
        last = resolve_weekday(second, scene, arguments)
    else:
        groups = {
            "day": reading.groups["day2"],
            "month": reading.groups.get("month2"),
            "year": reading.groups.get("year"),
        }
        named = {name: value for name, value in groups.items() if value is not None}
        last = resolve_calendar(replace(reading, groups=named), scene, arguments)
    if last is None or last.latest is None:
        return last
    apart = ((reading.number("weekday2") or 0) - (reading.number("weekday") or 0)) % 7
    if "weekday2" in reading.groups and "weekday" in reading.groups and apart > 1:
        return days_period(last.latest - timedelta(days=apart), last.latest)
    first = last.latest - timedelta(days=1)
    return Period(
        value=f"{first.isoformat()}TNI", earliest=first, latest=last.latest, precision=day_period(first).precision
    )


def resolve_hour_of_weekday(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "9 a.m. EST Tuesday": the hour on that weekday."""
    day = resolve_weekday(reading, scene, ())
    return resolve_clock(reading, day.earliest if day else None)
