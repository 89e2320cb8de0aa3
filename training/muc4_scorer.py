"""Trains the scorer of the MUC-4 benchmark: `python -m training.muc4_scorer MUC4_FOLDER [-o WEIGHTS.json]`.

Five logistic regressions, one a slot, over the features of benchmarks/muc4_candidates.py, and one that tells documents
with an incident from those without; all from documents_train.jsonl alone. Needs scipy. Weights near nothing are left
out, so that the table stays small; no text of the collection is kept but single words.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.muc4_candidates import normal
from benchmarks.muc4_reading import Reading, read_documents
from benchmarks.muc4_scorer import SLOTS, relevance_feature, role_features
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

KEPT_NEGATIVES = 1  # one wrong wording in so many is learned from, at so many times its weight
RAREST = 4  # documents' worth of wordings in which a feature must occur
PRIOR = 1.5  # of the squared weights
SMALL = 0.12  # a weight below says nothing
FOLDS = 4


def main() -> None:
    """Reads, trains, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("benchmarks/muc4_weights.json"))
    arguments = parser.parse_args()
    lines = (arguments.folder / "gold_train.jsonl").read_text("utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    readings = list(read_documents(arguments.folder / "documents_train.jsonl"))
    arguments.output.write_text(json.dumps(train(readings, gold), indent=0, sort_keys=True), "utf-8")


def train(readings: Sequence[Reading], gold: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Slot (and "document") -> feature -> weight."""
    rows = [sorted(reading.features) for reading in readings]
    answers = np.array([float(bool(gold[reading.id]["templates"])) for reading in readings])
    weights = {"document": fit(rows, answers, prior=6.0)}
    relevance = cross_fit(rows, answers)
    examples, labels = slot_examples(readings, relevance, gold)
    for number, slot in enumerate(SLOTS):
        weights[slot] = fit(examples, labels[:, number], negatives=KEPT_NEGATIVES)
    return weights


def cross_fit(rows: list[list[str]], answers: np.ndarray) -> list[float]:
    """The relevance of each document as a scorer that never saw it gives it."""
    found = [0.0] * len(rows)
    for fold in range(FOLDS):
        rest = [i for i in range(len(rows)) if i % FOLDS != fold]
        weights = fit([rows[i] for i in rest], answers[rest], prior=6.0)
        for i in range(fold, len(rows), FOLDS):
            found[i] = sum(weights.get(feature, 0.0) for feature in rows[i])
    return found


def slot_examples(
    readings: Iterable[Reading], relevance: Iterable[float], gold: dict[str, Any]
) -> tuple[list[list[str]], np.ndarray]:
    """The features of every wording, and which slots it fills."""
    examples, labels = [], []
    for reading, score in zip(readings, relevance, strict=True):
        roles = gold[reading.id]["roles"]
        wanted = [{normal(name) for entity in roles[slot] for name in entity} for slot in SLOTS]
        for wording in reading.wordings:
            examples.append(role_features(wording, relevance_feature(score)))
            labels.append([normal(wording.text) in names for names in wanted])
    return examples, np.array(labels, dtype=float)


def fit(rows: list[list[str]], answers: np.ndarray, *, prior: float = PRIOR, negatives: int = 1) -> dict[str, float]:
    """Feature -> weight of a logistic regression; of the negatives one in `negatives` is used."""
    kept = [i for i, row in enumerate(rows) if answers[i] or zlib.crc32("|".join(row).encode()) % negatives == 0]
    counts = Counter(feature for i in kept for feature in rows[i])
    names = sorted(feature for feature, count in counts.items() if count >= RAREST)
    index = {name: number for number, name in enumerate(names)}
    columns = [[index[feature] for feature in rows[i] if feature in index] for i in kept]
    starts = np.concatenate([[0], np.cumsum([len(each) for each in columns])])
    flat = np.array([column for each in columns for column in each], dtype=np.int32)
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(kept), len(names)))
    target = answers[kept]
    cost = np.where(target > 0, 1.0, float(negatives))
    free = np.array([0.001 if name == "always" else prior for name in names])

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ beta
        surprise = np.logaddexp(0, score) - target * score
        slope = matrix.T @ (cost * (1 / (1 + np.exp(-score)) - target)) + free * beta
        return float(cost @ surprise + 0.5 * free @ beta**2), slope

    beta = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return {name: round(float(value), 2) for name, value in zip(names, beta, strict=True) if abs(value) >= SMALL}


if __name__ == "__main__":
    main()
