"""Tolls: how many were killed, hurt, missing or taken in one happening; the latest figure that the text gives."""

from dataclasses import dataclass

from recoupe.claims.roles.counted import find_word
from recoupe.claims.roles.phrases import Reader
from recoupe.claims.roles.scope import Scope, weigh_word
from recoupe.mentions.tokens import fold_text
from recoupe.records import (
    CountMention,
    CountState,
    DatePrecision,
    EventDate,
    Figure,
    Happening,
    Span,
    TimeMention,
    TimeType,
)

# Points of a figure; the greatest sum is the toll. Found on the newsroom dev documents.
UPDATE = 2.0  # "le bilan s'alourdit à 86 morts"
EXACT = 0.4  # "26 soldats" in the text beats "une vingtaine" in the title
TEXT = 0.6  # not in the title, which rounds: "26 soldats tués" over "au moins 26 morts"
NONE_STATED = 0.2
PART = -3.0
RECALLED = -2.0
BIGGER = 0.8  # the greatest of several: a toll, not a part of one
LONG, FAR = 20, 40  # days that a toll of one happening does not take, and that part it from another's
DATED = (TimeType.DATE, TimeType.TIME)
STATES = (CountState.KILLED, CountState.INJURED, CountState.MISSING, CountState.CAPTURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A figure told with the happening, and the points that speak for it."""

    count: CountMention
    features: tuple[tuple[str, float], ...]
    recalled: bool = False  # told as what was said before: "le bilan précédent"

    @property
    def score(self) -> float:
        return sum(points for _, points in self.features)


def find_tolls(reader: Reader, happening: Happening, scope: Scope) -> tuple[Toll, ...]:
    """Every figure of dead, hurt, missing or taken that belongs to the happening, in order of the text."""
    counts = [
        (count, weight)
        for count in reader.annotated.mentions.counts
        if count.state in STATES
        and not _counts_weapons(reader, count)
        and not (_looks_back(reader, count) and not _is_remembered(happening, reader, count))
        and not is_of_longer(reader, happening, count)
        and (weight := _weight(reader, scope, count)) > 0
    ]
    greatest = {state: max((c.low or 0 for c, _ in counts if c.state == state), default=0) for state in STATES}
    return tuple(
        Toll(
            count=count,
            features=_features(reader, count, weight, greatest),
            recalled=is_recalled(reader, count),
        )
        for count, weight in counts
    )


def is_recalled(reader: Reader, count: CountMention) -> bool:
    """True for an earlier figure told again: "le bilan précédent était de", "porté précédemment à 85 morts"."""
    return not count.update and _is_told_with(reader, count, reader.rules.recalled)


def _looks_back(reader: Reader, count: CountMention) -> bool:
    """True for the dead of a commemoration, or those to avenge whom it was done: told in passing."""
    if count.update:
        return False
    return _is_told_with(reader, count, reader.rules.memorial) or is_reason(reader, count.span)


def _is_remembered(happening: Happening, reader: Reader, count: CountMention) -> bool:
    """True for a happening that is itself what the sentence of the figure remembers."""
    told = {trigger.sentence for trigger in happening.triggers}
    return not happening.focus and any(
        each.span.overlaps(count.span) and each.index in told for each in reader.annotated.sentences
    )


def is_of_longer(reader: Reader, happening: Happening, count: CountMention) -> bool:
    """True for the dead of months or of another time: "38 people have been killed in shootings this year"."""
    day = happening.date
    if count.update or day is None or day.precision is not DatePrecision.DAY:
        return False
    times = [time for time in _times_beside(reader, count) if time.earliest and time.latest]
    if any(_days_between(time, day) == 0 and not _is_long(time) for time in times):
        return False
    return any(time.span not in day.spans and (_is_long(time) or _days_between(time, day) > FAR) for time in times)


def _times_beside(reader: Reader, count: CountMention) -> list[TimeMention]:
    sentence = next((each for each in reader.annotated.sentences if each.span.overlaps(count.span)), None)
    times = reader.annotated.mentions.times
    return [time for time in times if sentence and sentence.span.covers(time.span) and time.type in DATED]


def _is_long(time: TimeMention) -> bool:
    return bool(time.earliest and time.latest and (time.latest - time.earliest).days > LONG)


def _days_between(time: TimeMention, day: EventDate) -> int:
    if time.earliest is None or time.latest is None:
        return 0
    return max(0, (time.earliest - day.latest).days, (day.earliest - time.latest).days)


def is_reason(reader: Reader, span: Span) -> bool:
    """True for what is told as why something was done: "pour venger l'assassinat de leur chef"."""
    sentence = next((s for s in reader.annotated.sentences if s.span.overlaps(span)), None)
    before = fold_text(reader.content[sentence.start : span.start]) if sentence else ""
    return any(cue in before for cue in reader.rules.reasons)


def _is_told_with(reader: Reader, count: CountMention, cues: tuple[str, ...]) -> bool:
    """True when one of the cues stands in the sentence of the figure."""
    sentence = next((s for s in reader.annotated.sentences if s.span.overlaps(count.span)), None)
    if sentence is None:
        return False
    text = fold_text(reader.content[sentence.start : sentence.end])
    return any(cue in text for cue in cues)


def _counts_weapons(reader: Reader, count: CountMention) -> bool:
    """ "Deux drones ont été abattus" has nobody killed."""
    return count.of is not None and any(offset in reader.weapons for offset in range(count.of.start, count.of.end))


def _weight(reader: Reader, scope: Scope, count: CountMention) -> float:
    at = find_word(reader, count.span)
    return weigh_word(scope, *at) if at else 0.0


def _features(
    reader: Reader, count: CountMention, weight: float, greatest: dict[CountState, int]
) -> tuple[tuple[str, float], ...]:
    found = [("belongs", weight)]
    if count.update:
        found.append(("new toll", UPDATE))
    if count.low is not None and count.low == count.high:
        found.append(("exact", EXACT))
    if count.span.start >= reader.annotated.document.title_offset:
        found.append(("in the text", TEXT))
    if is_recalled(reader, count):
        found.append(("told before", RECALLED))
    if count.part:
        found.append(("part of another", PART))
    if count.low and count.low == greatest[count.state]:
        found.append(("greatest", BIGGER))
    return tuple(found)


def choose_toll(tolls: tuple[Toll, ...], state: CountState, reader: Reader) -> Figure | None:
    """The figure of one state with the most points, the later one on a tie; None where nothing is said."""
    mine = [toll for toll in tolls if toll.count.state == state]
    if not mine:
        return None
    best = max(mine, key=lambda toll: (toll.score, toll.count.span.start))
    return make_figure(best, reader)


def make_figure(toll: Toll, reader: Reader) -> Figure:
    """The figure of a toll in the terms of the contract."""
    count = toll.count
    of = reader.content[count.of.start : count.of.end] if count.of else None
    return Figure(low=count.low, high=count.high, spans=(count.span,), of=of, rule=count.rule)
