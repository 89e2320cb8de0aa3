"""Anaphors: "la ville", "the town", which stand for the town named last before them."""

from recoupe.claims.rules import EventRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, PlaceMention, PlacePrecision, Span

ANAPHOR = "anaphor"
REACH = 1500  # characters; further back another town may have come between without being known


def find_anaphors(annotated: AnnotatedDocument, rules: EventRules) -> tuple[PlaceMention, ...]:
    """The words that stand for a town named before, each a mention of that town, in order of the text."""
    towns = [
        mention
        for mention in annotated.mentions.places
        if mention.role == "place" and mention.place and mention.place.precision is PlacePrecision.TOWN
    ]
    if not towns:
        return ()
    folded = fold_text(annotated.document.content)
    found = []
    for match in rules.anaphors.finditer(folded, annotated.document.title_offset):
        span = Span(match.start(), match.end())
        before = [town for town in towns if span.start - REACH <= town.span.start < span.start]
        if before and not any(mention.span.overlaps(span) for mention in annotated.mentions.places):
            found.append(
                PlaceMention(
                    span=span, name=before[-1].name, place=before[-1].place, role=ANAPHOR, rule="the town named last"
                )
            )
    return tuple(found)
