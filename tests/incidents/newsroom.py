"""Tellings built by hand, for the tests of this folder."""

from dataclasses import replace
from datetime import date, datetime

from recoupe.records import (
    Certainty,
    Claim,
    DatePrecision,
    Event,
    EventDate,
    EventPlace,
    EventType,
    Figure,
    Outcome,
    Passport,
    PlacePrecision,
    Source,
    SourceKind,
    Telling,
    Voice,
    Wording,
)

AIN_AL_ASAD = EventPlace(
    name="base d'Aïn al-Assad",
    country="IQ",
    latitude=33.79,
    longitude=42.44,
    precision=PlacePrecision.SITE,
    identifier="recoupe:ain-al-asad",
    spans=(),
)
BAGHDAD_AIRPORT = EventPlace(
    name="aéroport de Bagdad",
    country="IQ",
    latitude=33.26,
    longitude=44.23,
    precision=PlacePrecision.SITE,
    identifier="ourairports:ORBI",
    spans=(),
)
COALITION_TO_AFP = Voice(
    outlet=None,
    agency="afp",
    speaker="un responsable de la coalition",
    body="coalition",
    role="official",
    anonymous=True,
    kind=SourceKind.ANONYMOUS,
    root="?coalition/official@afp",
    chain=("AFP", "un responsable de la coalition"),
)


def day(text: str) -> EventDate:
    """A date of precision "day"."""
    return EventDate(
        earliest=date.fromisoformat(text), latest=date.fromisoformat(text), precision=DatePrecision.DAY, spans=()
    )


def source(voice: Voice) -> Source:
    """The source that stands for a voice."""
    return Source(text=voice.speaker, kind=voice.kind, chain=voice.chain, spans=(), voice=voice)


def toll(low: int | None, high: int | None, voice: Voice | None = None, status: str = "stands") -> Claim:
    """A claim of that many killed."""
    return Claim(
        field="killed",
        value=Figure(low=low, high=high, spans=()),
        source=source(voice) if voice else None,
        status=status,  # type: ignore[arg-type]
    )


def event(**values: object) -> Event:
    """A drone strike at Ain al-Asad on 4 January 2022, stopped; `values` take the place of its own."""
    basic = Event(
        id="1",
        type=EventType.DRONE_STRIKE,
        outcome=Outcome.INTERCEPTED,
        focus=True,
        claim=Certainty.ASSERTED,
        trigger=Wording(text="ont visé", spans=()),
        date=day("2022-01-04"),
        place=AIN_AL_ASAD,
        sources=(source(COALITION_TO_AFP),),
    )
    return replace(basic, **values)  # type: ignore[arg-type]


def telling(outlet: str, hour: int = 8, *, sketch: tuple[int, ...] = (), told: Event | None = None) -> Telling:
    """A telling of `told` by an outlet, published at that hour of 4 January 2022."""
    passport = Passport(
        id=f"{outlet}-{hour}", outlet=outlet, published=datetime(2022, 1, 4, hour), language="fr", sketch=sketch
    )
    return Telling(passport=passport, event=told or event())
