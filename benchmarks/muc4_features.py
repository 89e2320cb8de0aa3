"""What is looked at in a document, a sentence, a mention and a span of MUC-4, as names of features.

A mention is a head word with its context; the spans around one head share its features.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.muc4_spans import Span
from recoupe.claims.roles.arguments import find_arguments
from recoupe.claims.roles.casting import frames_of
from recoupe.claims.roles.phrases import Phrase, Reader, lemma_of, read_phrase
from recoupe.records import AnnotatedDocument, Happening, Word

EARLY = 4  # sentences in which a news item says what it is about
MODIFIERS = ("amod", "compound", "nummod", "det", "nmod:poss", "appos", "nmod", "flat")
AROUND = 6  # words on either side whose nouns and verbs count
EDGE = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A document as mentions are looked at in it."""

    reader: Reader
    positions: dict[tuple[int, int], set[str]]  # (sentence, word) -> what stands beside it: "kill:object"
    about: dict[int, list[Happening]]  # by sentence


def survey(reader: Reader, happenings: tuple[Happening, ...]) -> Surroundings:
    """The surroundings of all mentions of a document."""
    about: dict[int, list[Happening]] = {}
    for happening in happenings:
        for sentence in sorted({*happening.sentences, *(t.sentence for t in happening.triggers)}):
            about.setdefault(sentence, []).append(happening)
    return Surroundings(reader=reader, positions=_positions(reader), about=about)


def _positions(reader: Reader) -> dict[tuple[int, int], set[str]]:
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


def document_features(annotated: AnnotatedDocument, happenings: tuple[Happening, ...]) -> Iterator[str]:
    """Its words, pairs of words, and what happens."""
    for sentence in annotated.sentences:
        part = "early" if sentence.index < EARLY else "late"
        lemmas = [lemma_of(word) for word in sentence.words if word.pos != "PUNCT"]
        for lemma in lemmas:
            yield from (lemma, f"{part} {lemma}")
        yield from (f"{one} {other}" for one, other in itertools.pairwise(lemmas))
    for happening in happenings:
        kind = happening.type
        yield from (f"type {kind}", f"focus {happening.focus} {kind}", f"claim {happening.claim} {kind}")
        yield f"outcome {happening.outcome} {kind}"
    yield f"happenings {min(len(happenings), 5)}"
    yield f"sentences {min(len(annotated.sentences) // 5, 6)}"


def sentence_features(surroundings: Surroundings, sentence: int) -> Iterator[str]:
    """Its words, pairs of words, words with their governors, and what is told in it."""
    words = surroundings.reader.sentence(sentence).words
    lemmas = [lemma_of(word) if word.pos != "NUM" else "9" for word in words]
    yield from lemmas
    yield from (f"{one} {other}" for one, other in itertools.pairwise(lemmas))
    for word, lemma in zip(words, lemmas, strict=True):
        if word.pos in ("VERB", "NOUN"):
            yield f"{word.dep}:{lemma}<{lemma_of(words[word.head])}"
        if word.pos == "VERB":
            yield f"{lemma} {word.morph}"
    for happening in surroundings.about.get(sentence, []):
        kind = happening.type
        yield from (f"told {kind}", f"told {kind} {happening.focus}", f"told {happening.claim}")
    yield f"length {min(len(words) // 8, 5)}"
    yield f"place {min(sentence, 10)}"


def mention_features(surroundings: Surroundings, sentence: int, head: int) -> Iterator[str]:
    """What a head word is, what it depends on, what stands around it, what is told beside it."""
    reader = surroundings.reader
    phrase = read_phrase(reader, sentence, head)
    kind = str(phrase.kind)
    yield from _own_features(reader, phrase, sentence, head)
    yield from _governor_features(reader, sentence, head, kind)
    for beside in sorted(surroundings.positions.get((sentence, head), ())):
        yield from (f"at={beside}", f"at={beside} {kind}")
    words = reader.sentence(sentence).words
    yield f"sent={min(sentence, 8)}"
    yield from _window_features(words, head)
    here = surroundings.about.get(sentence, [])
    yield "told of" if here else "not told of"
    for happening in here:
        yield from _happening_features(happening, sentence, head, kind)


def _own_features(reader: Reader, phrase: Phrase, sentence: int, head: int) -> Iterator[str]:
    words = reader.sentence(sentence).words
    word, lemma, kind = words[head], lemma_of(words[head]), str(phrase.kind)
    case = "C" if word.text[:1].isupper() else "c"
    number = "plural" if phrase.plural else "singular"
    yield from (f"h={lemma}", f"kind={kind}", f"pos={case}{word.pos}", f"name={word.entity}", number)
    yield from (f"dep={word.dep}", f"{kind} {case} {number}")
    if phrase.actor is not None:
        yield from (f"actor={phrase.actor.actor or 'described'}", f"actor kind={phrase.actor.kind}")
    if word.start in reader.weapons:
        yield from ("weapon", f"weapon={reader.weapons[word.start].weapon}")
    if word.start in reader.places:
        yield "place"
    for child in reader.children[sentence][head]:
        relation = words[child].dep
        if relation in MODIFIERS or relation.startswith("acl"):
            yield f"{relation}={lemma_of(words[child])}"
        if relation in ("amod", "compound"):
            yield f"mod h={lemma_of(words[child])} {lemma}"


