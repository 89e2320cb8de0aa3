"""Deals the fillers of a MUC-4 document out among templates, one a type of incident."""

from typing import Any

import numpy as np

from benchmarks.muc4_fillers import Filler, Fillers
from benchmarks.muc4_scorer import SLOTS, TYPES, Scores, Wording
from benchmarks.muc4_tables import Numbers

# Chance that the key has a filler under a type, from which it gets one: who did it often did more than one thing.
SHARED = 0.3
PERPETRATORS = ("PerpInd", "PerpOrg")
# Chance that a document has an incident, from which it gets a template although nobody and nothing is known of it.
BARE = 0.5


def deal_row(scores: Scores, wording: Wording, slot: int, kind: int) -> list[float]:
    """What tells of a filler whether its template is of a type: the document, and the sentences that it stands in."""
    told = scores.sentences[list(wording.sentences)]
    best = told[int(told[:, 0].argmax()), 1:]
    document = scores.document[1:]
    others = [each for each in range(len(TYPES)) if each != kind]
    same = [float(each == kind) for each in range(len(TYPES))]
    weapon = [each * (SLOTS[slot] == "Weapon") for each in same]
    return [
        document[kind],
        best[kind],
        told[:, 1 + kind].max(),
        document[kind] - document[others].max(),
        best[kind] - best[others].max(),
        *same,
        *weapon,
    ]


def make_templates(scores: Scores, fillers: Fillers, deal: Numbers) -> list[dict[str, Any]]:
    """The templates of a document: every type that a filler is likeliest of."""
    dealt = [(slot, filler) for slot in SLOTS for filler in fillers[slot]]
    if not dealt:
        bare = 1 / (1 + np.exp(-scores.document[0])) >= BARE
        return [fill(TYPES[int(scores.document[1:].argmax())], [])] if bare else []
    chances = np.array([type_chances(scores, slot, filler, deal) for slot, filler in dealt])
    likeliest = chances.argmax(axis=1)
    main = int(chances.sum(axis=0).argmax())
    made = []
    for kind in range(len(TYPES)):
        own = [i for i in range(len(dealt)) if is_dealt(dealt[i][0], chances[i], kind, main)]
        if any(likeliest[i] == kind for i in own):
            made.append(fill(TYPES[kind], [dealt[i] for i in own]))
    return made


def type_chances(scores: Scores, slot: str, filler: Filler, deal: Numbers) -> np.ndarray:
    """The chance of each type."""
    rows = np.array([deal_row(scores, filler.wording, SLOTS.index(slot), kind) for kind in range(len(TYPES))])
    return np.asarray(1 / (1 + np.exp(-(rows @ deal[1:] + deal[0]))))


def is_dealt(slot: str, chances: np.ndarray, kind: int, main: int) -> bool:
    """True where a filler goes to a template of this type; perpetrators may go to several, and always to the main."""
    likeliest = int(chances.argmax())
    if kind != main:
        return bool(chances[kind] >= SHARED) and (likeliest == kind or slot in PERPETRATORS)
    others = [each for each in range(len(TYPES)) if each != main]
    return likeliest == kind or slot in PERPETRATORS or not (chances[others] >= SHARED).any()


def fill(kind: str, dealt: list[tuple[str, Filler]]) -> dict[str, Any]:
    """A template of a type with these fillers."""
    slots = {name: [[filler.wording.text] for slot, filler in dealt if slot == name] for name in SLOTS}
    return {"incident_type": kind, **slots}
