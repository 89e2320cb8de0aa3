"""The error browser: one HTML page with the figures and every disagreement in its article."""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from recoupe.evaluation.agreement import FIELDS, FIGURES, LISTS
from recoupe.evaluation.scoring import Comparison, DocumentEvaluation, Evaluation

Mark = tuple[int, int, str]  # start, end, "gold" or "predicted"


def write_report(evaluation: Evaluation, title: str) -> str:
    """A page that stands alone: no script, no request to any other host."""
    loader = PackageLoader("recoupe", "data/reports")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("evaluation.html").render(
        title=title,
        scores=evaluation.scores,
        documents=[_document(each) for each in evaluation.documents if any(c.disagreeing for c in each.comparisons)],
        agreeing=sum(not any(c.disagreeing for c in each.comparisons) for each in evaluation.documents),
    )


def cut_pieces(content: str, marks: list[Mark]) -> list[tuple[str, str]]:
    """The text in pieces, each with the classes of the marks that cover it: ("deux morts", "gold predicted")."""
    borders = sorted({0, len(content), *(point for start, end, _ in marks for point in (start, end))})
    return [
        (content[a:b], " ".join(sorted({kind for start, end, kind in marks if start <= a and b <= end})))
        for a, b in pairwise(borders)
    ]


def _document(evaluation: DocumentEvaluation) -> dict[str, Any]:
    line = evaluation.line
    content = f"{line['title']}\n\n{line['text']}" if line.get("title") else line["text"]
    marks = [mark for comparison in evaluation.comparisons for mark in _marks(comparison, content)]
    return {
        "id": line["id"],
        "published": line.get("published"),
        "pieces": cut_pieces(content, marks),
        "comparisons": [_rows(comparison) for comparison in evaluation.comparisons],
    }


def _rows(comparison: Comparison) -> dict[str, Any]:
    gold, predicted = comparison.gold, comparison.predicted
    return {
        "verdict": "missed" if predicted is None else "invented" if gold is None else "paired",
        "type": (gold or predicted or {}).get("type"),
        "rows": [
            {
                "field": name,
                "gold": say_value((gold or {}).get(name)),
                "predicted": say_value((predicted or {}).get(name)),
                "wrong": name in comparison.disagreeing,
            }
            for name in FIELDS
        ],
    }


def say_value(value: Any) -> str:
    """A value of the contract in one short line, without its spans."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return "; ".join(say_value(item) for item in value) or "–"
    if not isinstance(value, Mapping):
        return str(value)
    if "text" in value:
        basis = value.get("basis")
        return f"{value['text']} ({basis})" if basis else str(value["text"])
    if "low" in value:
        return f"{value['low']} to {'…' if value['high'] is None else value['high']}"
    kept = {key: item for key, item in value.items() if key not in ("spans", "rule")}
    return json.dumps(kept, ensure_ascii=False)


def _marks(comparison: Comparison, content: str) -> Iterator[Mark]:
    for name in (*LISTS, *FIGURES, "date", "place"):
        for value in _listed((comparison.predicted or {}).get(name)):
            yield from ((start, end, "predicted") for start, end in value.get("spans", ()))
        for value in _listed((comparison.gold or {}).get(name)):
            yield from _places_in(content, value)


def _listed(value: Any) -> list[Mapping[str, Any]]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [item if isinstance(item, Mapping) else {"text": item} for item in values]


def _places_in(content: str, value: Mapping[str, Any]) -> Iterator[Mark]:
    """Annotations carry words, not offsets: the first place where each name stands."""
    names = str(value.get("text") or value.get("name") or "").split(" || ")
    for name in filter(None, names):
        start = content.find(name)
        if start >= 0:
            yield (start, start + len(name), "gold")
