"""Scores the wordings of a MUC-4 document for its five slots, from what the document and its sentences are scored."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.muc4_reading import Features, Reading, hash_features
from benchmarks.muc4_tables import Model, Numbers, Table

SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson")
# Odds of a slot's best span below which a wording is not looked at further: 19 of 20 fillers stand above.
HOPELESS = -5.5
COLUMNS = 36  # numbers that the trees look at
FLOOR = -12.0  # the score of a mention that is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Log odds, each time of being one of MUC's at all and then of each type."""

    document: Numbers
    sentences: Numbers  # by sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One wording with all that has it in the document."""

    text: str
    key: str
    candidates: tuple[int, ...]
    mentions: frozenset[int]
    sentences: tuple[int, ...]
    actors: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRows:
    """The wordings (by number) that may fill one slot, with what the trees look at."""

    wordings: list[int]
    rows: Numbers


def score_document(reading: Reading, model: Model) -> Scores:
    """What the document and its sentences are; a document's features count by their rarity, whatever its length."""
    rows = model.document.rows(reading.features)
    length = max(1e-9, float(np.sqrt((rows[:, 0] ** 2).sum())))
    document = rows[:, 1:].sum(axis=0) / length + model.document.bias[1:]
    sentences = [model.sentence.total(features) + model.sentence.bias for features in reading.sentences]
    return Scores(document=document, sentences=np.array(sentences).reshape(len(sentences), len(TYPES) + 1))


def score_spans(reading: Reading, scores: Scores, model: Model) -> Numbers:
    """Log odds of each candidate, by slot: the mean of what the table and the net say."""
    table, net = model.span, model.net
    both = list(zip(reading.mentions, standing_features(reading, scores), strict=True))
    by_table = [table.total(mention.features) + table.total(stands) for mention, stands in both]
    by_net = [net.total(mention.features) + net.total(stands) for mention, stands in both]
    own = [
        (by_table[each.mention] + table.total(each.features) + table.bias)
        + net.odds(by_net[each.mention] + net.total(each.features))
        for each in reading.candidates
    ]
    return np.array(own).reshape(len(own), len(SLOTS)) / 2


def standing_features(reading: Reading, scores: Scores) -> list[Features]:
    """Of each mention how its document and its sentence are scored, in steps, and what it is itself."""
    sentences = scores.sentences[:, 0]
    places = np.argsort(np.argsort(-sentences, kind="stable"), kind="stable")
    relevance = step(scores.document[0], -4, 4, 8)
    types = [step(score, -5, 3, 6) for score in scores.document[1:]]
    told = [step(score, -6, 2, 8) for score in sentences]
    found = []
    for mention in reading.mentions:
        at = mention.sentence
        found.append(
            _standing(
                mention.kind,
                relevance,
                (_at(told, at - 1), told[at], _at(told, at + 1)),
                (step(sentences.max() - sentences[at], 0, 4, 5), int(np.digitize(places[at], [1, 2, 3, 5, 8]))),
                tuple((types[i], step(scores.sentences[at, 1 + i], -7, 2, 6)) for i in range(len(TYPES))),
            )
        )
    return found


def step(score: float, low: float, high: float, count: int) -> int:
    """In which of `count` equal steps from `low` to `high` a score lies."""
    return min(count - 1, max(0, int((score - low) / (high - low) * count)))


def _at(steps: list[int], index: int) -> int:
    return steps[index] if 0 <= index < len(steps) else 0


@lru_cache(maxsize=100_000)
def _standing(
    kind: str,
    relevance: int,
    told: tuple[int, int, int],
    rank: tuple[int, int],
    types: tuple[tuple[int, int], ...],
) -> Features:
    before, here, after = told
    gap, place = rank
    names = [f"rel={relevance}", f"told={here}", f"told before={before}", f"told after={after}", f"gap={gap}"]
    names += [f"place={place}", f"rel={relevance} {kind}", f"told={here} {kind}", f"rel told={relevance} {here}"]
    names += [f"rel place={relevance} {place}", f"place={place} {kind}"]
    for name, (whole, part) in zip(TYPES, types, strict=True):
        names += [f"{name}={whole}", f"{name} told={part}", f"{name}={whole} {part}"]
        names += [f"{name}={whole} {kind}", f"{name} told={part} {kind}"]
    return hash_features(names)


