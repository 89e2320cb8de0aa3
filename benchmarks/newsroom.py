"""Newsroom quality: reads the development articles and scores the events against the gold.

    python -m benchmarks.newsroom [--check] [--errors N] [--unread] [--thirds]

`--check` scores the articles that nobody reads, and prints figures only. `--errors` lists disagreements, only of
the two thirds of the development articles that may be read; `--unread` scores the remaining third alone.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from recoupe.desk import Desks
from recoupe.export.contract import account_line
from recoupe.pipeline import read_document
from recoupe.records import Document

SETS = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "newsroom"
UNREAD = 2  # articles whose index modulo 3 is this are measured, never read


def load_scorer() -> ModuleType:
    """The benchmark's own scorer."""
    spec = importlib.util.spec_from_file_location("newsroom_score", SETS / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer at {SETS / 'score.py'}: the newsroom set must lie beside the checkout, under shared/")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(name: str) -> list[dict[str, Any]]:
    """The articles of one file with their gold events."""
    return [json.loads(line) for line in (SETS / name).read_text("utf-8").splitlines() if line.strip()]


def predict(rows: list[dict[str, Any]], desks: Desks) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Article id and the events that Recoupe finds, in the scorer's format."""
    for row in rows:
        document = Document(
            id=row["id"],
            text=row["text"],
            title=row.get("title"),
            published=date.fromisoformat(row["published"][:10]) if row.get("published") else None,
            language=row.get("language"),
            outlet=row.get("outlet"),
            url=row.get("url"),
        )
        line = account_line(read_document(document, desks))
        if line["error"]:
            print(f"{row['id']}: {line['error']}", file=sys.stderr)
        yield row["id"], [score_event(event) for event in line["events"]]


def score_event(event: dict[str, Any]) -> dict[str, Any]:
    """The event with lists of texts where the scorer wants them."""
    return {
        **event,
        **{field: [each["text"] for each in event[field]] for field in ("weapons", "defenders", "sources")},
    }


def print_figures(figures: dict[str, Any], fields: list[str]) -> None:
    """One line a field, and the mean."""
    for field in fields:
        v = figures[field]
        print(
            f"{field:14s} P {100 * v['precision']:5.1f}  R {100 * v['recall']:5.1f}  F1 {100 * v['f1']:5.1f}"
            f"   gold {v['gold']:4d}  predicted {v['predicted']:4d}"
        )
    print(f"mean F1 over fields with at least 10 gold values: {100 * figures['mean']['f1']:.1f}")


def print_errors(errors: list[Any], readable: set[str], most: int, only: str | None) -> None:
    """Disagreements in the articles that may be read."""
    shown = 0
    for kind, document, field, gold, found in errors:
        if document in readable and shown < most and (only is None or field in only.split(",")):
            shown += 1
            print(f"  {kind:8s} {document} {field}\n      gold  {_short(gold)}\n      found {_short(found)}")


def _short(value: Any) -> str:
    if isinstance(value, dict):
        value = {key: part for key, part in value.items() if key not in ("spans", "actor", "chain")}
    if isinstance(value, list):
        return "; ".join(_short(each["text"] if isinstance(each, dict) else each) for each in value)
    return str(value)[:200]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--field")
    arguments = parser.parse_args()
    if not SETS.is_dir():
        sys.exit(f"the newsroom set is not at {SETS}; nothing measured")
    rows = read_gold("check.jsonl" if arguments.check else "dev.jsonl")
    if arguments.unread and not arguments.check:
        rows = [row for index, row in enumerate(rows) if index % 3 == UNREAD]
    scorer = load_scorer()
    errors: list[Any] = []
    figures = scorer.score({row["id"]: row["events"] for row in rows}, dict(predict(rows, Desks())), errors)
    print_figures(figures, scorer.FIELDS)
    if arguments.errors and not arguments.check and not arguments.unread:
        readable = {row["id"] for index, row in enumerate(rows) if index % 3 != UNREAD}
        print_errors(errors, readable, arguments.errors, arguments.field)


if __name__ == "__main__":
    main()
