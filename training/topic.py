"""Trains the topic score: does a document tell of public violence? `python -m training.topic ../shared`

A logistic regression over which words a document has (folded, three letters and more), each language by itself,
trained by plain gradient descent so that the same data gives the same weights. Learns from Wikinews (documents
labelled one by one in topic_labels.tsv), the newsroom development set and, for English, geovirus (reports of
disease: no violence) and MUC-4. Prints what a five-fold check gives, then writes
src/recoupe/data/topic/<language>.tsv.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recoupe.claims.topic import TopicRules, score_topic, topic_words

FEWEST_DOCUMENTS = 4  # a word of fewer documents says more of them than of the topic
COMMONEST_SHARE = 0.35  # "une" and "dans" only say that a text is long
PENALTY = 4.0  # by the five-fold check: weaker ones let more of the others through at the same loss
STEPS = 300
STEP_SIZE = 5.0
FOLDS = 5
MUC_DOCUMENTS = 600  # more of them would drown the present day
HELD_BACK = 5  # every fifth labelled article stays unseen: benchmarks/false_alarms.py counts on those
HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "recoupe" / "data" / "topic"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A document's words and whether it tells of public violence."""

    words: frozenset[str]
    label: bool


def read_examples(shared: Path, language: str) -> list[Example]:
    """Every labelled document of one language, in a fixed order; the unread third of the newsroom set is left out."""
    sets = shared / "benchmarks"
    with (HERE / "topic_labels.tsv").open(encoding="utf-8") as rows:
        labels = {row["document"]: row["tells_of_violence"] == "1" for row in csv.DictReader(rows, delimiter="\t")}
    news = list(_read(sets / "news" / f"wikinews_{language}.jsonl"))
    labelled = [line for line in news if line["id"] in labels]
    found = [_example(line, labels[line["id"]]) for n, line in enumerate(labelled) if n % HELD_BACK != HELD_BACK - 1]
    known = {line["url"] for line in news if line["id"] in labels}
    for position, line in enumerate(_read(sets / "newsroom" / "dev.jsonl")):
        if position % 3 != 2 and line["language"] == language and line["url"] not in known:
            found.append(_example(line, any(event["focus"] for event in line["events"])))
    return found + (list(_read_english(sets)) if language == "en" else [])


def _read_english(sets: Path) -> Iterator[Example]:
    gold = {line["id"]: bool(line["templates"]) for line in _read(sets / "muc4" / "gold_train.jsonl")}
    for line in list(_read(sets / "muc4" / "documents_train.jsonl"))[:MUC_DOCUMENTS]:
        yield _example(line, gold[line["id"]])
    for line in _read(sets / "places" / "geovirus.jsonl"):
        yield _example(line, False)


def _read(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _example(line: dict[str, object], label: bool) -> Example:
    return Example(topic_words(f"{line.get('title') or ''}\n{line['text']}"), label)


def train(examples: Sequence[Example]) -> TopicRules:
    """Weights by word; both labels weigh the same, however many documents they have."""
    counts = Counter(word for example in examples for word in example.words)
    most = COMMONEST_SHARE * len(examples)
    vocabulary = sorted(word for word, count in counts.items() if FEWEST_DOCUMENTS <= count <= most)
    column = {word: number for number, word in enumerate(vocabulary)}
    table: Floats = np.zeros((len(examples), len(vocabulary)))
    for row, example in enumerate(examples):
        table[row, [column[word] for word in example.words if word in column]] = 1
    table /= np.sqrt(np.maximum(table.sum(axis=1, keepdims=True), 1))
    truth = np.array([float(example.label) for example in examples])
    importance = np.where(truth == 1, 0.5 / truth.mean(), 0.5 / (1 - truth.mean())) / len(examples)
    weights, bias = np.zeros(len(vocabulary)), 0.0
    for _ in range(STEPS):
        error = (1 / (1 + np.exp(-(table @ weights + bias))) - truth) * importance
        weights -= STEP_SIZE * (10 * (table.T @ error) + PENALTY * weights / len(examples))
        bias -= STEP_SIZE * float(error.sum())
    return TopicRules(bias=bias, weights={word: float(w) for word, w in zip(vocabulary, weights, strict=True)})


def cross_check(examples: Sequence[Example]) -> list[tuple[float, bool]]:
    """The score of every example by a model that has not seen it."""
    scored = []
    for fold in range(FOLDS):
        model = train([example for n, example in enumerate(examples) if n % FOLDS != fold])
        scored += [(score_topic(each.words, model), each.label) for n, each in enumerate(examples) if n % FOLDS == fold]
    return scored


def print_check(language: str, scored: Sequence[tuple[float, bool]]) -> None:
    """How many documents of either label stay above each threshold."""
    violent = [score for score, label in scored if label]
    others = [score for score, label in scored if not label]
    print(f"{language}: {len(violent)} documents tell of violence, {len(others)} do not")
    for threshold in (-2.0, -1.5, -1.0, -0.5, 0.0):
        kept, passing = (100 * np.mean([score >= threshold for score in group]) for group in (violent, others))
        print(f"  at {threshold:5.1f}: keeps {kept:5.1f} % of the first, lets {passing:5.1f} % of the others by")


def write_model(model: TopicRules, language: str) -> None:
    """The weights as a table, words in order; the bias stands first, under the empty word."""
    rows = [f"\t{model.bias:.3f}"] + [
        f"{word}\t{weight:.3f}" for word, weight in sorted(model.weights.items()) if round(weight, 2)
    ]
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / f"{language}.tsv").write_text("\n".join(["word\tweight", *rows]) + "\n", "utf-8")


def main() -> None:
    """Trains, checks and writes both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared
    for language in ("fr", "en"):
        examples = read_examples(shared, language)
        print_check(language, cross_check(examples))
        write_model(train(examples), language)


if __name__ == "__main__":
    main()
