"""Setting: when and where a happening took place, from the times and places tied to the words that tell of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from recoupe.claims.anaphors import ANAPHOR, find_anaphors
from recoupe.claims.nearness import distance, word_at
from recoupe.claims.rules import EventRules
from recoupe.claims.triggers import Strength, Trigger
from recoupe.distance import great_circle_km
from recoupe.mentions.tokens import fold_text
from recoupe.records import (
    AnnotatedDocument,
    DatePrecision,
    Document,
    EventDate,
    EventPlace,
    Place,
    PlaceMention,
    PlacePrecision,
    Sentence,
    Span,
    TimeMention,
    TimeType,
)

# Town and site say where; a province does where nothing better is named; a country says little.
DEPTH = {
    PlacePrecision.SITE: 5,
    PlacePrecision.DISTRICT: 4,
    PlacePrecision.TOWN: 4,
    PlacePrecision.PROVINCE: 2,
    PlacePrecision.COUNTRY: 0,
}
DEEP = 3  # a town or a site; two of them apart are two scenes, whatever country both are told in
UNKNOWN = 3  # of a name that no table knows: nobody opens a sentence with the name of an unknown country
PROVINCE_KM = 450.0  # from the middle of a large province, Florida say, to its borders
SAME_AREA_KM = 60.0  # the newsroom's 50 km and the width of a town
_DATELINE = re.compile(
    r"\s{0,5}(?:[^\n.]{2,50}\([^)\n]{2,30}\)|[^a-zà-ÿ\n]{3,60}|[^\n.–—]{0,40}\b\d{4}(?:,? [^\n.–—]{1,30})?)"
    r"\s{0,3}\.?\s{0,3}[–—-]\s"
)
RECALLED, LEGAL = "recalled", "legal"
RECALLED_BESIDE = 30  # "des attentats ayant frappé Bruxelles le 22 mars"
BESIDE = 8  # characters: "l'attentat de mardi", "l'attaque du 3 janvier"
# Rules of times that say no day of their own; a day told beside them is the better ground: "peu avant 21 heures".
INFERRED = (
    "hour",
    "in the night",
    "in the daytime",
    "part of the day",
    "noon and",
    "now",
    "that evening",
    "feast",
    "the day after",
    "the eve",
    "so long after",
)
WIDTH_COST = 30.0  # characters of distance that a width more is worth
COUPLED = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "acl")
AGENTS = ("nsubj", "obl:agent", "compound", "flat")
NARROWEST = (DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR)


M = TypeVar("M", TimeMention, PlaceMention)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTrigger:
    """A trigger with the times and places tied to it, the nearest first."""

    trigger: Trigger
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    costs: tuple[float, ...] = ()  # distance of each time
    listed: bool = False  # a further member of a list: a happening of its own
    opened: bool = False  # its sentence or paragraph opened with its place: "À Jytomyr, deux missiles…"
    dated: bool = False  # its time stands right beside it: "l'attentat de mardi"

    @property
    def time(self) -> TimeMention | None:
        """The nearest of its times, a day before a month that is not much nearer."""
        weighed = [cost + WIDTH_COST * width_of(time) for time, cost in zip(self.times, self.costs, strict=True)]
        return self.times[weighed.index(min(weighed))] if weighed else None

    @property
    def place(self) -> PlaceMention | None:
        """The place that says most nearly where, the nearest of these."""
        return min(self.places, key=lambda mention: -depth_of(mention), default=None)


def set_triggers(
    annotated: AnnotatedDocument, triggers: Sequence[Trigger], rules: EventRules
) -> tuple[SetTrigger, ...]:
    """Every trigger with the times and places of its sentence that stand nearest to it and not to another."""
    times, places = usable_times(annotated, rules), usable_places(annotated, rules)
    times_of: dict[int, list[TimeMention]] = {}
    places_of: dict[int, list[PlaceMention]] = {}
    content = annotated.document.content
    anchors = [number for number, trigger in enumerate(triggers) if trigger.strength is Strength.EVENT]
    telling = {triggers[number].sentence for number in anchors}
    anchors += [
        number
        for number, trigger in enumerate(triggers)
        if trigger.strength is Strength.EFFECT and trigger.sentence not in telling
    ]
    for sentence in sorted({triggers[number].sentence for number in anchors}):
        here = [number for number in anchors if triggers[number].sentence == sentence]
        whole = annotated.sentences[sentence]
        for time in times:
            if whole.span.covers(time.span):
                times_of.setdefault(_nearest(content, whole, triggers, here, time.span), []).append(time)
        for place in places:
            if whole.span.covers(place.span):
                places_of.setdefault(_nearest(content, whole, triggers, here, place.span), []).append(place)
    share_between_coupled(annotated, triggers, anchors, (times_of, places_of))
    return tuple(
        each
        for number, trigger in enumerate(triggers)
        for each in spread_lists(
            content, set_trigger(annotated, trigger, times_of.get(number, []), places_of.get(number, [])), rules
        )
    )


def share_between_coupled(
    annotated: AnnotatedDocument,
    triggers: Sequence[Trigger],
    anchors: Sequence[int],
    ties: Sequence[dict[int, list[Any]]],
) -> None:
    """Gives time and place of one trigger to another that it governs: "A truck bomb killed 500 in 2017"."""
    for one, other in ((a, b) for a in anchors for b in anchors if a != b):
        if not _governs(annotated, triggers[one], triggers[other]):
            continue
        for tied in ties:
            if tied.get(one) and not tied.get(other):
                tied[other] = list(tied[one])
            elif tied.get(other) and not tied.get(one):
                tied[one] = list(tied[other])


def _governs(annotated: AnnotatedDocument, one: Trigger, other: Trigger) -> bool:
    """True where the second trigger is subject, object or adjunct of the first in the parse."""
    if one.sentence != other.sentence or one.mention.word is None or other.mention.word is None:
        return False
    word = annotated.sentences[one.sentence].words[other.mention.word]
    return word.head == one.mention.word and word.dep in COUPLED


def spread_lists(content: str, setting: SetTrigger, rules: EventRules) -> tuple[SetTrigger, ...]:
    """The trigger once for each place or day of a list behind it: "les attentats de Paris et de Bruxelles"."""
    places = _listed(content, setting, sorted(setting.places, key=lambda place: place.span), rules)
    if len(places) > 1 and all(
        one.place and other.place and not same_area(one.place, other.place) for one, other in pairwise(places)
    ):
        return tuple(replace(setting, places=(place,), listed=number > 0) for number, place in enumerate(places))
    times = _listed(content, setting, sorted(setting.times, key=lambda time: time.span), rules)
    ranged = bool(times) and rules.between.search(
        fold_text(content[max(0, times[0].span.start - 20) : times[0].span.start])
    )
    if len(times) > 1 and not ranged and all(days_apart(one, other) > 0 for one, other in pairwise(times)):
        return tuple(
            replace(setting, times=(time,), costs=(0.0,), listed=number > 0) for number, time in enumerate(times)
        )
    return (setting,)


def _listed(content: str, setting: SetTrigger, mentions: Sequence[M], rules: EventRules) -> list[M]:
    """The mentions behind the trigger that only commas, "and" and prepositions part from one another."""
    behind = [mention for mention in mentions if mention.span.start >= setting.trigger.span.end]
    listed = behind[:1]
    for mention in behind[1:]:
        gap = fold_text(content[listed[-1].span.end : mention.span.start])
        if mention.span.start < listed[-1].span.end or not rules.list_gap.fullmatch(gap):
            break
        listed.append(mention)
    return listed


def set_trigger(
    annotated: AnnotatedDocument, trigger: Trigger, times: list[TimeMention], places: list[PlaceMention]
) -> SetTrigger:
    """The trigger with its times and places by distance; what is only recalled has those right behind it alone."""
    content, sentence = annotated.document.content, annotated.sentences[trigger.sentence]

    def far(mention: TimeMention | PlaceMention) -> float:
        return distance(content, sentence, trigger, mention.span)

    if trigger.aside == LEGAL:  # "mis en examen mardi pour l'incendie": the day in court
        times = [time for time in times if time.span.start >= trigger.span.end]
        places = [place for place in places if place.span.start >= trigger.span.end]
    if trigger.aside == RECALLED:
        times = [time for time in times if -1 <= time.span.start - trigger.span.end <= RECALLED_BESIDE]
        places = [place for place in places if -1 <= place.span.start - trigger.span.end <= RECALLED_BESIDE]
    times = sorted(times, key=lambda time: (far(time), time.span))
    return SetTrigger(
        trigger=trigger,
        times=tuple(times),
        places=tuple(sorted(places, key=lambda place: (far(place), place.span))),
        costs=tuple(far(time) for time in times),
        dated=any(-1 <= time.span.start - trigger.span.end <= BESIDE for time in times),
    )


def _nearest(content: str, sentence: Sentence, triggers: Sequence[Trigger], here: list[int], span: Span) -> int:
    return min(here, key=lambda number: (distance(content, sentence, triggers[number], span), number))


def usable_times(annotated: AnnotatedDocument, rules: EventRules) -> tuple[TimeMention, ...]:
    """The times that can date a happening: days and longer, not the dateline, not a birth or a term to come."""
    folded = fold_text(annotated.document.content)
    dateline = find_dateline(annotated.document)
    return tuple(
        time
        for time in annotated.mentions.times
        if time.type in (TimeType.DATE, TimeType.TIME)
        and time.earliest is not None
        and time.latest is not None
        and not (dateline and dateline.covers(time.span))
        and not rules.not_when.search(folded[max(0, time.span.start - 40) : time.span.start])
    )


def find_dateline(document: Document) -> Span | None:
    """Where and when the text was written, at its head: "10 mars 2018 . –", "OUAGADOUGOU, 20 août (AFP) –"."""
    found = _DATELINE.match(document.content, document.title_offset)
    return Span(found.start(), found.end()) if found else None


def usable_places(annotated: AnnotatedDocument, rules: EventRules) -> tuple[PlaceMention, ...]:
    """The places where something may happen: no demonym, no part of a name, nobody's origin or capital."""
    folded = fold_text(annotated.document.content)
    dateline = find_dateline(annotated.document)
    mentions = sorted((*annotated.mentions.places, *find_anaphors(annotated, rules)), key=lambda each: each.span)
    return tuple(
        mention
        for mention in mentions
        if mention.place is not None
        and not (dateline and dateline.covers(mention.span))
        and mention.role in ("place", ANAPHOR)
        and not any(time.span.overlaps(mention.span) for time in annotated.mentions.times)  # "October 6" is no city
        and not rules.not_where.search(folded[max(0, mention.span.start - 50) : mention.span.start])
        and (_is_led_in(mention, folded, rules) or not _is_agent(annotated, mention))
        and _is_scene(annotated, mention, folded, rules)
    )


