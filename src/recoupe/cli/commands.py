"""The verbs of the command line with their options; each hands over to the module that does the work.

Work is imported when its verb is called, so that `recoupe --help` and shell completion answer at once.
"""

import logging
import signal
import sys
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from recoupe.cli.decision_commands import decisions_app
from recoupe.cli.desk_commands import desk_app
from recoupe.cli.options import AsJson, AsOf, Form, Grade, Identifier, State, StorePath, WithNames
from recoupe.cli.user_commands import users
from recoupe.errors import RecoupeError
from recoupe.garbage import collect_no_more, collect_rarely
from recoupe.records import EventType, Outcome

if TYPE_CHECKING:
    from recoupe.settings import Settings
    from recoupe.store.incidents import Filter

app = typer.Typer(
    name="recoupe",
    help="Read conflict news in French and English, and keep a cross-checked record of incidents:"
    " what happened, on whose word, and how many independent origins stand behind each fact.",
    epilog="Start with: recoupe read article.txt --published 2022-01-04."
    " Exit codes: 0 done, 1 nothing could be read, 2 wrong usage, 3 input, data or store unusable.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(users)

Paths = Annotated[
    list[str],
    typer.Argument(help="Files of any format that is read, folders, URLs, or - for standard input.", metavar="PATH"),
]
Workers = Annotated[
    int, typer.Option("--workers", min=1, max=256, help="Processes to read with; the result is the same.")
]
Cluster = Annotated[
    str | None, typer.Option(help="Dask scheduler to read with, such as tcp://host:8786.", metavar="ADDRESS")
]
Output = Annotated[str, typer.Option("--output", "-o", help="File to write; - for standard output.", metavar="FILE")]
Published = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="When documents appeared that do not say so."),
]
Language = Annotated[
    str | None, typer.Option(help="Language of documents that do not say so: fr or en.", metavar="CODE")
]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", help="Column of a table that holds a field, such as text=Body.", metavar="FIELD=NAME"),
]
Outlet = Annotated[str | None, typer.Option(help="Outlet of documents that do not say so.", metavar="NAME")]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or later.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or before.")]
PlaceName = Annotated[str | None, typer.Option("--place", help="Part of the place's name.", metavar="NAME")]
Country = Annotated[str | None, typer.Option(help="Two-letter country code, such as IQ.", metavar="CODE")]
Type = Annotated[EventType | None, typer.Option("--type", help="Kind of incident.")]
OutcomeOption = Annotated[Outcome | None, typer.Option("--outcome", help="How far it got.")]
Support = Annotated[Grade | None, typer.Option(help="How well it is supported.")]
StateOption = Annotated[State | None, typer.Option("--state", help="What people made of it; any: rejected ones too.")]
Words = Annotated[str | None, typer.Option("--text", help="Words that its accounts use.", metavar="WORDS")]


@app.command(epilog="Example: recoupe read article.txt --published 2022-01-04")
def read(
    paths: Paths,
    published: Published = None,
    language: Language = None,
    outlet: Outlet = None,
    column: Column = None,
    as_json: AsJson = False,
) -> None:
    """Print what documents say, cross-checked with one another; nothing is kept."""
    from recoupe.cli.reading import Given, open_fetcher, read_columns, show_documents

    chosen = settings(None)
    given = Given(
        published=day(published),
        language=language,
        outlet=outlet,
        columns=read_columns(column),
        open_fetcher=partial(open_fetcher, chosen),
    )
    raise typer.Exit(show_documents(paths, given, chosen, as_json=as_json))


@app.command(epilog="Example: recoupe extract news.jsonl -o events.jsonl")
def extract(
    source: Annotated[str, typer.Argument(help="JSON Lines, one document a line; - for standard input.", metavar="IN")],
    output: Output = "-",
    workers: Workers = 1,
    cluster: Cluster = None,
) -> None:
    """Write what each document says, one JSON object a line (its schema: recoupe schema).

    From a file to a file, a run that was cut short goes on where it was.
    """
    from recoupe.cli.extracting import extract_lines
    from recoupe.scale.running import Force

    extract_lines(source, output, settings(None), Force(workers=workers, cluster=cluster))


