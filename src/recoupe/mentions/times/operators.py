"""Puts readings on the calendar: one function for each `value` that a rule may name.

Each takes a reading and the scene it stands in and gives a `Period`, or None where the words name no
day there is ("le 31 février"); what cannot be resolved for want of a reference keeps an underspecified
TIMEX3 value ("XXXX-WXX-2") and no days.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from recoupe.mentions.times.calendar import (
    YEAR,
    Period,
    century_period,
    day_period,
    days_period,
    decade_period,
    holiday,
    make_date,
    month_period,
    narrow,
    period_of,
    quarter_period,
    season_period,
    shift,
    span_precision,
    week_period,
    weekend_period,
    year_period,
)
from recoupe.mentions.times.readings import Reading
from recoupe.mentions.times.scene import Scene, nearest

# Two-digit years up to so many years ahead of the story are of its century: "97" in 1999, "03" in 2002.
SHORT_YEAR_AHEAD = 10
# "il y a quelques jours": so many units at most.
FEW = 10
UNIT_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
YEARS_IN = {"decade": 10, "century": 100}

# "April next year" and the like, for dates without a year of their own.
YEAR_STEPS = {"thisyear": 0, "lastyear": -1, "nextyear": 1}

Operator = Callable[[Reading, Scene, tuple[str, ...]], Period | None]


def read_year(reading: Reading, scene: Scene, suffix: str = "") -> int | None:
    """The year written in the reading, two-digit ones completed; None where it has none."""
    names = (f"{name}{suffix}" for name in ("year", "oddyear", "roundyear"))
    year = next((number for name in names if (number := reading.number(name)) is not None), None)
    short = reading.number(f"shortyear{suffix}")
    if year is not None or short is None:
        return year
    century = (scene.reference.year + SHORT_YEAR_AHEAD) // 100 if scene.reference else 20
    full = century * 100 + short
    limit = (scene.reference.year if scene.reference else 2030) + SHORT_YEAR_AHEAD
    return full if full <= limit else full - 100


def read_month(reading: Reading, suffix: str = "") -> int | None:
    """The month written in the reading, by name or number."""
    names = (f"{name}{suffix}" for name in ("month", "puremonth", "fullmonth", "monthnumber"))
    return next((month for name in names if (month := reading.number(name)) is not None), None)


def resolve_calendar(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A date by the calendar, as far as it is written: day and month, month, year, or a bare day of the month."""
    direction = arguments[0] if arguments else "auto"
    day, month, year = reading.number("day"), read_month(reading), read_year(reading, scene)
    if direction in YEAR_STEPS and scene.reference:
        year, direction = scene.reference.year + YEAR_STEPS[direction], "auto"
    if month is None:
        return _bare_day(day, scene, direction) if day is not None else year_period(year) if year else None
    if day is None:
        return _month(month, year, scene, direction)
    if year is None:
        return _day_of_year(reading, scene, direction)
    found = make_date(year, month, day)
    return day_period(found) if found else None


def _bare_day(day: int, scene: Scene, direction: str) -> Period | None:
    """ "on the 19th": in the month named last, else the nearest one."""
    if scene.month and (found := make_date(*scene.month, day)):
        return day_period(found)
    if scene.reference is None:
        return Period(value=f"XXXX-XX-{day:02d}")
    first = scene.reference.replace(day=1)
    months = [shift(first, step, "month") for step in (-2, -1, 0, 1, 2)]
    days = [found for month in months if (found := make_date(month.year, month.month, day))]
    past = max((found for found in days if found <= scene.reference), default=None)
    future = min((found for found in days if found >= scene.reference), default=None)
    chosen = nearest(past, future, scene, direction)
    return day_period(chosen) if chosen else None


def _month(month: int, year: int | None, scene: Scene, direction: str) -> Period | None:
    if year is None and direction == "auto" and not scene.ahead:
        year = scene.frame
    if year is not None:
        return month_period(year, month)
    if scene.reference is None:
        return Period(value=f"XXXX-{month:02d}")
    here = scene.reference.replace(day=1)
    if month == here.month and direction == "auto":
        return month_period(here.year, month)
    past = date(here.year - (month >= here.month), month, 1)
    future = date(here.year + (month <= here.month), month, 1)
    chosen = nearest(past, future, scene, direction)
    return month_period(chosen.year, chosen.month) if chosen else None


