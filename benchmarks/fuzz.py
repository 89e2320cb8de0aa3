"""Mutated input through every reader and `read_document`: `python -m benchmarks.fuzz --inputs 100000`.

Takes the fixtures of all formats, the demo's articles and, where they lie beside the project, the development sets;
cuts, doubles, swaps and spoils their bytes and words (flipped bits, NULs, lone surrogates, bidi and zero-width
characters, other encodings, long runs, nested markup), reads what comes of it as a file of any kind, and the documents
found in it whole. Counts what was read, what was refused with a reason, and what must not be: a failure of Recoupe's
own, a document that outran its time, memory that grows beyond the bound. The same seed gives the same inputs.
"""

import argparse
import gzip
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recoupe.desk import Desks
from recoupe.reading.paths import read_file
from recoupe.records import Document, Unread
from recoupe.scale.bounds import Limits, OutOfTime, bound_memory, time_bound
from recoupe.scale.tasks import read_within

ROOT = Path(__file__).parent.parent
MOST_BYTES = 60_000  # of an input: the mutations are what is tested, and there are many of them
MOST_CHARACTERS = 700  # of a document read whole; each stage meets the spoiled words all the same
LIMITS = Limits(seconds=20.0)
READING_SECONDS = 60.0
PROCESS_BYTES = 8_000_000_000
RESIDENT_MB = 1_500  # models and tables are 400
ODD = (
    "\x00", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\ud800", "\udfff", "\ufffd", "\u0430", "Ａ",
    "١٢", "𝟙",
    "\r", "\u2028", "\x85", "\t" * 50,
    " " * 300, "(" * 200, "«" * 50, "<div>" * 300, "&#x41;" * 50, "]]>", "<!--", "%00",
    "a" * 3000, "1 000 " * 200, "é" * 500, "'" * 300, "-" * 500, "\n" * 300, "le 31 février 99999",
    "99999999999999999999 morts",
    "M. " * 100, "tué " * 200, "killed in " * 150, "according to " * 100, "selon " * 100,
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A good input, with its name, which tells what it may be taken for."""

    name: str
    raw: bytes


def main() -> None:
    """Prints the counts; exit code 1 where there was a failure, a time-out, or too much memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds benchmarks/")
    arguments = parser.parse_args()
    bound_memory(PROCESS_BYTES)
    began = time.perf_counter()
    counts = fuzz(load_seeds(arguments.shared), arguments.inputs, random.Random(arguments.seed))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{arguments.inputs} inputs in {time.perf_counter() - began:.0f} s, {peak:.0f} MB at most")
    for what, number in sorted(counts.items()):
        print(f"  {what}: {number}")
    wrong = sum(number for what, number in counts.items() if what.startswith("WRONG"))
    print(f"failures, time-outs: {wrong}")
    sys.exit(1 if wrong or peak > RESIDENT_MB else 0)


def load_seeds(shared: Path) -> list[Seed]:
    """Good inputs of every format, none larger than the bound."""
    folders = (ROOT / "tests" / "fixtures", ROOT / "examples")
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    seeds = [Seed(name=path.name, raw=path.read_bytes()) for path in paths]
    for path in sorted(shared.glob("benchmarks/news/*.jsonl")) + sorted(
        shared.glob("benchmarks/wire/documents_dev.jsonl")
    ):
        seeds += [Seed(name="news.jsonl", raw=line) for line in path.read_bytes().splitlines(keepends=True)[::20]]
    return [seed for seed in seeds if len(seed.raw) <= MOST_BYTES]


def fuzz(seeds: Sequence[Seed], number: int, dice: random.Random) -> Counter[str]:
    """Reads so many mutated inputs; what became of them."""
    desks, counts = Desks(), Counter[str]()
    for at in range(number):
        seed = dice.choice(seeds)
        raw = seed.raw
        for _ in range(dice.choice((1, 1, 2, 3, 5))):
            raw = dice.choice(MUTATIONS)(raw, dice)
        counts += judge(seed.name, raw, desks, dice, at)
    return counts


def judge(name: str, raw: bytes, desks: Desks, dice: random.Random, at: int) -> Counter[str]:
    """Reads one input to the end and says what came of it; what must not be is printed with its number."""
    counts = Counter[str]()
    try:
        with time_bound(READING_SECONDS):
            items = list(read_file(Path(name), None, raw))
    except OutOfTime:
        print(f"input {at} ({name}): reading it took longer than {READING_SECONDS:.0f} s")
        return Counter({"WRONG: reader outran its time": 1})
    except Exception as problem:  # whatever gets out of a reader is what is looked for
        print(f"input {at} ({name}): {type(problem).__name__}: {problem}")
        return Counter({"WRONG: reader failed": 1})
    for item in items[:3]:
        if isinstance(item, Unread):
            counts["refused with a reason"] += 1
            continue
        account = read_within(shorten(item, dice), desks, LIMITS)
        if account.error and ("Recoupe itself failed" in account.error or "longer than" in account.error):
            print(f"input {at} ({name}): {account.error}")
            counts["WRONG: document failed"] += 1
        counts["documents refused" if account.error else "documents read"] += 1
    counts["inputs without any document" if not items else "inputs"] += 1
    return counts


def shorten(document: Document, dice: random.Random) -> Document:
    """The document with a part of its text, spoiled once more where words are, in a language that is read."""
    start = dice.randrange(max(1, len(document.text) - MOST_CHARACTERS))
    words = document.text[start : start + MOST_CHARACTERS].split(" ")
    for _ in range(dice.choice((0, 1, 2, 4))):
        place = dice.randrange(len(words))
        words[place] = dice.choice((dice.choice(ODD), words[dice.randrange(len(words))], words[place][::-1], ""))
    language = document.language if document.language in ("fr", "en") else dice.choice(("fr", "en"))
    return replace(document, text=" ".join(words), title=(document.title or "")[:300] or None, language=language)


def _span(raw: bytes, dice: random.Random, most: int = 400) -> slice:
    start = dice.randrange(len(raw) + 1)
    return slice(start, min(len(raw), start + dice.randrange(1, most)))


def flip(raw: bytes, dice: random.Random) -> bytes:
    """Some bits turned."""
    spoiled = bytearray(raw)
    for _ in range(dice.choice((1, 4, 32))):
        if spoiled:
            spoiled[dice.randrange(len(spoiled))] ^= 1 << dice.randrange(8)
    return bytes(spoiled)


def cut(raw: bytes, dice: random.Random) -> bytes:
    """Broken off, at the end or at the beginning."""
    at = dice.randrange(len(raw) + 1)
    return raw[:at] if dice.random() < 0.7 else raw[at:]


def drop(raw: bytes, dice: random.Random) -> bytes:
    """A piece missing."""
    span = _span(raw, dice)
    return raw[: span.start] + raw[span.stop :]


def double(raw: bytes, dice: random.Random) -> bytes:
    """A piece again and again."""
    span = _span(raw, dice)
    return (raw[: span.stop] + raw[span] * dice.choice((1, 5, 40)) + raw[span.stop :])[:MOST_BYTES]


def swap(raw: bytes, dice: random.Random) -> bytes:
    """Two pieces in each other's place."""
    one, other = sorted((_span(raw, dice), _span(raw, dice)), key=lambda span: span.start)
    if one.stop > other.start:
        return raw
    return raw[: one.start] + raw[other] + raw[one.stop : other.start] + raw[one] + raw[other.stop :]


def insert(raw: bytes, dice: random.Random) -> bytes:
    """Something odd in the middle."""
    at = dice.randrange(len(raw) + 1)
    encoding = dice.choice(("utf-8", "utf-8", "utf-16-le"))
    odd = dice.choice(ODD).encode(encoding, "surrogatepass")
    return raw[:at] + odd + raw[at:]


def recode(raw: bytes, dice: random.Random) -> bytes:
    """In another encoding than it says."""
    return raw.decode("utf-8", "replace").encode(
        dice.choice(("utf-16", "latin-1", "cp1252", "utf-7", "utf-32")), "replace"
    )


def pack(raw: bytes, dice: random.Random) -> bytes:
    """Packed, and at times broken off."""
    packed = gzip.compress(raw, mtime=0)
    return packed if dice.random() < 0.5 else packed[: dice.randrange(len(packed))]


MUTATIONS: tuple[Mutation, ...] = (flip, flip, cut, drop, double, swap, insert, insert, insert, recode, pack)


if __name__ == "__main__":
    main()
