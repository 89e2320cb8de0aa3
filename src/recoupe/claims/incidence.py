"""Which strands are incidents: what the document is about, and what it recalls with a particular of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from recoupe.claims.bars import (
    BARE_WEIGHT,
    ORDER,
    VIOLENT_EFFECT,
    is_bare_killing,
    is_barred,
    lead_indices,
    lead_texts,
    say,
    tells_of_killing,
    texts_of,
)
from recoupe.claims.chronicle import is_of_the_day
from recoupe.claims.focus import find_lead, is_focus
from recoupe.claims.kinds import choose_type
from recoupe.claims.nearness import distance
from recoupe.claims.rules import EventRules
from recoupe.claims.setting import DEEP, SetTrigger, days_apart, depth_of, is_inferred
from recoupe.claims.strands import Strand
from recoupe.claims.triggers import Pointing, Strength
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, EventType, Reason

CROWDS = (EventType.UNREST, EventType.PROTEST)  # where the arrests of the night are part of it
OWN_PLACE_DEPTH, OWN_PLACE_CHARS = (
    3,
    40,
)  # "arrested in the neighborhood of Strickland Street": a town or site, close by
BACKGROUND_DEPTH = 0  # a country is no particular of its own
# Rules of what may tell of violence in a title: "tué", "protesters"; not "mort".
TELLING = (VIOLENT_EFFECT, "protest")
MODERN = 1900  # before it is history: "la bataille d'Hastings" of a tapestry
PROMOTED_WITHIN = 4  # sentences below the lead in which the deed is then told


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A strand with what decides whether it is kept."""

    strand: Strand
    type: EventType
    typed: Reason
    focus: bool


def find_incidents(
    strands: tuple[Strand, ...],
    settings: tuple[SetTrigger, ...],
    annotated: AnnotatedDocument,
    rules: EventRules,
    entries: Mapping[int, int],
) -> list[Candidate]:
    """The strands that are incidents, each with its type; `entries` is of `find_entries`."""
    published = annotated.document.published_day
    candidates = [judge_strand(strand, annotated) for strand in strands]
    candidates = [
        replace(each, focus=each.focus or is_of_the_day(each.strand, entries, published)) for each in candidates
    ]
    candidates = add_bare_deaths(candidates, settings, annotated, rules)
    candidates = promote_first(candidates, settings, annotated)
    candidates = promote_listed(demote_earlier(candidates, annotated), annotated, rules)
    return [each for each in candidates if is_incident(each, candidates, annotated, rules)]


def judge_strand(strand: Strand, annotated: AnnotatedDocument) -> Candidate:
    """The strand with its type, and whether the document is about it."""
    type_, typed = choose_type(strand)
    always = any(teller.trigger.always for teller in strand.tellers)
    return Candidate(strand=strand, type=type_, typed=typed, focus=always or is_focus(strand, annotated))


def promote_first(
    candidates: list[Candidate], settings: tuple[SetTrigger, ...], annotated: AnnotatedDocument
) -> list[Candidate]:
    """The candidates, the first in focus where title or lead tell of dead or hurt and no other is: "un couple tué"."""
    lead = {sentence.index for sentence in find_lead(annotated)}
    hurt = [each for each in settings if each.trigger.mention.rule in TELLING and each.trigger.sentence in lead]
    if any(each.focus and each.type not in ORDER for each in candidates) or not hurt:
        return candidates
    early = [
        each for each in candidates if each.strand.sentences[0] <= max(lead) + PROMOTED_WITHIN and not each.strand.times
    ]
    first = next((each for each in early if each.type not in ORDER), None)
    return [replace(each, focus=True) if each is first else each for each in candidates]


def promote_listed(candidates: list[Candidate], annotated: AnnotatedDocument, rules: EventRules) -> list[Candidate]:
    """The candidates, further ones of the same story in focus: "À Jytomyr, deux missiles…", told with no other day."""
    news = [each for each in candidates if each.focus and each.type not in ORDER]
    days = [time for each in news for time in each.strand.times if time.earliest]
    last = max(days, key=lambda time: time.earliest or date.min, default=None)

    def is_listed(each: Candidate) -> bool:
        strand = each.strand
        told = all(is_told_as_news(teller, annotated, rules) for teller in strand.tellers)
        deep = any(depth_of(place) >= DEEP for place in strand.places)
        same = all(is_inferred(time) or (last and days_apart(time, last) == 0) for time in strand.times)
        kin = any(strand.family == other.strand.family for other in news)
        return bool(news) and told and deep and same and kin

    return [replace(each, focus=True) if not each.focus and is_listed(each) else each for each in candidates]


