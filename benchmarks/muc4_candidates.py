"""Candidates for MUC-4 slots: every name or noun phrase of a document, in the wordings a key might give it.

A candidate is a wording, with all mentions of a document that have it and the union of their features.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.muc4_case import WORDS
from recoupe.claims.roles.arguments import find_arguments
from recoupe.claims.roles.casting import frames_of
from recoupe.claims.roles.phrases import Reader, lemma_of, open_reader, read_phrase
from recoupe.claims.roles.rules import RoleRules
from recoupe.records import AnnotatedDocument, Happening, Word

LEFT = ("amod", "compound", "flat", "nummod", "nmod:poss", "nmod", "goeswith", "fixed")
NEAR = 5
TITLES = frozenset(WORDS["titles"])
QUANTIFIERS = frozenset(WORDS["quantifiers"])
PARTICLES = frozenset(WORDS["particles"])
ARTICLES = re.compile(r"\b(a|an|the)\b")
PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(slots=True)
class Wording:
    """One wording of a candidate: where it stands, and the features of all its mentions."""

    text: str
    mentions: list[tuple[int, int]] = field(default_factory=list)  # (sentence, head)
    actors: set[str] = field(default_factory=set)
    features: set[str] = field(default_factory=set)


def normal(text: str) -> str:
    """A wording as the scorer compares it: small letters, no signs, no articles."""
    return " ".join(ARTICLES.sub(" ", text.lower().translate(PUNCTUATION)).split())


def find_wordings(annotated: AnnotatedDocument, happenings: tuple[Happening, ...], rules: RoleRules) -> list[Wording]:
    """All wordings of one document, in order of first mention."""
    reader = open_reader(annotated, rules)
    positions = _positions(reader)
    about = _about(happenings)
    found: dict[str, Wording] = {}
    for sentence in annotated.sentences:
        for head, word in enumerate(sentence.words):
            if word.pos not in ("NOUN", "PROPN", "NUM") or not any(c.isalpha() for c in word.text):
                continue
            if word.dep.startswith(("flat", "fixed")) and not _starts_run(sentence.words, head):
                continue
            common = set(_mention_features(reader, sentence.index, head, positions, about, happenings))
            for name, first, last in (*_variants(reader, sentence.index, head), *_runs(reader, sentence.index, head)):
                text = reader.content[sentence.words[first].start : sentence.words[last].end]
                key = normal(text)
                if not key:
                    continue
                wording = found.setdefault(key, Wording(text=text))
                wording.mentions.append((sentence.index, head))
                actor = reader.actors.get(word.start)
                if actor is not None and actor.actor:
                    wording.actors.add(actor.actor)
                wording.features |= common | {f"v={name}", f"n={min(last - first, 4)}", f"v={name} h={lemma_of(word)}"}
    for wording in found.values():
        wording.features.add(f"times={min(len(wording.mentions), 4)}")
    return list(found.values())


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


def _positions(reader: Reader) -> dict[tuple[int, int], set[str]]:
    """(sentence, word) -> what stands beside it: "kill:object", "attack frame:subject"."""
    found: dict[tuple[int, int], set[str]] = {}
    for sentence in reader.annotated.sentences:
        for index, word in enumerate(sentence.words):
            if word.pos not in ("VERB", "NOUN", "ADJ", "PROPN"):
                continue
            frames = frames_of(reader, sentence.index, index, word)
            for slot, at in find_arguments(reader, sentence.index, index):
                beside = found.setdefault((sentence.index, at), set())
                beside.add(f"{lemma_of(word)}:{slot}")
                beside |= {f"frame {frame.name}:{slot}" for frame in frames}
    return found


def _about(happenings: tuple[Happening, ...]) -> dict[int, list[Happening]]:
    found: dict[int, list[Happening]] = {}
    for happening in happenings:
        for sentence in {*happening.sentences, *(t.sentence for t in happening.triggers)}:
            found.setdefault(sentence, []).append(happening)
    return found


def _mention_features(
    reader: Reader,
    sentence: int,
    head: int,
    positions: dict[tuple[int, int], set[str]],
    about: dict[int, list[Happening]],
    happenings: tuple[Happening, ...],
) -> Iterator[str]:
    words = reader.sentence(sentence).words
    word = words[head]
    lemma = lemma_of(word)
    phrase = read_phrase(reader, sentence, head)
    yield f"h={lemma}"
    yield f"kind={phrase.kind}"
    yield f"upper={word.text[:1].isupper()} {word.pos}"
    yield f"dep={word.dep}"
    yield "plural" if phrase.plural else "singular"
    yield f"{phrase.kind} {word.text[:1].isupper()}"
    governor = words[word.head]
    case = next((words[c].text.lower() for c in reader.children[sentence][head] if words[c].dep == "case"), "")
    yield f"up={word.dep}:{lemma_of(governor)}:{case}"
    yield f"case={case}"
    if phrase.actor is not None:
        yield f"actor={phrase.actor.actor or 'described'}"
        yield f"actor kind={phrase.actor.kind}"
    if word.start in reader.weapons:
        yield "weapon"
        yield f"weapon={reader.weapons[word.start].weapon}"
    for beside in sorted(positions.get((sentence, head), ())):
        yield f"at={beside}"
        yield f"at={beside} {phrase.kind}"
    yield f"sentence={min(sentence, 6)}" if sentence < 7 else "sentence=later"
    for child in reader.children[sentence][head]:
        if words[child].dep in ("amod", "compound", "nummod"):
            yield f"with={lemma_of(words[child])}"
    here = about.get(sentence, [])
    yield "told of" if here else "not told of"
    for happening in here:
        yield f"in={happening.type}"
        yield f"in focus={happening.focus} {phrase.kind}"
        near = [abs(t.word - head) for t in happening.triggers if t.sentence == sentence and t.word is not None]
        if near and min(near) <= NEAR:
            yield f"near={happening.type}"
            yield f"near={happening.type} {phrase.kind}"
    for at in (head - 1, head + 1):
        if 0 <= at < len(words):
            yield f"{'before' if at < head else 'after'}={words[at].text.lower()}"


def document_features(annotated: AnnotatedDocument, happenings: tuple[Happening, ...]) -> set[str]:
    """What tells whether a document has an incident of MUC's at all: its words, what happens, and how it is told."""
    found = {"always"}
    for sentence in annotated.sentences:
        part = "early" if sentence.index < 5 else "late"
        for word in sentence.words:
            if word.pos in ("NOUN", "VERB", "ADJ", "PROPN"):
                found |= {f"{part} {lemma_of(word)}"}
    for happening in happenings:
        found |= {f"type {happening.type}", f"focus {happening.focus} {happening.type}"}
    found.add(f"happenings {min(len(happenings), 5)}")
    return found
