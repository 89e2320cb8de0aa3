"""`python -m benchmarks.times [--shared ../shared]`: times found and resolved, beside dateparser; documents a second.

The development sets are given twice: the two thirds that rules were written on, and the third that nobody reads.
Figures are those of the sets' own scorer: F1 over DATE and TIME of spans that overlap (relaxed), of equal spans
(strict), of overlapping spans with the same value, and with the same day.
"""

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from recoupe.mentions.times import TimeGrammar, find_times, load_times

SETS = {"fr": "fr_timebank_dev", "en": "en_aquaint_dev"}
SCORED = ("DATE", "TIME")
DAY_LENGTH = len("2024-03-10")
# A grammar's expressions are compiled when they are first met; by then nearly all of them have been.
WARM = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A predicted time: its span and its TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many times gold and prediction hold, and on how many they agree in four ways."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    day: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    def __str__(self) -> str:
        """The four figures in percent."""
        total = max(self.gold + self.found, 1)
        names = ("relaxed", "strict", "value", "day")
        figures = "  ".join(f"{name} {200 * getattr(self, name) / total:5.1f}" for name in names)
        return f"{figures}  (gold {self.gold}, found {self.found})"


Finder = Callable[[str, date | datetime], Sequence[Guess]]


def main() -> None:
    """Prints a line for each language, part and finder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    folder = parser.parse_args().shared / "benchmarks/times"
    for language, name in SETS.items():
        path = folder / f"{name}.jsonl"
        if not path.exists():
            print(f"{name}: not here, passed over")
            continue
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        finders = {"recoupe": recoupe_finder(load_times(language)), **baseline(language)}
        for who, finder in finders.items():
            report(f"{language} {who:10}", rows, finder)


def report(label: str, rows: list[dict[str, Any]], finder: Finder) -> None:
    """Prints the figures of one finder on the whole set and on its two parts, and its speed once it is warm."""
    for row in rows[:WARM]:
        finder(row["text"], read_day(row["published"]))
    began = time.process_time()
    guesses = [finder(row["text"], read_day(row["published"])) for row in rows]
    seconds = time.process_time() - began
    tallies = [tally(row["times"], found) for row, found in zip(rows, guesses, strict=True)]
    parts = {"all": tallies, "read": [t for i, t in enumerate(tallies) if i % 3 != 2], "unread": tallies[2::3]}
    for part, chosen in parts.items():
        print(f"{label} {part:6} {sum(chosen, Tally())}")
    print(f"{label} {len(rows) / seconds:.0f} documents/s on one core")


def read_day(text: str) -> date | datetime:
    """A day, or a day with its hour, as the sets write it."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def recoupe_finder(grammar: TimeGrammar) -> Finder:
    """Our own times, dates and hours alone."""

    def find(text: str, published: date | datetime) -> list[Guess]:
        return [
            Guess(start=mention.span.start, end=mention.span.end, value=mention.value)
            for mention in find_times(text, published, grammar)
            if mention.type in SCORED
        ]

    return find


def baseline(language: str) -> dict[str, Finder]:
    """search_dates of dateparser, told the day of publication and to prefer the past; nothing where it is missing."""
    if importlib.util.find_spec("dateparser") is None:
        return {}
    search_dates = importlib.import_module("dateparser.search").search_dates

    def find(text: str, published: date | datetime) -> list[Guess]:
        base = datetime(published.year, published.month, published.day)
        options = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        guesses, at = [], 0
        for words, day in search_dates(text, languages=[language], settings=options) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                guesses.append(Guess(start=start, end=at, value=day.date().isoformat()))
        return guesses

    return {"dateparser": find}


def tally(gold: list[dict[str, Any]], guesses: Sequence[Guess]) -> Tally:
    """Agreement in one document: each gold time takes the best guess that overlaps it and is still free."""
    golds = [item for item in gold if item["type"] in SCORED]
    used: set[int] = set()
    hits = Tally(gold=len(golds), found=len(guesses))
    for item in golds:
        matches = [
            (guess.start == item["start"] and guess.end == item["end"], guess.value == item["value"], index)
            for index, guess in enumerate(guesses)
            if index not in used and guess.start < item["end"] and item["start"] < guess.end
        ]
        if matches:
            strict, value, index = max(matches)
            used.add(index)
            day = guesses[index].value[:DAY_LENGTH] == item["value"][:DAY_LENGTH]
            hits += Tally(relaxed=1, strict=int(strict), value=int(value), day=int(day))
    return hits


if __name__ == "__main__":
    main()
