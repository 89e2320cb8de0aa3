"""`python -m benchmarks.places [--shared ../shared] [--parsed]`: places found and put on the map, beside a baseline.

Baselines: every capitalised run that the gazetteer knows, and with --parsed the plain names of the packaged spaCy
pipeline, each put on the most populous place of that name. The development sets are given twice: the two thirds that
rules were written on, and the third that nobody reads.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.distance import great_circle_km
from recoupe.language.parser import load_parser
from recoupe.language.sentences import find_sentences, load_sentence_rules
from recoupe.mentions.places import Gazetteer, PlaceRules, find_places, load_gazetteer, load_place_rules
from recoupe.mentions.places.judging import prior
from recoupe.mentions.places.names import find_tokens, key_of
from recoupe.mentions.places.spotting import spot_names
from recoupe.records import Place, Sentence, Span

SETS = ("tr_news", "lgl", "geovirus")
NEAR, EXACT, NEWSROOM_NEAR = 161.0, 20.0, 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A predicted place: its span and where it was put."""

    span: Span
    place: Place | None


Finder = Callable[[str], Sequence[Guess]]
Parse = Callable[[str], tuple[Sentence, ...]]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--parsed", action="store_true", help="read with the packaged parser, as extract does; slow")
    options = parser.parse_args()
    folder = options.shared / "benchmarks"
    began, empty = time.process_time(), memory()
    gazetteer = load_gazetteer()
    print(f"gazetteer: loaded in {time.process_time() - began:.2f} s of one core, {memory() - empty:.0f} MB")
    rules = {language: load_place_rules(language) for language in ("en", "fr")}
    parse: dict[str, Parse | None] = {each: parse_with(each) if options.parsed else None for each in rules}
    finders = {
        "recoupe": recoupe_finder(gazetteer, rules["en"], parse["en"]),
        "most populous": populous_finder(gazetteer, rules["en"]),
    }
    if parse["en"]:
        finders["spaCy, populous"] = named_finder(gazetteer, parse["en"])
    for name in SETS:
        rows = read_rows(folder / "places" / f"{name}.jsonl")
        for part, chosen in split(rows).items():
            for who, finder in finders.items():
                print(f"{name:9} {part:7} {who:15} {score(chosen, finder)}")
    for part, chosen in split(read_rows(folder / "newsroom/dev.jsonl")).items():
        print(f"newsroom  {part:7} {score_newsroom(chosen, gazetteer, rules, parse)}")


def memory() -> float:
    """The most megabytes this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def split(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The documents that rules were written on, and every third, which nobody reads."""
    return {
        "read": [row for index, row in enumerate(rows) if index % 3 != 2],
        "unread": [row for index, row in enumerate(rows) if index % 3 == 2],
    }


def recoupe_finder(gazetteer: Gazetteer, rules: PlaceRules, parse: Parse | None = None) -> Finder:
    """Our own finder; what it puts on the map is what `recoupe extract` writes as places."""
    return lambda content: [
        Guess(span=mention.span, place=mention.place)
        for mention in find_places(content, parse(content) if parse else (), gazetteer, rules)
        if mention.place
    ]


def parse_with(language: str) -> Parse:
    """The packaged parser of `language` as a function from a text to its sentences."""
    parser, rules = load_parser(language), load_sentence_rules(language)
    return lambda content: parser.parse(content, find_sentences(content, rules))


def populous_finder(gazetteer: Gazetteer, rules: PlaceRules) -> Finder:
    """Every known name in capitals, put on the most populous place that bears it."""

    def find(content: str) -> list[Guess]:
        seen = spot_names(content, find_tokens(content), gazetteer, rules)
        return [Guess(span=Span(s.start, s.end), place=max(s.candidates, key=prior)) for s in seen]

    return find


def named_finder(gazetteer: Gazetteer, parse: Parse) -> Finder:
    """Plain spaCy names: what the parser calls a place, put on the most populous place of that name."""

    def find(content: str) -> list[Guess]:
        spans: list[Span] = []
        for word in (word for sentence in parse(content) for word in sentence.words if word.entity == "PLACE"):
            start = word.start if word.entity_start or not spans else spans.pop().start
            spans.append(Span(start, word.end))
        named = [(span, gazetteer.find(key_of(content[span.start : span.end]))) for span in spans]
        return [Guess(span=span, place=max(places, key=prior, default=None)) for span, places in named]

    return find


