"""Why the record says what it says: each value, the words it came from, the rule, and on whose word.

Also how values are put for people to read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from recoupe.records import (
    Claim,
    DatePrecision,
    Event,
    EventDate,
    EventPlace,
    Figure,
    Incident,
    Outcome,
    Party,
    Source,
    Span,
    Telling,
    Value,
    WeaponUse,
)

FIGURES = ("killed", "injured", "missing", "captured")
LISTS = ("perpetrators", "targets", "defenders", "weapons")
FIELDS = ("type", "outcome", "claim", "focus", "date", "place", *LISTS, *FIGURES, "sources", "ordinal", "loaded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One value of one field as one document has it."""

    field: str
    value: str  # for people to read
    document: str
    outlet: str
    words: tuple[str, ...]  # what the value was read from, to the letter
    rule: str
    chain: tuple[str, ...]  # who says so: outlet, agency, speaker
    spans: tuple[Span, ...]
    status: str = "stands"


def explain_incident(
    incident: Incident, contents: Mapping[str, str], *, field: str | None = None
) -> tuple[Explanation, ...]:
    """Every value that any document gives, or those of one field, in order of field and then of publication.

    `contents` maps document ids to the strings that spans count in; a document that is not there gives no words.
    """
    found = [*_decided(incident)]
    found += [each for telling in incident.tellings for each in explain_telling(telling, contents)]
    wanted = [each for each in found if field in (None, each.field)]
    return tuple(sorted(wanted, key=lambda each: FIELDS.index(each.field)))


def _decided(incident: Incident) -> Iterator[Explanation]:
    """The values that people gave in place of those told."""
    for decision in incident.decisions:
        for claim in incident.claims:
            if claim.decision == decision.key and not claim.superseded:
                yield Explanation(
                    field=claim.field,
                    value=describe(claim.value),
                    document="",
                    outlet="",
                    words=(decision.reason,) if decision.reason else (),
                    rule=f"decision {decision.key}, {decision.made[:10]}",
                    chain=(decision.user,),
                    spans=(),
                    status="amended",
                )


def explain_telling(telling: Telling, contents: Mapping[str, str]) -> Iterator[Explanation]:
    """Every value of one event of one document."""
    passport, event = telling.passport, telling.event
    content = contents.get(passport.id, "")
    outlet = passport.outlet or passport.id
    for name, value, spans, rule in _values(event):
        source, status = _held_by(event, name, spans)
        yield Explanation(
            field=name,
            value=value,
            document=passport.id,
            outlet=outlet,
            words=quote(content, spans),
            rule=rule,
            chain=_chain(telling, source),
            spans=spans,
            status=status,
        )


def quote(content: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The words of spans, to the letter, without repetition."""
    return tuple(dict.fromkeys(content[span.start : span.end] for span in spans if content[span.start : span.end]))


def describe(value: Value) -> str:
    """A value of any field for people to read."""
    if isinstance(value, EventDate):
        return describe_date(value)
    if isinstance(value, EventPlace):
        return f"{value.name} ({value.country})" if value.country else value.name
    if isinstance(value, Figure):
        return describe_figure(value)
    if isinstance(value, Outcome):
        return value.value.replace("_", " ")
    name = value.text.partition(" || ")[0]
    if isinstance(value, Party):
        return f"{name} ({value.basis.value})" if value.basis else name
    return f"{value.count} × {name}" if value.count and value.count > 1 else name


def describe_date(value: EventDate) -> str:
    """A date to the precision it has: "Tuesday 4 January 2022", "January 2022", "3 to 4 January 2022"."""
    first, last = value.earliest, value.latest
    if first == last:
        return _long_day(first)
    if value.precision is DatePrecision.YEAR:
        return str(first.year)
    if value.precision is DatePrecision.MONTH:
        return f"{first:%B} {first.year}"
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else f"{first.day} {first:%B}"
    return f"{start} to {last.day} {last:%B} {last.year}"


def describe_figure(value: Figure) -> str:
    """A figure with its bounds: "24", "8 to 12", "20 or more", "none"."""
    low, high = value.low, value.high
    if low == high:
        return "none" if low == 0 else str(low)
    if high is None:
        return f"{low} or more"
    return f"up to {high}" if low is None else f"{low} to {high}"


def _long_day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def _values(event: Event) -> Iterator[tuple[str, str, tuple[Span, ...], str]]:
    """Field, value in words, spans and rule of everything that an event holds."""
    yield from _reasoned(event)
    if event.date:
        yield "date", describe(event.date), event.date.spans, event.date.rule
    if event.place:
        yield "place", describe(event.place), event.place.spans, event.place.rule
    for name in LISTS:
        party: Party | WeaponUse
        for party in getattr(event, name):
            yield name, describe(party), party.spans, party.rule
    for name in FIGURES:
        yield from _figures(event, name)
    for source in event.sources:
        yield "sources", f"{source.text} ({source.kind.value})", source.spans, source.rule
    if event.ordinal:
        yield "ordinal", f"number {event.ordinal.number}", event.ordinal.spans, event.ordinal.rule
    for wording in event.loaded:
        yield "loaded", wording.text, wording.spans, wording.rule


def _reasoned(event: Event) -> Iterator[tuple[str, str, tuple[Span, ...], str]]:
    """Type, outcome, certainty and focus, which rest on reasons rather than on words of their own."""
    values = {"type": event.type.value, "outcome": event.outcome.value, "claim": event.claim.value}
    values["focus"] = "what the article is about" if event.focus else "told in passing"
    reasons = {reason.field: reason for reason in event.reasons}
    for name, value in values.items():
        reason = reasons.get(name)
        spans = reason.spans if reason and reason.spans else event.trigger.spans
        yield name, value.replace("_", " "), spans, reason.rule if reason else event.trigger.rule


def _figures(event: Event, name: str) -> Iterator[tuple[str, str, tuple[Span, ...], str]]:
    """A toll, and the other tolls of the same field that the document tells."""
    figure: Figure | None = getattr(event, name)
    told = [claim.value for claim in event.claims if claim.field == name and isinstance(claim.value, Figure)]
    seen = {(figure.low, figure.high)} if figure else set()
    if figure:
        yield name, describe(figure), figure.spans, figure.rule
    for other in told:
        if (other.low, other.high) not in seen:
            seen.add((other.low, other.high))
            yield name, describe(other), other.spans, other.rule


def _held_by(event: Event, name: str, spans: tuple[Span, ...]) -> tuple[Source | None, str]:
    """The source of the claim that rests on the words of a value, and how that claim stands."""
    claims = [claim for claim in event.claims if claim.field == name]
    same = [claim for claim in claims if _value_spans(claim) == spans]
    near = [claim for claim in claims if any(a.overlaps(b) for a in _value_spans(claim) for b in spans)]
    for claim in (*same, *near):
        return claim.source, claim.status
    return (event.sources[0] if event.sources and name not in ("loaded", "focus") else None), "stands"


def _value_spans(claim: Claim) -> tuple[Span, ...]:
    return claim.spans if isinstance(claim.value, Outcome) else claim.value.spans


def _chain(telling: Telling, source: Source | None) -> tuple[str, ...]:
    """Who says so, from the outlet to the voice."""
    passport = telling.passport
    own = (passport.voice.chain if passport.voice else ()) or (passport.outlet or passport.id,)
    if source is None:
        return own
    return source.voice.chain if source.voice and source.voice.chain else (*own, *(source.chain or (source.text,)))
