"""Options and arguments that several verbs share."""

from typing import Annotated

import typer

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
