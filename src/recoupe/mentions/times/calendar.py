"""Gives days, weeks, months, seasons and decades as periods: TIMEX3 value, first and last day, precision."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recoupe.records import DatePrecision

DAY, WEEK, MONTH, YEAR = DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
QUARTER_MONTHS = 3
HALF_MONTHS = 6
HOURS = 24
YEARS_IN = {"decade": 10, "century": 100}
# "il y a quelques jours": so many units at most.
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days with its TIMEX3 value; without days where they are not known."""

    value: str
    earliest: date | None = None
    latest: date | None = None
    precision: DatePrecision | None = None


def make_date(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def day_period(day: date) -> Period:
    """One day: 2024-03-10."""
    return Period(value=day.isoformat(), earliest=day, latest=day, precision=DAY)


def days_period(first: date, last: date) -> Period:
    """The days from `first` to `last`: 2024-03-03/2024-03-05."""
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Period(value=value, earliest=first, latest=last, precision=span_precision(first, last))


def span_precision(first: date, last: date) -> DatePrecision:
    """How exact it is to know no more than these two days; two days are still a night."""
    days = (last - first).days + 1
    return DAY if days <= 2 else WEEK if days <= 14 else MONTH if days <= 92 else YEAR


def week_period(day: date) -> Period:
    """The week of `day`, Monday to Sunday: 2024-W10."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(value=f"{year}-W{week:02d}", earliest=monday, latest=monday + timedelta(days=6), precision=WEEK)


def weekend_period(day: date) -> Period:
    """The Saturday and Sunday of the week of `day`: 2024-W10-WE."""
    week = week_period(day)
    saturday = day + timedelta(days=5 - day.weekday())
    return Period(value=f"{week.value}-WE", earliest=saturday, latest=saturday + timedelta(days=1), precision=DAY)


def month_period(year: int, month: int) -> Period:
    """One month: 2024-03."""
    last = calendar.monthrange(year, month)[1]
    return Period(
        value=f"{year:04d}-{month:02d}",
        earliest=date(year, month, 1),
        latest=date(year, month, last),
        precision=MONTH,
    )


def year_period(year: int) -> Period:
    """One year: 2024."""
    return Period(value=f"{year:04d}", earliest=date(year, 1, 1), latest=date(year, 12, 31), precision=YEAR)


def decade_period(year: int) -> Period:
    """The ten years around `year`: 196X."""
    first = year // 10 * 10
    return Period(
        value=f"{year // 10:03d}X", earliest=date(first, 1, 1), latest=date(first + 9, 12, 31), precision=YEAR
    )


def century_period(year: int) -> Period:
    """The hundred years around `year`: 18XX."""
    first = max(year // 100 * 100, 1)
    return Period(
        value=f"{year // 100:02d}XX",
        earliest=date(first, 1, 1),
        latest=date(year // 100 * 100 + 99, 12, 31),
        precision=YEAR,
    )


def season_period(year: int, season: str) -> Period:
    """A season by the calendar of weather services: 2024-SU is June to August; winter runs into the next year."""
    start = SEASON_STARTS[season]
    first = date(year, start, 1)
    last = shift(first, 3, "month") - timedelta(days=1)
    return Period(value=f"{year:04d}-{season}", earliest=first, latest=last, precision=MONTH)


def quarter_period(year: int, quarter: int) -> Period:
    """Three months: 2024-Q1."""
    first = date(year, quarter * QUARTER_MONTHS - 2, 1)
    last = shift(first, QUARTER_MONTHS, "month") - timedelta(days=1)
    return Period(value=f"{year:04d}-Q{quarter}", earliest=first, latest=last, precision=MONTH)


def half_period(year: int, half: int) -> Period:
    """Six months: 2024-H1."""
    first = date(year, half * HALF_MONTHS - 5, 1)
    last = shift(first, HALF_MONTHS, "month") - timedelta(days=1)
    return Period(value=f"{year:04d}-H{half}", earliest=first, latest=last, precision=YEAR)


def period_of(unit: str, day: date) -> Period:
    """The period of that unit ("day", "week", "month", "year" …) in which `day` lies."""
    if unit in ("day", "hour", "minute", "second"):
        return day_period(day)
    if unit == "week":
        return week_period(day)
    if unit == "weekend":
        return weekend_period(day)
    if unit == "month":
        return month_period(day.year, day.month)
    if unit == "quarter":
        return quarter_period(day.year, (day.month - 1) // QUARTER_MONTHS + 1)
    makers = {"year": year_period, "decade": decade_period, "century": century_period}
    return makers[unit](day.year)


def shift(day: date, amount: int, unit: str) -> date:
    """`day` moved by so many units, whole days for hours, held inside the calendar's years 1 to 9999."""
    if unit == "hour":
        return shift(day, int(amount / HOURS), "day")
    if unit in ("minute", "second"):
        return day
    if unit in ("day", "week", "weekend"):
        days = amount * (1 if unit == "day" else 7)
        return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
    months = amount * {"month": 1, "quarter": QUARTER_MONTHS}.get(unit, 12 * YEARS_IN.get(unit, 1))
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def narrow(period: Period, third: str) -> Period:
    """The first, middle or last third of `period`, under the same value ("début mars": 2024-03)."""
    if period.earliest is None or period.latest is None or period.earliest == period.latest:
        return period
    length = (period.latest - period.earliest).days + 1
    start = {"START": 0, "MID": length // 3, "END": length - length // 3}[third]
    first = period.earliest + timedelta(days=start)
    last = first + timedelta(days=max(length // 3 - (third != "MID"), 0))
    return replace(period, earliest=first, latest=min(last, period.latest))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after the anonymous computus of 1876."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday(year: int, spelling: str) -> date:
    """A feast day: "12-25", "easter+49", "11 4 4" (fourth Thursday of November; Monday is 1), "11 1 1 1" (a day on)."""
    if spelling.startswith("easter"):
        return easter(year) + timedelta(days=int(spelling.removeprefix("easter") or 0))
    if "-" in spelling:
        month, day = map(int, spelling.split("-"))
        return date(year, month, day)
    month, number, weekday, *more = map(int, spelling.split())
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (number - 1) + sum(more))
