"""The learned numbers of the MUC-4 benchmark, `muc4_weights.npz`: weights by hashed feature, and small trees."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.muc4_reading import Features

WEIGHTS = Path(__file__).with_name("muc4_weights.npz")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Weights of features, in as many columns as there are questions."""

    keys: Features  # sorted
    weights: NDArray[np.int8]  # by key and question, in steps of `step`
    step: Numbers  # by question
    bias: Numbers  # by question

    def rows(self, features: Features) -> Numbers:
        """The weights of those features that the table has."""
        at = np.minimum(np.searchsorted(self.keys, features), len(self.keys) - 1)
        rows: Numbers = self.weights[at[self.keys[at] == features]] * self.step
        return rows

    def total(self, features: Features) -> Numbers:
        """The sum of their weights, by question, without the bias."""
        total: Numbers = self.rows(features).sum(axis=0)
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """A small net: each feature's bucket adds to the hidden units, and those that are lit tell the slots."""

    inputs: NDArray[np.int8]  # by bucket and unit, in steps of `step`
    step: Numbers  # by unit
    bias: Numbers  # by unit
    outputs: Numbers  # by unit and slot
    last: Numbers  # by slot

    def total(self, features: Features) -> Numbers:
        """What the features add to the units."""
        total: Numbers = self.inputs[features % len(self.inputs)].sum(axis=0, dtype=np.int64) * self.step
        return total

    def odds(self, total: Numbers) -> Numbers:
        """Log odds by slot, of units that all features were added to."""
        odds: Numbers = np.maximum(total + self.bias, 0) @ self.outputs + self.last
        return odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Decision trees whose values are added up: nodes one after another, each tree from a root."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]  # -1 in a leaf
    threshold: Numbers
    below: NDArray[np.int32]  # where a row goes whose number is not above the threshold
    above: NDArray[np.int32]
    value: Numbers
    base: float

    def score(self, rows: Numbers) -> Numbers:
        """Log odds of each row."""
        total = np.full(len(rows), self.base)
        every = np.arange(len(rows))
        for root in self.roots:
            at = np.full(len(rows), root)
            while (self.feature[at] >= 0).any():
                inner = self.feature[at] >= 0
                lower = rows[every, self.feature[at]] <= self.threshold[at]
                at = np.where(inner, np.where(lower, self.below[at], self.above[at]), at)
            total += self.value[at]
        return total

    def chances(self, rows: Numbers) -> Numbers:
        """The chance of each row."""
        chances: Numbers = 1 / (1 + np.exp(-self.score(rows)))
        return chances


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A logistic regression over numbers, brought to a like scale, and over the same again with their extremes cut."""

    mean: Numbers
    spread: Numbers
    weights: Numbers
    bias: float

    def score(self, rows: Numbers) -> Numbers:
        """Log odds of each row."""
        odds: Numbers = self.widen(rows) @ self.weights + self.bias
        return odds

    def widen(self, rows: Numbers) -> Numbers:
        """The rows as the weights are for them."""
        scaled = (rows - self.mean) / self.spread
        return np.hstack([scaled, np.clip(scaled, -1, 1)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What tells whether a wording fills a slot: trees and a line, which err in different places."""

    trees: Trees
    line: Line

    def chances(self, rows: Numbers) -> Numbers:
        """The chance of each row."""
        odds = np.stack([self.trees.score(rows), self.line.score(rows)])
        mean: Numbers = (1 / (1 + np.exp(-odds))).mean(axis=0)
        return mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealer:
    """What tells fillers' types, incidents that the key has, and the fillers that it has in them."""

    types: Trees
    incidents: Trees
    fillers: Trees


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Everything learned: what documents, sentences and spans are, slot by slot which wordings fill it."""

    document: Table
    sentence: Table
    span: Table
    net: Net  # spans again; it errs elsewhere than the table
    memory: Table  # by wording: how many training documents have it, and in how many it fills each slot
    slots: tuple[Slot, ...]
    dealer: Dealer


def load_model(path: Path = WEIGHTS) -> Model:
    """The model of a file that `training.muc4_scorer` wrote."""
    with np.load(path) as file:
        arrays = dict(file)
    tables = {name: _make_table(arrays, name) for name in ("document", "sentence", "span", "memory")}
    count = int(arrays["slots"])
    dealer = Dealer(**{name: make_trees(arrays, name) for name in ("types", "incidents", "fillers")})
    net = Net(**{field.name: arrays[f"net.{field.name}"] for field in fields(Net)})  # type: ignore[arg-type]
    slots = tuple(_make_slot(arrays, f"slot{i}") for i in range(count))
    return Model(**tables, net=net, slots=slots, dealer=dealer)


def _make_table(arrays: dict[str, NDArray[np.generic]], name: str) -> Table:
    keys = np.cumsum(arrays[f"{name}.gaps"].astype(np.uint64)).astype(np.uint32)
    fields = {field: arrays[f"{name}.{field}"] for field in ("weights", "step", "bias")}
    return Table(keys=keys, **fields)  # type: ignore[arg-type]


def _make_slot(arrays: dict[str, NDArray[np.generic]], name: str) -> Slot:
    fields = {field: arrays[f"{name}.{field}"] for field in ("mean", "spread", "weights")}
    line = Line(**fields, bias=float(arrays[f"{name}.bias"]))  # type: ignore[arg-type]
    return Slot(trees=make_trees(arrays, name), line=line)


def make_trees(arrays: dict[str, NDArray[np.generic]], name: str) -> Trees:
    """The trees of that name."""
    whole = {field: arrays[f"{name}.{field}"] for field in ("roots", "feature", "below", "above")}
    real = {field: arrays[f"{name}.{field}"].astype(np.float64) for field in ("threshold", "value")}
    return Trees(**whole, **real, base=float(arrays[f"{name}.base"]))  # type: ignore[arg-type]
