"""The verbs of a desk at its daily work: watching and briefing."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from recoupe.cli.options import StorePath, WithNames

desk_app = typer.Typer()


@desk_app.command(epilog="Example: recoupe watch feeds.toml --once")
def watch(
    feeds: Annotated[str, typer.Argument(help="TOML file of feeds, folders and whom to call.", metavar="FEEDS")],
    once: Annotated[bool, typer.Option("--once", help="One round over what is due, for cron.")] = False,
    store: StorePath = None,
) -> None:
    """Read feeds and folders as they grow, and call out what changes in the record.

    Called out, on standard output, as mail files and to a webhook: a new incident, a toll that rises, a contradiction,
    a second independent origin.
    """
    from recoupe.cli.watching import watch_feeds

    watch_feeds(feeds, store, once=once)


class BriefForm(StrEnum):
    """How a brief is set."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"


@desk_app.command(
    epilog="Example: recoupe brief --since 2022-01-01 --until 2022-01-07 --where IQ -f html -o brief.html"
)
def brief(
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or before.")] = None,
    where: Annotated[str | None, typer.Option(help="Country code (IQ), or part of a place's name.")] = None,
    form: Annotated[BriefForm, typer.Option("--format", "-f", help="PDF is printed by chromium.")] = BriefForm.MD,
    language: Annotated[str, typer.Option(help="Language of the brief: en or fr.", metavar="CODE")] = "en",
    output: Annotated[str, typer.Option("--output", "-o", help="File to write.", metavar="FILE")] = "-",
    with_names: WithNames = None,
    store: StorePath = None,
) -> None:
    """Write a dated brief of incidents: map, table, and sentences, each with a note to its evidence.

    What is contested is said as such; names of private people are withheld.
    """
    from recoupe.cli.briefing import Wish, write_brief

    days = {"since": since.date() if since else None, "until": until.date() if until else None}
    wish = Wish(**days, where=where, language=language, form=form.value, reason=with_names)
    write_brief(wish, output, store)
