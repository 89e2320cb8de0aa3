"""The verbs of a desk at its daily work: watching and briefing."""

from typing import Annotated

import typer

from recoupe.cli.options import StorePath

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
