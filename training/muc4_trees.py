"""Trees of the MUC-4 benchmark: grown with scikit-learn, in folds of documents, and written as arrays of nodes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from benchmarks.muc4_tables import Trees
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]

FOLDS = 5
SEEDS = 3  # of trees whose mean is taken
Arrays = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How many trees are grown, how fast and how large; found by cross-validation on the training documents."""

    rounds: int
    rate: float
    leaves: int
    least: int  # rows in a leaf
    share: float  # of the numbers that a split may look at


def grow(rows: Any, right: Any, growth: Growth) -> Trees:
    """The trees that tell which rows are right."""
    models = [
        HistGradientBoostingClassifier(
            max_iter=growth.rounds, learning_rate=growth.rate, max_leaf_nodes=growth.leaves,
            min_samples_leaf=growth.least, max_features=growth.share, l2_regularization=5, random_state=seed,
            early_stopping=False,
        ).fit(rows, right)
        for seed in range(SEEDS)
    ]  # fmt: skip
    return join_trees(models)


def join_trees(models: Sequence[Any]) -> Trees:
    """The trees of all models, one after another, each worth its share."""
    trees = [tree.nodes for model in models for (tree,) in model._predictors]
    roots = np.cumsum([0, *(len(nodes) for nodes in trees[:-1])]).astype(np.int32)
    nodes = np.concatenate(trees)
    shift = np.repeat(roots, [len(each) for each in trees])
    leaf = nodes["is_leaf"].astype(bool)
    return Trees(
        roots=roots,
        feature=np.where(leaf, -1, nodes["feature_idx"]).astype(np.int16),
        threshold=np.where(leaf, 0.0, nodes["num_threshold"]),
        below=(nodes["left"] + shift).astype(np.int32),
        above=(nodes["right"] + shift).astype(np.int32),
        value=np.where(leaf, nodes["value"], 0.0) / len(models),
        base=float(np.mean([model._baseline_prediction.item() for model in models])),
    )


def cross_grow(rows: Any, right: Any, folds: Any, growth: Growth, *, known: Any = None) -> tuple[Any, Trees]:
    """The chance of each row by trees that never saw its document, and trees of all; grown from `known` rows only."""
    known = np.ones(len(right), dtype=bool) if known is None else known
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        learned = known & (folds != fold)
        chances[folds == fold] = grow(rows[learned], right[learned], growth).chances(rows[folds == fold])
    return chances, grow(rows[known], right[known], growth)


def put_trees(arrays: Arrays, name: str, trees: Trees) -> None:
    """The nodes of the trees, their real numbers in half as many bytes."""
    shrink: dict[str, Callable[[Any], Any]] = {"threshold": np.float32, "value": np.float16}
    for field in fields(trees):
        arrays[f"{name}.{field.name}"] = shrink.get(field.name, np.array)(getattr(trees, field.name))
