"""Resolves dates written by the calendar: days, months and years, stretches of days."""

from dataclasses import replace
from datetime import date

from recoupe.mentions.times.calendar import (
    YEAR,
    Period,
    day_period,
    days_period,
    make_date,
    month_period,
    shift,
    week_period,
    year_period,
)
from recoupe.mentions.times.readings import Reading
from recoupe.mentions.times.scene import Scene, nearest

# Two-digit years up to so many years ahead of the story are of its century: "97" in 1999, "03" in 2002.
SHORT_YEAR_AHEAD = 10
# "April next year" and the like, for dates without a year of their own.
YEAR_STEPS = {"thisyear": 0, "lastyear": -1, "nextyear": 1}


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
    weekday = reading.number("weekday")
    framed = make_date(scene.frame, month, day) if scene.frame is not None and direction == "auto" else None
    # "né en 1925, est mort dimanche 27 mars": a weekday that does not fit the year of the sentence is of another.
    if framed and not scene.ahead and weekday in (None, framed.isoweekday()):
        return day_period(framed)
    reference = scene.reference or date.max
    days = [found for step in range(-8, 9) if (found := make_date(reference.year + step, month, day))]
    past = max((found for found in days if found <= reference), default=None)
    future = min((found for found in days if found >= reference), default=None)
    fitting = [found for found in (past, future) if found and found.isoweekday() == weekday]
    chosen = fitting[0] if len(fitting) == 1 else nearest(past, future, scene, direction)
    return day_period(chosen) if chosen else None


def resolve_week_of(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "the week of March 6": the week in which the date lies."""
    found = resolve_calendar(reading, scene, arguments)
    return week_period(found.earliest) if found and found.earliest else found


def resolve_range(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "du 12 au 14 mai", "3-5 January", "from 28 April to 2 May": the first day sets the year, the last follows it."""
    month2 = read_month(reading, "2") or read_month(reading)
    month = read_month(reading) or month2
    year = {"year": reading.groups["year"]} if "year" in reading.groups else {}
    first = resolve_calendar(
        replace(reading, groups={"day": reading.groups["day"], "month": month} | year), scene, arguments
    )
    if first is None or first.earliest is None:
        return first
    start, month2, day2 = first.earliest, month2 or 1, reading.number("day2") or 0
    over_new_year = (month2, day2) < (start.month, start.day)
    if over_new_year and year:
        start = make_date(start.year - 1, start.month, start.day) or start
    last = make_date(start.year + over_new_year, month2, day2)
    return days_period(start, last) if last and start < last else None


def resolve_years(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "2015-2018": from the first to the last of them."""
    first, last = reading.number("year"), reading.number("year2")
    if first is None or last is None or first >= last:
        return None
    return Period(value=f"{first}/{last}", earliest=date(first, 1, 1), latest=date(last, 12, 31), precision=YEAR)
