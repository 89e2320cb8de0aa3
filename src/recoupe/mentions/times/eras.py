"""Resolves seasons, quarters, feast days, decades and centuries."""

from datetime import date

from recoupe.mentions.times.calendar import (
    Period,
    century_period,
    day_period,
    decade_period,
    half_period,
    holiday,
    quarter_period,
    season_period,
)
from recoupe.mentions.times.dates import read_year
from recoupe.mentions.times.readings import Reading
from recoupe.mentions.times.scene import Scene, nearest


def resolve_season(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A season, of a year or near the story; "generic" where every year's is meant ("en été")."""
    season, direction = reading.word("season") or "SP", arguments[0] if arguments else "auto"
    year = read_year(reading, scene)
    told = scene.last or scene.day
    if year is None and direction == "narrative" and told:
        year = told.year
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
    """ "le premier trimestre 2019"; without a year the last one begun, unless the words look ahead."""
    year = read_year(reading, scene)
    quarter = reading.number("ordinal") or reading.number("quartername") or 1
    if quarter > 4 or (year is None and scene.reference is None):
        return None
    if year is not None or scene.reference is None:
        return quarter_period(year or 1, quarter)
    found = quarter_period(scene.reference.year, quarter)
    begun = scene.ahead or found.earliest is None or found.earliest <= scene.reference
    return found if begun else quarter_period(scene.reference.year - 1, quarter)


def resolve_half(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "the first half of 2019": 2019-H1."""
    year = read_year(reading, scene) or (scene.reference.year if scene.reference else None)
    half = reading.number("ordinal") or 1
    return half_period(year, half) if year and half <= 2 else None


def resolve_holiday(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """A feast day, of a year or the nearest one."""
    spelling, direction = reading.word("holiday") or "12-25", arguments[0] if arguments else "auto"
    year = read_year(reading, scene)
    if year is None and scene.frame is not None:
        year = scene.frame
    if year is not None:
        return day_period(holiday(year, spelling))
    if scene.reference is None:
        return Period(value=f"XXXX-{spelling}" if "-" in spelling and spelling[0].isdecimal() else "XXXX-XX-XX")
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


def resolve_known(reading: Reading, scene: Scene, arguments: tuple[str, ...]) -> Period | None:
    """ "the Sept. 11 attacks": a day that needs no year to be known."""
    return day_period(date.fromisoformat(reading.word("knownday") or ""))
