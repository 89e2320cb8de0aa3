"""`python -m benchmarks.attribution [--shared ../shared] [--bare]`: who is said to have said what, against PolNeAR.

A prediction is right in a part when its characters overlap with the gold's by F1 of at least 0.5, as in the set's own
scorer; attributions are paired by content. Given twice: the two thirds of the development set that were looked into,
and the third that nobody reads. The French table lies in tests/corpus/fr; its floor is held by the tests. The last line
says what attribution costs beside parsing.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recoupe.claims.attribution import find_attributions, load_attribution
from recoupe.claims.outlets import load_outlets
from recoupe.language.parser import load_parser
from recoupe.language.sentences import find_sentences, load_sentence_rules
from recoupe.records import Attribution, Sentence

Parts = dict[str, set[int]]
Read = Callable[[str], tuple[Sentence, ...]]
SAME = 0.5


@dataclass(slots=True)
class Score:
    """Right, predicted and gold of one part."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def row(self, name: str) -> str:
        precision = 100 * self.right / max(1, self.predicted)
        recall = 100 * self.right / max(1, self.gold)
        mean = 200 * self.right / max(1, self.predicted + self.gold)
        return f"  {name:8} P {precision:5.1f}  R {recall:5.1f}  F1 {mean:5.1f}"


@dataclass(slots=True)
class Tally:
    """The three scores of the set's scorer."""

    content: Score = field(default_factory=Score)
    source: Score = field(default_factory=Score)
    both: Score = field(default_factory=Score)


def main() -> None:
    """Prints the scores of both parts and the cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--bare", action="store_true", help="without a parse, by words alone")
    options = parser.parse_args()
    path = options.shared / "benchmarks" / "attribution" / "polnear_dev.jsonl"
    if not path.is_file():
        print(f"{path} is not there: nothing to measure")
        return
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    spent = {"parsing": 0.0, "attribution": 0.0}
    predicted = predict(rows, bare_reader() if options.bare else parsing_reader(), spent)
    for name, keep in (("read", lambda index: index % 3 != 2), ("unread third", lambda index: index % 3 == 2)):
        report(name, [pair for index, pair in enumerate(zip(rows, predicted, strict=True)) if keep(index)])
    report("all", list(zip(rows, predicted, strict=True)))
    print("; ".join(f"{stage} {seconds:.2f} s" for stage, seconds in spent.items()))


def bare_reader() -> Read:
    """Sentences without words."""
    rules = load_sentence_rules("en")
    return lambda text: tuple(
        Sentence(index=index, start=span.start, end=span.end) for index, span in enumerate(find_sentences(text, rules))
    )


def parsing_reader() -> Read:
    """Sentences with their parse."""
    rules, parser = load_sentence_rules("en"), load_parser("en")
    return lambda text: parser.parse(text, tuple(find_sentences(text, rules)))


def predict(rows: Sequence[dict[str, Any]], read: Read, spent: dict[str, float]) -> list[tuple[Attribution, ...]]:
    """The attributions of every document; the seconds of each stage are added to `spent`."""
    rules, outlets = load_attribution("en"), load_outlets()
    found = []
    for row in rows:
        began = time.process_time()
        sentences = read(row["text"])
        parsed = time.process_time()
        found.append(find_attributions(row["text"], sentences, rules, outlets))
        spent["parsing"] += parsed - began
        spent["attribution"] += time.process_time() - parsed
    return found


def report(name: str, pairs: list[tuple[dict[str, Any], tuple[Attribution, ...]]]) -> None:
    """Prints the scores of some documents."""
    tally = Tally()
    for row, attributions in pairs:
        gold = [{part: gold_characters(each, part) for part in ("source", "content")} for each in row["attributions"]]
        count(tally, gold, [characters(attribution) for attribution in attributions])
    print(f"PolNeAR dev, {name}: {len(pairs)} documents, {tally.content.gold} attributions")
    for part in ("content", "source", "both"):
        print(getattr(tally, part).row(part))


def gold_characters(attribution: dict[str, Any], part: str) -> set[int]:
    return {
        place for piece in attribution.get(part) or [] for start, end in piece["spans"] for place in range(start, end)
    }


def characters(attribution: Attribution) -> Parts:
    return {
        "source": {place for span in attribution.source for place in range(span.start, span.end)},
        "content": {place for span in attribution.content for place in range(span.start, span.end)},
    }


def same(one: set[int], other: set[int]) -> bool:
    return bool(one and other) and 2 * len(one & other) / (len(one) + len(other)) >= SAME


def count(tally: Tally, gold: list[Parts], predicted: list[Parts]) -> None:
    """Adds one document, its attributions paired by the content that overlaps most."""
    used: set[int] = set()
    for part, chosen in ((tally.content, predicted), (tally.both, predicted)):
        part.gold += len(gold)
        part.predicted += len(chosen)
    tally.source.gold += sum(bool(each["source"]) for each in gold)
    tally.source.predicted += sum(bool(each["source"]) for each in predicted)
    for each in gold:
        options = [
            (len(each["content"] & guess["content"]), index)
            for index, guess in enumerate(predicted)
            if index not in used and same(each["content"], guess["content"])
        ]
        if options:
            best = max(options)[1]
            used.add(best)
            source = same(each["source"], predicted[best]["source"])
            tally.content.right += 1
            tally.source.right += source
            tally.both.right += source or not (each["source"] or predicted[best]["source"])


if __name__ == "__main__":
    main()
