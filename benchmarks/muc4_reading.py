"""Reads MUC-4 documents with Recoupe: small letters again, the day from the dateline, features of everything."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.muc4_case import recase_text
from benchmarks.muc4_features import (
    Surroundings,
    document_features,
    mention_features,
    sentence_features,
    span_features,
    survey,
)
from benchmarks.muc4_spans import find_spans, normal
from recoupe.claims.happenings import find_happenings
from recoupe.claims.roles import load_role_rules
from recoupe.claims.roles.phrases import open_reader, read_phrase
from recoupe.claims.roles.rules import RoleRules
from recoupe.desk import Desks
from recoupe.pipeline import annotate
from recoupe.records import AnnotatedDocument, Document, Happening

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
DATELINE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* (\d\d)\b")
DATELINE_LENGTH = 200
Features = NDArray[np.uint32]  # the hash of each feature's name, every one once


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A head word in its sentence."""

    sentence: int
    kind: str
    actor: str  # the known actor that it names, or ""
    features: Features


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A wording around the head of a mention."""

    text: str
    key: str  # as the scorer compares it
    mention: int
    features: Features


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document as Recoupe reads it, with what the scorer looks at."""

    id: str
    features: Features
    sentences: tuple[Features, ...]
    words: tuple[tuple[str, ...], ...]  # of each sentence
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]


def read_documents(path: Path) -> Iterator[Reading]:
    """Every document of a JSON Lines file of `id` and `text`."""
    desk, rules = Desks().open("en"), load_role_rules("en")
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            annotated = annotate(make_document(row["id"], row["text"]), desk, thorough=True)
            yield make_reading(annotated, find_happenings(annotated, desk.events), rules)


def make_document(identifier: str, text: str) -> Document:
    """The document in small letters, dated by its dateline."""
    found = DATELINE.search(text[:DATELINE_LENGTH])
    day = None
    if found:
        day = date(1900 + int(found[3]), 1 + MONTHS.index(found[2]), int(found[1]))
    return Document(id=identifier, text=recase_text(text), language="en", published=day)


def hash_features(names: Iterable[str]) -> Features:
    """The features as numbers, sorted, each once; so that no weight tells a text."""
    return np.unique(np.array([zlib.crc32(name.encode()) for name in names], dtype=np.uint32))


def make_reading(annotated: AnnotatedDocument, happenings: tuple[Happening, ...], rules: RoleRules) -> Reading:
    """The document with the features of its sentences, mentions and candidates."""
    around = survey(open_reader(annotated, rules), happenings)
    mentions: list[Mention] = []
    numbers: dict[tuple[int, int], int] = {}  # of the mentions, by sentence and head
    candidates: list[Candidate] = []
    for sentence in annotated.sentences:
        for span in find_spans(around.reader, sentence.index):
            text = annotated.document.content[sentence.words[span.first].start : sentence.words[span.last].end]
            if not normal(text):
                continue
            number = numbers.setdefault((sentence.index, span.head), len(mentions))
            if number == len(mentions):
                mentions.append(make_mention(around, sentence.index, span.head))
            features = span_features(around.reader, sentence.index, span, mentions[number].kind)
            candidates.append(Candidate(text=text, key=normal(text), mention=number, features=hash_features(features)))
    return Reading(
        id=annotated.document.id,
        features=hash_features(document_features(annotated, happenings)),
        sentences=tuple(hash_features(sentence_features(around, each.index)) for each in annotated.sentences),
        words=tuple(tuple(word.text for word in each.words) for each in annotated.sentences),
        mentions=tuple(mentions),
        candidates=tuple(candidates),
    )


def make_mention(around: Surroundings, sentence: int, head: int) -> Mention:
    """The mention at a head word."""
    reader = around.reader
    actor = reader.actors.get(reader.word(sentence, head).start)
    return Mention(
        sentence=sentence,
        kind=str(read_phrase(reader, sentence, head).kind),
        actor=(actor.actor or "") if actor is not None else "",
        features=hash_features(mention_features(around, sentence, head)),
    )