def _is_led_in(mention: PlaceMention, folded: str, rules: EventRules) -> bool:
    """True behind a word for "in"."""
    return bool(rules.in_country.search(folded[max(0, mention.span.start - 50) : mention.span.start]))


def _is_scene(annotated: AnnotatedDocument, mention: PlaceMention, folded: str, rules: EventRules) -> bool:
    """True unless a country is told of with no word for "in": "Pompeo points at Iran after attack on oil plants"."""
    behind = folded[mention.span.end : mention.span.end + 2]
    if mention.place is None or mention.place.precision is not PlacePrecision.COUNTRY:
        return True
    if behind == "'s":  # "Somalia's president"
        return False
    opening = any(sentence.start == mention.span.start for sentence in annotated.sentences)
    return (opening and behind != ", ") or _is_led_in(mention, folded, rules)


def _is_agent(annotated: AnnotatedDocument, mention: PlaceMention) -> bool:
    """True for a country or capital that acts: "Les États-Unis bombardent une base syrienne"."""
    if mention.place is None or mention.place.precision not in (PlacePrecision.COUNTRY, PlacePrecision.TOWN):
        return False
    sentence = next((each for each in annotated.sentences if each.span.covers(mention.span)), None)
    if sentence is None:
        return False
    if (
        mention.span.start == sentence.start
        and annotated.document.content[mention.span.end : mention.span.end + 2] == ", "
    ):
        return True  # "Tehran, he said, had struck the port."
    index = word_at(sentence, mention.span)
    return index is not None and sentence.words[index].dep in AGENTS


