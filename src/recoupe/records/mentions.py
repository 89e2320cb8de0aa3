"""What the finders find in one document, and who says what there."""

from dataclasses import dataclass
from datetime import date

from recoupe.records.kinds import CountState, DatePrecision, PartyKind, PlacePrecision, SourceKind, TimeType
from recoupe.records.text import Document, Sentence, Span


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
    role: str = "place"  # or "demonym" ("irakienne"), "name_part" ("Bank of Baghdad"), "anaphor" ("la ville")
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
    relevant: tuple[int, ...] | None = None  # the sentences that may tell of an incident, where that is known
    attributions: tuple[Attribution, ...] = ()
    voices: tuple[Voice, ...] = ()  # the document's own voice (outlet or agency) first, then one an attribution
