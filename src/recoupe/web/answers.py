"""What the API answers and is sent, as pydantic models: the edge, where everything is checked."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from recoupe.records import Verb
from recoupe.store.users import NAME, Role

Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Prose = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00]*$")]
UserName = Annotated[str, StringConstraints(pattern=f"^{NAME.pattern}$")]
SHORTEST_PASSWORD = 12
"""Characters of a password at least; NIST SP 800-63B asks for eight at the very least."""

Password = Annotated[str, StringConstraints(min_length=SHORTEST_PASSWORD, max_length=200)]


Status = Literal["standing", "superseded", "denied", "amended"]
State = Literal["machine", "accepted", "amended", "rejected"]


class Given(BaseModel):
    """What a caller sends; a key that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid")


class Bounds(BaseModel):
    """At least and at most; null where nothing is said."""

    low: int | None
    high: int | None


class Row(BaseModel):
    """One incident in a list."""

    id: str
    type: str
    outcome: str
    title: str
    earliest: str | None
    latest: str | None
    date_precision: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    radius_km: float | None
    killed: Bounds | None
    injured: Bounds | None
    origins: Bounds
    outlets: list[str]
    support: str
    conflicts: list[str]
    documents: int
    focus: bool
    state: State
    flagged: bool
    urgency: float


class Rows(BaseModel):
    """A page of incidents."""

    total: int
    items: list[Row]


class Evidence(BaseModel):
    """The words of one document that give a value."""

    document: str
    outlet: str
    title: str | None
    published: str | None
    quote: str
    spans: list[tuple[int, int]]
    rule: str
    status: str


class FieldValue(BaseModel):
    """One value of a field with everybody who holds it; `decision` is the one that gave it or set it aside."""

    text: str
    value: Any
    status: Status
    origins: Bounds
    why: list[str]
    outlets: list[str]
    chains: list[list[str]]
    evidence: list[Evidence]
    decision: int | None
    denied_by: list[str]


class FieldValues(BaseModel):
    """All that was reported of one field."""

    field: str
    values: list[FieldValue]
    conflict: str | None


class Node(BaseModel):
    """An outlet, agency, speaker or document on the way of the words."""

    id: str
    label: str
    kind: Literal["outlet", "agency", "speaker", "document"]


class Graph(BaseModel):
    """Who took the words from whom; edges run from the speaker's side to the document's."""

    nodes: list[Node]
    edges: list[tuple[str, str]]


class LoadedWording(BaseModel):
    """Words that take a side, with the outlet that uses them."""

    outlet: str
    text: str


class FeatureAnswer(BaseModel):
    """One named part of a score."""

    name: str
    score: float


class LinkAnswer(BaseModel):
    """Why two tellings were put together."""

    documents: tuple[str, str]
    score: float
    features: list[FeatureAnswer]


class TellingAnswer(BaseModel):
    """One event as one document tells it."""

    document: str
    event: str
    title: str | None
    outlet: str | None
    published: str | None


class TellingKey(Given):
    """Names one event of one document."""

    document: Short
    event: Short


class DecisionAnswer(BaseModel):
    """What a person decided."""

    key: int
    made: str
    user: str
    verb: str
    incident: str
    field: str | None
    value: Any
    incidents: list[str]
    tellings: list[TellingKey]
    reason: str
    undone: bool
    undone_by: str | None
    flagged: bool
    result: list[str] = []  # after a decision or its undoing: the incidents that now hold what it was about


class Decisions(BaseModel):
    """A page of decisions, the newest first."""

    total: int
    items: list[DecisionAnswer]


class VersionAnswer(BaseModel):
    """A state in which the incident was kept: from when until when, and who made it so by which verb."""

    at: str
    until: str | None
    by: str
    verb: str


class IncidentAnswer(Row):
    """One incident in full."""

    support_reason: str
    fields: list[FieldValues]
    graph: Graph
    loaded: list[LoadedWording]
    links: list[LinkAnswer]
    decisions: list[DecisionAnswer]
    tellings: list[TellingAnswer]
    versions: list[VersionAnswer]


class DocumentAnswer(BaseModel):
    """One article as it came; `content` is what spans count in, and is plain text."""

    id: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    language: str | None
    content: str
    incidents: list[str]


class Count(BaseModel):
    """How many incidents have a value."""

    value: str
    count: int


class Facets(BaseModel):
    """How the incidents that fit are spread over each field."""

    country: list[Count]
    type: list[Count]
    outcome: list[Count]
    support: list[Count]
    state: list[Count]
    month: list[Count]


class Step(BaseModel):
    """A day or month of the timeline."""

    start: str
    count: int


class Timeline(BaseModel):
    """Incidents by day where they span few of them, else by month."""

    unit: Literal["days", "months"]
    days: list[Step] = []
    months: list[Step] = []


class QueueReason(BaseModel):
    """Why an incident needs a person."""

    name: str
    score: float
    text: str


class QueueItem(Row):
    """An incident that waits for a person."""

    reasons: list[QueueReason]


class Queue(BaseModel):
    """What needs a person, most needed first."""

    total: int
    items: list[QueueItem]


class AuditAnswer(BaseModel):
    """One entry of the audit log."""

    at: str
    user: str
    action: str
    subject: str
    detail: str
    address: str


class Audit(BaseModel):
    """A page of the audit log, the newest first."""

    total: int
    items: list[AuditAnswer]


class SessionAnswer(BaseModel):
    """Who is logged in and what a page needs for writing."""

    user: str | None
    role: Role | None
    csrf: str
    team: bool
    version: str


class Login(Given):
    """A name and its password."""

    name: Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00]*$")]
    password: Annotated[str, StringConstraints(max_length=200)]


class UserAnswer(BaseModel):
    """A user, without the password's hash."""

    name: str
    role: Role
    disabled: bool
    added: str


class Users(BaseModel):
    """All users."""

    total: int
    items: list[UserAnswer]


class NewUser(Given):
    """Somebody who shall be able to log in."""

    name: UserName
    role: Role
    password: Password


class UserChange(Given):
    """What is to be another way; what is not given stays."""

    role: Role | None = None
    disabled: StrictBool | None = None
    password: Password | None = None


def check_plain(value: Any, depth: int = 0) -> Any:
    """Refuses a value that no field could hold, so that nothing below has to: NaN, NUL, 10**400, a tower of lists."""
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    texts = [value] if isinstance(value, str) else list(value) if isinstance(value, dict) else []
    if depth > DEEPEST or len(within) > MOST_PARTS:
        raise ValueError(f"a value has at most {MOST_PARTS} parts, {DEEPEST} deep")
    if any(len(text) > LONGEST_TEXT or "\x00" in text for text in texts):
        raise ValueError(f"a text has at most {LONGEST_TEXT} characters and no NUL")
    if isinstance(value, int | float) and not abs(value) <= GREATEST:
        raise ValueError(f"a number lies within {GREATEST}")
    for each in within:
        check_plain(each, depth + 1)
    return value


DEEPEST, MOST_PARTS, LONGEST_TEXT = 3, 50, 200
GREATEST = 2**31 - 1
"""Bounds of a value that somebody gives: beyond the toll of any war, and what every database can hold."""

Plain = Annotated[Any, AfterValidator(check_plain)]


class NewDecision(Given):
    """A decision as it is sent."""

    verb: Verb
    incident: Short
    field: Short | None = None
    value: Plain = None
    incidents: Annotated[list[Short], Field(max_length=100)] = []
    tellings: Annotated[list[TellingKey], Field(max_length=500)] = []
    reason: Prose = ""