@app.command(epilog="Example: recoupe link events.jsonl -o incidents.jsonl")
def link(
    source: Annotated[str, typer.Argument(help="Output of recoupe extract; - for standard input.", metavar="EVENTS")],
    output: Output = "-",
    documents: Annotated[bool, typer.Option("--documents", help="Document id and its incidents instead.")] = False,
) -> None:
    """Put together what documents tell of the same incident, one JSON object an incident."""
    from recoupe.cli.linking import link_lines

    link_lines(source, output, documents=documents)


@app.command(epilog="Example: recoupe add articles/ --store news.db")
def add(
    paths: Paths,
    store: StorePath = None,
    published: Published = None,
    language: Language = None,
    outlet: Outlet = None,
    column: Column = None,
    workers: Workers = 1,
    cluster: Cluster = None,
) -> None:
    """Read documents into the store and link them with what is there; known documents change nothing.

    A run that was cut short goes on where it was.
    """
    from recoupe.cli.adding import add_documents
    from recoupe.cli.reading import Given, open_fetcher, read_columns
    from recoupe.scale.running import Force

    chosen = settings(store)
    given = Given(
        published=day(published),
        language=language,
        outlet=outlet,
        columns=read_columns(column),
        open_fetcher=partial(open_fetcher, chosen),
    )
    raise typer.Exit(add_documents(paths, given, chosen, Force(workers=workers, cluster=cluster)))


