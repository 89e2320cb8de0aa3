"""Strands: all triggers of a document that tell of one and the same happening, gathered in order of the text.

A trigger joins the strand that most speaks for it, by a sum of named features, or opens one of its own. Headline,
lead and later detail of one attack so become one strand, "lundi déjà, deux drones avaient visé" another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recoupe.claims.setting import DEEP, RECALLED, SetTrigger, days_apart, depth_of, is_inferred, same_area
from recoupe.claims.triggers import Pointing, Strength
from recoupe.records import EventType, PlaceMention, TimeMention

T = EventType
FAMILY = {
    **dict.fromkeys(
        (
            T.AIR_STRIKE,
            T.DRONE_STRIKE,
            T.SHELLING,
            T.BOMBING,
            T.SUICIDE_BOMBING,
            T.ARMED_ATTACK,
            T.ASSASSINATION,
            T.EXECUTION,
            T.ABDUCTION,
            T.ARSON,
            T.OTHER,
            T.SEXUAL_VIOLENCE,
        ),
        "attack",
    ),
    T.ARMED_CLASH: "fighting",
    T.TERRITORIAL_CHANGE: "ground",
    T.UNREST: "unrest",
    T.PROTEST: "unrest",
    T.ARREST: "order",
    T.WEAPONS_SEIZURE: "order",
    T.WEAPONS_TEST: "test",
}
# What the families of two mentions say for their being one happening. Clashes are told as attacks and the other way.
KIN = {
    frozenset(("attack", "fighting")): -0.5,
    frozenset(("attack", "unrest")): 0.0,
    frozenset(("fighting", "unrest")): 1.0,
    frozenset(("attack", "test")): 0.5,
    frozenset(("fighting", "ground")): -0.5,
    frozenset(("attack", "ground")): -3.0,
    frozenset(("attack", "order")): -6.0,
    frozenset(("unrest", "order")): 0.0,  # those arrested in a riot are part of it
}
PLAIN_WEIGHT = 1.0  # a trigger that says no more than "attack" goes with every manner
MANNER = {
    **dict.fromkeys((T.AIR_STRIKE, T.DRONE_STRIKE, T.SHELLING, T.BOMBING, T.SUICIDE_BOMBING), "blast"),
    T.ABDUCTION: "captivity",
    T.EXECUTION: "death of captives",
    T.ARSON: "fire",
    T.OTHER: "other",
}
OTHER_MANNER = {
    frozenset(("arms", "blast")): 0.0,
    frozenset(("arms", "captivity")): -0.8,
    frozenset(("blast", "captivity")): -1.5,
    frozenset(("arms", "fire")): -0.3,
    frozenset(("blast", "fire")): 0.0,
    frozenset(("captivity", "fire")): -1.5,
    frozenset(("blast", "death of captives")): -2.5,  # "l'Égypte bombarde Derna après la décapitation de 21 coptes"
    frozenset(("captivity", "death of captives")): -0.5,
    frozenset(("fire", "death of captives")): -0.5,
    frozenset(("arms", "death of captives")): 0.5,
}
FIGHT_AND = {"captivity": -2.0, "fire": -1.0, "blast": -0.8}
STRANGERS = -6.0
# Set by hand on the parts of the newsroom dev set that are read; JOIN is what a sum must reach.
JOIN = 2.4
SAME_DAY, NEAR_DAY, DAYS_APART, LONG_APART = 2.0, -1.0, -4.0, -7.0
LONG = 7  # days
OLD_NEWS = 2  # days before publication at which "today's" can no longer be meant
ELSEWHERE_NEXT_DAY = -3.0
SAME_PLACE, WIDER_PLACE, PLACES_APART = 2.0, 0.5, -3.5
SAME_TYPE, SAME_FAMILY = 1.5, 1.0
GIVEN, ANOTHER, GENERAL = 1.0, -4.0, -1.0
SAME_SENTENCE, LAST_TOLD, FIRST_TOLD = 1.0, 0.7, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The triggers of one happening."""

    tellers: tuple[SetTrigger, ...]  # strength "event"
    others: tuple[SetTrigger, ...] = ()  # effects, words that point back, evidence of the kind

    @property
    def times(self) -> tuple[TimeMention, ...]:
        """The time that each teller gives, in order."""
        return tuple(teller.time for teller in self.tellers if teller.time)

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        """The place that each teller gives, in order."""
        return tuple(teller.place for teller in self.tellers if teller.place)

    @property
    def family(self) -> str:
        """The family of its first trigger that says more than "attack"."""
        return family_of(self.tellers[0])

    @property
    def title(self) -> bool:
        return any(teller.trigger.title for teller in self.tellers)

    @property
    def sentences(self) -> tuple[int, ...]:
        return tuple(sorted({each.trigger.sentence for each in (*self.tellers, *self.others)}))


