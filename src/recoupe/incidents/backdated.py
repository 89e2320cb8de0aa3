"""Documents whose day of publication cannot be right: they tell of what, by their own words or copies, was to come.

A text with a false early date would pass for the one that all its copies were taken from.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from recoupe.records import Certainty, DatePrecision, Event, EventDate, Outcome, Passport, Telling

# A day on which the clocks of two places may differ.
CLOCK_DAYS = 1
# So many other copies must agree on the day; of two texts that differ either may have the wrong date.
AGREEING_COPIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What contradicts a document's day of publication, and the day of which its copies tell, where they know it."""

    reason: str
    told: EventDate | None = None


def find_backdated(tellings: Sequence[Telling], copies: dict[str, str]) -> dict[str, Doubt]:
    """Document id -> what contradicts its day of publication."""
    found: dict[str, Doubt] = {}
    dates = _dates_by_text(tellings, copies)
    for telling in tellings:
        passport = telling.passport
        doubt = _contradiction(telling, dates[copies.get(passport.id, passport.id)])
        if doubt:
            found.setdefault(passport.id, doubt)
    return found


def distrust(telling: Telling, doubted: dict[str, Doubt]) -> Telling:
    """The telling as it may be used: a doubtful date comes last, and its "on Tuesday" is the Tuesday of its copies."""
    doubt = doubted.get(telling.passport.id)
    if doubt is None:
        return telling
    event = replace(telling.event, date=doubt.told) if doubt.told and telling.event.focus else telling.event
    return replace(telling, passport=replace(telling.passport, published=None), event=event)


def without_doubted(copies: dict[str, str], tellings: Sequence[Telling], doubted: dict[str, Doubt]) -> dict[str, str]:
    """The same copies, those of a document in doubt led back to the first other copy; `tellings` in order."""
    roots: dict[str, str] = {}
    for telling in tellings:
        root = copies.get(telling.passport.id, telling.passport.id)
        if root in doubted and telling.passport.id not in doubted:
            roots.setdefault(root, telling.passport.id)
    return {document: roots.get(root, root) for document, root in copies.items()} if roots else copies


def _contradiction(telling: Telling, dates: Sequence[tuple[str, EventDate]]) -> Doubt | None:
    published = _day_of(telling.passport)
    if published is None or not _has_happened(telling.event):
        return None
    own = telling.event.date
    if own is not None and _is_day(own) and (own.earliest - published).days > CLOCK_DAYS:
        return Doubt(reason=f"dated {published.isoformat()}, it tells of {own.earliest.isoformat()}")
    others = {document: when for document, when in dates if document != telling.passport.id}
    counts = Counter(when.earliest for when in others.values())
    day, agreeing = max(counts.items(), key=lambda item: (item[1], item[0]), default=(published, 0))
    if agreeing < AGREEING_COPIES or (day - published).days <= CLOCK_DAYS:
        return None
    reason = f"dated {published.isoformat()}, it carries the text of others that tell of {day.isoformat()}"
    return Doubt(reason=reason, told=next(when for when in others.values() if when.earliest == day))


def _dates_by_text(tellings: Sequence[Telling], copies: dict[str, str]) -> dict[str, list[tuple[str, EventDate]]]:
    """For each text the days that its copies are about, by document."""
    found: dict[str, list[tuple[str, EventDate]]] = defaultdict(list)
    for telling in tellings:
        when, document = telling.event.date, telling.passport.id
        if telling.event.focus and when is not None and _is_day(when):
            found[copies.get(document, document)].append((document, when))
    return found


def _has_happened(event: Event) -> bool:
    return event.focus and event.claim is Certainty.ASSERTED and event.outcome is not Outcome.THREATENED


def _day_of(passport: Passport) -> date | None:
    return date.fromisoformat(passport.published.isoformat()[:10]) if passport.published else None


def _is_day(when: EventDate) -> bool:
    return when.precision is DatePrecision.DAY