def _governor_features(reader: Reader, sentence: int, head: int, kind: str) -> Iterator[str]:
    words, children = reader.sentence(sentence).words, reader.children[sentence]
    word = words[head]
    governor = words[word.head]
    above = lemma_of(governor) if governor is not word else "ROOT"
    case = next((words[c].text.lower() for c in children[head] if words[c].dep == "case"), "")
    yield from (f"up={word.dep}:{above}:{case}", f"case={case}", f"gov={above}", f"case={case} {kind}")
    second = lemma_of(words[governor.head])
    yield f"up2={word.dep}:{governor.dep}:{second}"
    yield f"up2={word.dep}:{case}:{governor.dep}:{second}"
    verb = _verb_above(words, head)
    if verb is not None:
        yield from (f"verb={verb}", f"verb={verb} {kind}")
    for child in children[word.head]:
        if child != head and words[child].dep.startswith(("nsubj", "obj", "obl")):
            yield f"beside={words[child].dep}:{lemma_of(words[child])}:{word.dep}"


def _verb_above(words: tuple[Word, ...], at: int) -> str | None:
    for _ in range(AROUND):
        if words[at].head == at:
            return None
        at = words[at].head
        if words[at].pos == "VERB":
            return lemma_of(words[at])
    return None


def _text(words: tuple[Word, ...], at: int) -> str:
    return words[at].text.lower() if 0 <= at < len(words) else EDGE


def _window_features(words: tuple[Word, ...], head: int) -> Iterator[str]:
    yield from (f"w{step}={_text(words, head + step)}" for step in (-3, -2, -1, 1, 2, 3))
    yield f"before={_text(words, head - 2)} {_text(words, head - 1)}"
    yield f"after={_text(words, head + 1)} {_text(words, head + 2)}"
    for at in range(max(0, head - AROUND), min(len(words), head + AROUND + 1)):
        if at != head and words[at].pos in ("VERB", "NOUN"):
            yield f"{'L' if at < head else 'R'}={lemma_of(words[at])}"


def _happening_features(happening: Happening, sentence: int, head: int, kind: str) -> Iterator[str]:
    what = happening.type
    yield from (f"in={what}", f"in={what} {kind}", f"focus={happening.focus} {kind}", f"outcome={happening.outcome}")
    steps = [t.word - head for t in happening.triggers if t.sentence == sentence and t.word is not None]
    if steps:
        near = _distance(min(steps, key=abs))
        yield from (f"near={what}{near}", f"near={near} {kind}", f"near={what}{near} {kind}")


def _distance(step: int) -> str:
    size = abs(step)
    return "0" if step == 0 else ("<" if step < 0 else ">") + ("3" if size <= 3 else "7" if size <= 7 else "far")


def span_features(reader: Reader, sentence: int, span: Span, kind: str) -> Iterator[str]:
    """What tells one wording around a head from another: its words, their kinds, what stands on either side."""
    words = reader.sentence(sentence).words
    inside = words[span.first : span.last + 1]
    length = min(len(inside), 6)
    for way in span.ways:
        yield from (f"way={way}", f"way={way} {kind}", f"way={way} h={lemma_of(words[span.head])}")
    yield from (f"n={length}", f"n={length} {kind}", "t=" + " ".join(word.text.lower() for word in inside))
    yield from (f"first={inside[0].text.lower()}", f"last={inside[-1].text.lower()}")
    yield "kinds=" + " ".join("P" if word.pos == "PROPN" else word.pos for word in inside[:5])
    yield "shape=" + "".join(_shape(word.text) for word in inside[:6])
    before, after = _text(words, span.first - 1), _text(words, span.last + 1)
    yield from (f"pw={before}", f"nw={after}", f"pn={before} {after}")
    yield f"pp={words[span.first - 1].pos if span.first else EDGE}"
    yield f"np={words[span.last + 1].pos if span.last + 1 < len(words) else EDGE}"
    yield from (f"holds={lemma_of(word)}" for word in inside)


def _shape(text: str) -> str:
    if not text[0].isalnum():
        return "."
    if text[0].isdigit():
        return "9"
    if text[0].isupper():
        return "A" if text.isupper() and len(text) > 1 else "C"
    return "c"
