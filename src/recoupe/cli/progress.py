"""A bar on standard error: how much of the input is read, how fast, and how long it will take."""

from collections.abc import Iterable, Iterator

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from recoupe.cli.blocks import make_console
from recoupe.scale.answers import Answers


def show_progress(answers: Iterable[Answers], size: int | None) -> Iterator[Answers]:
    """The same answers, with a bar where standard error is a terminal; `size` is the input's bytes, None if unknown."""
    console = make_console(stderr=True)
    if not console.is_terminal:
        yield from answers
        return
    rate = TextColumn("{task.fields[documents]} documents, {task.fields[rate]:.0f} a second")
    with Progress(BarColumn(), rate, TimeRemainingColumn(), console=console, transient=True) as progress:
        bar = progress.add_task("Reading", total=size, documents=0, rate=0.0)
        documents = 0
        for each in answers:
            documents += len(each.given)
            elapsed = progress.tasks[0].elapsed or 0.0
            progress.update(bar, advance=each.size, documents=documents, rate=documents / elapsed if elapsed else 0.0)
            yield each