def family_of(teller: SetTrigger) -> str:
    """The family of the trigger's likeliest type."""
    return FAMILY[teller.trigger.mention.types[0]]


def kind_of(teller: SetTrigger) -> EventType:
    """The trigger's likeliest type; "Blast at police post" does not say that a bomber blew himself up."""
    likeliest = teller.trigger.mention.types[0]
    return T.BOMBING if likeliest is T.SUICIDE_BOMBING else likeliest


def gather_strands(triggers: Sequence[SetTrigger], published: date | None) -> tuple[Strand, ...]:
    """The strands of a document, in order of their first trigger."""
    strands: list[Strand] = []
    last = 0
    for teller in triggers:
        if teller.trigger.strength is not Strength.EVENT or teller.trigger.muted:
            continue
        scores = [
            (
                sum(
                    points
                    for _, points in (
                        *compare(teller, strand, n == last, n == 0),
                        weigh_news(teller, strand, published),
                    )
                ),
                -n,
            )
            for n, strand in enumerate(strands)
        ]
        best, negative = max(scores, default=(JOIN - 1, 0))
        if best >= JOIN:
            last = -negative
            strands[last] = replace(strands[last], tellers=(*strands[last].tellers, teller))
        else:
            last = len(strands)
            strands.append(Strand(tellers=(teller,)))
    return _hand_out(join_bare(join_headlines(strands)), triggers)


def join_headlines(strands: Sequence[Strand]) -> list[Strand]:
    """The strands, one told in the title alone joined with the first below that nothing speaks against.

    "Après les heurts de Marseille, une nouvelle bagarre à Nice" is another than Marseille's, not than the title's.
    """
    joined = list(strands)
    for head in [strand for strand in strands if all(teller.trigger.title for teller in strand.tellers)]:
        rest = [strand for strand in joined if strand is not head and not is_another(head) and agrees(head, strand)]
        if rest and head in joined:  # two of the title may have been joined with each other
            where = joined.index(rest[0])
            joined[where] = replace(rest[0], tellers=(*head.tellers, *rest[0].tellers))
            joined.remove(head)
    return joined


def join_bare(strands: Sequence[Strand]) -> list[Strand]:
    """The strands, one with no day and no scene of its own joined with the first before it of its kind.

    "Une fusillade a éclaté mardi … Les assaillants ont lancé une grenade": what gives neither another time nor another
    place is the story going on.
    """
    joined: list[Strand] = []
    for strand in strands:
        before = [n for n, each in enumerate(joined) if may_go_on(strand, each) and is_compatible(strand, each)]
        beside = [n for n in before if is_told_beside(strand, joined[n]) and not is_recalled(strand)]
        best = (beside or before)[0] if before else 0
        if before and is_bare(strand, joined[best]):
            joined[best] = replace(joined[best], tellers=(*joined[best].tellers, *strand.tellers))
        else:
            joined.append(strand)
    return joined


def is_told_beside(strand: Strand, other: Strand) -> bool:
    """True for what goes on in the sentence behind: "… shot dead the Reverend in Jos. His daughter was shot …"."""
    return strand.tellers[0].trigger.sentence - other.tellers[-1].trigger.sentence in (0, 1)


def is_recalled(strand: Strand) -> bool:
    """True for what is remembered: "the anniversary of the killing of the general"."""
    return all(teller.trigger.aside == RECALLED for teller in strand.tellers)


