"""Kinds: the type of a happening, by what all its words say, each with its weight."""

from recoupe.claims.setting import SetTrigger
from recoupe.claims.strands import Strand
from recoupe.claims.triggers import Strength
from recoupe.records import EventType, Reason

SINGLED_OUT = 4.0  # "l'assassinat du général": more than "attaque" or "fusillade", less than a strike
SECOND = 0.3  # what a rule's second type weighs beside its first
TITLE = 1.5  # the title's words are chosen to say what it was
# Evidence only tells kinds of attack apart; it makes no attack out of an arrest.
OPEN_TO_EVIDENCE = frozenset(
    {
        EventType.ARMED_ATTACK,
        EventType.BOMBING,
        EventType.AIR_STRIKE,
        EventType.DRONE_STRIKE,
        EventType.SHELLING,
        EventType.SUICIDE_BOMBING,
    }
)
EVIDENCE_SHARE = 0.5  # a weapon named is not yet a weapon used


def choose_type(strand: Strand) -> tuple[EventType, Reason]:
    """The type with the greatest sum, and the rules that spoke for it."""
    votes: dict[EventType, float] = {}
    for teller in strand.tellers:
        for type_, points in _votes(teller):
            votes[type_] = votes.get(type_, 0.0) + points
    if not votes:
        votes[EventType.ARMED_ATTACK] = 1.0
    if max(votes, key=lambda each: votes[each]) in OPEN_TO_EVIDENCE:
        for other in _evidence(strand):
            type_ = other.trigger.mention.types[0]
            votes[type_] = votes.get(type_, 0.0) + EVIDENCE_SHARE * other.trigger.weight
    best = max(votes, key=lambda each: (votes[each], -list(EventType).index(each)))
    spoken = [each for each in (*strand.tellers, *strand.others) if best in each.trigger.mention.types]
    rules = ", ".join(dict.fromkeys(each.trigger.mention.rule for each in spoken))
    return best, Reason(field="type", rule=rules, spans=tuple(each.trigger.span for each in spoken))


def _votes(teller: SetTrigger) -> tuple[tuple[EventType, float], ...]:
    """The types a trigger speaks for; the same rule twice in a strand counts twice."""
    weight = max(teller.trigger.weight, 0.1) * (TITLE if teller.trigger.title else 1.0)
    types = teller.trigger.mention.types
    if teller.trigger.person:
        return ((EventType.ASSASSINATION, SINGLED_OUT),)
    return tuple(
        (type_, weight * SECOND**rank) for rank, type_ in enumerate(types) if type_ is not EventType.ASSASSINATION
    )


def _evidence(strand: Strand) -> tuple[SetTrigger, ...]:
    """What says of what kind it was, each rule once, in sentences that tell of the happening."""
    telling = {teller.trigger.sentence for teller in strand.tellers}
    found: dict[str, SetTrigger] = {}
    for other in strand.others:
        if other.trigger.strength is Strength.EVIDENCE and other.trigger.sentence in telling:
            found.setdefault(other.trigger.mention.rule, other)
    return tuple(found.values())
