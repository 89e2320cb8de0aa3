"""The tables of the store.

Every row carries the run that wrote it. Rows are only ever added: a changed document is a further version of it, a
changed incident a further version of that; the last one counts.
"""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

METADATA = MetaData()

RUNS = Table(
    "runs",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("started", String, nullable=False),  # ISO 8601, UTC
    Column("verb", String, nullable=False),  # "add"
    Column("version", String, nullable=False),  # of Recoupe
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
    Column("title", Text),
    Column("published", String),
    Column("language", String),
    Column("origin", Text),
    Column("text", Text, nullable=False),
    Unique("id", "digest"),
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("document", ForeignKey("documents.key"), nullable=False, index=True),
    Column("language", String),
    Column("passport", JSON, nullable=False),
    Column("background", JSON, nullable=False),
    Column("error", Text),
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
    Column("id", String, nullable=False, index=True),
    Column("retired", Boolean, nullable=False),  # no tellings are left: they went to other incidents
    Column("type", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("place", String),
    Column("country", String),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("support", String, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("folded", Text, nullable=False),  # words to search in, small letters without accents
    Column("record", JSON, nullable=False),
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

GATHERINGS = Table(
    "gatherings",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("last_account", Integer, nullable=False),  # the newest account that was taken in
)

Index("incidents_by_day", INCIDENTS.c.earliest, INCIDENTS.c.country)