def depth_of(mention: PlaceMention) -> int:
    """How nearly a mention says where; 0 for a country."""
    if mention.place is None:
        return UNKNOWN
    return DEPTH[mention.place.precision] - (1 if mention.relation in ("near", "distance") else 0)


def same_area(one: Place, other: Place) -> bool:
    """True where the two may be one scene: near each other, or one the country or province around the other."""
    if one.country != other.country:
        return kilometres(one, other) <= SAME_AREA_KM
    if PlacePrecision.COUNTRY in (one.precision, other.precision):
        return True
    if PlacePrecision.PROVINCE in (one.precision, other.precision):
        return one.admin1 == other.admin1 or kilometres(one, other) <= PROVINCE_KM
    return kilometres(one, other) <= SAME_AREA_KM


def is_inside(one: Place, other: Place) -> bool:
    """True where the first is the second, near it, or in the same province."""
    if PlacePrecision.PROVINCE in (one.precision, other.precision) and one.country == other.country:
        return (one.admin1 is not None and one.admin1 == other.admin1) or kilometres(one, other) <= 2 * SAME_AREA_KM
    return same_area(one, other)


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance."""
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


def width_of(time: TimeMention) -> int:
    """0 for a day, 2 for an hour whose day is only inferred, 3 for a year."""
    width = NARROWEST.index(time.precision or DatePrecision.YEAR)
    return width + 2 if is_inferred(time) else width


def is_inferred(time: TimeMention) -> bool:
    """True where the words give an hour or a part of a day, not the day: "peu avant 21 heures"."""
    return time.rule.startswith(INFERRED)


def days_apart(one: TimeMention, other: TimeMention) -> int:
    """Days between two ranges, 0 where they meet."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return 0
    return max(0, (one.earliest - other.latest).days, (other.earliest - one.latest).days)


