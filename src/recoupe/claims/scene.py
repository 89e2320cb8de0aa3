"""Scene: the date and the place of a whole happening, chosen among those that its mentions give."""

from datetime import date, timedelta

from recoupe.claims.focus import find_lead
from recoupe.claims.incidence import Candidate
from recoupe.claims.rules import EventRules
from recoupe.claims.setting import (
    date_of,
    depth_of,
    is_inside,
    place_of,
    publication_date,
    usable_places,
    usable_times,
)
from recoupe.records import (
    AnnotatedDocument,
    DatePrecision,
    EventDate,
    EventPlace,
    PlaceMention,
    TimeMention,
)

IN_LEAD = 2.5  # a province in the lead before a town further down: the lead says where, the body compares
FRESH = timedelta(days=10)  # a day in the lead that far back may be the day of the news: "Mardi dernier"
NEARBY = 4  # sentences below the lead where the town of a story may still be named first


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
    if all(teller.trigger.aside for teller in strand.tellers):  # in court or remembered: the lead's day is another's
        return own or date_of(
            _days_in(usable, annotated, {t.trigger.sentence for t in strand.tellers} - lead), "told beside it"
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
        ({*range(max(lead, default=0) + NEARBY), *strand.sentences}, "told nearby"),
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
