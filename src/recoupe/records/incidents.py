"""Incidents: what all documents say."""

from dataclasses import dataclass
from datetime import date, datetime

from recoupe.records.decisions import Decision
from recoupe.records.events import Event, EventDate, EventPlace, Value, Wording
from recoupe.records.kinds import EventType, Outcome
from recoupe.records.mentions import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """What linking knows of a document besides its events."""

    id: str
    outlet: str | None = None
    url: str | None = None
    published: date | datetime | None = None
    language: str | None = None
    title: str | None = None
    content_hash: str = ""  # equal for texts that differ in white space and case alone
    sketch: tuple[int, ...] = ()  # smallest hashes of its word triples, ascending
    key_terms: tuple[str, ...] = ()  # its proper names and numbers, folded
    words: tuple[str, ...] = ()  # its longer words, folded, of a document without a day of publication
    voice: Voice | None = None  # the outlet's or agency's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one document tells it: what incidents are made of."""

    passport: Passport
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many independent voices stand behind a value: surely (`low`) and at most (`high`)."""

    low: int
    high: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClaim:
    """One distinct value of one field, with everybody who holds it."""

    field: str
    value: Value  # the wording of the earliest document
    wordings: tuple[str, ...]  # all wordings of it, the commonest first; () for figures, dates and outcomes
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    voices: tuple[Voice, ...]
    origins: Origins
    superseded: bool = False
    denied_by: tuple[str, ...] = ()
    decision: int | None = None  # the decision that gave this value, or that set it aside (then it is superseded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field on which the accounts exclude one another, and why."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A grade after the Airwars scale: confirmed, fair, weak, contested, discounted."""

    grade: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One named, signed part of a score."""

    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why a telling was put with another: the sum of its features."""

    documents: tuple[str, str]
    events: tuple[str, str]
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening as all documents tell it."""

    id: str
    type: EventType
    outcome: Outcome
    date: EventDate | None
    place: EventPlace | None
    documents: tuple[str, ...]
    focus: tuple[str, ...]  # those of the documents that are about it
    claims: tuple[IncidentClaim, ...]
    conflicts: tuple[Conflict, ...]
    outlets: tuple[str, ...]
    agencies: tuple[str, ...]
    independent_origins: Origins
    support: Support
    loaded: tuple[tuple[str, Wording], ...] = ()  # outlet and its wording
    doubted: tuple[tuple[str, str], ...] = ()  # documents whose date of publication cannot be right, and why
    tellings: tuple[Telling, ...] = ()
    links: tuple[Link, ...] = ()
    decisions: tuple[Decision, ...] = ()  # those in force on it, in the order in which they were made
    state: str = "machine"  # machine, accepted, amended or rejected
    flagged: bool = False  # a decision's evidence has changed since it was made
