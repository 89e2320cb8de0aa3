"""Trains the small net that tells which spans fill which slot of MUC-4, beside the table of weights.

A feature's bucket is its hash by the number of buckets: rare features fall where they fall, in training as in reading.
Plain Adam with a falling rate; the same numbers each time.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from benchmarks.muc4_reading import Features
from benchmarks.muc4_tables import Net
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from training.muc4_trees import FOLDS, Arrays

# A quarter as many buckets, or half as many units, lose what the net is better than the table by; more gain little.
BUCKETS = 16384
UNITS = 32
EPOCHS = 3
BATCH = 512
RATE = 0.003
DROPPED = 0.3  # share of the hidden units that a batch does without
DECAY = 1e-5
MOMENTS = (0.9, 0.999)
EDGE = 3.0  # standard deviations at which an input weight is cut
STEPS = 3  # from nought to the cut: nearly as good as 127, at 0.4 times the size
RARE = -4.0  # log odds of a slot before anything is known


def to_buckets(rows: Sequence[Features]) -> Any:
    """A row for each row of features: how many fall into each bucket."""
    flat = np.concatenate(rows) % BUCKETS
    row = np.repeat(np.arange(len(rows)), [len(each) for each in rows])
    return csr_matrix((np.ones(len(flat), dtype=np.float32), (row, flat)), shape=(len(rows), BUCKETS))


def cross_net(matrix: Any, answers: Any, costs: Any, folds: Any) -> tuple[Any, Net]:
    """Log odds of each row by nets that never saw its document, and the net of all."""
    odds = np.zeros(answers.shape)
    for fold in range(FOLDS):
        learned = (folds != fold) & (costs > 0)
        net = train_net(matrix[learned], answers[learned], costs[learned])
        odds[folds == fold] = net.odds((matrix[folds == fold] @ net.inputs.astype(np.float32)) * net.step)
    return odds, train_net(matrix[costs > 0], answers[costs > 0], costs[costs > 0])


def train_net(matrix: Any, answers: Any, costs: Any) -> Net:
    """A net that tells the answers of these rows, an error counting as much as it costs."""
    chance = np.random.default_rng(0)
    count = answers.shape[1]
    weights = [
        chance.normal(0, 0.05, (BUCKETS, UNITS)), np.zeros(UNITS), chance.normal(0, 0.3, (UNITS, count)),
        np.full(count, RARE),
    ]  # fmt: skip
    weights = [each.astype(np.float32) for each in weights]
    moments = [(np.zeros_like(each), np.zeros_like(each)) for each in weights]
    batches = -(-matrix.shape[0] // BATCH)
    for turn in range(EPOCHS * batches):
        if turn % batches == 0:
            order = chance.permutation(matrix.shape[0])
        chosen = order[turn % batches * BATCH :][:BATCH]
        kept = (chance.random((len(chosen), UNITS)) >= DROPPED) / (1 - DROPPED)
        steepness = slopes(weights, matrix[chosen], kept, (answers[chosen], costs[chosen]))
        rate = RATE * (1 - turn / (EPOCHS * batches))
        for each, moment, slope in zip(weights, moments, steepness, strict=True):
            move(each, moment, slope + DECAY * each, (rate, turn + 1))
    return cut_net(weights)


def slopes(weights: list[Any], rows: Any, kept: Any, wanted: tuple[Any, Any]) -> list[Any]:
    """How the error rises with each weight."""
    inputs, bias, outputs, last = weights
    hidden = rows @ inputs + bias
    lit = np.maximum(hidden, 0) * kept
    told = 1 / (1 + np.exp(-(lit @ outputs + last)))
    error = (told - wanted[0]) * wanted[1][:, None] / len(told)
    back = (error @ outputs.T) * kept * (hidden > 0)
    return [rows.T @ back.astype(np.float32), back.sum(axis=0), lit.T @ error, error.sum(axis=0)]


def move(weights: Any, moments: tuple[Any, Any], slope: Any, pace: tuple[float, int]) -> None:
    """One step of Adam, in place; `pace`: the rate, and which step it is."""
    rate, turn = pace
    for at, each in enumerate((slope, slope * slope)):
        moments[at][:] = MOMENTS[at] * moments[at] + (1 - MOMENTS[at]) * each
    first, second = (moment / (1 - share**turn) for moment, share in zip(moments, MOMENTS, strict=True))
    weights -= (rate * first / (np.sqrt(second) + 1e-8)).astype(np.float32)


def cut_net(weights: list[Any]) -> Net:
    """The net with input weights of few steps."""
    inputs, bias, outputs, last = weights
    step = np.minimum(np.abs(inputs).max(axis=0), EDGE * inputs.std(axis=0)) / STEPS
    steps = np.clip(np.round(inputs / step), -STEPS, STEPS).astype(np.int8)
    real = [each.astype(np.float64) for each in (step, bias, outputs, last)]
    return Net(inputs=steps, step=real[0], bias=real[1], outputs=real[2], last=real[3])


def put_net(arrays: Arrays, net: Net) -> None:
    """The weights of the net."""
    arrays |= {f"net.{field.name}": getattr(net, field.name) for field in fields(Net)}