def may_go_on(strand: Strand, other: Strand) -> bool:
    """True for one kind of happening, for the brawls of a clash, and for the fires and arrests of a riot."""
    burning = all(each.trigger.mention.types[0] is T.ARSON for each in strand.tellers)
    families = {strand.family, other.family}
    same = len(families) == 1 or families == {"fighting", "unrest"}
    return same or (other.family == "unrest" and (strand.family == "order" or burning))


def is_bare(strand: Strand, other: Strand) -> bool:
    """True where the strand gives no day and no town or site that the other does not give."""
    days = all(weigh_times(time, other.times) > 0 for time in strand.times)
    scenes = [place for place in strand.places if depth_of(place) >= DEEP]
    return days and all(weigh_places(place, other.places) > 0 for place in scenes)


def is_compatible(one: Strand, other: Strand) -> bool:
    """True where nothing bars the two from being one happening: time, place, kind, or a word for "another"."""
    return agrees(one, other) and not is_another(one) and not is_another(other)


def is_another(strand: Strand) -> bool:
    """True where it is told as another than one told before: "une nouvelle bagarre", "hours later"."""
    return any(teller.listed or teller.trigger.pointing is Pointing.ANOTHER for teller in strand.tellers)


def agrees(one: Strand, other: Strand) -> bool:
    """True where neither time, place nor kind bars the two from being one happening."""
    return (
        all(weigh_times(time, other.times) >= 0 for time in one.times)
        and all(weigh_places(place, other.places) >= 0 for place in one.places)
        and all(weigh_kinds(teller, other) > -1 for teller in one.tellers)
    )


def compare(teller: SetTrigger, strand: Strand, last: bool, first: bool) -> tuple[tuple[str, float], ...]:
    """What speaks for and against the trigger telling of the strand's happening."""
    features = [
        ("time", weigh_times(teller.time, strand.times, firm=is_firm(teller))),
        ("place", weigh_places(teller.place, strand.places)),
        ("kind", weigh_kinds(teller, strand)),
        ("pointing", weigh_pointing(teller)),
    ]
    if is_elsewhere_next_day(teller, strand):
        features.append(("another town, another day", ELSEWHERE_NEXT_DAY))
    beside = any(other.trigger.sentence == teller.trigger.sentence for other in strand.tellers)
    if beside and teller.trigger.aside != RECALLED:  # "more attacks because of the anniversary of the killing"
        features.append(("same sentence", SAME_SENTENCE))
    if teller.listed:
        features.append(("listed", ANOTHER))
    if last:
        features.append(("last told", LAST_TOLD))
    if first:
        features.append(("first told", FIRST_TOLD))
    return tuple(features)


def weigh_pointing(teller: SetTrigger) -> float:
    """Points for "cette attaque", against "une autre attaque"; "the anniversary of the killing" points elsewhere."""
    pointing = teller.trigger.pointing
    if pointing is Pointing.GIVEN and teller.trigger.aside == RECALLED:
        return 0.0
    return {Pointing.GIVEN: GIVEN, Pointing.ANOTHER: ANOTHER, Pointing.GENERAL: GENERAL}.get(pointing, 0.0)


def is_elsewhere_next_day(teller: SetTrigger, strand: Strand) -> bool:
    """True for "On Thursday a teacher was gunned down in Rueso" after Wednesday's attack in Bannang Sata nearby."""
    place, time = teller.place, teller.time
    if place is None or time is None or is_inferred(time) or depth_of(place) < DEEP:
        return False
    days = [each for each in strand.times if not is_inferred(each)]
    scenes = [each for each in strand.places if depth_of(each) >= DEEP]
    return bool(days and scenes) and all(
        (
            *(days_apart(time, each) > 0 for each in days),
            *(
                place.place is not None and each.place is not None and place.place.id != each.place.id
                for each in scenes
            ),
        )
    )


def weigh_news(teller: SetTrigger, strand: Strand, published: date | None) -> tuple[str, float]:
    """Points against "l'attaque chimique de mardi" being today's news, told without a day because it is today's."""
    time = teller.time
    if strand.times or published is None or time is None or time.latest is None:
        return ("news", 0.0)
    fresh = any(other.trigger.pointing is not Pointing.GIVEN for other in strand.tellers)
    older = (published - time.latest).days >= OLD_NEWS
    given = teller.dated and teller.trigger.pointing is Pointing.GIVEN
    return ("news", DAYS_APART if fresh and older and given else 0.0)


