"""Kinds: the type of a happening, by what all its words say, each with its weight."""

from recoupe.claims.setting import RECALLED, SetTrigger
from recoupe.claims.strands import PLAIN_WEIGHT, Strand
from recoupe.claims.triggers import Pointing, Strength
from recoupe.records import EventType, Reason

SINGLED_OUT = 4.0  # "l'assassinat du général": more than "attaque" or "fusillade", less than a strike
UNNAMED = EventType.ASSASSINATION  # only where one person is singled out
CROWD, CROWD_WEIGHT = "protest", 3.0  # clashes of a crowd with the police are unrest
RAID_WEIGHT = 6.0  # "des hommes armés ont tué quatorze villageois et incendié le marché": the fire is part of it
HURT = frozenset(("killed-or-hurt", "toll"))
AIM_WEIGHT = 2.0  # "l'offensive pour reprendre Raqqa"
GAIN = 1.5  # an offensive that took a place is told with more words of fighting than of taking
SECOND = 0.3  # what a rule's second type weighs beside its first
# The words of title and lead are chosen to say what it was; those further down also compare and explain.
TITLE, LEAD, BODY, GENERAL = 1.5, 1.2, 0.7, 0.3
ANOTHERS = 0.1  # what is recalled may be of another happening: "cette attaque venge l'assassinat de X"
LEAD_END = 3  # index of the last sentence of the lead: title, dateline and two sentences
AGAIN = 0.3  # what a rule adds each time it speaks again
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
    for rule in dict.fromkeys(teller.trigger.mention.rule for teller in strand.tellers):
        said = [_votes(teller) for teller in strand.tellers if teller.trigger.mention.rule == rule]
        said.sort(key=lambda each: -each[0][1])
        for rank, each in enumerate(said):  # "attentat" six times is not six voices for "attack"
            for type_, points in each:
                votes[type_] = votes.get(type_, 0.0) + points * (AGAIN if rank else 1.0)
    if any(_tells_of_arms(teller) for teller in strand.tellers):
        votes.pop(EventType.ARSON, None)
    if max(votes, key=lambda each: votes[each]) in OPEN_TO_EVIDENCE:
        for other in _evidence(strand):
            type_ = other.trigger.mention.types[0]
            votes[type_] = votes.get(type_, 0.0) + EVIDENCE_SHARE * other.trigger.weight
    elif max(votes, key=lambda each: votes[each]) is EventType.ARMED_CLASH:
        crowd = [each for each in _evidence(strand) if each.trigger.mention.rule == CROWD]
        votes[EventType.UNREST] = votes.get(EventType.UNREST, 0.0) + CROWD_WEIGHT * bool(crowd)
        aims = [each for each in strand.others if EventType.TERRITORIAL_CHANGE in each.trigger.mention.types]
        votes[EventType.TERRITORIAL_CHANGE] = votes.get(EventType.TERRITORIAL_CHANGE, 0.0) + AIM_WEIGHT * bool(aims)
    elif max(votes, key=lambda each: votes[each]) is EventType.ARSON and _is_raid(strand):
        votes[EventType.ARMED_ATTACK] = votes.get(EventType.ARMED_ATTACK, 0.0) + RAID_WEIGHT
    if EventType.TERRITORIAL_CHANGE in votes:
        votes[EventType.TERRITORIAL_CHANGE] *= GAIN
    best = max(votes, key=lambda each: (votes[each], -list(EventType).index(each)))
    spoken = [each for each in (*strand.tellers, *strand.others) if best in each.trigger.mention.types]
    rules = ", ".join(dict.fromkeys(each.trigger.mention.rule for each in spoken))
    return best, Reason(field="type", rule=rules, spans=tuple(each.trigger.span for each in spoken))


def _is_raid(strand: Strand) -> bool:
    """True for a fire that attackers set who are first told to have killed; a crowd's fires are its riot's."""
    rules = {each.trigger.mention.rule for each in strand.others}
    attacked = EventType.ARMED_ATTACK in strand.tellers[0].trigger.mention.types
    return attacked and bool(rules & HURT) and CROWD not in rules


def _votes(teller: SetTrigger) -> tuple[tuple[EventType, float], ...]:
    """The types a trigger speaks for; the same rule twice in a strand counts twice."""
    trigger = teller.trigger
    share = TITLE if trigger.title else LEAD if trigger.sentence <= LEAD_END else BODY
    share *= GENERAL if trigger.pointing is Pointing.GENERAL else 1.0
    share *= ANOTHERS if trigger.aside == RECALLED else 1.0
    weight = max(trigger.weight, 0.1) * share
    types = teller.trigger.mention.types
    if teller.trigger.person:
        return ((EventType.ASSASSINATION, SINGLED_OUT * (ANOTHERS if trigger.aside == RECALLED else 1.0)),)
    open_to = types if types == (UNNAMED,) else tuple(type_ for type_ in types if type_ is not UNNAMED)
    return tuple((type_, weight * SECOND**rank) for rank, type_ in enumerate(open_to))


def _tells_of_arms(teller: SetTrigger) -> bool:
    """True for more than "attack": fires set by those who also shot or stabbed are part of what they did."""
    trigger = teller.trigger
    armed = trigger.mention.types[0] is EventType.ARMED_ATTACK and trigger.weight > PLAIN_WEIGHT
    return armed and trigger.aside is None


def _evidence(strand: Strand) -> tuple[SetTrigger, ...]:
    """What says of what kind it was, each rule once."""
    found: dict[str, SetTrigger] = {}
    for other in strand.others:
        if other.trigger.strength is Strength.EVIDENCE:
            found.setdefault(other.trigger.mention.rule, other)
    return tuple(found.values())
