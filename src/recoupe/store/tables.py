"""The tables of the store.

Every row carries the run that wrote it, and every run its time and author. Rows are only ever added: a changed
document is a further version of it, a changed incident a further version of that, and an earlier version is given
the time at which it ended. So any past state can be asked for. Tables of `recoupe.store.index_tables` are no part
of the record: they follow from these, and are written anew at will.
"""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects.postgresql import TEXT as PG_TEXT
from sqlalchemy.types import Text

METADATA = MetaData()

# One order of strings on every database, that of their code points.
String = Text().with_variant(PG_TEXT(collation="C"), "postgresql")

RUNS = Table(
    "runs",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("started", String, nullable=False),  # ISO 8601, UTC
    Column("verb", String, nullable=False),  # "add"
    Column("version", String, nullable=False),  # of Recoupe
    Column("user", String),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("added", String, nullable=False),
    Column("id", String, nullable=False),
    Column("digest", String, nullable=False),  # of all that was given: the same document again adds nothing
    Column("outlet", String),
    Column("url", String),
    Column("title", String),
    Column("published", String),
    Column("language", String),
    Column("origin", String),
    Column("modified", String),
    Column("taken_for", String),
    Column("text", String, nullable=False),
    Unique("id", "digest"),
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("document", ForeignKey("documents.key"), nullable=False, index=True),
    Column("added", String),
    Column("language", String),
    Column("passport", JSON, nullable=False),
    Column("background", JSON, nullable=False),
    Column("error", String),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("account", ForeignKey("accounts.key"), nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("focus", Boolean, nullable=False),
    Column("record", JSON, nullable=False),
)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("added", String, nullable=False),
    Column("ended", String),  # when a further version took its place, or it was no more; none while it stands
    Column("ended_run", Integer),
    Column("id", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("title", String),
    Column("day", String, nullable=False, server_default=""),  # first day; empty where undated
    Column("earliest", String),
    Column("latest", String),
    Column("date_precision", String),
    Column("place", String),  # all names of its place, folded
    Column("place_name", String),
    Column("country", String),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("place_precision", String),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_high", Integer),
    Column("support", String, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("outlets", String, nullable=False, server_default=""),  # a line each
    Column("conflicts", String, nullable=False, server_default=""),  # fields, a line each
    Column("documents", Integer, nullable=False, server_default="0"),
    Column("focus", Boolean, nullable=False, server_default="1"),  # some document is about it
    Column("state", String, nullable=False, server_default="machine"),
    Column("flagged", Boolean, nullable=False, server_default="0"),
    Column("urgency", Float, nullable=False, server_default="0"),  # how much it needs a person
    Column("folded", String, nullable=False),  # words to search in, small letters without accents
    Column("record", JSON, nullable=False),  # what the machine made of it, without its tellings
)

ORIGINS = Table(
    "origins",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("incident", ForeignKey("incidents.key"), nullable=False, index=True),
    Column("field", String, nullable=False),
    Column("claim", Integer, nullable=False),  # position among the incident's claims
    Column("root", String, nullable=False, index=True),
    Column("chain", JSON, nullable=False),
)

TELLINGS = Table(
    "tellings",
    METADATA,
    Column("incident", ForeignKey("incidents.key"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", String, nullable=False),
    Column("event", String, nullable=False),
    Unique("incident", "position"),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("made", String, nullable=False),
    Column("user", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("incident", String, nullable=False, index=True),
    Column("field", String),
    Column("value", JSON),
    Column("incidents", JSON, nullable=False),
    Column("reason", String, nullable=False),
    Column("evidence", String, nullable=False),  # digest of what it was based on
)

DECISION_TELLINGS = Table(
    "decision_tellings",
    METADATA,
    Column("decision", ForeignKey("decisions.key"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", String, nullable=False, index=True),
    Column("event", String, nullable=False),
    Column("start", Integer, nullable=False),  # offset of the event's trigger, by which it is known again
    Column("rest", Boolean, nullable=False),  # of a split: one of those that stayed
    Unique("decision", "position"),
)

UNDOINGS = Table(
    "undoings",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("made", String, nullable=False),
    Column("user", String, nullable=False),
    Column("decision", ForeignKey("decisions.key"), nullable=False, unique=True),
)

INCIDENT_DECISIONS = Table(
    "incident_decisions",  # which decisions are in force on a version of an incident
    METADATA,
    Column("incident", ForeignKey("incidents.key"), primary_key=True),
    Column("decision", ForeignKey("decisions.key"), primary_key=True, index=True),
    Column("flagged", Boolean, nullable=False),  # its evidence had changed by then
)

GATHERINGS = Table(
    "gatherings",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("last_account", Integer, nullable=False),  # the newest account that was taken in
    Column("edition", String, nullable=False, server_default=""),  # of the rules that linked
)

STANDS = INCIDENTS.c.ended.is_(None)
"""An incident's version that no further one has taken the place of."""

Index("incidents_by_day", INCIDENTS.c.day, INCIDENTS.c.id, sqlite_where=STANDS, postgresql_where=STANDS)
Index("incidents_by_country", INCIDENTS.c.country, INCIDENTS.c.day, sqlite_where=STANDS, postgresql_where=STANDS)
Index("incidents_by_type", INCIDENTS.c.type, INCIDENTS.c.day, sqlite_where=STANDS, postgresql_where=STANDS)
Index("incidents_by_urgency", INCIDENTS.c.urgency, sqlite_where=STANDS, postgresql_where=STANDS)
Index("incidents_by_origins", INCIDENTS.c.origins_low, sqlite_where=STANDS, postgresql_where=STANDS)
Index("incidents_by_killed", INCIDENTS.c.killed_low, sqlite_where=STANDS, postgresql_where=STANDS)
Index("tellings_by_document", TELLINGS.c.document, TELLINGS.c.event, TELLINGS.c.incident)
Index("documents_by_id", DOCUMENTS.c.id, DOCUMENTS.c.key)