def is_firm(teller: SetTrigger) -> bool:
    """False for a known happening told beside another day: "le bilan de l'attentat a été porté à 85 le 4 août"."""
    return teller.dated or teller.trigger.pointing is not Pointing.GIVEN


def weigh_times(time: TimeMention | None, known: Iterable[TimeMention], *, firm: bool = True) -> float:
    """Points for one time or against two; only one point against where the time may be another's or is inferred."""
    gaps = [days_apart(time, each) for each in known] if time else []
    if time is None or not gaps:
        return 0.0
    gap = min(gaps)
    if gap < 2 or not firm or is_inferred(time):
        return SAME_DAY if gap == 0 else NEAR_DAY
    return DAYS_APART if gap <= LONG else LONG_APART


def weigh_places(mention: PlaceMention | None, known: Iterable[PlaceMention]) -> float:
    """Points for one scene or against two."""
    places = list(known)
    if mention is None or not places:
        return 0.0
    if depth_of(mention) >= DEEP:
        places = [each for each in places if depth_of(each) >= DEEP] or places
    near = [each for each in places if may_be_one(mention, each)]
    if not near:
        return PLACES_APART
    return SAME_PLACE if min(depth_of(mention), max(depth_of(each) for each in near)) > 1 else WIDER_PLACE


def may_be_one(one: PlaceMention, other: PlaceMention) -> bool:
    """True where the two may be one scene; a name that no table knows is itself alone, but for a whole province."""
    if one.place and other.place and one.place.id and other.place.id:
        return same_area(one.place, other.place)
    return one.name == other.name or min(depth_of(one), depth_of(other)) < DEEP


def weigh_kinds(teller: SetTrigger, strand: Strand) -> float:
    """Points for one kind of happening or against two."""
    if kind_of(teller) in {kind_of(each) for each in strand.tellers}:
        return SAME_TYPE
    families = {family_of(each) for each in strand.tellers}
    mine = family_of(teller)
    if {mine, *families} == {"attack", "fighting"} and teller.trigger.weight > PLAIN_WEIGHT and mine == "attack":
        return FIGHT_AND.get(
            MANNER.get(teller.trigger.mention.types[0], "arms"), KIN[frozenset(("attack", "fighting"))]
        )
    if mine in families:
        return max(_weigh_manners(teller, each) for each in strand.tellers if family_of(each) == mine)
    return max(KIN.get(frozenset((mine, each)), STRANGERS) for each in families)


def _weigh_manners(one: SetTrigger, other: SetTrigger) -> float:
    """Points for two manners of attack being one: a blast may be told as an attack, hardly as an abduction."""
    if min(one.trigger.weight, other.trigger.weight) <= PLAIN_WEIGHT:
        return SAME_FAMILY
    manners = {MANNER.get(each.trigger.mention.types[0], "arms") for each in (one, other)}
    return SAME_FAMILY if len(manners) == 1 else OTHER_MANNER.get(frozenset(manners), 0.0)


def _hand_out(strands: list[Strand], triggers: Sequence[SetTrigger]) -> tuple[Strand, ...]:
    """The strands with what tells of no happening by itself, each with the nearest trigger of its sentence."""
    owner = {id(teller): number for number, strand in enumerate(strands) for teller in strand.tellers}
    current = 0
    for sentence in sorted({each.trigger.sentence for each in triggers}):
        here = [each for each in triggers if each.trigger.sentence == sentence]
        tellers = [each for each in here if id(each) in owner]
        for each in here:
            if id(each) in owner or not strands or (each.trigger.strength is Strength.EVENT and not each.trigger.muted):
                continue
            near = min(
                tellers, key=lambda teller: abs(teller.trigger.span.start - each.trigger.span.start), default=None
            )
            number = owner[id(near)] if near else current
            strands[number] = replace(strands[number], others=(*strands[number].others, each))
        if tellers:
            current = owner[id(tellers[-1])]
    return tuple(strands)
