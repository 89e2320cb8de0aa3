"""Precision, recall and F1 by field, and every disagreement with its document."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.errors import QueryError
from recoupe.evaluation.agreement import ANCHORS, FIELDS, Event, count_agreements

# Beyond this number of annotated events in one document the best pairing is sought greedily: the exact search
# doubles with each.
EXACT_PAIRING = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one field over all documents."""

    agreeing: int
    gold: int
    predicted: int

    @property
    def precision(self) -> float:
        return self.agreeing / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.agreeing / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.gold + self.predicted
        return 2 * self.agreeing / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One annotated event beside the predicted one that was paired with it; either may be missing."""

    gold: Event | None
    predicted: Event | None
    counts: dict[str, tuple[int, int, int]]

    @property
    def disagreeing(self) -> tuple[str, ...]:
        """The fields in which the two differ."""
        return tuple(name for name, (agree, gold, predicted) in self.counts.items() if agree < max(gold, predicted))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvaluation:
    """The comparisons of one document."""

    line: Mapping[str, Any]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All documents, and the figures over them."""

    documents: tuple[DocumentEvaluation, ...]
    scores: dict[str, Score]


def evaluate_lines(gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]]) -> Evaluation:
    """Compares annotated lines (`text`, `title`, `events`) with predicted ones, by their `id`.

    Raises QueryError where no document is in both.
    """
    by_id = {str(line["id"]): line for line in predicted}
    if not any(str(line["id"]) in by_id for line in gold):
        raise QueryError("no document of the annotated file is in the predicted one; compare files with the same 'id's")
    documents = tuple(
        DocumentEvaluation(line=line, comparisons=compare_events(line["events"], _events(by_id.get(str(line["id"])))))
        for line in gold
    )
    return Evaluation(documents=documents, scores=sum_scores(documents))


def compare_events(golds: Sequence[Event], predicted: Sequence[Event]) -> tuple[Comparison, ...]:
    """The events of one document paired so that most of their fields agree, then those left alone."""
    pairs = pair_events(golds, predicted)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    found = [_comparison(golds[i], predicted[j]) for i, j in pairs]
    found += [_comparison(event, None) for i, event in enumerate(golds) if i not in left]
    found += [_comparison(None, event) for j, event in enumerate(predicted) if j not in right]
    return tuple(found)


def pair_events(golds: Sequence[Event], predicted: Sequence[Event]) -> tuple[tuple[int, int], ...]:
    """One-to-one pairs of positions with the greatest sum of agreements; a pair agrees on an anchor at least."""
    table = {}
    for i, gold in enumerate(golds):
        for j, other in enumerate(predicted):
            counts = count_agreements(gold, other)
            if any(counts[name][0] for name in ANCHORS):
                table[i, j] = sum(agree for agree, _, _ in counts.values())
    return _pair_exactly(table, len(predicted)) if len(golds) <= EXACT_PAIRING else _pair_greedily(table)


def sum_scores(documents: Sequence[DocumentEvaluation]) -> dict[str, Score]:
    """Field -> its counts; "event" counts pairs whose type agrees too."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for comparison in (comparison for document in documents for comparison in document.comparisons):
        paired = comparison.gold is not None and comparison.predicted is not None
        rows = {
            "event": (int(paired and comparison.counts["type"][0] == 1), *_present(comparison)),
            **comparison.counts,
        }
        for name, row in rows.items():
            sums[name] = [a + b for a, b in zip(sums[name], row, strict=True)]
    return {
        name: Score(agreeing=sums[name][0], gold=sums[name][1], predicted=sums[name][2]) for name in ("event", *FIELDS)
    }


def _present(comparison: Comparison) -> tuple[int, int]:
    return (int(comparison.gold is not None), int(comparison.predicted is not None))


def _events(line: Mapping[str, Any] | None) -> Sequence[Event]:
    return line["events"] if line else ()


def _comparison(gold: Event | None, predicted: Event | None) -> Comparison:
    return Comparison(gold=gold, predicted=predicted, counts=count_agreements(gold or {}, predicted or {}))


def _pair_exactly(table: dict[tuple[int, int], int], columns: int) -> tuple[tuple[int, int], ...]:
    """Dynamic programming over the sets of annotated events already paired."""
    best: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {0: (0, ())}
    for j in range(columns):
        step = dict(best)
        for taken, (total, chosen) in best.items():
            for (i, column), weight in table.items():
                if column == j and not taken >> i & 1 and total + weight > step.get(taken | 1 << i, (-1, ()))[0]:
                    step[taken | 1 << i] = (total + weight, (*chosen, (i, j)))
        best = step
    return max(best.values(), key=lambda value: value[0])[1]


def _pair_greedily(table: dict[tuple[int, int], int]) -> tuple[tuple[int, int], ...]:
    pairs: list[tuple[int, int]] = []
    for i, j in sorted(table, key=lambda pair: (-table[pair], pair)):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return tuple(pairs)
