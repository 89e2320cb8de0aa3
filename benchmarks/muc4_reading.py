"""Reads MUC-4 documents with Recoupe: small letters again, the day from the dateline, events and wordings."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.muc4_candidates import Wording, document_features, find_wordings
from benchmarks.muc4_case import recase_text
from recoupe.claims.happenings import find_happenings
from recoupe.claims.roles import load_role_rules
from recoupe.desk import Desks
from recoupe.pipeline import annotate
from recoupe.records import AnnotatedDocument, Document, Happening

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
DATELINE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* (\d\d)\b")
DATELINE_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document as Recoupe reads it, with what the scorer looks at."""

    id: str
    annotated: AnnotatedDocument
    happenings: tuple[Happening, ...]
    wordings: list[Wording]
    features: set[str]


def read_documents(path: Path) -> Iterator[Reading]:
    """Every document of a JSON Lines file of `id` and `text`."""
    desk, rules = Desks().open("en"), load_role_rules("en")
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            document = make_document(row["id"], row["text"])
            annotated = annotate(document, desk, thorough=True)
            happenings = find_happenings(annotated, desk.events)
            yield Reading(
                id=document.id,
                annotated=annotated,
                happenings=happenings,
                wordings=find_wordings(annotated, happenings, rules),
                features=document_features(annotated, happenings),
            )


def make_document(identifier: str, text: str) -> Document:
    """The document in small letters, dated by its dateline."""
    found = DATELINE.search(text[:DATELINE_LENGTH])
    day = None
    if found:
        day = date(1900 + int(found[3]), 1 + MONTHS.index(found[2]), int(found[1]))
    return Document(id=identifier, text=recase_text(text), language="en", published=day)