def find_wordings(reading: Reading) -> list[Wording]:
    """All wordings of a document, in order of first mention."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, candidate in enumerate(reading.candidates):
        groups[candidate.key].append(index)
    return [_make_wording(reading, key, tuple(indices)) for key, indices in groups.items()]


def _make_wording(reading: Reading, key: str, indices: tuple[int, ...]) -> Wording:
    mentions = frozenset(reading.candidates[i].mention for i in indices)
    return Wording(
        text=reading.candidates[indices[0]].text,
        key=key,
        candidates=indices,
        mentions=mentions,
        sentences=tuple(reading.mentions[reading.candidates[i].mention].sentence for i in indices),
        actors=frozenset(reading.mentions[m].actor for m in mentions) - {"", "described"},
        words=frozenset(key.split()),
    )


def remember(wordings: list[Wording], memory: Table) -> Numbers:
    """Of each wording in how many training documents it stands, and in how many the key has it, by slot."""
    known = [memory.total(hash_features([wording.key])) for wording in wordings]
    return np.array(known).reshape(len(known), len(SLOTS) + 1)


def slot_rows(
    reading: Reading, scores: Scores, spans: Numbers, wordings: list[Wording], known: Numbers
) -> list[SlotRows]:
    """By slot what the trees look at in each wording worth it: its spans, its rivals, its sentences, its past."""
    if not wordings:
        return [SlotRows(wordings=[], rows=np.zeros((0, COLUMNS))) for _ in SLOTS]
    best = np.array([spans[list(each.candidates)].max(axis=0) for each in wordings])
    by_mention = np.full((len(reading.mentions), len(SLOTS)), FLOOR - 8)
    np.maximum.at(by_mention, [each.mention for each in reading.candidates], spans)
    found = []
    for slot in range(len(SLOTS)):
        kept = [int(i) for i in np.flatnonzero(best[:, slot] > HOPELESS)]
        rivals = _rival_numbers(best, slot)
        rows = [
            [
                *_common_numbers(reading, scores, wordings[i]),
                *_slot_numbers(reading, spans, by_mention, wordings[i], slot),
                *_known_numbers(known[i], slot),
                _namesake(wordings, kept, best[:, slot], i),
                *rivals[i],
            ]
            for i in kept
        ]
        found.append(SlotRows(wordings=kept, rows=np.array(rows).reshape(len(rows), COLUMNS)))
    return found


def _common_numbers(reading: Reading, scores: Scores, wording: Wording) -> list[float]:
    told = scores.sentences[list(wording.sentences), 0]
    return [
        len(wording.candidates),
        len(wording.key.split()),
        min(wording.sentences),
        told.max(),
        told.mean(),
        len(reading.sentences),
        *scores.document,
        *scores.sentences[list(wording.sentences), 1:].max(axis=0),
        scores.sentences[:, 0].max(),
        float(wording.text[:1].isupper()),
    ]


def _slot_numbers(reading: Reading, spans: Numbers, by_mention: Numbers, wording: Wording, slot: int) -> list[float]:
    own = spans[list(wording.candidates), slot]
    second = float(np.sort(own)[-2]) if len(own) > 1 else FLOOR
    missed = np.prod(1 - 1 / (1 + np.exp(-own)))
    behind = by_mention[[reading.candidates[i].mention for i in wording.candidates], slot] - own
    return [second, float(np.log(-np.log(max(1e-9, missed)) + 1e-6)), own.mean(), behind.min(), behind.max()]


def _known_numbers(known: Numbers, slot: int) -> list[float]:
    """Shares, and counts in few steps: a count that names one wording would be learned by heart."""
    seen, own = known[0], known[1 + slot]
    other = known[1:].sum() - own
    return [min(own, 3), (own + 0.2) / (seen + 2), (other + 0.2) / (seen + 2), min(seen, 6)]


def _namesake(wordings: list[Wording], kept: list[int], best: Numbers, own: int) -> float:
    """The best score of another wording with all its words, or some of them: "Galan" beside "Luis Carlos Galan"."""
    words = wordings[own].words
    others = (i for i in kept if i != own and (wordings[i].words <= words or words <= wordings[i].words))
    apart = [best[i] for i in others if not wordings[i].mentions & wordings[own].mentions]
    return float(max(apart, default=FLOOR))


def _rival_numbers(best: Numbers, slot: int) -> Numbers:
    ranked = -np.sort(-best, axis=0)
    others = [each for each in range(len(SLOTS)) if each != slot]
    own = best[:, slot]
    columns = [
        own,
        best[:, others].max(axis=1) - own,
        ranked[0, slot] - own,
        np.searchsorted(-ranked[:, slot], -own, side="left"),
        np.full(len(own), ranked[min(3, len(ranked) - 1), slot]),
        *best[:, others].T,
    ]
    return np.column_stack(columns)
