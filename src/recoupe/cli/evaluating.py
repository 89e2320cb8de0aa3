"""`recoupe evaluate`: extracted events beside annotated ones."""

from pathlib import Path

from rich.table import Table

from recoupe.cli.blocks import make_console
from recoupe.cli.streams import open_input, open_output, read_json_lines
from recoupe.evaluation import evaluate_lines, write_report


def evaluate_files(gold: str, predicted: str, html: str | None) -> None:
    """Prints precision, recall and F1 by field, and writes the disagreements to a page where one is named."""
    with open_input(gold) as stream:
        annotated = list(read_json_lines(stream, gold))
    with open_input(predicted) as stream:
        found = list(read_json_lines(stream, predicted))
    evaluation = evaluate_lines(annotated, found)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("field", "P", "R", "F1"):
        table.add_column(name, justify="left" if name == "field" else "right")
    for name, score in evaluation.scores.items():
        table.add_row(name, *(f"{100 * value:.1f}" for value in (score.precision, score.recall, score.f1)))
    make_console().print(table)
    if html:
        with open_output(html) as target:
            target.write(write_report(evaluation, Path(gold).name))
