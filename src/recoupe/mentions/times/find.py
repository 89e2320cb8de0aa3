"""Finds the times of a text and says which days they mean."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from recoupe.mentions.times.calendar import Period, span_precision
from recoupe.mentions.times.clock import ToldDay, day_of_clock, resolve_clock, resolve_part
from recoupe.mentions.times.dates import read_month, read_year
from recoupe.mentions.times.grammar import TimeGrammar
from recoupe.mentions.times.operators import operate
from recoupe.mentions.times.readings import CONTEXT, Reading, find_readings
from recoupe.mentions.times.scene import Scene
from recoupe.mentions.times.tense import looks_ahead, was_planned
from recoupe.mentions.times.text import find_sentence_ends, fold, sentence_end, sentence_start
from recoupe.records import DatePrecision, Span, TimeMention, TimeType

# A dateline stands in the first lines, title included, and near the start of its own.
DATELINE_REACH = 500
DATELINE_COLUMN = 90
DATELINE_TAIL = re.compile(r"[ \xa0]?[,.]?[ \xa0]*(?:\([^()\n]{2,40}\)|\[[^\]\n]{2,40}\]|-{1,2}|[–—]|\n)")
# A story is printed at most so many days after its dateline.
PRINTED_AFTER = 3
# Two dates joined by one of these share their year or their "last": "en mai et juin derniers".
JOINED = re.compile(r"(?:,? (?:et|ou|and|or|au|a|to|puis) |, ?| ?- ?|/)(?:en |in |le |du |de |l')?")
# "on the 19th" takes its month from a date so many characters before it.
MONTH_REACH = 300
# "0001-01-01" and "9999-12-31" stand in feeds for a day that is not known.
TRUE_YEARS = range(1000, 9000)
DEFERRED = ("clock", "part")


def find_times(content: str, published: date | datetime | None, grammar: TimeGrammar) -> tuple[TimeMention, ...]:
    """The times of `content` in order of their start, not overlapping, resolved against story and narrative.

    `published` is the day of the story; a dateline of that day or shortly before takes its place. Times that
    depend on a day nobody gives keep an underspecified value ("XXXX-WXX-2") and no days.
    """
    folded = fold(content)
    ends = find_sentence_ends(content)
    readings = _share_years(find_readings(content, folded, grammar), folded)
    reference = find_reference(content, readings, published)
    periods = _resolve_dates(content, folded, readings, reference, grammar)
    days = _told_days(folded, readings, periods, grammar)
    periods |= _resolve_clocks(readings, days, reference, ends, len(content))
    mentions = (
        _mention(reading, _since(folded, reading, periods[index], reference, grammar))
        for index, reading in enumerate(readings)
        if index in periods
    )
    return tuple(mentions)


def find_reference(content: str, readings: Sequence[Reading], published: date | datetime | None) -> date | None:
    """The day the story was written: that of its dateline, where it has one, else the day of publication."""
    printed = published.date() if isinstance(published, datetime) else published
    if printed and printed.year not in TRUE_YEARS:
        printed = None
    for reading in readings:
        if reading.start > DATELINE_REACH:
            break
        line = content.rfind("\n", 0, reading.start) + 1
        if reading.rule.operator != "calendar" or reading.start - line > DATELINE_COLUMN:
            continue
        if "day" not in reading.groups or read_month(reading) is None or not DATELINE_TAIL.match(content, reading.end):
            continue
        period = operate(reading, Scene(reference=printed))
        day = period.earliest if period else None
        if day and (printed is None or timedelta(0) <= printed - day <= timedelta(days=PRINTED_AFTER)):
            return day
    return printed


def _share_years(readings: Sequence[Reading], folded: str) -> tuple[Reading, ...]:
    """Gives the first of two joined dates the year of the second: "in January and February 2019"."""
    shared = list(readings)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if (
            first.rule.operator == second.rule.operator == "calendar"
            and read_month(first) is not None
            and not {"year", "shortyear"} & first.groups.keys()
            and not first.rule.arguments
            and JOINED.fullmatch(folded, first.end, second.start)
        ):
            years = {name: second.groups[name] for name in ("year", "shortyear") if name in second.groups}
            rule = replace(first.rule, arguments=second.rule.arguments)
            shared[index] = replace(first, rule=rule, groups=dict(first.groups) | years)
    return tuple(shared)


def _resolve_dates(
    content: str,
    folded: str,
    readings: Sequence[Reading],
    reference: date | None,
    grammar: TimeGrammar,
) -> dict[int, Period]:
    """The periods of all readings but hours and parts of the day, by index; each sets the scene of the next."""
    ends = find_sentence_ends(content)
    periods = {}
    scene = Scene(reference=reference, announced=_find_announced(readings, reference))
    last_end = 0
    for index, reading in enumerate(readings):
        if _waits(reading):
            continue
        bounds = (sentence_start(ends, reading.start), sentence_end(ends, reading.start, len(content)))
        if bounds[0] >= last_end:
            scene = replace(scene, frame=None)
        if reading.start - last_end > MONTH_REACH:
            scene = replace(scene, month=None)
        since = _follows_since(folded, reading, grammar)
        ahead = False if since else looks_ahead(content, reading.start, reading.end, bounds, grammar.cues)
        planned = bool(ahead) and was_planned(content, reading.start, reading.end, bounds, grammar.cues)
        scene = replace(scene, ahead=ahead, planned=planned)
        period = operate(reading, scene)
        if period is None:
            continue
        periods[index] = period
        last_end = reading.end
        scene = _move_scene(scene, reading, period, said=_is_of_saying(folded, reading, grammar))
    return periods


def _find_announced(readings: Sequence[Reading], reference: date | None) -> tuple[date, ...]:
    """The days within a week ahead that the text dates in full: "Maceo Parker mardi" is "mardi 1er juin"."""
    if reference is None:
        return ()
    dated = (reading for reading in readings if {"weekday", "day"} <= reading.groups.keys() and read_month(reading))
    periods = (operate(reading, Scene(reference=reference)) for reading in dated)
    days = (period.earliest for period in periods if period and period.earliest)
    return tuple(day for day in days if timedelta(0) < day - reference < timedelta(days=7))


def _move_scene(scene: Scene, reading: Reading, period: Period, said: bool) -> Scene:
    """The scene after a reading: the day it told of is the narrative's, its year that of the sentence.

    The day on which somebody said so, `said`, is told of only before any other.
    """
    if reading.rule.type not in (TimeType.DATE, TimeType.TIME) or period.earliest is None:
        return scene
    month = period if re.fullmatch(r"\d{4}-\d\d", period.value) else None
    scene = replace(scene, last=period.earliest, span=month)
    told = scene.narrative is None or not said
    if period.precision is DatePrecision.DAY and period.latest is not None and told:
        scene = replace(scene, narrative=period.latest)
    if period.precision in (DatePrecision.DAY, DatePrecision.MONTH):
        scene = replace(scene, month=(period.earliest.year, period.earliest.month))
    # "en 97 (en janvier …)", "cette année, le 6 juin": the year told last is that of the dates after it.
    moved = reading.rule.operator == "shift" and reading.rule.arguments[0] == "narrative"
    if moved or re.fullmatch(r"\d{4}", period.value) or read_year(reading, scene) is not None:
        return replace(scene, frame=period.earliest.year)
    return scene


def _told_days(
    folded: str, readings: Sequence[Reading], periods: dict[int, Period], grammar: TimeGrammar
) -> tuple[ToldDay, ...]:
    """The days that the text tells of; that on which somebody said so only before any other has been told."""
    days: list[ToldDay] = []
    for index, period in sorted(periods.items()):
        reading = readings[index]
        said = days and _is_of_saying(folded, reading, grammar)
        if period.precision is DatePrecision.DAY and period.earliest and not said:
            days.append(ToldDay(start=reading.start, end=reading.end, day=period.earliest))
    return tuple(days)


def _resolve_clocks(
    readings: Sequence[Reading],
    told: Sequence[ToldDay],
    reference: date | None,
    ends: tuple[int, ...],
    length: int,
) -> dict[int, Period]:
    """The periods of hours and parts of the day, by index."""
    found = {}
    for index, reading in enumerate(readings):
        if not _waits(reading):
            continue
        bounds = (sentence_start(ends, reading.start), sentence_end(ends, reading.start, length))
        day = day_of_clock(reading, told, bounds, reference)
        period = resolve_clock(reading, day) if reading.rule.operator == "clock" else resolve_part(reading, day)
        if period is not None:
            found[index] = period
    return found


def _waits(reading: Reading) -> bool:
    """True for an hour or a part of the day that takes its day from the text around: not for "9 a.m. Tuesday"."""
    return reading.rule.operator in DEFERRED and "weekday" not in reading.groups


def _since(folded: str, reading: Reading, period: Period, reference: date | None, grammar: TimeGrammar) -> Period:
    """The period, up to the story's day when the words in front say that it lasts: "depuis le 1er janvier"."""
    if period.earliest is None or period.latest is None or reference is None or period.latest >= reference:
        return period
    if not _follows_since(folded, reading, grammar):
        return period
    return replace(period, latest=reference, precision=span_precision(period.earliest, reference))


def _follows_since(folded: str, reading: Reading, grammar: TimeGrammar) -> bool:
    return bool(grammar.cues.since.search(folded[max(0, reading.start - CONTEXT) : reading.start]))


def _is_of_saying(folded: str, reading: Reading, grammar: TimeGrammar) -> bool:
    """True for the day on which somebody said it: "officials said on Thursday", "a précisé lundi le ministre"."""
    return bool(grammar.cues.saying.search(folded[max(0, reading.start - CONTEXT) : reading.start]))


def _mention(reading: Reading, period: Period) -> TimeMention:
    kind = reading.rule.type
    if kind is TimeType.DATE and "T" in period.value and period.value[0] not in "PF":
        kind = TimeType.TIME
    return TimeMention(
        span=Span(reading.start, reading.end),
        type=kind,
        value=period.value,
        earliest=period.earliest,
        latest=period.latest,
        precision=period.precision,
        rule=reading.rule.name,
    )
