"""Options and arguments that several verbs share."""

from enum import StrEnum
from typing import Annotated

import typer


class Form(StrEnum):
    """What incidents are exported as."""

    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"
    GEOPARQUET = "geoparquet"
    KML = "kml"
    HXL = "hxl"
    RSS = "rss"
    FTM = "ftm"
    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"
    GTD = "gtd"
    SQLITE = "sqlite"
    STORE = "store"


class Grade(StrEnum):
    """How well an incident is supported."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class State(StrEnum):
    """What people made of an incident."""

    MACHINE = "machine"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    ANY = "any"


AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines in place of text for people.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="As it stood at this past day or time (ISO 8601; UTC without zone).", metavar="TIME"),
]
Identifier = Annotated[str, typer.Argument(help="Identifier of an incident, or enough of it.", metavar="ID")]
StorePath = Annotated[
    str | None,
    typer.Option("--store", help="SQLite file or database URL (else RECOUPE_STORE, else recoupe.db).", metavar="STORE"),
]
WithNames = Annotated[
    str | None,
    typer.Option("--with-names", help="Write private people's names too; the reason is logged.", metavar="REASON"),
]
