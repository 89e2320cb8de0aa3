"""The verbs of the command line with their options; each hands over to the module that does the work.

Work is imported when its verb is called, so that `recoupe --help` and shell completion answer at once.
"""

import signal
import sys
from typing import Annotated

import typer

from recoupe.errors import RecoupeError

app = typer.Typer(
    name="recoupe",
    help="Read conflict news in French and English, and keep a cross-checked record of incidents.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

Output = Annotated[str, typer.Option("--output", "-o", help="File to write; - for standard output.", metavar="FILE")]


@app.command(epilog="Example: recoupe extract news.jsonl -o events.jsonl")
def extract(
    source: Annotated[str, typer.Argument(help="JSON Lines, one document a line; - for standard input.", metavar="IN")],
    output: Output = "-",
) -> None:
    """Write what each document says, one JSON object a line (the contract: recoupe schema)."""
    from recoupe.cli.extracting import extract_lines

    extract_lines(source, output)


@app.command(epilog="Example: recoupe link events.jsonl -o incidents.jsonl")
def link(
    source: Annotated[str, typer.Argument(help="Output of recoupe extract; - for standard input.", metavar="EVENTS")],
    output: Output = "-",
    documents: Annotated[bool, typer.Option("--documents", help="Print document id and incident ids instead.")] = False,
) -> None:
    """Put together what documents tell of the same incident, one JSON object an incident."""
    from recoupe.cli.linking import link_lines

    link_lines(source, output, documents=documents)


def main() -> None:
    """Runs the command line; 0 done, 1 nothing could be read, 2 wrong usage, 3 input, data or store unusable."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `recoupe extract … | head` ends as `cat` would
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except RecoupeError as problem:
        typer.echo(f"recoupe: {problem}", err=True)
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