def content_of(row: dict[str, Any]) -> tuple[str, int]:
    """The string that spans count in, and the offset of the text in it."""
    title = row.get("title")
    content = f"{title}\n\n{row['text']}" if title else row["text"]
    return content, len(content) - len(row["text"])


def score(rows: Iterable[dict[str, Any]], finder: Finder) -> str:
    """Found F1, and of those found the shares within 161 and 20 km; the shared scorer's measures."""
    gold = predicted = found = near = exact = 0
    for row in rows:
        content, offset = content_of(row)
        guesses = [guess for guess in finder(content) if guess.span.start >= offset]
        gold, predicted = gold + len(row["places"]), predicted + len(guesses)
        for wanted, guess in match(row["places"], guesses, offset):
            far = kilometres(wanted, guess.place)
            found, near, exact = found + 1, near + (far <= NEAR), exact + (far <= EXACT)
    total = max(gold + predicted, 1)
    return (
        f"found P {100 * found / max(predicted, 1):5.1f} R {100 * found / max(gold, 1):5.1f}"
        f" F1 {200 * found / total:5.1f}"
        f"   within 161 km {100 * near / max(found, 1):5.1f}  20 km {100 * exact / max(found, 1):5.1f}"
        f"   end to end F1 {200 * near / total:5.1f}"
    )


def match(golds: Sequence[dict[str, Any]], guesses: Sequence[Guess], offset: int) -> list[tuple[dict[str, Any], Guess]]:
    """Each gold place with the guess that overlaps it most, one to one."""
    pairs, used = [], set[int]()
    for gold in golds:
        span = Span(gold["start"] + offset, gold["end"] + offset)
        overlaps = [
            (min(span.end, guess.span.end) - max(span.start, guess.span.start), index)
            for index, guess in enumerate(guesses)
            if index not in used and span.overlaps(guess.span)
        ]
        if overlaps:
            used.add(max(overlaps)[1])
            pairs.append((gold, guesses[max(overlaps)[1]]))
    return pairs


def kilometres(gold: dict[str, Any], place: Place | None) -> float:
    """The distance of gold and guess; endless where nothing was guessed."""
    if place is None:
        return float("inf")
    return great_circle_km(gold["latitude"], gold["longitude"], place.latitude, place.longitude)


def score_newsroom(
    rows: Iterable[dict[str, Any]], gazetteer: Gazetteer, rules: dict[str, PlaceRules], parse: dict[str, Parse | None]
) -> str:
    """How many gold places of events are named by a mention that overlaps their name, and lie within 50 km of it."""
    wanted = named = near = anywhere = 0
    for row in rows:
        content, _ = content_of(row)
        cut = parse[row["language"]]
        mentions = find_places(content, cut(content) if cut else (), gazetteer, rules[row["language"]])
        for gold in (event["place"] for event in row["events"] if event.get("place")):
            at = [Span(start, start + len(gold["name"])) for start in starts_of(content, gold["name"])]
            hits = [m for m in mentions if m.role == "place" and any(m.span.overlaps(span) for span in at)]
            wanted, named = wanted + 1, named + bool(hits)
            near += any(agrees(gold, mention.place) for mention in hits)
            anywhere += any(agrees(gold, m.place) for m in mentions if m.role == "place")
    share = 100 / max(wanted, 1)
    return (
        f"{wanted} gold places: named {named * share:.1f} %, put within 50 km {near * share:.1f} %,"
        f" by any mention {anywhere * share:.1f} %"
    )


def starts_of(content: str, name: str) -> list[int]:
    """Where `name` stands in `content`, whatever its case."""
    folded, wanted, starts = content.lower(), name.lower(), []
    start = folded.find(wanted)
    while start >= 0:
        starts.append(start)
        start = folded.find(wanted, start + 1)
    return starts


def agrees(gold: dict[str, Any], place: Place | None) -> bool:
    """The newsroom's measure: within 50 km, or the same country where the gold place is one."""
    if place is None:
        return False
    if gold["precision"] == "country":
        return bool(place.country == gold["country"])
    return kilometres(gold, place) <= NEWSROOM_NEAR


if __name__ == "__main__":
    main()
