"""Resolves lengths of time, repeated times, and words for now, once and some day."""

from dataclasses import replace
from datetime import timedelta

from recoupe.mentions.times.calendar import FEW, YEARS_IN, Period, day_period, shift, span_precision
from recoupe.mentions.times.readings import Reading
from recoupe.mentions.times.scene import Scene

UNIT_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip


def resolve_duration(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A length of time: P3D, PT24H, PXM; "last" and "next" lay it against the story's day."""
    unit, number = reading.unit or (arguments[1] if len(arguments) > 1 else "day"), 1
    vague = reading.number("number") is None
    number = reading.number("number") or 1
    if "one" in arguments:
        vague = "number" in reading.groups and vague
    scaled = "X" if vague else str(number * YEARS_IN.get(unit, 1))
    code = "Y" if unit in YEARS_IN else UNIT_CODES[unit]
    value = f"PT{scaled}{code[1:]}" if code.startswith("T") else f"P{scaled}{code}"
    if not arguments or arguments[0] not in ("last", "next") or scene.reference is None:
        return Period(value=value)
    days_unit = "day" if unit == "night" else unit
    # "is to decide within a month" looks ahead, "attacked twice within a month" back.
    sign = -1 if arguments[0] == "last" and not scene.ahead else 1
    far = shift(scene.reference, sign * (FEW if vague else number), days_unit)
    if unit in ("hour", "minute", "second"):
        far = scene.reference + sign * timedelta(days=-(-number // 24) if unit == "hour" else 0)
    first, last = min(far, scene.reference), max(far, scene.reference)
    return Period(value=value, earliest=first, latest=last, precision=span_precision(first, last))


def resolve_length(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A length of time that the rule itself names: "une demi-heure"."""
    return Period(value=arguments[0])


def resolve_set(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A repeated time: P1D, P1W, or the weekday of every week."""
    weekday = reading.number("weekday") or reading.number("weekdays")
    if weekday is not None:
        return Period(value=f"XXXX-WXX-{weekday}")
    unit = reading.unit or (arguments[0] if arguments else "day")
    number = (reading.number("number") or 1) * YEARS_IN.get(unit, 1)
    code = "Y" if unit in YEARS_IN else UNIT_CODES[unit]
    return Period(value=f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}")


def resolve_ref(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """Now, once, some day: PRESENT_REF, PAST_REF, FUTURE_REF; "today" keeps the story's day as well."""
    if "today" in arguments and scene.reference:
        return replace(day_period(scene.reference), value=arguments[0])
    return Period(value=arguments[0])
