"""Trains the scorer of the MUC-4 benchmark: `python -m training.muc4_scorer MUC4_FOLDER [-o WEIGHTS.npz]`.

In layers, each learned from what the one below says of documents that it never saw: logistic regressions tell documents
and sentences with an incident, and its type; others tell which spans fill which slot; small trees then tell which
wordings of a document fill it, of which type they are, which incidents the key has and with which fillers. All from
documents_train.jsonl alone. Needs scikit-learn. What is kept are weights by the hashes of features: no text. `--told`
writes what is predicted in cross-validation, for score.py.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.muc4_fillers import Filler, Fillers, keep_entities, told_roles
from benchmarks.muc4_reading import Features, Reading, hash_features, read_documents
from benchmarks.muc4_scorer import SLOTS, TYPES, Scores, find_wordings, remember, slot_rows, standing_features
from benchmarks.muc4_spans import normal
from benchmarks.muc4_tables import Line, Slot, Table
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from training.muc4_dealing import Gold, learn_dealer
from training.muc4_net import cross_net, put_net, to_buckets
from training.muc4_trees import FOLDS, Arrays, Growth, grow, put_trees

SLOT_GROWTH = Growth(rounds=70, rate=0.08, leaves=8, least=40, share=0.3)
RAREST = {"document": 10, "sentence": 5, "span": 4}  # how often a feature must occur
FREEDOM = {"document": 10.0, "sentence": 0.03, "span": 0.05}  # scikit-learn's C
KEPT_NEGATIVES = 0.35  # share of the mentions without a filler that is learned from, at so much more weight
FADING = 1.5  # log odds behind the likeliest sentence at which a wording counts for a third
LEAST_STEPS = 4  # a feature whose weights all lie below says next to nothing


def main() -> None:
    """Reads, trains, writes; says how well documents are told that were not learned from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("benchmarks/muc4_weights.npz"))
    parser.add_argument("--told", type=Path, help="write what is predicted of documents that were not learned from")
    arguments = parser.parse_args()
    lines = (arguments.folder / "gold_train.jsonl").read_text("utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    readings = list(read_documents(arguments.folder / "documents_train.jsonl"))
    trained = train(readings, [gold[reading.id] for reading in readings])
    np.savez_compressed(arguments.output, **trained.arrays)
    if arguments.told:
        arguments.told.write_text("".join(json.dumps(line) + "\n" for line in trained.told), "utf-8")


@dataclass(frozen=True, kw_only=True)
class Trained:
    """The arrays of a weights file, and what is predicted of each document by models that never saw it."""

    arrays: Arrays
    told: list[dict[str, Any]]


def train(readings: Sequence[Reading], gold: Sequence[Gold]) -> Trained:
    """Everything that is learned from these documents."""
    folds = np.arange(len(readings)) % FOLDS
    arrays: Arrays = {}
    documents = learn_documents(readings, gold, folds, arrays)
    sentences = learn_sentences(readings, gold, folds, arrays)
    scores = [Scores(document=one, sentences=other) for one, other in zip(documents, sentences, strict=True)]
    spans = learn_spans(readings, gold, scores, arrays)
    chances = learn_slots(readings, gold, (scores, spans), arrays)
    fillers = [fillers_of(reading, chance) for reading, chance in zip(readings, chances, strict=True)]
    templates = learn_dealer(scores, fillers, gold, arrays)
    told = [
        {"id": reading.id, "roles": told_roles(each), "templates": made}
        for reading, each, made in zip(readings, fillers, templates, strict=True)
    ]
    return Trained(arrays=arrays, told=told)


def fillers_of(reading: Reading, chances: Any) -> Fillers:
    """The fillers of a document's slots by the chances of its wordings."""
    wordings = find_wordings(reading)
    return {
        slot: keep_entities([Filler(wording=w, chance=float(c)) for w, c in zip(wordings, column, strict=True)])
        for slot, column in zip(SLOTS, chances.T, strict=True)
    }


def learn_documents(readings: Sequence[Reading], gold: Sequence[Gold], folds: Any, arrays: Arrays) -> Any:
    """Log odds of each document by a model that never saw it: of an incident, and of each type."""
    keys, counts = count_features([reading.features for reading in readings], RAREST["document"])
    matrix = to_matrix([reading.features for reading in readings], keys)
    rarity = np.log(len(readings) / counts) + 1
    matrix = matrix.multiply(rarity).tocsr()
    matrix = matrix.multiply(1 / np.sqrt(matrix.power(2).sum(axis=1))).tocsr()
    answers = np.array([[bool(each["templates"]), *(bool(of_type(each, kind)) for kind in TYPES)] for each in gold])
    odds, weights, bias = cross_fit(matrix, answers, folds, FREEDOM["document"])
    columns = np.column_stack([rarity, *(rarity * each for each in weights)])
    put_table(arrays, "document", keys, columns, np.array([0.0, *bias]))
    return odds


def learn_sentences(readings: Sequence[Reading], gold: Sequence[Gold], folds: Any, arrays: Arrays) -> list[Any]:
    """By document log odds of its sentences: that one names a filler of a template, and of one of each type."""
    rows = [features for reading in readings for features in reading.sentences]
    keys, _ = count_features(rows, RAREST["sentence"])
    answers = np.array([named for pair in zip(readings, gold, strict=True) for named in names_fillers(*pair)])
    lengths = [len(reading.sentences) for reading in readings]
    odds, weights, bias = cross_fit(to_matrix(rows, keys), answers, np.repeat(folds, lengths), FREEDOM["sentence"])
    put_table(arrays, "sentence", keys, np.column_stack(weights), np.array(bias))
    return np.split(odds, np.cumsum(lengths)[:-1])


def learn_spans(
    readings: Sequence[Reading], gold: Sequence[Gold], scores: Sequence[Scores], arrays: Arrays
) -> list[Any]:
    """By document log odds of its candidates, by slot: the mean of what a table and a net say."""
    mentions = [mention.features for reading in readings for mention in reading.mentions]
    pairs = zip(readings, scores, strict=True)
    standing = [features for reading, score in pairs for features in standing_features(reading, score)]
    own = [candidate.features for reading in readings for candidate in reading.candidates]
    keys = np.unique(np.concatenate([count_features(rows, RAREST["span"])[0] for rows in (mentions, standing, own)]))
    offsets = np.cumsum([0, *(len(reading.mentions) for reading in readings)])
    heads = np.array([o + c.mention for o, r in zip(offsets, readings, strict=False) for c in r.candidates])
    matrix = (to_matrix(mentions, keys) + to_matrix(standing, keys))[heads] + to_matrix(own, keys)
    answers = np.concatenate([fills(reading, each) for reading, each in zip(readings, gold, strict=True)])
    lengths = [len(reading.candidates) for reading in readings]
    folds = np.repeat(np.arange(len(readings)) % FOLDS, lengths)
    near = np.concatenate([nearness(*pair) for pair in zip(readings, scores, strict=True)])
    costs = costs_of(heads, answers) * np.where(answers.any(axis=1), near, 1.0)
    odds, weights, bias = cross_fit(matrix, answers, folds, FREEDOM["span"], costs=costs)
    put_table(arrays, "span", keys, np.column_stack(weights), np.array(bias))
    buckets = (to_buckets(mentions) + to_buckets(standing))[heads] + to_buckets(own)
    others, net = cross_net(buckets, answers, costs, folds)
    put_net(arrays, net)
    return np.split((odds + others) / 2, np.cumsum(lengths)[:-1])


def costs_of(heads: Any, answers: Any) -> Any:
    """What an error on each candidate costs: nothing for most mentions without a filler, more for the others."""
    filled = np.zeros(heads.max() + 1, dtype=bool)
    np.logical_or.at(filled, heads, answers.any(axis=1))
    chance = (np.arange(len(filled)) * 2654435761 % 2**32) / 2**32  # the same each time
    return np.where(filled, 1.0, np.where(chance < KEPT_NEGATIVES, 1 / KEPT_NEGATIVES, 0.0))[heads]


def nearness(reading: Reading, scores: Scores) -> Any:
    """By candidate how likely its sentence, of all that have its wording, is the one for which the key has it."""
    told = np.array([scores.sentences[reading.mentions[each.mention].sentence, 0] for each in reading.candidates])
    best: dict[str, float] = {}
    for candidate, score in zip(reading.candidates, told, strict=True):
        best[candidate.key] = max(score, best.get(candidate.key, score))
    behind = np.array([best[each.key] for each in reading.candidates]) - told
    return np.exp(-behind / FADING)


def learn_slots(readings: Sequence[Reading], gold: Sequence[Gold], lower: tuple[Any, Any], arrays: Arrays) -> list[Any]:
    """What tells the fillers of each slot; gives by document the chances of its wordings by what never saw it."""
    rows: list[list[Any]] = [[] for _ in SLOTS]
    right: list[list[Any]] = [[] for _ in SLOTS]
    folds: list[list[int]] = [[] for _ in SLOTS]
    places: list[list[tuple[int, int]]] = [[] for _ in SLOTS]  # document and wording of each row
    chances = []
    memories = [learn_memory(readings, gold, without=fold) for fold in range(FOLDS)]
    put_keys(arrays, "memory", learn_memory(readings, gold))
    for number, (reading, each, scores, spans) in enumerate(zip(readings, gold, *lower, strict=True)):
        wordings = find_wordings(reading)
        answers = fills(reading, each)
        known = remember(wordings, memories[number % FOLDS])
        chances.append(np.zeros((len(wordings), len(SLOTS))))
        for slot, found in enumerate(slot_rows(reading, scores, spans, wordings, known)):
            rows[slot].append(found.rows)
            right[slot] += [answers[wordings[i].candidates[0], slot] for i in found.wordings]
            folds[slot] += [number % FOLDS] * len(found.wordings)
            places[slot] += [(number, i) for i in found.wordings]
    for slot in range(len(SLOTS)):
        told = cross_fit_slot(np.concatenate(rows[slot]), np.array(right[slot]), np.array(folds[slot]))
        for (number, i), chance in zip(places[slot], told.chances, strict=True):
            chances[number][i, slot] = chance
        put_slot(arrays, f"slot{slot}", told.slot)
    arrays["slots"] = np.array(len(SLOTS))
    return chances


def learn_memory(readings: Sequence[Reading], gold: Sequence[Gold], *, without: int | None = None) -> Table:
    """Every wording that fills a slot somewhere: how many documents have it, and in how many it fills each slot."""
    counts: dict[str, Any] = defaultdict(lambda: np.zeros(len(SLOTS) + 1))
    for number, (reading, each) in enumerate(zip(readings, gold, strict=True)):
        if number % FOLDS == without:
            continue
        found = {c.key: row for c, row in zip(reading.candidates, fills(reading, each), strict=True)}
        for key, row in found.items():
            counts[key] += [1, *row]
    kept = {int(hash_features([key])[0]): row for key, row in counts.items() if row[1:].any()}
    keys = np.array(sorted(kept), dtype=np.uint32)
    weights = np.array([np.minimum(kept[key], 127) for key in sorted(kept)], dtype=np.int8)
    return Table(keys=keys, weights=weights, step=np.ones(len(SLOTS) + 1), bias=np.zeros(len(SLOTS) + 1))


@dataclass(frozen=True, kw_only=True)
class Told:
    """The chances of rows by what never saw their documents, and what saw all."""

    chances: Any
    slot: Slot


def cross_fit_slot(rows: Any, right: Any, folds: Any) -> Told:
    """What is said of each row that was not learned from."""
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        slot = fit_slot(rows[folds != fold], right[folds != fold])
        chances[folds == fold] = slot.chances(rows[folds == fold])
    return Told(chances=chances, slot=fit_slot(rows, right))


def fit_slot(rows: Any, right: Any) -> Slot:
    """Small trees of several seeds and a line."""
    line = Line(mean=rows.mean(axis=0), spread=rows.std(axis=0) + 1e-6, weights=np.zeros(0), bias=0.0)
    model = LogisticRegression(C=0.1, max_iter=300).fit(line.widen(rows), right)
    line = replace(line, weights=model.coef_[0], bias=float(model.intercept_[0]))
    return Slot(trees=grow(rows, right, SLOT_GROWTH), line=line)


def of_type(gold: Gold, kind: str) -> list[Any]:
    """The templates of a type; "bombing / attack" is both."""
    return [template for template in gold["templates"] if kind in template["incident_type"]]


def names_fillers(reading: Reading, gold: Gold) -> list[list[bool]]:
    """By sentence whether it names a filler of any template, and of those of each type."""
    wanted = [wordings_in(templates) for templates in (gold["templates"], *(of_type(gold, kind) for kind in TYPES))]
    texts = [f" {normal(' '.join(words))} " for words in reading.words]
    return [[any(f" {wording} " in text for wording in wordings) for wordings in wanted] for text in texts]


def wordings_in(templates: Sequence[Any]) -> set[str]:
    """All wordings of all fillers."""
    return {normal(wording) for each in templates for slot in SLOTS for entity in each[slot] for wording in entity}


def fills(reading: Reading, gold: Gold) -> Any:
    """By candidate and slot whether the key has it there."""
    wanted = [{normal(wording) for entity in gold["roles"][slot] for wording in entity} for slot in SLOTS]
    rows = [[candidate.key in wordings for wordings in wanted] for candidate in reading.candidates]
    return np.array(rows, dtype=bool).reshape(len(rows), len(SLOTS))


def count_features(rows: Sequence[Features], rarest: int) -> Any:
    """The features that occur often enough, sorted, and how often."""
    keys, counts = np.unique(np.concatenate(rows), return_counts=True)
    return keys[counts >= rarest], counts[counts >= rarest]


def to_matrix(rows: Sequence[Features], keys: Features) -> Any:
    """A row of ones and noughts for each row of features."""
    flat = np.concatenate(rows)
    at = np.minimum(np.searchsorted(keys, flat), len(keys) - 1)
    known = keys[at] == flat
    row = np.repeat(np.arange(len(rows)), [len(each) for each in rows])
    ones = np.ones(int(known.sum()), dtype=np.float32)
    return csr_matrix((ones, (row[known], at[known])), shape=(len(rows), len(keys)))


def cross_fit(
    matrix: Any, answers: Any, folds: Any, freedom: float, *, costs: Any = None
) -> tuple[Any, list[Any], Any]:
    """Log odds by models that never saw the document, and the weights and bias of those that saw all."""
    costs = np.ones(len(answers)) if costs is None else costs
    odds, weights, bias = np.zeros(answers.shape), [], []
    for column in range(answers.shape[1]):
        for fold in range(FOLDS):
            learned = (folds != fold) & (costs > 0)
            model = fit_line(matrix[learned], answers[learned, column], costs[learned], freedom)
            odds[folds == fold, column] = model.decision_function(matrix[folds == fold])
        model = fit_line(matrix[costs > 0], answers[costs > 0, column], costs[costs > 0], freedom)
        weights.append(model.coef_[0])
        bias.append(float(model.intercept_[0]))
    return odds, weights, bias


def fit_line(matrix: Any, answers: Any, costs: Any, freedom: float) -> Any:
    """A logistic regression."""
    model = LogisticRegression(C=freedom, solver="liblinear", tol=0.003, max_iter=60)
    return model.fit(matrix, answers, sample_weight=costs)


def put_table(arrays: Arrays, name: str, keys: Features, columns: Any, bias: Any) -> None:
    """A table of weights, in steps of 1/127 of each column's largest; features that say nothing are left out."""
    step = np.abs(columns).max(axis=0) / 127
    weights = np.round(columns / step).astype(np.int8)
    said = np.abs(weights).max(axis=1) >= LEAST_STEPS
    put_keys(arrays, name, Table(keys=keys[said], weights=weights[said], step=step, bias=bias))


def put_keys(arrays: Arrays, name: str, table: Table) -> None:
    """A table, its keys written as the gaps between them."""
    gaps = np.diff(np.concatenate([[0], table.keys.astype(np.uint64)])).astype(np.uint32)
    arrays |= {f"{name}.gaps": gaps, f"{name}.weights": table.weights}
    arrays |= {f"{name}.step": table.step, f"{name}.bias": table.bias}


def put_slot(arrays: Arrays, name: str, slot: Slot) -> None:
    """The nodes of the trees and the weights of the line."""
    put_trees(arrays, name, slot.trees)
    arrays |= {f"{name}.{field.name}": np.array(getattr(slot.line, field.name)) for field in fields(Line)}


if __name__ == "__main__":
    main()