def _day_of_year(reading: Reading, scene: Scene, direction: str) -> Period | None:
    """ "le 31 décembre": in the year that the weekday fits, the sentence is set in, or that is nearest."""
    day, month = reading.number("day") or 0, read_month(reading) or 0
    if scene.reference is None and scene.frame is None:
        return Period(value=f"XXXX-{month:02d}-{day:02d}") if make_date(2000, month, day) else None
    if scene.frame is not None and direction == "auto" and not scene.ahead:
        found = make_date(scene.frame, month, day)
        return day_period(found) if found else None
    reference = scene.reference or date.max
    days = [found for step in range(-8, 9) if (found := make_date(reference.year + step, month, day))]
    past = max((found for found in days if found <= reference), default=None)
    future = min((found for found in days if found >= reference), default=None)
    weekday = reading.number("weekday")
    fitting = [found for found in (past, future) if found and found.isoweekday() == weekday]
    chosen = fitting[0] if len(fitting) == 1 else nearest(past, future, scene, direction)
    return day_period(chosen) if chosen else None


def resolve_weekday(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A day of the week by tense, or "past" ("mardi dernier"), "future" ("mardi prochain"), "narrative" ("ce mardi-là")."""
    weekday = reading.number("weekday") or reading.number("shortweekday") or 1
    if scene.reference is None:
        return Period(value=f"XXXX-WXX-{weekday}")
    direction = arguments[0] if arguments else "auto"
    if direction == "narrative" and scene.narrative:
        return day_period(scene.narrative + timedelta(days=(weekday - scene.narrative.isoweekday() + 3) % 7 - 3))
    strict = direction in ("past", "future")
    back = (scene.reference.isoweekday() - weekday) % 7 or (7 if direction == "past" else 0)
    ahead = (weekday - scene.reference.isoweekday()) % 7 or (7 if direction == "future" else 0)
    forward = direction == "future" or (direction != "recent" and not strict and bool(scene.ahead))
    return day_period(scene.reference + timedelta(days=ahead if forward else -back))


def resolve_week_of(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "the week of March 6": the week in which the date lies."""
    found = resolve_calendar(reading, scene, arguments)
    return week_period(found.earliest) if found and found.earliest else found


def resolve_shift(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """So many units before or after the story's day or the narrative's: "shift reference -number unit"."""
    anchor, step = (scene.reference if arguments[0] == "reference" else scene.day), arguments[1]
    unit = (reading.unit if arguments[2] == "unit" else arguments[2]) or "day"
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
    far = shift(anchor, sign * FEW, unit)
    near = anchor if unit in ("hour", "minute", "second") else shift(anchor, sign, "day")
    first, last = min(far, near), max(far, near)
    return Period(value=value, earliest=first, latest=last, precision=span_precision(first, last))


def resolve_season(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A season, of a year or near the story; "generic" where every year's is meant ("en été")."""
    season, direction = reading.word("season") or "SP", arguments[0] if arguments else "auto"
    year = read_year(reading, scene)
    if year is not None:
        return season_period(year, season)
    if scene.reference is None or direction == "generic":
        return Period(value=f"XXXX-{season}")
    years = range(scene.reference.year - 2, scene.reference.year + 3)
    seasons = [season_period(year, season) for year in years]
    if direction == "this":
        return _same_year_season(seasons, scene)
    past = [found for found in seasons if found.earliest and found.earliest <= scene.reference]
    future = [found for found in seasons if found.earliest and found.earliest > scene.reference]
    over = [found for found in past if found.latest and found.latest < scene.reference]
    if direction == "past":
        return over[-1]
    if scene.ahead is None and direction == "auto":
        return _same_year_season(seasons, scene)
    return future[0] if direction == "future" or scene.ahead else past[-1]


def _same_year_season(seasons: list[Period], scene: Scene) -> Period:
    """ "cet été": the one that runs now, else that of this year."""
    for found in seasons:
        if found.earliest and found.latest and scene.reference and found.earliest <= scene.reference <= found.latest:
            return found
    return seasons[2]


def resolve_quarter(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "le premier trimestre 2019"."""
    year = read_year(reading, scene) or (scene.reference.year if scene.reference else None)
    quarter = reading.number("ordinal") or 1
    return quarter_period(year, quarter) if year and quarter <= 4 else None


def resolve_holiday(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A feast day, of a year or the nearest one."""
    spelling, direction = reading.word("holiday") or "12-25", arguments[0] if arguments else "auto"
    year = read_year(reading, scene)
    if year is None and scene.frame is not None:
        year = scene.frame
    if year is not None:
        return day_period(holiday(year, spelling))
    if scene.reference is None:
        return Period(value=f"XXXX-{spelling}" if "-" in spelling and spelling[0].isdigit() else "XXXX-XX-XX")
    days = [holiday(scene.reference.year + step, spelling) for step in (-1, 0, 1)]
    past = max((found for found in days if found <= scene.reference), default=None)
    future = min((found for found in days if found >= scene.reference), default=None)
    chosen = nearest(past, future, scene, direction)
    return day_period(chosen) if chosen else None


def resolve_decade(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "les années 60", "the 1990s"; two digits are of the century before where the story's is not over them yet."""
    year = reading.number("year")
    short = reading.number("shortyear")
    if short is None:
        short = reading.number("tens")
    if year is None and short is not None:
        century = 1900 if scene.reference is None else scene.reference.year // 100 * 100
        year = century + short
        if scene.reference and year > scene.reference.year:
            year -= 100
    return decade_period(year) if year is not None and year % 10 == 0 else None


def resolve_century(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "le XIXe siècle": 18XX."""
    number = reading.number("roman") or reading.number("centuryordinal") or reading.number("number")
    return century_period((number - 1) * 100) if number and number <= 30 else None


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
    first = last.latest - timedelta(days=1)
    return Period(
        value=f"{first.isoformat()}TNI", earliest=first, latest=last.latest, precision=day_period(first).precision
    )


def resolve_last_night(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """The night before the story's day (or, with "narrative", before the day told last): "last night", "overnight"."""
    anchor = scene.day if arguments and arguments[0] == "narrative" else scene.reference
    if anchor is None:
        return Period(value="XXXX-XX-XXTNI")
    if scene.ahead and "auto" in arguments:
        return replace(day_period(anchor), value=f"{anchor.isoformat()}TNI")
    first = anchor - timedelta(days=1)
    return Period(value=f"{first.isoformat()}TNI", earliest=first, latest=anchor, precision=day_period(first).precision)


def resolve_range(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "du 12 au 14 mai", "3-5 January", "from 28 April to 2 May"."""
    month, month2 = read_month(reading), read_month(reading, "2")
    year = {"year": reading.groups["year"]} if "year" in reading.groups else {}
    second = {"day": reading.groups["day2"], "month": month2 or month} | year
    last = resolve_calendar(replace(reading, groups=second), scene, arguments)
    if last is None or last.latest is None:
        return last
    first_day = make_date(last.latest.year, month or month2 or 1, reading.number("day") or 0)
    if first_day and first_day > last.latest:
        first_day = make_date(last.latest.year - 1, month or month2 or 1, reading.number("day") or 0)
    return days_period(first_day, last.latest) if first_day and first_day < last.latest else None


def resolve_years(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "2015-2018": from the first to the last of them."""
    first, last = reading.number("year"), reading.number("year2")
    if first is None or last is None or first >= last:
        return None
    return Period(value=f"{first}/{last}", earliest=date(first, 1, 1), latest=date(last, 12, 31), precision=YEAR)


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
    sign = -1 if arguments[0] == "last" else 1
    far = shift(scene.reference, sign * (FEW if vague else number), days_unit)
    if unit in ("hour", "minute", "second"):
        far = scene.reference + sign * timedelta(days=-(-number // 24) if unit == "hour" else 0)
    first, last = min(far, scene.reference), max(far, scene.reference)
    return Period(value=value, earliest=first, latest=last, precision=span_precision(first, last))


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


def resolve_length(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A length of time that the rule itself names: "une demi-heure"."""
    return Period(value=arguments[0])


def resolve_same(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "ce jour-là", "the same day", "that year": the narrative's own day, month or year."""
    unit = reading.unit or arguments[0]
    day = scene.day if unit == "day" else scene.last or scene.day
    if day is None:
        return Period(value="XXXX-XX-XX" if unit == "day" else "XXXX")
    return period_of(unit, day)


OPERATORS: dict[str, Operator] = {
    "calendar": resolve_calendar,
    "century": resolve_century,
    "decade": resolve_decade,
    "duration": resolve_duration,
    "holiday": resolve_holiday,
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
