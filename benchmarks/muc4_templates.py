"""Makes the templates of a MUC-4 document: of its incidents those, with those fillers, by which the score rises."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.muc4_fillers import Fillers
from benchmarks.muc4_incidents import (
    Incident,
    Part,
    filler_numbers,
    find_incidents,
    find_parts,
    incident_numbers,
    type_numbers,
)
from benchmarks.muc4_scorer import SLOTS, TYPES, Scores
from benchmarks.muc4_tables import Dealer, Numbers

# What one more answer costs, where a right one is worth 2 (it is counted as found and as right): an answer makes F1
# rise if its chance is above half of F1. From 0.34 to 0.46 all is one on training documents (45.8 to 45.9); on the
# development set, whose fillers are told with less confidence, 0.34 gives 45.8 and 0.40 gives 44.7.
COST = 0.34


def make_templates(scores: Scores, fillers: Fillers, dealer: Dealer) -> list[dict[str, Any]]:
    """The templates of a document, from all fillers that are possible, sure enough or not."""
    if not len(scores.sentences):
        return []
    parts = type_parts(scores, find_parts(scores, fillers), dealer)
    incidents = find_incidents(scores, parts)
    chances = incident_chances(scores, parts, incidents, dealer)
    dealt = filler_chances(scores, parts, incidents, chances, dealer)
    return choose_templates(parts, incidents, chances, dealt)


def choose_templates(
    parts: Sequence[Part], incidents: Sequence[Incident], chances: Numbers, dealt: Numbers
) -> list[dict[str, Any]]:
    """The templates that are worth it, by the chances of incidents and of fillers in them."""
    made = zip(incidents, chances.tolist(), dealt, strict=True)
    return [fill(incident, parts, own) for incident, chance, own in made if worth(chance, own) > 0]


def type_parts(scores: Scores, parts: Sequence[Part], dealer: Dealer) -> list[Part]:
    """The parts with the chance of each type."""
    if not parts:
        return []
    rows = [type_numbers(scores, parts, part, kind) for part in parts for kind in range(len(TYPES))]
    chances = dealer.types.chances(np.array(rows)).reshape(len(parts), len(TYPES))
    return [replace(part, types=types) for part, types in zip(parts, chances, strict=True)]


def incident_chances(scores: Scores, parts: Sequence[Part], incidents: Sequence[Incident], dealer: Dealer) -> Numbers:
    """The chance of each incident that the key has it."""
    return dealer.incidents.chances(np.array([incident_numbers(scores, parts, incidents, each) for each in incidents]))


def filler_chances(
    scores: Scores, parts: Sequence[Part], incidents: Sequence[Incident], chances: Numbers, dealer: Dealer
) -> Numbers:
    """By incident and part the chance that the key has that incident with that filler."""
    pairs = [(one, other) for one in range(len(incidents)) for other in range(len(parts))]
    if not pairs:
        return np.zeros((len(incidents), 0))
    rows = np.array([filler_numbers(scores, parts, incidents, chances, pair) for pair in pairs])
    return dealer.fillers.chances(rows).reshape(len(incidents), len(parts))


def worth(chance: float, dealt: Numbers) -> float:
    """What a template with its likely fillers is expected to add."""
    return 2 * chance - COST + float((2 * dealt - COST).clip(min=0).sum())


def fill(incident: Incident, parts: Sequence[Part], dealt: Numbers) -> dict[str, Any]:
    """The template of an incident with the fillers that are worth it."""
    own = [part for part, chance in zip(parts, dealt.tolist(), strict=True) if 2 * chance > COST]
    slots = {name: [[part.filler.wording.text] for part in own if part.slot == slot] for slot, name in enumerate(SLOTS)}
    return {"incident_type": TYPES[incident.kind], **slots}
