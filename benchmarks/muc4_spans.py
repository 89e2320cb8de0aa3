"""Spans that may fill a slot of MUC-4: every name or noun phrase of a sentence, in the wordings a key might give it."""

import string
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.muc4_case import WORDS
from recoupe.claims.roles.phrases import Reader
from recoupe.records import Word

LEFT = ("amod", "compound", "flat", "nummod", "nmod:poss", "nmod", "goeswith", "fixed")
RIGHT = {"nmod": "with", "acl": "clause", "acl:relcl": "relative", "appos": "apposition", "flat": "flat"}
FARTHEST = 8  # words from the head to the end of what follows it: "men wearing civilian clothing"
TITLES = frozenset(WORDS["titles"])
QUANTIFIERS = frozenset(WORDS["quantifiers"])
PARTICLES = frozenset(WORDS["particles"])
PUNCTUATION = str.maketrans("", "", string.punctuation)
ARTICLES = frozenset(("a", "an", "the"))
KNOWN = tuple(tuple(phrase.split()) for phrase in WORDS["fillers"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words `first` to `last` of a sentence around a head, and by which ways they were found."""

    first: int
    last: int
    head: int
    ways: tuple[str, ...]


def normal(text: str) -> str:
    """A wording as the scorer compares it: small letters, no signs, no articles."""
    return " ".join(word for word in text.lower().translate(PUNCTUATION).split() if word not in ARTICLES)


def find_spans(reader: Reader, sentence: int) -> list[Span]:
    """All spans of one sentence, in order; a span that two heads give belongs to the first of them."""
    words = reader.sentence(sentence).words
    found: dict[tuple[int, int], tuple[int, list[str]]] = {}
    for head, word in enumerate(words):
        if word.pos not in ("NOUN", "PROPN", "NUM") or not any(c.isalpha() for c in word.text):
            continue
        if word.dep.startswith(("flat", "fixed")) and not _starts_run(words, head):
            continue
        for limits, ways in _spans_of(reader, sentence, head).items():
            found.setdefault(limits, (head, ways))
    for first, last in _known_phrases(words):
        found.setdefault((first, last), (last, []))[1].append("known")
    return [
        Span(first=first, last=last, head=head, ways=tuple(ways))
        for (first, last), (head, ways) in sorted(found.items())
    ]


def _spans_of(reader: Reader, sentence: int, head: int) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for way, first, last in (*_variants(reader, sentence, head), *_runs(reader, sentence, head)):
        found.setdefault((first, last), []).append(way)
    core = min(first for first, _ in found)
    leftmost = _leftmost(reader, sentence, head)
    if leftmost < core:
        found[leftmost, max(last for first, last in found if first == core)] = ["leftmost"]
    firsts = sorted({first for first, _ in found})
    for way, end in _ends(reader, sentence, head):
        for first in sorted({*firsts[:2], firsts[-1]}):
            found.setdefault((first, end), []).append(way)
    return found


def _leftmost(reader: Reader, sentence: int, head: int) -> int:
    """Where the phrase begins with all that stands before its head: "heavily armed men"."""
    words, below = reader.sentence(sentence).words, set(_below(reader, sentence, head))
    first = head
    while first - 1 in below and words[first - 1].pos not in ("PUNCT", "DET", "PRON"):
        first -= 1
    return first


def _ends(reader: Reader, sentence: int, head: int) -> Iterator[tuple[str, int]]:
    """(way, last word) of what follows a head: "two men [on a motorcycle]"; whole, and up to its own head."""
    words = reader.sentence(sentence).words
    for child in reader.children[sentence][head]:
        relation = words[child].dep
        way = RIGHT.get(relation) or RIGHT.get(relation.partition(":")[0])
        if child <= head or way is None or (way == "apposition" and words[child - 1].text in ("(", "[", ",")):
            continue
        end = max(_below(reader, sentence, child), default=child)
        while end > head and words[end].pos == "PUNCT":
            end -= 1
        yield from ((name, at) for name, at in ((way, end), (f"{way} short", child)) if head < at <= head + FARTHEST)


def _below(reader: Reader, sentence: int, head: int) -> Iterator[int]:
    yield head
    for child in reader.children[sentence][head]:
        yield from _below(reader, sentence, child)


def _known_phrases(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Organisations and weapons that parsers take apart: "Shining Path"."""
    small = [word.text.lower() for word in words]
    for at in range(len(small)):
        for phrase in KNOWN:
            if tuple(small[at : at + len(phrase)]) == phrase:
                yield at, at + len(phrase) - 1


def _variants(reader: Reader, sentence: int, head: int) -> Iterator[tuple[str, int, int]]:
    """(name, first word, last word) of the wordings around a head: alone, with adjectives, figures, "of"."""
    words = reader.sentence(sentence).words
    first = last = head
    below = set(_left_words(reader, sentence, head))
    while first - 1 in below or (first - 2 in below and words[first - 1].dep in ("punct", "case")):
        first -= 1
    right = {c for c in reader.children[sentence][head] if words[c].dep.startswith(("flat", "goeswith")) and c > head}
    while last + 1 in right:
        last += 1
    core = first
    while core < head and _is_outside(words[core]):
        core += 1
    yield "core", core, last
    if first < core and words[first].pos not in ("PUNCT", "ADP"):
        yield "whole", first, last
    if core < head:
        yield "head", head, last
    name = head
    while name > core and words[name - 1].text[:1].isupper():
        name -= 1
    if words[head].text[:1].isupper() and name not in (core, head):
        yield "name", name, last
    end = _of_end(reader, sentence, head, last)
    if end is not None:
        yield "of", core, end
        if first < core:
            yield "whole of", first, end


def _is_outside(word: Word) -> bool:
    """True for what stands before the words that a key gives: articles, figures, "[TEXT]", "at least"."""
    if word.dep == "nmod:poss" or word.text.lower() in QUANTIFIERS or word.text.upper() == "TEXT":
        return True
    return word.pos in ("DET", "NUM", "PRON", "ADP", "PUNCT", "ADV")


def _starts_run(words: tuple[Word, ...], at: int) -> bool:
    """True for the first word of a run of capitals, titles left out."""
    if not _in_name(words[at]):
        return False
    before = at - 1
    if before >= 0 and words[before].text == "." and before >= 1:
        before -= 1
    return before < 0 or not _in_name(words[before])


def _in_name(word: Word) -> bool:
    return word.text[:1].isupper() and not word.text.isupper() and word.text.lower().strip(".") not in TITLES


def _runs(reader: Reader, sentence: int, head: int) -> Iterator[tuple[str, int, int]]:
    """The run of capitals around the head, and with particles: "Arturo Rivera y Damas"."""
    words = reader.sentence(sentence).words
    if not _in_name(words[head]):
        return
    first = last = head
    while first > 0 and _in_name(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and _in_name(words[last + 1]):
        last += 1
    if last > first:
        yield "run", first, last
    end = last + 1
    while end < len(words) and words[end].text.lower() in PARTICLES:
        end += 1
    if last + 1 < end < len(words) and _in_name(words[end]):
        while end + 1 < len(words) and _in_name(words[end + 1]):
            end += 1
        yield "long run", first, end


def _left_words(reader: Reader, sentence: int, head: int) -> Iterator[int]:
    words = reader.sentence(sentence).words
    for child in reader.children[sentence][head]:
        if child < head and words[child].dep in LEFT and words[child].pos not in ("VERB",):
            yield child
            yield from _left_words(reader, sentence, child)


def _of_end(reader: Reader, sentence: int, head: int, last: int) -> int | None:
    words = reader.sentence(sentence).words
    for child in reader.children[sentence][head]:
        if child > last and words[child].dep == "nmod" and words[last + 1].text.lower() == "of":
            end = child
            grand = [g for g in reader.children[sentence][child] if words[g].dep.startswith(("flat", "goeswith"))]
            return max([end, *(g for g in grand if g == end + 1 or g > end)])
    return None
