"""Scores the wordings of a MUC-4 document for its five slots with the weights of muc4_weights.json."""

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.muc4_candidates import PARTICLES, TITLES, Wording, normal
from benchmarks.muc4_reading import Reading

SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
WEIGHTS = Path(__file__).with_name("muc4_weights.json")
# Log odds that a filler needs, found on a third of the training documents with a scorer trained on the others.
NEEDED = {"PerpInd": -1.9, "PerpOrg": -1.9, "Target": -1.9, "Victim": -1.4, "Weapon": -1.4}
MOST = {"PerpInd": 3, "PerpOrg": 3, "Target": 4, "Victim": 6, "Weapon": 3}
LONGEST_NAME = 4
Weights = dict[str, dict[str, float]]
Chosen = dict[str, list[Wording]]


def load_weights(path: Path = WEIGHTS) -> Weights:
    """Slot -> feature -> weight."""
    found: Weights = json.loads(path.read_text("utf-8"))
    return found


def relevance_feature(score: float) -> str:
    """The relevance of a document in steps of one, from -3 to 3."""
    return f"relevance {max(-3, min(3, round(score)))}"


def role_features(wording: Wording, relevance: str) -> list[str]:
    """The features of a wording in a document of this relevance."""
    own = sorted(wording.features)
    return ["always", relevance, *own, *(f"{name} & {relevance}" for name in own if name.startswith("kind="))]


def score_document(reading: Reading, weights: Weights) -> float:
    """Log odds that the document has an incident of MUC's."""
    return sum(weights["document"].get(name, 0.0) for name in sorted(reading.features))


def choose_fillers(reading: Reading, weights: Weights) -> Chosen:
    """The fillers of each slot, the surest first; every entity once, under its surest wording."""
    relevance = relevance_feature(score_document(reading, weights))
    scored = []
    for wording in reading.wordings:
        features = role_features(wording, relevance)
        scored.append({slot: sum(weights[slot].get(name, 0.0) for name in features) for slot in SLOTS})
    chosen: Chosen = {}
    for slot in SLOTS:
        order = sorted(range(len(scored)), key=lambda i: (-scored[i][slot], i))
        kept: list[Wording] = []
        for i in order:
            if scored[i][slot] < NEEDED[slot] or len(kept) >= MOST[slot]:
                break
            likeliest = max(scored[i].values()) == scored[i][slot]
            if likeliest and not any(same_entity(reading.wordings[i], other) for other in kept):
                kept.append(reading.wordings[i])
        chosen[slot] = [full_name(wording, reading) for wording in kept] if slot == "Victim" else kept
    return chosen


def full_name(wording: Wording, reading: Reading) -> Wording:
    """The fullest name in the document that holds the words of a name: "Galan" is Luis Carlos Galan."""
    fuller = [
        other
        for other in reading.wordings
        if words_of(wording) < words_of(other) and len(words_of(other)) <= LONGEST_NAME and _is_name(other)
    ]
    return max(fuller, key=lambda other: (len(words_of(other)), other.text), default=wording)


def _is_name(wording: Wording) -> bool:
    parts = wording.text.split()
    return all(part[:1].isupper() or part in PARTICLES for part in parts) and not TITLES & {
        p.lower().strip(".") for p in parts
    }


def same_entity(one: Wording, other: Wording) -> bool:
    """True where two wordings share a mention, an actor, or the words of the shorter."""
    if set(one.mentions) & set(other.mentions) or one.actors & other.actors:
        return True
    small, large = sorted((words_of(one), words_of(other)), key=len)
    return small <= large


def words_of(wording: Wording) -> frozenset[str]:
    """The words of a wording as the scorer compares them."""
    return frozenset(normal(wording.text).split())


def all_wordings(chosen: Chosen) -> Iterable[Wording]:
    """The chosen wordings of all slots."""
    return (wording for slot in SLOTS for wording in chosen[slot])