@app.command(epilog="Example: recoupe incidents --country IQ --since 2022-01-01 --outcome intercepted")
def incidents(
    store: StorePath = None,
    as_of: AsOf = None,
    state: StateOption = None,
    since: Since = None,
    until: Until = None,
    place: PlaceName = None,
    country: Country = None,
    type_: Type = None,
    outcome: OutcomeOption = None,
    support: Support = None,
    text: Words = None,
    full: Annotated[bool, typer.Option("--full", help="Each in full, as recoupe show prints it.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the incidents in the store that fit all the filters given."""
    from recoupe.cli.showing import Asked, list_incidents

    dates = {"since": day(since), "until": day(until)}
    wanted = make_filter(place=place, country=country, type=type_, outcome=outcome, support=support, text=text, **dates)
    wanted = replace(wanted, state=state.value if state else None)
    list_incidents(settings(store).store, wanted, Asked(full=full, as_json=as_json, as_of=as_of))


@app.command(epilog="Example: recoupe show koutougou")
def show(identifier: Identifier, store: StorePath = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Print one incident in full: every value, who holds it, and the words it came from."""
    from recoupe.cli.showing import show_incident

    show_incident(settings(store).store, identifier, as_of=as_of, as_json=as_json)


@app.command(epilog="Example: recoupe explain koutougou --field killed")
def explain(
    identifier: Identifier,
    field: Annotated[str | None, typer.Option(help="One field only, such as killed.", metavar="NAME")] = None,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Print why each value stands there: the words, the rule that read them, and on whose word."""
    from recoupe.cli.showing import explain_values

    explain_values(settings(store).store, identifier, field, as_json=as_json)


@app.command(epilog="Example: recoupe why koutougou killed")
def why(
    identifier: Identifier,
    field: Annotated[str, typer.Argument(help="A field of the record, such as killed.", metavar="FIELD")],
    store: StorePath = None,
) -> None:
    """Tell in sentences on whose word each value of a field rests, and the way the words took."""
    from recoupe.cli.showing import print_why

    print_why(settings(store).store, identifier, field)


@app.command(epilog="Example: recoupe export --format geojson --country BF -o incidents.geojson")
def export(
    form: Annotated[Form, typer.Option("--format", "-f", help="What to write.")] = Form.JSONL,
    output: Output = "-",
    store: StorePath = None,
    since: Since = None,
    until: Until = None,
    place: PlaceName = None,
    country: Country = None,
    type_: Type = None,
    outcome: OutcomeOption = None,
    support: Support = None,
    text: Words = None,
    with_names: WithNames = None,
) -> None:
    """Write the incidents in the store that fit all the filters given, for other programs.

    What a codebook cannot say is left out, and counted on standard error with the reason. Names of private people are
    withheld.
    """
    from recoupe.cli.exporting import Naming, export_incidents

    dates = {"since": day(since), "until": day(until)}
    wanted = make_filter(place=place, country=country, type=type_, outcome=outcome, support=support, text=text, **dates)
    chosen = settings(store)
    export_incidents(chosen.store, wanted, form.value, output, Naming(reason=with_names, user=chosen.user))


@app.command(epilog="Example: recoupe restore all.jsonl --store copy.db")
def restore(
    source: Annotated[
        str, typer.Argument(help="Output of recoupe export -f store; - for standard input.", metavar="IN")
    ],
    store: StorePath = None,
) -> None:
    """Put into a new store what recoupe export -f store wrote: documents, incidents, their past, decisions."""
    from recoupe.cli.exporting import restore_store

    restore_store(source, settings(store).store)


@app.command(epilog="Example: recoupe reread --store news.db")
def reread(
    store: StorePath = None,
    everything: Annotated[bool, typer.Option("--all", help="Those that this version has read, too.")] = False,
) -> None:
    """Read again the documents that another version of Recoupe has read; decisions hold, or are flagged."""
    from recoupe.cli.rereading import reread_documents

    reread_documents(settings(store), everything=everything)


@app.command(epilog="Example: recoupe codebook acled")
def codebook(
    name: Annotated[str | None, typer.Argument(help="acled, ucdp, plover, cameo or gtd.", metavar="NAME")] = None,
    store: Annotated[str | None, typer.Option(help="Count what it leaves out of this store.", metavar="STORE")] = None,
) -> None:
    """Print how incidents are put into the terms of another codebook, with the source of each rule and its traps."""
    from recoupe.cli.coding import print_codebook, print_codebooks

    if name is None:
        print_codebooks()
    else:
        print_codebook(name, store)


@app.command(epilog="Example: recoupe schema > contract.json")
def schema() -> None:
    """Print the JSON Schema of a line of recoupe extract."""
    from recoupe.cli.showing import print_schema

    print_schema()


@app.command(epilog="Example: recoupe evaluate gold.jsonl events.jsonl --html report.html")
def evaluate(
    gold: Annotated[str, typer.Argument(help="Annotated documents, JSON Lines.", metavar="GOLD")],
    predicted: Annotated[str, typer.Argument(help="Output of recoupe extract over them.", metavar="PREDICTED")],
    html: Annotated[str | None, typer.Option(help="Write every disagreement to this page.", metavar="FILE")] = None,
) -> None:
    """Compare extracted events with annotated ones, field by field."""
    from recoupe.cli.evaluating import evaluate_files

    evaluate_files(gold, predicted, html)


@app.command(epilog="Example: recoupe serve --store news.db")
def serve(
    store: StorePath = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; the default is for this machine alone.", metavar="ADDRESS")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", metavar="NUMBER", min=1, max=65535)] = 8000,
    team: Annotated[bool, typer.Option("--team", help="Ask for a login; see recoupe user.")] = False,
    name: Annotated[
        str | None, typer.Option(help="Public host name of the proxy that speaks HTTPS for it.", metavar="HOST")
    ] = None,
) -> None:
    """Serve the review desk: map, incidents, evidence and decisions in the browser, and the JSON API under it."""
    from recoupe.cli.serving import serve_desk

    serve_desk(settings(store).store, host=host, port=port, team=team, name=name)


app.registered_commands += [*decisions_app.registered_commands, *desk_app.registered_commands]


@app.callback()
def common(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell what is going on, and failures in full.")
    ] = False,
) -> None:
    """What holds for every verb."""
    log = logging.getLogger("recoupe")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("recoupe: %(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(logging.DEBUG if verbose else logging.WARNING)


def main() -> None:
    """Runs the command line; 0 done, 1 nothing could be read, 2 wrong usage, 3 input, data or store unusable."""
    collect_rarely()
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
    finally:
        collect_no_more()


def settings(store: str | None) -> "Settings":
    """The settings in force, an option before all else."""
    from recoupe.settings import load_settings

    loaded = load_settings()
    return replace(loaded, store=store) if store else loaded


def make_filter(**wanted: object) -> "Filter":
    """The filter that the options ask for."""
    from recoupe.store.incidents import Filter

    country = wanted.get("country")
    return Filter(**{**wanted, "country": country.upper() if isinstance(country, str) else None})  # type: ignore[arg-type]


def day(moment: datetime | None) -> date | None:
    """The day of an option's value."""
    return moment.date() if moment else None
