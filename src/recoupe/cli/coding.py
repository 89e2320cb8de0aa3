"""`recoupe codebook`: how incidents are put into the terms of other codebooks."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from recoupe.cli.blocks import make_console, plural
from recoupe.codebooks import CODEBOOKS, Codebook, code_incident, load_codebook
from recoupe.store.incidents import Filter, load_incidents
from recoupe.store.opening import open_store


def print_codebooks() -> None:
    """One line a codebook."""
    console = make_console()
    for name in CODEBOOKS:
        codebook = load_codebook(name)
        console.print(
            Text(f"{name:<8}", style="bold").append(f"{codebook.title}, {codebook.version}", style="not bold")
        )
    console.print("The rules of one: recoupe codebook acled", style="dim")


def print_codebook(name: str, store: str | None) -> None:
    """The rules in the order in which they are tried, and the traps; with a store, what it leaves out of that."""
    codebook, console = load_codebook(name), make_console()
    console.print(Text(f"{codebook.title} ({codebook.name}), {codebook.version}", style="bold"))
    console.print(rules_table(codebook))
    for trap in codebook.traps:
        console.print(Text("trap  ", style="bold yellow").append(trap, style="not bold"))
    if store:
        print_left_out(codebook, store, console)


def rules_table(codebook: Codebook) -> Table:
    """What each rule asks for, what it gives, and where the codebook says so."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column, ratio in (("when", 3), (" / ".join(codebook.columns), 3), ("source", 3)):
        table.add_column(column, ratio=ratio, overflow="fold")
    for rule in codebook.rules:
        when = "; ".join(f"{name}: {', '.join(sorted(accepted))}" for name, accepted in rule.when.items())
        given = " / ".join(value for value in rule.code.values() if value)
        left_out = Text(f"left out: {rule.leave_out}", style="yellow")
        table.add_row(when or "anything else", left_out if rule.leave_out else given, Text(rule.source, style="dim"))
    return table


def print_left_out(codebook: Codebook, location: str, console: Console) -> None:
    """How many incidents of a store the codebook covers, and what it leaves out for which reason."""
    codings = [code_incident(incident, codebook) for incident in load_incidents(open_store(location), Filter())]
    reasons = Counter(coding.reason for coding in codings if coding.left_out)
    console.print(f"{plural(len(codings), 'incident')}, {sum(reasons.values())} left out")
    for reason, number in sorted(reasons.items()):
        console.print(Text(f"  {number:>4}  {reason}"))
