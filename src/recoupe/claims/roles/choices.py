"""Choices: which candidates become the perpetrators, targets and defenders of a happening."""

from dataclasses import dataclass

from recoupe.claims.roles.candidates import Candidate
from recoupe.claims.roles.parties import ALSO, Entity, gather_entities, join_entities, make_party
from recoupe.claims.roles.phrases import Reader
from recoupe.records import Party

# Points that a party needs (the log of its odds), found on the newsroom dev documents by cross-validation.
NEEDED = {"perpetrator": -0.9, "target": -0.9, "defender": -0.9}
# A further party of the same role needs more: most happenings have one.
FURTHER = {"perpetrator": -0.3, "target": -0.2, "defender": -0.3}
MOST = {"perpetrator": 3, "target": 3, "defender": 2}  # the gold has more only on whole fronts


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The parties of one happening."""

    perpetrators: tuple[Party, ...]
    targets: tuple[Party, ...]
    defenders: tuple[Party, ...]


def choose_cast(candidates: tuple[Candidate, ...], reader: Reader) -> Cast:
    """The parties of the happening; a phrase has the role that it most likely has and no other."""
    authors = join_lone_attacker(_entities(candidates, "perpetrator", reader), reader)
    chosen = _best(authors, "perpetrator")
    taken = {phrase.span for entity in chosen for phrase in entity.phrases}
    rest = tuple(candidate for candidate in candidates if candidate.phrase.span not in taken)
    targets = _best(_entities(rest, "target", reader), "target")
    taken |= {phrase.span for entity in targets for phrase in entity.phrases}
    rest = tuple(candidate for candidate in rest if candidate.phrase.span not in taken)
    defenders = _best(_entities(rest, "defender", reader), "defender")
    return Cast(
        perpetrators=tuple(make_party(entity, reader) for entity in chosen),
        targets=tuple(make_party(entity, reader) for entity in targets),
        defenders=tuple(make_party(entity, reader) for entity in defenders),
    )


def _entities(candidates: tuple[Candidate, ...], role: str, reader: Reader) -> tuple[Entity, ...]:
    others = [other for other in NEEDED if other != role]
    eligible = [
        candidate
        for candidate in candidates
        if candidate.scores[role] >= ALSO
        and candidate.scores[role] >= max(candidate.scores[other] for other in others)
        and is_allowed(candidate, role)
    ]
    return gather_entities(eligible, role, reader)


def is_allowed(candidate: Candidate, role: str) -> bool:
    """False where the parse says otherwise: the defender of an attack and the object of a killing did not do it."""
    if role != "perpetrator" or candidate.casts("perpetrator"):
        return True
    return not candidate.castings and "counted as victims" not in candidate.features[role]


def _best(entities: tuple[Entity, ...], role: str) -> list[Entity]:
    ranked = sorted((e for e in entities if e.score >= NEEDED[role]), key=lambda entity: -entity.score)
    return ranked[:1] + [entity for entity in ranked[1 : MOST[role]] if entity.score >= FURTHER[role]]


def join_lone_attacker(entities: tuple[Entity, ...], reader: Reader) -> tuple[Entity, ...]:
    """One entity for "un homme", "l'assaillant" and "Esteban Santiago" where at most one person is named.

    So for many: "les assaillants" are the "hommes armés" of the sentence before.
    """
    for plural in (False, True):
        same = [entity for entity in entities if entity.person and entity.plural == plural]
        attackers = [entity for entity in same if _is_attacker(entity, reader)]
        others = [entity for entity in same if entity not in attackers and entity.score >= NEEDED["perpetrator"]]
        named = [entity for entity in others if entity.proper]
        best = max(named or others, key=lambda entity: entity.score, default=None)
        joined = [
            *attackers,
            *([best] if best else []),
            *([] if plural else [e for e in others if not e.proper and e != best]),
        ]
        if len(joined) > 1:
            entities = (*(entity for entity in entities if entity not in joined), join_entities(joined))
    return entities


def _is_attacker(entity: Entity, reader: Reader) -> bool:
    nouns = reader.rules.attackers | reader.rules.suspects
    return any(phrase.lemma in nouns for phrase in entity.phrases)
