"""Deals the fillers of a MUC-4 document out among templates, by the type of incident and by place in the text."""

from typing import Any

import numpy as np

from benchmarks.muc4_fillers import Filler, Fillers
from benchmarks.muc4_scorer import SLOTS, TYPES, Scores, Wording
from benchmarks.muc4_tables import Numbers

# Chance that the key has a filler under a type, from which it gets one: who did it often did more than one thing.
SHARED = 0.3
PERPETRATORS = ("PerpInd", "PerpOrg")
# Chance that a document has an incident, from which it gets a template although nobody and nothing is known of it.
BARE = 0.4
# Sentences between what was hit, from which it was another time. These three were found on training documents by what
# cross-validation told of them.
APART = 2
Dealt = list[tuple[str, Filler]]  # slot and filler


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
    """The templates of a document: of every type that a filler is likeliest of, parted by place."""
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
            made += [fill(TYPES[kind], part) for part in part_by_place(scores, [dealt[i] for i in own])]
    return made


def part_by_place(scores: Scores, dealt: Dealt) -> list[Dealt]:
    """The fillers of one type, parted where far sentences tell of what was hit; perpetrators go with the nearest."""
    hit = [each for each in dealt if each[0] not in PERPETRATORS]
    parts: list[Dealt] = []
    for each in sorted(hit, key=lambda one: likeliest_sentence(scores, one[1].wording)):
        if parts and distance(parts[-1], each) < APART:
            parts[-1].append(each)
        else:
            parts.append([each])
    if len(parts) <= 1:
        return [dealt]
    whole = [list(part) for part in parts]
    for each in dealt:
        if each[0] in PERPETRATORS:
            far = [distance(part, each) for part in parts]
            for index, steps in enumerate(far):
                if steps == min(far):
                    whole[index].append(each)
    return whole


def likeliest_sentence(scores: Scores, wording: Wording) -> int:
    """Of the sentences that have a wording the one that is likeliest to tell of an incident."""
    return max(sorted(set(wording.sentences)), key=lambda index: float(scores.sentences[index, 0]))


def distance(part: Dealt, one: tuple[str, Filler]) -> int:
    """Sentences between a filler and the nearest of others."""
    return min(
        abs(here - there)
        for _, filler in part
        for here in filler.wording.sentences
        for there in one[1].wording.sentences
    )


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


def fill(kind: str, dealt: Dealt) -> dict[str, Any]:
    """A template of a type with these fillers."""
    slots = {name: [[filler.wording.text] for slot, filler in dealt if slot == name] for name in SLOTS}
    return {"incident_type": kind, **slots}
