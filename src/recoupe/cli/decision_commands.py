"""The verbs with which people decide on incidents; each hands over to `recoupe.cli.deciding`."""

from typing import Annotated

import typer

from recoupe.cli.options import AsJson, AsOf, Identifier, StorePath

decisions_app = typer.Typer()

Reason = Annotated[str | None, typer.Option("--reason", "-r", help="Why, in your words.", metavar="WORDS")]


@decisions_app.command(epilog="Example: recoupe accept koutougou --reason 'seen by our correspondent'")
def accept(identifier: Identifier, reason: Reason = None, store: StorePath = None) -> None:
    """Say that an incident stands as it is; it leaves the queue until its evidence changes."""
    from recoupe.cli.deciding import decide

    decide("accept", identifier, store, reason=reason)


@decisions_app.command(epilog="Example: recoupe amend koutougou killed 24 --reason 'list of names published'")
def amend(
    identifier: Identifier,
    field: Annotated[
        str, typer.Argument(help="type, outcome, date, place, killed, perpetrators, weapons, …", metavar="FIELD")
    ],
    value: Annotated[
        str,
        typer.Argument(
            help="A toll (24, 10-15, 10+), a day (2022-01-04, 2022-01-04..2022-01-06, 2022-01), a place"
            " ('Name' or 'Name, IQ, 33.80, 42.44'), names parted by ';', or JSON.",
            metavar="VALUE",
        ),
    ],
    reason: Reason = None,
    store: StorePath = None,
) -> None:
    """Set a field to another value; what was told of it is kept beside it."""
    from recoupe.cli.deciding import amend_field

    amend_field(identifier, field, value, store, reason=reason)


@decisions_app.command(epilog="Example: recoupe reject koutougou --reason 'an exercise'")
def reject(identifier: Identifier, reason: Reason = None, store: StorePath = None) -> None:
    """Say that it is no incident, or none of yours: it is listed no more but with --state rejected."""
    from recoupe.cli.deciding import decide

    decide("reject", identifier, store, reason=reason)


@decisions_app.command(epilog="Example: recoupe merge 3f9c21 9d01aa")
def merge(
    identifier: Identifier,
    others: Annotated[list[str], typer.Argument(help="Incidents that are the same happening.", metavar="OTHER")],
    reason: Reason = None,
    store: StorePath = None,
) -> None:
    """Say that incidents are one; what comes in later is linked with them together."""
    from recoupe.cli.deciding import decide

    decide("merge", identifier, store, reason=reason, incidents=tuple(others))


@decisions_app.command(epilog="Example: recoupe split 3f9c21 journal-220105 factdesk-220104#2")
def split(
    identifier: Identifier,
    tellings: Annotated[
        list[str], typer.Argument(help="Documents, or events of them, that tell of something else.", metavar="TELLING")
    ],
    reason: Reason = None,
    store: StorePath = None,
) -> None:
    """Say that some tellings of an incident are of another one."""
    from recoupe.cli.deciding import split_off

    split_off(identifier, tellings, store, reason=reason)


@decisions_app.command(epilog="Example: recoupe regrade koutougou confirmed --reason 'video located'")
def regrade(
    identifier: Identifier,
    grade: Annotated[str, typer.Argument(help="confirmed, fair, weak, contested or discounted.", metavar="GRADE")],
    reason: Reason = None,
    store: StorePath = None,
) -> None:
    """Say that an incident is held better or worse than its origins make it."""
    from recoupe.cli.deciding import decide

    decide("regrade", identifier, store, reason=reason, value=grade)


@decisions_app.command(epilog="Example: recoupe note koutougou 'ask the hospital for the list'")
def note(
    identifier: Identifier,
    words: Annotated[str, typer.Argument(help="The remark.", metavar="WORDS")],
    store: StorePath = None,
) -> None:
    """Add a remark to an incident; nothing else changes."""
    from recoupe.cli.deciding import decide

    decide("note", identifier, store, reason=words)


@decisions_app.command(epilog="Example: recoupe undo 12")
def undo(
    key: Annotated[
        int | None, typer.Argument(help="Number of a decision (else your last one that holds).", metavar="NUMBER")
    ] = None,
    store: StorePath = None,
) -> None:
    """Undo a decision, by a further entry: both stay on record."""
    from recoupe.cli.deciding import undo_last

    undo_last(key, store)


@decisions_app.command(epilog="Example: recoupe decisions koutougou")
def decisions(
    identifier: Annotated[str | None, typer.Argument(help="Those on this incident alone.", metavar="ID")] = None,
    as_of: AsOf = None,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """List the decisions, undone ones too: when, who, what, why."""
    from recoupe.cli.deciding import list_decisions

    list_decisions(identifier, store, as_of=as_of, as_json=as_json)


@decisions_app.command(epilog="Example: recoupe queue --limit 10")
def queue(
    limit: Annotated[int, typer.Option(help="So many of them.", metavar="NUMBER", min=1)] = 20,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """List the incidents that need a person most, each with the scores that put it there."""
    from recoupe.cli.deciding import print_queue

    print_queue(store, limit=limit, as_json=as_json)
