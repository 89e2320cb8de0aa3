"""Happenings: the strands of a document that are incidents, each with type, date, place, outcome and standing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from recoupe.claims.focus import find_lead, is_focus
from recoupe.claims.kinds import choose_type
from recoupe.claims.loaded import find_loaded
from recoupe.claims.ordinals import find_ordinal
from recoupe.claims.outcome import find_certainty, find_outcome
from recoupe.claims.relevance import find_relevant
from recoupe.claims.rules import EventRules
from recoupe.claims.setting import (
    SetTrigger,
    date_of,
    depth_of,
    distance,
    is_inside,
    place_of,
    publication_date,
    set_triggers,
    usable_places,
    usable_times,
)
from recoupe.claims.strands import Strand, gather_strands
from recoupe.claims.triggers import Pointing, Strength, find_triggers
from recoupe.mentions.tokens import fold_text
from recoupe.records import (
    AnnotatedDocument,
    DatePrecision,
    EventDate,
    EventPlace,
    EventType,
    Happening,
    PlaceMention,
    Reason,
    Span,
    TimeMention,
)

ORDER = (EventType.ARREST, EventType.WEAPONS_SEIZURE)
CROWDS = (EventType.UNREST, EventType.PROTEST)  # where the arrests of the night are part of it
IN_LEAD = 2.5  # a province in the lead before a town further down: the lead says where, the body compares
OWN_PLACE_DEPTH, OWN_PLACE_CHARS = 3, 40
BACKGROUND_DEPTH = 0  # a country is no particular of its own
PLAIN_WEIGHT = 1.0  # a rule that says no more than "attack"
VIOLENT_EFFECT, BARE_WEIGHT = "killed-or-hurt", 0.5
# Rules of what may tell of violence in a title: "tué", "protesters"; not "mort".
TELLING = (VIOLENT_EFFECT, "protest")
PROMOTED_WITHIN = 4  # sentences below the lead in which the deed is then told
FRESH = timedelta(days=10)  # a day in the lead that far back may be the day of the news: "Mardi dernier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A strand with what decides whether it is kept."""

    strand: Strand
    type: EventType
    typed: Reason
    focus: bool


def find_happenings(annotated: AnnotatedDocument, rules: EventRules) -> tuple[Happening, ...]:
    """The incidents that the document tells of, in order of their first mention."""
    relevant = find_relevant(annotated.document.content, annotated.sentences, rules)
    settings = set_triggers(annotated, find_triggers(annotated, relevant, rules), rules)
    candidates = [
        judge_strand(strand, annotated) for strand in gather_strands(settings, annotated.document.published_day)
    ]
    candidates = promote_first(candidates, settings, annotated)
    candidates = add_bare_deaths(candidates, settings, annotated, rules)
    kept = [each for each in candidates if is_incident(each, candidates, annotated, rules)]
    return tuple(make_happening(each, kept, annotated, rules) for each in kept)


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


def add_bare_deaths(
    candidates: list[Candidate], settings: tuple[SetTrigger, ...], annotated: AnnotatedDocument, rules: EventRules
) -> list[Candidate]:
    """The candidates, and killings that the lead tells with no other word for the deed: "deux soldats tués lundi"."""
    lead = find_lead(annotated)
    folded = fold_text(annotated.document.content)
    text = " ".join(folded[sentence.start : sentence.end] for sentence in lead)
    indices = {sentence.index for sentence in lead}
    if any(each.type not in ORDER and indices & set(each.strand.sentences) for each in candidates):
        return candidates
    if not rules.deed.search(text):
        return candidates
    if rules.accident.search(text) or rules.other_matter.search(text):
        return candidates
    told = tuple(
        replace(each, trigger=replace(each.trigger, strength=Strength.EVENT, weight=BARE_WEIGHT))
        for each in settings
        if each.trigger.mention.rule == VIOLENT_EFFECT and each.trigger.sentence in indices and not each.trigger.muted
    )
    return [judge_strand(Strand(tellers=told), annotated), *candidates] if told else candidates


