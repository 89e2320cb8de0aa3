"""Learns how fillers of MUC-4 are dealt out: their types, which incidents the key has, and with which fillers.

Three sets of trees, one upon what the other says of documents that it never saw; from fillers that were told of
documents that were not learned from either.
"""

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
from benchmarks.muc4_spans import normal
from benchmarks.muc4_templates import choose_templates
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from training.muc4_trees import FOLDS, Arrays, Growth, cross_grow, put_trees

TYPE_GROWTH = Growth(rounds=80, rate=0.07, leaves=8, least=30, share=0.5)
INCIDENT_GROWTH = Growth(rounds=70, rate=0.06, leaves=6, least=25, share=0.4)
FILLER_GROWTH = Growth(rounds=120, rate=0.06, leaves=8, least=30, share=0.4)
ALIKE = 0.3  # what a type in common counts beside fillers in common, and a filler that is no member of the incident
Gold = dict[str, Any]


def learn_dealer(
    scores: Sequence[Scores], fillers: Sequence[Fillers], gold: Sequence[Gold], arrays: Arrays
) -> list[list[dict[str, Any]]]:
    """Puts what is learned into `arrays`; gives the templates of each document by what never saw it."""
    found = [find_parts(score, each) for score, each in zip(scores, fillers, strict=True)]
    parts = learn_types(scores, found, gold, arrays)
    incidents = [find_incidents(score, each) for score, each in zip(scores, parts, strict=True)]
    keys = [match_incidents(*each) for each in zip(parts, incidents, gold, strict=True)]
    chances = learn_incidents(scores, (parts, incidents), keys, arrays)
    dealt = learn_fillers(scores, (parts, incidents, chances), keys, arrays)
    return [choose_templates(*each) for each in zip(parts, incidents, chances, dealt, strict=True)]


def learn_types(
    scores: Sequence[Scores], found: Sequence[list[Part]], gold: Sequence[Gold], arrays: Arrays
) -> list[list[Part]]:
    """By document its parts with the chance of each type, learned from those that the key has."""
    rows, right, known, folds = [], [], [], []
    for number, (score, parts, each) in enumerate(zip(scores, found, gold, strict=True)):
        for part in parts:
            types = {template["incident_type"] for template in each["templates"] if has(template, part)}
            rows += [type_numbers(score, parts, part, kind) for kind in range(len(TYPES))]
            right += [any(kind in name for name in types) for kind in TYPES]
            known += [bool(types)] * len(TYPES)
            folds += [number % FOLDS] * len(TYPES)
    chances, trees = cross_grow(np.array(rows), np.array(right), np.array(folds), TYPE_GROWTH, known=np.array(known))
    put_trees(arrays, "types", trees)
    typed = iter(chances.reshape(-1, len(TYPES)))
    return [[replace(part, types=next(typed)) for part in parts] for parts in found]


def learn_incidents(
    scores: Sequence[Scores], told: tuple[Any, Any], keys: Sequence[list[Gold | None]], arrays: Arrays
) -> list[Any]:
    """By document the chance of each incident that the key has it."""
    rows, folds = [], []
    for number, (score, parts, incidents) in enumerate(zip(scores, *told, strict=True)):
        rows += [incident_numbers(score, parts, incidents, each) for each in incidents]
        folds += [number % FOLDS] * len(incidents)
    right = np.array([each is not None for document in keys for each in document])
    chances, trees = cross_grow(np.array(rows), right, np.array(folds), INCIDENT_GROWTH)
    put_trees(arrays, "incidents", trees)
    return np.split(chances, np.cumsum([len(each) for each in keys])[:-1])


def learn_fillers(
    scores: Sequence[Scores], told: tuple[Any, Any, Any], keys: Sequence[list[Gold | None]], arrays: Arrays
) -> list[Any]:
    """By document, incident and part the chance that the key has that filler in that incident."""
    rows, right, folds = [], [], []
    shapes = [(len(incidents), len(parts)) for parts, incidents in zip(*told[:2], strict=True)]
    for number, (score, parts, incidents, chances) in enumerate(zip(scores, *told, strict=True)):
        for pair in np.ndindex(*shapes[number]):
            template = keys[number][pair[0]]
            rows.append(filler_numbers(score, parts, incidents, chances, pair))
            right.append(template is not None and has(template, parts[pair[1]]))
            folds.append(number % FOLDS)
    chances, trees = cross_grow(np.array(rows), np.array(right), np.array(folds), FILLER_GROWTH)
    put_trees(arrays, "fillers", trees)
    ends = np.cumsum([one * other for one, other in shapes])[:-1]
    return [each.reshape(shape) for each, shape in zip(np.split(chances, ends), shapes, strict=True)]


def match_incidents(parts: Sequence[Part], incidents: Sequence[Incident], gold: Gold) -> list[Gold | None]:
    """Of each incident the template of the key that it is, no template twice."""
    templates = gold["templates"]
    alike = np.array([[likeness(parts, one, other) for other in templates] for one in incidents])
    found: list[Gold | None] = [None] * len(incidents)
    if templates:
        for one, other in zip(*linear_sum_assignment(-alike), strict=True):
            found[one] = templates[other] if alike[one, other] > 0 else None
    return found


def likeness(parts: Sequence[Part], incident: Incident, template: Gold) -> float:
    """How much an incident has in common with a template; nothing where the types differ."""
    if TYPES[incident.kind] not in template["incident_type"]:
        return 0.0
    common = [(number, part.chance) for number, part in enumerate(parts) if has(template, part)]
    return ALIKE + sum(chance * (1.0 if number in incident.members else ALIKE) for number, chance in common)


def has(template: Gold, part: Part) -> bool:
    """True where a template of the key has this filler in its slot."""
    return any(part.filler.wording.key in map(normal, entity) for entity in template[SLOTS[part.slot]])