def is_told_as_news(teller: SetTrigger, annotated: AnnotatedDocument, rules: EventRules) -> bool:
    """True for a verb, "a explosé"; "l'attaque de Nice", "avait explosé" recall what was known before."""
    trigger = teller.trigger
    folded = fold_text(annotated.document.content)
    before = folded[annotated.sentences[trigger.sentence].start : trigger.span.start]
    head = trigger.mention.word
    verb = head is not None and annotated.sentences[trigger.sentence].words[head].pos == "VERB"
    told = teller.opened or (verb and not teller.times)
    return told and trigger.aside is None and not rules.pluperfect.search(before)


def demote_earlier(candidates: list[Candidate], annotated: AnnotatedDocument) -> list[Candidate]:
    """The candidates, one that the lead only recalls beside the news out of focus.

    "Drones were shot down on Tuesday. It was the second such attempt: on Monday two had been downed at the airport."
    """
    lead = find_lead(annotated)
    first = {sentence.index for sentence in lead[:-1]}
    news = [
        time.earliest
        for each in candidates
        if each.focus and first & set(each.strand.sentences)
        for time in each.strand.times
        if time.earliest
    ]

    def is_recalled(each: Candidate) -> bool:
        days = [time.latest for time in each.strand.times if time.latest]
        told_first = first & {teller.trigger.sentence for teller in each.strand.tellers}
        return bool(news and days) and not told_first and max(days) < min(news)

    return [replace(each, focus=False) if each.focus and is_recalled(each) else each for each in candidates]


def add_bare_deaths(
    candidates: list[Candidate], settings: tuple[SetTrigger, ...], annotated: AnnotatedDocument, rules: EventRules
) -> list[Candidate]:
    """The candidates, and killings that the lead tells with no other word for the deed: "deux soldats tués lundi"."""
    lead = lead_indices(annotated)
    told_of = {
        teller.trigger.sentence for each in candidates if each.type not in ORDER for teller in each.strand.tellers
    }
    if lead & told_of or not tells_of_killing(annotated, rules):
        return candidates
    told = tuple(
        replace(each, trigger=replace(each.trigger, strength=Strength.EVENT, weight=BARE_WEIGHT))
        for each in settings
        if is_bare_killing(each.trigger, lead)
    )
    return [judge_strand(Strand(tellers=told), annotated), *candidates] if told else candidates


def is_incident(
    candidate: Candidate, candidates: list[Candidate], annotated: AnnotatedDocument, rules: EventRules
) -> bool:
    """True for what is told with a particular of its own, or is what the document is about."""
    strand = candidate.strand
    if is_barred([teller.trigger for teller in strand.tellers], strand.sentences, annotated, rules):
        return False
    if candidate.type in ORDER and not _is_public(candidate, candidates, annotated, rules):
        return False
    if strand.times and all(time.latest and time.latest.year < MODERN for time in strand.times):
        return False
    if not candidate.focus and max(teller.trigger.weight for teller in strand.tellers) <= 0:
        return False
    deep = any(depth_of(place) > BACKGROUND_DEPTH for place in strand.places)
    general = all(teller.trigger.pointing is Pointing.GENERAL for teller in strand.tellers)
    if candidate.focus:
        return deep or not general
    return bool(strand.times) and deep if general else bool(strand.times) or deep


def _is_public(
    candidate: Candidate, candidates: list[Candidate], annotated: AnnotatedDocument, rules: EventRules
) -> bool:
    """True for an arrest told as an action of its own in news of public violence."""
    attacks = [other.type for other in candidates if other.focus and other.type not in ORDER]
    if attacks:
        tellers = candidate.strand.tellers
        known = {
            place.place.id
            for other in candidates
            if other is not candidate
            for place in other.strand.places
            if place.place
        }
        return candidate.strand.title or any(
            each.trigger.always
            or (each.dated and not set(attacks) & set(CROWDS))
            or _is_told_where(each, known, annotated)
            for each in tellers
        )
    told = (*lead_texts(annotated), *texts_of(annotated, candidate.strand.sentences))
    return say(rules.public, told) and not say(rules.private, told)


def _is_told_where(teller: SetTrigger, known: set[str], annotated: AnnotatedDocument) -> bool:
    """True for "arrested in the neighborhood of Strickland Street": a place of its own right behind."""
    place = teller.place
    if place is None or place.place is None or place.place.id in known:
        return False
    if depth_of(place) < OWN_PLACE_DEPTH or place.span.start < teller.trigger.span.end:
        return False
    return (
        distance(annotated.document.content, annotated.sentences[teller.trigger.sentence], teller.trigger, place.span)
        <= OWN_PLACE_CHARS
    )