def is_incident(
    candidate: Candidate, candidates: list[Candidate], annotated: AnnotatedDocument, rules: EventRules
) -> bool:
    """True for what is told with a particular of its own, or is what the document is about."""
    strand = candidate.strand
    if _is_barred(candidate, annotated, rules):
        return False
    if candidate.type in ORDER and not _is_public(candidate, candidates, annotated, rules):
        return False
    if not candidate.focus and max(teller.trigger.weight for teller in strand.tellers) <= 0:
        return False
    deep = any(depth_of(place) > BACKGROUND_DEPTH for place in strand.places)
    general = all(teller.trigger.pointing is Pointing.GENERAL for teller in strand.tellers)
    if candidate.focus:
        return deep or not general
    return bool(strand.times) and deep if general else bool(strand.times) or deep


def _is_barred(candidate: Candidate, annotated: AnnotatedDocument, rules: EventRules) -> bool:
    """True for private crime, accidents, and figures of speech in news of sport or trade."""
    folded = fold_text(annotated.document.content)
    lead = " ".join(folded[sentence.start : sentence.end] for sentence in find_lead(annotated))
    if rules.lead_private.search(lead):
        return True
    tellers = candidate.strand.tellers
    if all(teller.trigger.weak for teller in tellers) and rules.accident.search(lead):
        return True
    other_matter = bool(rules.other_matter.search(lead))
    if max(teller.trigger.weight for teller in tellers) > PLAIN_WEIGHT and not other_matter:
        return False
    told = " ".join(
        folded[annotated.sentences[index].start : annotated.sentences[index].end]
        for index in candidate.strand.sentences
    )
    return not (rules.grave if other_matter else rules.violence).search(told)


def _is_public(
    candidate: Candidate, candidates: list[Candidate], annotated: AnnotatedDocument, rules: EventRules
) -> bool:
    """True for an arrest told as an action of its own in news of public violence."""
    folded = fold_text(annotated.document.content)
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
    told = [annotated.sentences[index] for index in candidate.strand.sentences]
    lead = " ".join(folded[sentence.start : sentence.end] for sentence in (*find_lead(annotated), *told))
    return bool(rules.public.search(lead)) and not rules.private.search(lead)


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


def make_happening(
    candidate: Candidate, kept: list[Candidate], annotated: AnnotatedDocument, rules: EventRules
) -> Happening:
    """The strand as a record."""
    strand = candidate.strand
    outcome, outcome_reason = find_outcome(strand, candidate.type, annotated, rules)
    claim, claim_reason = find_certainty(strand, candidate.type, annotated, rules)
    tellers = sorted(strand.tellers, key=lambda teller: -teller.trigger.weight)
    sentences = strand.sentences
    return Happening(
        type=candidate.type,
        triggers=tuple(teller.trigger.mention for teller in tellers),
        sentences=sentences,
        outcome=outcome,
        focus=candidate.focus,
        claim=claim,
        date=date_strand(candidate, annotated, rules),
        place=place_strand(candidate, annotated, rules),
        ordinal=find_ordinal(annotated, own_stretches(candidate, kept, annotated), rules),
        loaded=find_loaded(annotated, own_stretches(candidate, kept, annotated), rules),
        reasons=(
            candidate.typed,
            outcome_reason,
            claim_reason,
            Reason(
                field="focus",
                rule="in title or lead" if candidate.focus else "told in passing",
                spans=tuple(teller.trigger.span for teller in strand.tellers[:1]),
            ),
        ),
    )


def own_stretches(candidate: Candidate, kept: list[Candidate], annotated: AnnotatedDocument) -> tuple[Span, ...]:
    """The stretches of text that tell of it; a sentence shared with another happening is cut half-way between."""
    stretches = []
    for index in candidate.strand.sentences:
        start, end = annotated.sentences[index].start, annotated.sentences[index].end
        mine = [each.trigger.span for each in candidate.strand.tellers if each.trigger.sentence == index]
        others = [
            each.trigger.span
            for other in kept
            if other is not candidate
            for each in other.strand.tellers
            if each.trigger.sentence == index
        ]
        if others and not mine:
            continue
        before = [span.end for span in others if mine and span.end <= mine[0].start]
        behind = [span.start for span in others if mine and span.start >= mine[-1].end]
        start = (max(before) + mine[0].start) // 2 if before else start
        end = (min(behind) + mine[-1].end) // 2 if behind else end
        stretches.append(Span(start, end))
    return tuple(stretches)


