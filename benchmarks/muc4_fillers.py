"""Chooses the fillers of a MUC-4 document's slots: every entity once, under its surest wording."""

from dataclasses import dataclass

from benchmarks.muc4_reading import Reading
from benchmarks.muc4_scorer import (
    SLOTS,
    Scores,
    Wording,
    find_wordings,
    remember,
    score_spans,
    slot_rows,
)
from benchmarks.muc4_tables import Model

# Chance from which a wording is taken: the best micro-F1 on training documents scored by models that never saw them.
NEEDED = {"PerpInd": 0.3, "PerpOrg": 0.28, "Target": 0.22, "Victim": 0.2, "Weapon": 0.26}
MOST = 8  # of one slot
LEAST = 0.05  # a chance below is not worth comparing with others


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """A wording in a slot, with the chance that the key has it there."""

    wording: Wording
    chance: float


Fillers = dict[str, list[Filler]]


def find_fillers(reading: Reading, scores: Scores, model: Model) -> Fillers:
    """The fillers of each slot, the surest first, sure enough or not."""
    if not reading.candidates:
        return {slot: [] for slot in SLOTS}
    wordings = find_wordings(reading)
    known = remember(wordings, model.memory)
    by_slot = slot_rows(reading, scores, score_spans(reading, scores, model), wordings, known)
    found = {}
    for slot, each, learned in zip(SLOTS, by_slot, model.slots, strict=True):
        chances = learned.chances(each.rows).tolist()
        pairs = zip(each.wordings, chances, strict=True)
        found[slot] = keep_entities([Filler(wording=wordings[i], chance=chance) for i, chance in pairs])
    return found


def sure_fillers(found: Fillers) -> Fillers:
    """The fillers that are sure enough."""
    return {slot: [filler for filler in found[slot] if filler.chance >= NEEDED[slot]] for slot in SLOTS}


def told_roles(found: Fillers) -> dict[str, list[list[str]]]:
    """The roles of a document over all templates: every sure filler, as the only mention of its entity."""
    return {slot: [[filler.wording.text] for filler in each] for slot, each in sure_fillers(found).items()}


def keep_entities(fillers: list[Filler]) -> list[Filler]:
    """Every entity under its surest wording, the surest first."""
    kept: list[Filler] = []
    for filler in sorted(fillers, key=lambda each: -each.chance):
        if filler.chance < LEAST or len(kept) >= MOST:
            break
        if not any(same_entity(filler.wording, other.wording) for other in kept):
            kept.append(filler)
    return kept


def same_entity(one: Wording, other: Wording) -> bool:
    """True where two wordings share a mention, an actor, or the words of the shorter."""
    if one.mentions & other.mentions or one.actors & other.actors:
        return True
    small, large = sorted((one.words, other.words), key=len)
    return small <= large
