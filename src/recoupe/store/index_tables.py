"""Tables that follow from the record, so that one document can be taken in without looking at all the others.

They hold what is known of the documents as they are now; `recoupe.store.gathering` writes them, and writes them
anew when the rules that link have changed.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, Table

from recoupe.store.tables import METADATA, String

BLOCKS = Table(
    "index_blocks",
    METADATA,
    Column("block", String, primary_key=True),
    Column("asks", Integer, primary_key=True),  # 1: the telling looks there for others; 0: it is found there
    Column("event", Integer, primary_key=True),  # key of the event
    sqlite_with_rowid=False,
)

PAIRS = Table(
    "index_pairs",  # tellings alike enough to be linked, each pair in both directions
    METADATA,
    Column("event", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    Column("score", Float, nullable=False),
    sqlite_with_rowid=False,
)

SKETCHES = Table(
    "index_sketches",
    METADATA,
    Column("triple", BigInteger, primary_key=True),
    Column("published", String, primary_key=True),  # as it sorts
    Column("document", String, primary_key=True),
    sqlite_with_rowid=False,
)

COPIES = Table(
    "index_copies",
    METADATA,
    Column("document", String, primary_key=True),
    Column("account", Integer, nullable=False),  # the document's last one
    Column("published", String, nullable=False),
    Column("copy_of", String),  # the earlier document whose text it carries
    Column("rank", Integer, nullable=False),  # at most so many were likelier to be its original
    Column("root", String, nullable=False, index=True),  # the earliest of them; itself where it is no copy
    sqlite_with_rowid=False,
)

Index("index_blocks_by_event", BLOCKS.c.event)
Index("index_copies_by_original", COPIES.c.copy_of)
Index("index_copies_by_account", COPIES.c.account)
