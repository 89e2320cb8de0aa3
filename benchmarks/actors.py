"""`python -m benchmarks.actors [--shared ../shared] [--sample N]`: counts, weapons and actors found, and how fast.

Counts: of the newsroom gold figures, how many are found with the same low, high and state anywhere in their article;
beside a baseline that takes the digits right before a word of harm. Weapons: how many gold weapons share at least half
their words with one found. Actors: how many gold perpetrators with a proper name get an actor id. Each is given twice:
over the two thirds that rules were written on, and over the third that nobody reads. `--sample` lists names with ids.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.mentions.actors import PeopleRules, find_actors, load_people
from recoupe.mentions.actors_table import ActorTable, load_actors
from recoupe.mentions.counts import CountGrammar, find_counts, load_counts
from recoupe.mentions.tokens import fold_text
from recoupe.mentions.weapons import WeaponTable, find_weapons, load_weapons
from recoupe.records import Document, Sentence, Span

FIGURES = ("killed", "injured", "missing", "captured")
UNREAD = 2  # articles whose index modulo 3 is this are measured, never read
NAMED = re.compile(r"(?<!^)(?<![.] )\b[A-ZÉ]\w+|\b[A-Z]{2,}\b")
BASELINE = {
    "killed": re.compile(r"(\d+)\s+(?:morts?|tués?|dead|killed|personnes tuées|people killed|deaths)"),
    "injured": re.compile(r"(\d+)\s+(?:blessée?s?|injured|wounded)"),
}
STOP = frozenset(
    fold_text("le la les l un une des du de d au aux en et ou a the an of in on at to by and with").split()
)
WORDS_A_DOCUMENT = 250

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All that the three finders need in one language."""

    counts: CountGrammar
    weapons: WeaponTable
    people: PeopleRules
    actors: ActorTable


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sample", type=int, default=0)
    given = parser.parse_args()
    actors = load_actors()
    tables = {
        language: Tables(
            counts=load_counts(language), weapons=load_weapons(language), people=load_people(language), actors=actors
        )
        for language in ("en", "fr")
    }
    lines = (given.shared / "benchmarks/newsroom/dev.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    print(f"actors in the table: {len(actors.actors)}, names: {sum(map(len, actors.aliases.values()))}")
    for part, chosen in split(rows).items():
        print(f"\n{part}: {len(chosen)} articles")
        print_part(chosen, tables)
    print_speed(rows, tables)
    if given.sample:
        print_sample(split(rows)["read"], tables, given.sample)


def split(rows: list[Row]) -> dict[str, list[Row]]:
    """The articles that may be read and those that are measured only."""
    return {
        "read": [row for index, row in enumerate(rows) if index % 3 != UNREAD],
        "unread": [row for index, row in enumerate(rows) if index % 3 == UNREAD],
    }


def print_part(rows: list[Row], tables: dict[str, Tables]) -> None:
    """Found of gold, field by field."""
    for field in FIGURES:
        gold = [(row, figure) for row in rows for figure in figures_of(row, field)]
        if not gold:
            continue
        found = sum(figure in counted(row, field, tables) for row, figure in gold)
        plain = sum(figure in counted_plainly(row, field) for row, figure in gold)
        print(f"  {field:9} {share(found, len(gold))}   digits before a word of harm: {share(plain, len(gold))}")
    weapons = [(row, weapon) for row in rows for weapon in sorted({w for e in row["events"] for w in e["weapons"]})]
    print(f"  weapons   {share(sum(any_agrees(w, armed(row, tables)) for row, w in weapons), len(weapons))}")
    named = [(row, name) for row in rows for name in sorted(set(names_of(row)))]
    identified = sum(any_agrees(name, identified_in(row, tables)) for row, name in named)
    print(f"  named perpetrators with an id {share(identified, len(named))}")


def figures_of(row: Row, field: str) -> Iterator[tuple[int | None, int | None]]:
    for event in row["events"]:
        if event.get(field):
            yield event[field]["low"], event[field]["high"]


def names_of(row: Row) -> Iterator[str]:
    """The perpetrators that are groups or states with a proper name."""
    for event in row["events"]:
        for party in event["perpetrators"]:
            if party["kind"] in {"group", "state"} and any(map(NAMED.search, party["text"].split(" || "))):
                yield party["text"]


def counted(row: Row, field: str, tables: dict[str, Tables]) -> set[tuple[int | None, int | None]]:
    text = content_of(row)
    found = find_counts(text, sentences_of(text), tables[row["language"]].counts)
    return {(mention.low, mention.high) for mention in found if mention.state == field}


def counted_plainly(row: Row, field: str) -> set[tuple[int | None, int | None]]:
    pattern = BASELINE.get(field)
    return {(int(m[1]), int(m[1])) for m in pattern.finditer(content_of(row))} if pattern else set()


def armed(row: Row, tables: dict[str, Tables]) -> list[str]:
    text = content_of(row)
    found = find_weapons(text, (), tables[row["language"]].weapons)
    return [cut(text, mention.span) for mention in found]


def identified_in(row: Row, tables: dict[str, Tables]) -> list[str]:
    text, own = content_of(row), tables[row["language"]]
    found = find_actors(text, sentences_of(text), own.actors, own.people)
    return [cut(text, mention.span) for mention in found if mention.actor]


def content_of(row: Row) -> str:
    return Document(id=str(row["id"]), text=row["text"], title=row.get("title")).content


def cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Sentences cut at stops; good enough to measure the finders without the language models."""
    ends = [match.end() for match in re.finditer(r"(?<=[.!?])[\"»]?\s+|\n+", text)]
    starts = [0, *ends]
    return tuple(
        Sentence(index=index, start=start, end=end)
        for index, (start, end) in enumerate(zip(starts, [*ends, len(text)], strict=True))
        if end > start
    )


def any_agrees(gold: str, found: Iterable[str]) -> bool:
    return any(overlap(one, other) >= 0.5 for one in gold.split(" || ") for other in found)


def overlap(one: str, other: str) -> float:
    """Content-word F1, as the newsroom scorer has it."""
    left, right = content_words(one), content_words(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def content_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold_text(text))) - STOP


def share(found: int, total: int) -> str:
    return f"{found:3} of {total:3} = {100 * found / max(total, 1):5.1f} %"


def print_speed(rows: list[Row], tables: dict[str, Tables]) -> None:
    """Documents of 250 words a second, each finder alone and all together."""
    texts = [(content_of(row), tables[row["language"]]) for row in rows]
    cut_texts = [(text, sentences_of(text), own) for text, own in texts]
    size = sum(len(text.split()) for text, _ in texts) / WORDS_A_DOCUMENT
    finders: dict[str, Callable[[str, tuple[Sentence, ...], Tables], object]] = {
        "counts": lambda text, sentences, own: find_counts(text, sentences, own.counts),
        "weapons": lambda text, sentences, own: find_weapons(text, sentences, own.weapons),
        "actors": lambda text, sentences, own: find_actors(text, sentences, own.actors, own.people),
    }
    spent = dict.fromkeys(finders, 0.0)
    for text, sentences, own in cut_texts:
        for name, finder in finders.items():
            began = time.process_time()
            finder(text, sentences, own)
            spent[name] += time.process_time() - began
    print("\ndocuments of 250 words a second on one core, the three called one after the other:")
    for name, seconds in (*spent.items(), ("all three", sum(spent.values()))):
        print(f"  {name:9} {size / seconds:7.0f}")


def print_sample(rows: list[Row], tables: dict[str, Tables], wanted: int) -> None:
    """Names as the articles have them, with the id they got, evenly drawn from all distinct pairs."""
    pairs = set()
    for row in rows:
        text, own = content_of(row), tables[row["language"]]
        for mention in find_actors(text, sentences_of(text), own.actors, own.people):
            if mention.actor:
                pairs.add((cut(text, mention.span).replace("\n", " "), mention.actor))
    ordered = sorted(pairs)
    step = max(1, len(ordered) // wanted)
    print(f"\n{len(ordered)} distinct names with an id; every {step}th:")
    for name, actor in ordered[::step][:wanted]:
        print(f"| {name} | `{actor}` |")


if __name__ == "__main__":
    main()
