"""Every record of Recoupe: frozen, keyword-only, made of plain values.

The way of a document through them: `Document` -> `Sentence` and `Word` -> mentions (`TimeMention`,
`PlaceMention`, `CountMention`, `ActorMention`, `WeaponMention`) -> `Attribution` -> `Event` -> `Account`
(all that one document says) -> `Incident` (what all documents say of one happening).

Spans are character offsets into `Document.content`, the string title + blank line + text.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

# --------------------------------------------------------------------------- closed sets of the contract


class EventType(StrEnum):
    """What kind of happening; the list of the newsroom guidelines."""

    AIR_STRIKE = "air_strike"
    DRONE_STRIKE = "drone_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide_bombing"
    ARMED_ATTACK = "armed_attack"
    ARMED_CLASH = "armed_clash"
    ASSASSINATION = "assassination"
    EXECUTION = "execution"
    ABDUCTION = "abduction"
    ARSON = "arson"
    SEXUAL_VIOLENCE = "sexual_violence"
    UNREST = "unrest"
    PROTEST = "protest"
    ARREST = "arrest"
    WEAPONS_SEIZURE = "weapons_seizure"
    TERRITORIAL_CHANGE = "territorial_change"
    WEAPONS_TEST = "weapons_test"
    OTHER = "other"


class Outcome(StrEnum):
    """How far the happening got."""

    CARRIED_OUT = "carried_out"
    INTERCEPTED = "intercepted"
    FAILED = "failed"
    FOILED = "foiled"
    THREATENED = "threatened"


class Certainty(StrEnum):
    """Whether the document says that it happened (the contract's `claim`)."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    DENIED = "denied"


class DatePrecision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class PlacePrecision(StrEnum):
    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"


class PartyKind(StrEnum):
    """What a perpetrator, target or defender is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    FACILITY = "facility"
    VEHICLE = "vehicle"
    PLACE = "place"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """On what ground somebody is named as perpetrator."""

    STATED = "stated"
    CLAIMED = "claimed"
    ACCUSED = "accused"
    SUSPECTED = "suspected"


class SourceKind(StrEnum):
    OUTLET = "outlet"
    AGENCY = "agency"
    OFFICIAL = "official"
    ORGANIZATION = "organization"
    WITNESS = "witness"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class CountState(StrEnum):
    """What befell those counted, or what is counted when nobody suffered."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    VICTIMS = "victims"  # "trente victimes": dead and hurt alike, or unclear
    PEOPLE = "people"  # persons of whom the phrase says nothing more: "trois soldats", "200 assaillants"
    TROOPS = "troops"  # standing strength: "2500 militaires américains stationnés"
    WEAPONS = "weapons"
    MONEY = "money"
    OTHER = "other"


class TimeType(StrEnum):
    """The TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


# --------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of `Document.content`."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """True when `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True when the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it came; its text is never altered."""

    id: str
    text: str
    title: str | None = None
    published: date | datetime | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    origin: str | None = None  # the file, line or address it was read from
    modified: date | datetime | None = None  # when it was last changed, where it says so
    taken_for: str | None = None  # what its file was taken for: "web page, cp1252 (guessed)"
    content: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Joins title and text into the string that all spans count in."""
        object.__setattr__(self, "content", f"{self.title}\n\n{self.text}" if self.title else self.text)

    @property
    def title_offset(self) -> int:
        """Offset of the text's first character in `content`; 0 when there is no title."""
        return len(self.content) - len(self.text)

    @property
    def published_day(self) -> date | None:
        """The day of publication, without its hour."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that was given and is no document: a malformed line, a binary file, a text beyond the bound."""

    id: str  # what stands in for the document's id: "news.jsonl:17"
    origin: str  # the file or line
    reason: str  # a sentence


@dataclass(frozen=True, slots=True)
class Word:
    """One token with its place in the parse (Universal Dependencies v2)."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int  # index in the sentence of the governor; its own index for the root
    morph: str = ""  # "Number=Sing|Person=3"
    entity: str = ""  # "PERSON", "PLACE", "ORGANIZATION" or ""
    entity_start: bool = False  # first word of its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; `words` is empty while nobody has parsed it."""

    index: int
    start: int
    end: int
    words: tuple[Word, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


# --------------------------------------------------------------------------- mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression: its TIMEX3 value, and the days it may mean."""

    span: Span
    type: TimeType
    value: str
    earliest: date | None = None
    latest: date | None = None
    precision: DatePrecision | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer."""

    id: str  # "geonames:98182", "ourairports:ORAA", "recoupe:ain-al-asad"
    name: str
    country: str  # ISO 3166-1 alpha-2
    latitude: float
    longitude: float
    precision: PlacePrecision
    admin1: str | None = None
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name in the text, the place it was resolved to, and the others it might be."""

    span: Span
    name: str
    place: Place | None
    candidates: tuple[Place, ...] = ()
    relation: str = "in"  # "in", "near", "part" ("l'est de"), "distance" ("à 30 km au nord de")
    role: str = "place"  # "place", "demonym" ("irakienne"), "name_part" (inside "Bank of Baghdad")
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """A figure with what it counts; `low`/`high` as in the newsroom guidelines, None for open."""

    span: Span  # the whole phrase: "au moins 24 soldats tués"
    number: Span  # the figure itself, approximation included: "au moins 24"
    low: int | None
    high: int | None
    state: CountState
    of: Span | None = None  # whom: "soldats"
    part: bool = False  # a part of another figure: "dont deux enfants"
    update: bool = False  # told as a new toll: "nouveau bilan", "s'alourdit"
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Somebody who may act or suffer: a force, group, person or described people."""

    span: Span
    kind: PartyKind
    actor: str | None = None  # id in the actor table
    country: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponMention:
    """A weapon or means of violence."""

    span: Span
    weapon: str  # id in the weapon table
    low: int | None = None
    high: int | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that the finders found in one document, each in order of its start."""

    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to have said what: spans of source, cue and content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: SourceKind
    stance: str = "says"  # "says", "denies", "claims", "accuses", "doubts"
    chain: tuple[str, ...] = ()  # agency and speaker in the text's words, shallow to deep
    speaker: tuple[Span, ...] = ()  # the words elsewhere that a pronoun in `source` stands for
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody on whose word something is told, and the way their words took to this document.

    `root` is a key for comparing voices across documents and languages: the deepest identified voice, named by
    person, body and country ("BF/army-staff"), or anonymity, body and the agency it spoke to
    ("?coalition/official@afp"); the agency ("agency:afp") or outlet ("outlet:lemonde.fr") where nothing is deeper.
    """

    outlet: str | None  # who published: the name in the outlet table, else as the document has it
    agency: str | None  # id in the outlet table of the agency whose copy it is: "afp"
    cited: tuple[str, ...] = ()  # ids or names of outlets that are cited between the two, shallow to deep
    speaker: str = ""  # in the text's words: "un responsable de la coalition"; "" for the outlet or agency itself
    person: str | None = None  # folded name: "yahya saree"
    body: str | None = None  # key of what it speaks for: "army-staff", "interior-ministry", "coalition"
    role: str | None = None  # key of what it is there: "spokesperson", "official", "survivor"
    country: str | None = None  # ISO 3166-1 alpha-2 of the body
    named: bool = False  # a person by name, or a body that speaks as itself
    anonymous: bool = False  # a person or source without a name
    kind: SourceKind
    root: str
    chain: tuple[str, ...]  # outlet, agency, cited outlets, speaker in words
    spans: tuple[Span, ...] = ()  # the words that name it
    content: tuple[Span, ...] = ()  # the words that rest on it
    stance: str = "says"
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A document with its sentences and everything found in it before events are told apart."""

    document: Document
    language: str
    sentences: tuple[Sentence, ...]
    mentions: Mentions
    attributions: tuple[Attribution, ...] = ()
    voices: tuple[Voice, ...] = ()  # the document's own voice (outlet or agency) first, then one an attribution


# --------------------------------------------------------------------------- events: what one document says


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


# --------------------------------------------------------------------------- incidents: what all documents say


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
    tellings: tuple[Telling, ...] = ()
    links: tuple[Link, ...] = ()
