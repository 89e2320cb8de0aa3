"""Choices: which candidates become the perpetrators, targets and defenders of a happening."""

from dataclasses import dataclass

from recoupe.claims.roles.candidates import Candidate
from recoupe.claims.roles.casting import GROUND
from recoupe.claims.roles.parties import ALSO, Entity, gather_entities, join_entities, make_party
from recoupe.claims.roles.phrases import Reader, folded
from recoupe.claims.roles.scope import OWN_SENTENCE
from recoupe.records import Basis, EventType, Happening, Outcome, Party, PartyKind, PlacePrecision

# Points that a party needs (the log of its odds), found on the newsroom dev documents by cross-validation.
NEEDED = {"perpetrator": -1.4, "target": -0.9, "defender": -0.9}
# A further party of the same role needs more: most happenings have one.
FURTHER = {"perpetrator": -0.3, "target": -0.2, "defender": -0.3}
HEDGED = -3.0  # points of one whom the outlet supposes to have done it; kept, as suspected
UNGROUNDED = 0.0  # points of a perpetrator whom no word beside an attack names
STOPPED = (Outcome.INTERCEPTED, Outcome.FOILED)
GROUNDS = {"attacker noun", "suspect noun", "named beside an attacker noun"}
MOST = {"perpetrator": 3, "target": 3, "defender": 2}  # the gold has more only on whole fronts


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The parties of one happening."""

    perpetrators: tuple[Party, ...]
    targets: tuple[Party, ...]
    defenders: tuple[Party, ...]


def choose_cast(candidates: tuple[Candidate, ...], happening: Happening, reader: Reader) -> Cast:
    """The parties of the happening; a phrase has the role that it most likely has and no other."""
    authors = join_lone_attacker(_entities(candidates, "perpetrator", reader), reader)
    chosen = _best(tuple(entity for entity in authors if is_grounded(entity, happening)), "perpetrator")
    chosen = chosen or _best_by_adjective(candidates, reader)
    taken = {phrase.span for entity in chosen for phrase in entity.phrases}
    rest = tuple(candidate for candidate in candidates if candidate.phrase.span not in taken)
    aimed = rest if happening.type in GROUND else tuple(each for each in rest if not is_wide(each, reader))
    targets = _best(_entities(aimed, "target", reader), "target")
    if happening.type is EventType.ASSASSINATION:  # "la chanteuse", "la députée" are the one singled out
        targets = targets[:1]
    targets = drop_nameless(targets, reader)
    taken |= {phrase.span for entity in targets for phrase in entity.phrases}
    rest = tuple(candidate for candidate in rest if candidate.phrase.span not in taken)
    guards = (entity for entity in _entities(rest, "defender", reader) if is_defending(entity))
    defenders = _best(tuple(guards), "defender")
    return Cast(
        perpetrators=tuple(make_party(entity, reader) for entity in chosen),
        targets=tuple(make_party(entity, reader) for entity in targets),
        defenders=tuple(make_party(entity, reader) for entity in defenders),
    )


def is_wide(candidate: Candidate, reader: Reader) -> bool:
    """True for "northern Burkina Faso": where an attack happened, not what it was on."""
    if candidate.phrase.kind != PartyKind.PLACE:
        return False
    return any(
        mention.place is not None
        and mention.place.precision in (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE)
        and mention.span.overlaps(candidate.phrase.span)
        for mention in reader.annotated.mentions.places
    )


def _best_by_adjective(candidates: tuple[Candidate, ...], reader: Reader) -> list[Entity]:
    """The country whose adjective stands beside the word of the attack: "frappes russes"."""
    adjectives = [candidate for candidate in candidates if is_country_adjective(candidate)]
    return sorted(gather_entities(adjectives, "perpetrator", reader), key=lambda entity: -entity.score)[:1]


def is_country_adjective(candidate: Candidate) -> bool:
    """True for "Israeli" of "Israeli strikes" told of the happening itself."""
    return candidate.phrase.kind == PartyKind.STATE and any(
        casting.slot in ("adjective", "compound") and casting.weight >= OWN_SENTENCE
        for casting in candidate.casts("perpetrator")
    )


def drop_nameless(targets: list[Entity], reader: Reader) -> list[Entity]:
    """The targets without "59 personnes" where others say who or what was attacked."""
    telling = [entity for entity in targets if not all(p.lemma in reader.rules.vague for p in entity.phrases)]
    return telling or targets


def _has_name(entity: Entity, reader: Reader) -> bool:
    """False for "le groupe", "auteurs" alone, which say nobody."""
    return any(set(folded(phrase.text)) - reader.rules.hollow for phrase in entity.phrases)


def _entities(candidates: tuple[Candidate, ...], role: str, reader: Reader) -> tuple[Entity, ...]:
    others = [other for other in NEEDED if other != role]
    eligible = [
        candidate
        for candidate in candidates
        if is_allowed(candidate, role)
        and (role != "perpetrator" or is_somebody(candidate, reader))
        and (
            (role == "perpetrator" and is_supposed(candidate))
            or candidate.scores[role] >= max(ALSO, *(candidate.scores[other] for other in others))
        )
    ]
    return tuple(entity for entity in gather_entities(eligible, role, reader) if _has_name(entity, reader))


def is_allowed(candidate: Candidate, role: str) -> bool:
    """False where the parse says otherwise: the defender, the accuser and the object of a killing did not do it."""
    if role == "perpetrator" and candidate.phrase.kind == PartyKind.PLACE and candidate.phrase.actor is None:
        return False
    if role != "perpetrator" or candidate.casts("perpetrator"):
        return True
    features = candidate.features[role]
    return not (
        candidate.castings
        or {"counted as victims", "speaks"} & set(features)
        or any(name.startswith("the place itself") for name in features)
    )


def is_somebody(candidate: Candidate, reader: Reader) -> bool:
    """False for the bare name of a place that no actor table knows as an actor, and for a lone adjective.

    "Koutougou" is taken for a person now and then, "la plus meurtrière" for a murderess.
    """
    phrase = candidate.phrase
    if phrase.actor is not None and phrase.actor.actor is not None:
        return True
    head = reader.word(phrase.sentence, phrase.head)
    named_place = phrase.text in reader.place_names or (head.start in reader.places and head.pos == "PROPN")
    return not named_place and head.pos != "ADJ"


def is_grounded(entity: Entity, happening: Happening) -> bool:
    """True where some word says that the entity did it: a position, a noun like "l'assaillant", a "by".

    A force that the text only names, "des troupes de la coalition", did nothing by that; where a defence stopped the
    attack it is likelier the one attacked.
    """
    grounded = any(
        each.casts("perpetrator") or GROUNDS & set(each.features["perpetrator"]) for each in entity.candidates
    )
    return grounded or (happening.outcome not in STOPPED and entity.score >= UNGROUNDED)


def is_defending(entity: Entity) -> bool:
    """True where a word says that the entity stopped, caught or shot back, or its trade is to do so."""
    return any(each.casts("defender") or "guard noun" in each.features["defender"] for each in entity.candidates)


def _best(entities: tuple[Entity, ...], role: str) -> list[Entity]:
    passed = [e for e in entities if e.score >= (HEDGED if _is_hedged(e) else NEEDED[role])]
    ranked = sorted(passed, key=lambda entity: -entity.score)
    return ranked[:1] + [e for e in ranked[1 : MOST[role]] if e.score >= FURTHER[role]]


def _is_hedged(entity: Entity) -> bool:
    return entity.role == "perpetrator" and any(is_supposed(candidate) for candidate in entity.candidates)


def is_supposed(candidate: Candidate) -> bool:
    """True where the outlet itself supposes: "semble s'inscrire dans le cadre des opérations de résistance"."""
    return candidate.scores["perpetrator"] >= HEDGED and any(
        casting.basis == Basis.SUSPECTED and casting.raw in ("either", "perpetrator") and casting.weight >= OWN_SENTENCE
        for casting in candidate.casts("perpetrator")
    )


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