def date_of(mentions: Iterable[TimeMention], rule: str) -> EventDate | None:
    """The date that the first of the narrowest mentions gives, with the spans of all that say the same."""
    listed = [time for time in mentions if time.earliest and time.latest]
    best = min(listed, key=width_of, default=None)
    if best is None or best.earliest is None or best.latest is None:
        return None
    same = [time.span for time in listed if (time.earliest, time.latest) == (best.earliest, best.latest)]
    return EventDate(
        earliest=best.earliest,
        latest=best.latest,
        precision=best.precision or DatePrecision.DAY,
        spans=tuple(sorted(set(same))),
        rule=f"{rule}: {best.rule}",
    )


def publication_date(published: date) -> EventDate:
    """The day of publication and the one before it, for news that says no day: "Une prise d'otage a fait…"."""
    return EventDate(
        earliest=published - timedelta(days=1),
        latest=published,
        precision=DatePrecision.DAY,
        spans=(),
        rule="news without a day: published then",
    )


def place_of(mention: PlaceMention, content: str, rule: str) -> EventPlace:
    """The place of a happening, in the words of the text."""
    place = mention.place
    return EventPlace(
        name=mention.name if mention.role == ANAPHOR else content[mention.span.start : mention.span.end],
        country=place.country if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        precision=place.precision if place else PlacePrecision.COUNTRY,
        identifier=(place.id or None) if place else None,
        spans=(mention.span,),
        rule=f"{rule}: {mention.rule}",
    )
