"""The incidents of a MUC-4 document: fillers gathered by type and place, with what tells which of them a key has.

A part is a filler with the chance of each type; an incident is a group of parts that were hit, or of perpetrators
alone. Numbers about types, incidents and fillers are what the trees of `muc4_templates` look at.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.muc4_fillers import NEEDED, Filler, Fillers
from benchmarks.muc4_scorer import SLOTS, TYPES, Scores
from benchmarks.muc4_tables import Numbers

POSSIBLE = 0.1  # chance from which a filler may go into a template, if others make it likelier
PERPETRATORS = ("PerpInd", "PerpOrg")
WEAPON = SLOTS.index("Weapon")
# Sentences between what was hit, from which it was another time; on training documents 3 is as good and 5 is worse.
APART = 2
FAR = 30  # sentences, where there is nothing to be far from
LONELY = 0.5  # nearness of a filler to an incident that it makes alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A filler of one slot, where it stands and what type of incident it belongs to."""

    slot: int
    filler: Filler
    sentences: tuple[int, ...]
    home: int  # of its sentences the one that is likeliest to tell of an incident
    types: Numbers  # the chance of each type

    @property
    def chance(self) -> float:
        """The chance that the key has it at all."""
        return self.filler.chance

    @property
    def sure(self) -> bool:
        """True where it is sure enough to make an incident."""
        return self.chance >= NEEDED[SLOTS[self.slot]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Parts of a document, by number, that make one incident of a type."""

    members: tuple[int, ...]
    kind: int
    share: float  # of its members' chances that is for this type
    home: int
    sentences: tuple[int, ...]  # the homes of its members
    weight: float  # the sum of its members' chances


def find_parts(scores: Scores, fillers: Fillers) -> list[Part]:
    """All fillers that are possible, of no type yet."""
    found = []
    for slot, name in enumerate(SLOTS):
        for filler in fillers[name]:
            if filler.chance >= POSSIBLE:
                at = tuple(sorted(set(filler.wording.sentences)))
                home = max(at, key=lambda index: float(scores.sentences[index, 0]))
                found.append(Part(slot=slot, filler=filler, sentences=at, home=home, types=np.zeros(len(TYPES))))
    return found


def type_numbers(scores: Scores, parts: Sequence[Part], part: Part, kind: int) -> list[float]:
    """What tells of a filler whether it belongs to an incident of a type."""
    told, document, home = scores.sentences[:, 1:], scores.document[1:], part.home
    others = [each for each in range(len(TYPES)) if each != kind]
    weapons = [abs(each.home - home) for each in parts if each.slot == WEAPON]
    return [
        document[kind], told[home, kind], told[list(part.sentences), kind].max(),
        document[kind] - document[others].max(), told[home, kind] - told[home, others].max(),
        told[max(0, home - 1) : home + 2, kind].max(), told[:, kind].max(),
        told[:, kind].max() - told[:, others].max(), scores.document[0], scores.sentences[home, 0],
        home, part.slot, kind, part.chance, len(weapons), min(weapons, default=FAR), *document, *told[home],
    ]  # fmt: skip


def find_incidents(scores: Scores, parts: Sequence[Part]) -> list[Incident]:
    """Sure fillers that were hit, together where type and place agree; perpetrators alone; else the document's type."""
    sure = [number for number, part in enumerate(parts) if part.sure]
    hit = [number for number in sure if SLOTS[parts[number].slot] not in PERPETRATORS]
    if hit:
        return [make_incident(parts, group) for group in part_by_place(parts, hit)]
    return [make_incident(parts, sure)] if sure else [bare_incident(scores)]


def part_by_place(parts: Sequence[Part], numbers: Sequence[int]) -> list[list[int]]:
    """The numbered parts by likeliest type, and parted again where far sentences tell of them."""
    groups: list[list[int]] = []
    ordered = sorted(numbers, key=lambda number: (int(parts[number].types.argmax()), parts[number].home))
    for _, same in itertools.groupby(ordered, key=lambda number: int(parts[number].types.argmax())):
        current: list[int] = []
        for number in same:
            if not current or min(distance(parts[number], parts[other]) for other in current) >= APART:
                current = []
                groups.append(current)
            current.append(number)
    return groups


def distance(one: Part, other: Part) -> int:
    """Sentences between the nearest places of two fillers."""
    return min(abs(here - there) for here in one.sentences for there in other.sentences)


def nearness(one: Part, other: Part) -> float:
    """1 for fillers of one sentence and one type, less the farther they are and the less their types agree."""
    near = 1 / (1 + distance(one, other))
    if one.types.argmax() == other.types.argmax():
        return near
    return near * float(one.types @ other.types) / max(1e-9, float(one.types @ one.types))


def make_incident(parts: Sequence[Part], members: Sequence[int]) -> Incident:
    """The incident that these parts make."""
    chances = np.array([parts[number].chance for number in members])
    types = np.sum([parts[number].chance * parts[number].types for number in members], axis=0)
    kind, weight = int(types.argmax()), float(chances.sum())
    return Incident(
        members=tuple(members),
        kind=kind,
        share=float(types[kind]) / weight,
        home=parts[members[int(chances.argmax())]].home,
        sentences=tuple(sorted({parts[number].home for number in members})),
        weight=weight,
    )


def bare_incident(scores: Scores) -> Incident:
    """What a document without sure fillers may tell of."""
    home = int(scores.sentences[:, 0].argmax())
    kind = int(scores.document[1:].argmax())
    return Incident(members=(), kind=kind, share=1.0, home=home, sentences=(home,), weight=0.0)


def incident_numbers(
    scores: Scores, parts: Sequence[Part], incidents: Sequence[Incident], incident: Incident
) -> list[float]:
    """What tells of an incident whether the key has it: its fillers, its type, its sentences, its rivals."""
    own = [parts[number] for number in incident.members]
    chances = np.array([part.chance for part in own] or [0.0])
    others = [each for each in incidents if each is not incident]
    told, at = scores.sentences[:, 0], 1 + incident.kind
    ranked = -np.sort(-told)
    return [
        incident.kind, incident.weight, chances.max(), 1 - np.prod(1 - chances), len(own), incident.share,
        *scores.document[[0, at]], scores.document[1:].max() - scores.document[at],
        told[list(incident.sentences)].max(), scores.sentences[incident.home, at], ranked[0] - told[incident.home],
        incident.home, len(incidents), sum(each.kind == incident.kind for each in others),
        sum(each.weight for each in others), max((each.weight for each in others), default=0.0),
        min((abs(each.home - incident.home) for each in others), default=FAR),
        max((part.chance for part in parts if SLOTS[part.slot] in PERPETRATORS), default=0.0), len(told),
        *(max((part.chance for part in own if part.slot == slot), default=0.0) for slot in range(len(SLOTS))),
        ranked[:3].mean(), scores.sentences[:, at].max(),
    ]  # fmt: skip


def filler_numbers(
    scores: Scores, parts: Sequence[Part], incidents: Sequence[Incident], chances: Numbers, pair: tuple[int, int]
) -> list[float]:
    """What tells whether the template of an incident has a filler; `pair`: the numbers of incident and part."""
    incident, part = incidents[pair[0]], parts[pair[1]]
    near = [nearness_numbers(parts, each, pair[1]) for each in incidents]
    mean, best = near[pair[0]]
    elsewhere = [index for index in range(len(incidents)) if index != pair[0]]
    like = [(number, each.chance) for number, each in enumerate(parts) if each.slot == part.slot and each is not part]
    steps = [abs(here - there) for here in part.sentences for there in incident.sentences]
    return [
        part.slot, part.chance, part.chance - NEEDED[SLOTS[part.slot]], part.types[incident.kind],
        part.types.max() - part.types[incident.kind], incident.kind, float(pair[1] in incident.members),
        mean, best, mean - max((near[index][0] for index in elsewhere), default=0.0),
        min(steps), abs(part.home - incident.home), part.home - incident.home, len(incidents), chances[pair[0]],
        max((chances[index] for index in elsewhere), default=0.0), chances.sum(),
        len(incident.members), incident.weight, scores.document[0], scores.sentences[part.home, 0],
        max((chance for _, chance in like), default=0.0),
        max((chance for number, chance in like if number in incident.members), default=0.0), len(like),
        len(part.sentences), scores.sentences[part.home, 1 + incident.kind], part.filler.wording.key.count(" "),
    ]  # fmt: skip


def nearness_numbers(parts: Sequence[Part], incident: Incident, number: int) -> tuple[float, float]:
    """How near a filler is to the others of an incident: in the mean, by their chances, and at best."""
    others = [parts[each] for each in incident.members if each != number]
    if not others:
        return LONELY, LONELY
    near = [nearness(parts[number], each) for each in others]
    return float(np.average(near, weights=[each.chance for each in others])), max(near)
