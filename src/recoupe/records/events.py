"""Events: what one document says."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from recoupe.records.kinds import (
    Basis,
    Certainty,
    DatePrecision,
    EventType,
    Outcome,
    PartyKind,
    PlacePrecision,
    SourceKind,
)
from recoupe.records.mentions import Attribution, Mentions, Voice
from recoupe.records.text import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    earliest: date
    latest: date
    precision: DatePrecision
    spans: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    name: str  # in the article's words
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    identifier: str | None
    spans: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A perpetrator, target or defender in the article's words."""

    text: str
    kind: PartyKind
    spans: tuple[Span, ...]
    basis: Basis | None = None  # perpetrators only
    actor: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponUse:
    text: str
    weapon: str | None
    count: int | None
    spans: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A toll: 0 to 0 only where the article says that there was none."""

    low: int | None
    high: int | None
    spans: tuple[Span, ...]
    of: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A voice on whose word something is told; `chain` runs from agency to speaker."""

    text: str
    kind: SourceKind
    chain: tuple[str, ...]
    spans: tuple[Span, ...]
    rule: str = ""
    voice: Voice | None = None  # the same, taken apart for comparing with other documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinal:
    """ "Second attack in 24 hours": evidence that there are several."""

    number: int
    window: str | None
    spans: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words that take a side, kept as that outlet's."""

    text: str
    spans: tuple[Span, ...]
    rule: str = ""


Value = EventDate | EventPlace | Party | WeaponUse | Figure | Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of one field as one voice in the document gives it."""

    field: str
    value: Value
    source: Source | None  # None: the outlet itself
    status: Literal["stands", "recalled", "denied"] = "stands"  # "recalled": an earlier toll told again
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field without words of its own has its value (type, outcome, focus, claim)."""

    field: str
    rule: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening as one document tells it."""

    id: str
    type: EventType
    outcome: Outcome
    focus: bool
    claim: Certainty
    trigger: Wording
    date: EventDate | None = None
    place: EventPlace | None = None
    perpetrators: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    defenders: tuple[Party, ...] = ()
    weapons: tuple[WeaponUse, ...] = ()
    killed: Figure | None = None
    injured: Figure | None = None
    missing: Figure | None = None
    captured: Figure | None = None
    sources: tuple[Source, ...] = ()
    voices: tuple[Voice, ...] = ()  # everybody whose words tell of it; the sources are those worth naming
    ordinal: Ordinal | None = None
    loaded: tuple[Wording, ...] = ()
    claims: tuple[Claim, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFact:
    """Something that holds rather than happens: troop presence, an agreement, an anniversary, a deadline."""

    text: str
    kind: str
    spans: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerMention:
    """A word or phrase that tells of a happening: "a visé", "l'attentat", "fait 12 morts"."""

    span: Span
    sentence: int  # index of its sentence
    word: int | None  # index of its head word in that sentence; None where nothing was parsed
    types: tuple[EventType, ...]  # what it may tell of, likeliest first
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """All mentions of one event in a document, its setting known, its roles not yet filled."""

    type: EventType
    triggers: tuple[TriggerMention, ...]  # the most telling first
    sentences: tuple[int, ...]  # indices of the sentences that tell of it
    outcome: Outcome
    focus: bool
    claim: Certainty
    date: EventDate | None = None
    place: EventPlace | None = None
    ordinal: Ordinal | None = None
    loaded: tuple[Wording, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Who and what took part in one happening, how many suffered, and on whose word."""

    perpetrators: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    defenders: tuple[Party, ...] = ()
    weapons: tuple[WeaponUse, ...] = ()
    killed: Figure | None = None
    injured: Figure | None = None
    missing: Figure | None = None
    captured: Figure | None = None
    sources: tuple[Source, ...] = ()
    voices: tuple[Voice, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that one document says; what `recoupe extract` writes as one line."""

    document: Document
    language: str | None
    events: tuple[Event, ...] = ()
    background: tuple[StandingFact, ...] = ()
    mentions: Mentions = field(default_factory=Mentions)
    attributions: tuple[Attribution, ...] = ()
    voices: tuple[Voice, ...] = ()  # the document's own voice first, then one an attribution
    error: str | None = None