def date_strand(candidate: Candidate, annotated: AnnotatedDocument, rules: EventRules) -> EventDate | None:
    """The day told with the happening; for the news itself also one told in the lead, else that of publication."""
    strand, published = candidate.strand, annotated.document.published_day
    usable = usable_times(annotated, rules)
    lead = {sentence.index for sentence in find_lead(annotated)}
    own = date_of(strand.times, "told with it")
    if not candidate.focus:
        return own or date_of(
            _days_in(usable, annotated, {t.trigger.sentence for t in strand.tellers}), "told beside it"
        )
    early = [teller.time for teller in strand.tellers if teller.time and teller.trigger.sentence in lead]
    choices = (
        _day(date_of(early, "told with it in the lead")),
        _day(own) if own and _is_fresh(own, published) else None,
        _day(
            date_of(
                [time for time in _days_in(usable, annotated, lead) if _is_fresh(time, published)], "told in the lead"
            )
        ),
        own,
        publication_date(published) if published else None,
    )
    return next((choice for choice in choices if choice), None)


def _day(when: EventDate | None) -> EventDate | None:
    return when if when and when.precision is DatePrecision.DAY else None


def _is_fresh(when: EventDate | TimeMention, published: date | None) -> bool:
    """True for a day shortly before publication."""
    return published is None or (when.latest is not None and published - FRESH <= when.latest <= published)


def _days_in(times: tuple[TimeMention, ...], annotated: AnnotatedDocument, indices: set[int]) -> list[TimeMention]:
    """The times of day precision in the sentences named."""
    return [
        time
        for time in times
        if time.precision is DatePrecision.DAY
        and any(annotated.sentences[index].span.covers(time.span) for index in indices)
    ]


def place_strand(candidate: Candidate, annotated: AnnotatedDocument, rules: EventRules) -> EventPlace | None:
    """The place told with the happening that says most nearly where; for the news itself also one told beside it."""
    content, strand = annotated.document.content, candidate.strand
    own = choose_place(strand.places, annotated)
    if own is not None and (depth_of(own) > 2 or not candidate.focus):
        return place_of(own, content, "told with it")
    if not candidate.focus:
        return None
    lead = {sentence.index for sentence in find_lead(annotated)}
    for indices, rule in (
        (lead, "told in the lead"),
        ({*range(max(lead, default=0) + 4), *strand.sentences}, "told nearby"),
    ):
        near = choose_place(_places_in(indices, own, annotated, rules), annotated)
        if near is not None and depth_of(near) > (depth_of(own) if own else 0):
            return place_of(near, content, rule)
    if own is not None:
        return place_of(own, content, "told with it")
    beside = next(
        (each for each in annotated.mentions.places if each.place and each.role in ("place", "demonym")), None
    )
    return place_of(beside, content, "the first country told of") if beside else None


def _places_in(
    indices: set[int], own: PlaceMention | None, annotated: AnnotatedDocument, rules: EventRules
) -> tuple[PlaceMention, ...]:
    """The places in the sentences named, in the country that is known already."""
    known = own or next(
        (each for each in annotated.mentions.places if each.place and each.role in ("place", "demonym")), None
    )
    country = known.place.country if known and known.place else None
    spans = [sentence.span for sentence in annotated.sentences if sentence.index in indices]
    return tuple(
        place
        for place in usable_places(annotated, rules)
        if any(span.covers(place.span) for span in spans)
        and (country is None or (place.place is not None and place.place.country == country))
    )


def choose_place(mentions: tuple[PlaceMention, ...], annotated: AnnotatedDocument) -> PlaceMention | None:
    """The mention that says most nearly where: the deepest in the scene of the first, the lead before the rest."""
    lead = [sentence.span for sentence in find_lead(annotated)]

    def rank(mention: PlaceMention) -> float:
        return depth_of(mention) + (IN_LEAD if any(span.covers(mention.span) for span in lead) else 0.0)

    first = max(mentions, key=rank, default=None)
    if first is None or first.place is None or depth_of(first) <= 0:
        return first
    scene = [each for each in mentions if each.place and is_inside(each.place, first.place)]
    return max(scene, key=depth_of)
