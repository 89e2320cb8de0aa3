"""Phrases that stand for a place named elsewhere: "la capitale", "les quartiers est de la ville"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recoupe.mentions.places.gazetteer import Gazetteer
from recoupe.mentions.places.judging import relation_before
from recoupe.mentions.places.locating import Anchors
from recoupe.mentions.places.rules import PlaceRules
from recoupe.records import Place, PlaceMention, PlacePrecision, Span

BESIDE = 3  # characters between "la capitale" and "irakienne", or between "Bagdad, " and "la capitale"


def find_standins(
    content: str, mentions: Sequence[PlaceMention], anchors: Anchors, gazetteer: Gazetteer, rules: PlaceRules
) -> Iterator[PlaceMention]:
    """The mentions that such phrases make; none where the name itself stands beside: "Bagdad, la capitale"."""
    for rule in rules.standins:
        for hit in rule.pattern.finditer(content):
            span = Span(hit.start(), hit.end())
            place = (
                capital_meant(content, span, mentions, gazetteer) if rule.value == "capital" else town_meant(anchors)
            )
            if place and not named_beside(content, span, mentions):
                relation = relation_before(content, span.start, rules)  # "à 30 km au nord de la capitale"
                yield PlaceMention(
                    span=span, name=hit[0], place=place, relation=relation, rule=f"stands in, {rule.value}"
                )


def capital_meant(content: str, span: Span, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> Place | None:
    """The capital of the country whose demonym stands beside ("la capitale irakienne"), else of the chief country."""
    beside = [m for m in mentions if m.role == "demonym" and 0 <= m.span.start - span.end < BESIDE and m.place]
    country = beside[0].place.country if beside and beside[0].place else chief_country(mentions)
    towns = gazetteer.find_exactly(gazetteer.capitals.get(country or "", ""))
    return next((town for town in towns if town.country == country and gazetteer.is_capital(town)), None)


def chief_country(mentions: Sequence[PlaceMention]) -> str | None:
    """The country most places of the document lie in, the one named first where two tie."""
    codes = [m.place.country for m in mentions if m.place and m.place.country and m.role != "name_part"]
    return max(dict.fromkeys(codes), key=codes.count, default=None)


def town_meant(anchors: Anchors) -> Place | None:
    """The town that the document is mostly about, its part being meant."""
    chief = anchors.chief()
    return (
        replace(chief, precision=PlacePrecision.DISTRICT) if chief and chief.precision == PlacePrecision.TOWN else None
    )


def named_beside(content: str, span: Span, mentions: Sequence[PlaceMention]) -> bool:
    """True for "la capitale Bagdad", "Bagdad, la capitale" and phrases that another mention covers."""
    return any(
        mention.span.overlaps(span)
        or (0 <= mention.span.start - span.end < BESIDE and mention.role == "place")
        or (0 <= span.start - mention.span.end < BESIDE and content[mention.span.end : span.start].strip() == ",")
        for mention in mentions
    )
