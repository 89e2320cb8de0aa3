"""Events: what a document says happened, each with its roles."""

from dataclasses import replace
from typing import TypeVar

from recoupe.claims.happenings import find_happenings
from recoupe.claims.relevance import find_relevant
from recoupe.claims.roles import fill_roles, open_reader
from recoupe.claims.rules import EventRules
from recoupe.records import (
    ActorMention,
    AnnotatedDocument,
    CountMention,
    Event,
    Happening,
    Mentions,
    PlaceMention,
    Roles,
    TimeMention,
    WeaponMention,
    Wording,
)

M = TypeVar("M", TimeMention, PlaceMention, CountMention, ActorMention, WeaponMention)


def find_events(annotated: AnnotatedDocument, rules: EventRules) -> tuple[Event, ...]:
    """All events of the document, in order of their first mention.

    They are the same whether every sentence was parsed or only those that `find_relevant` names.
    """
    relevant = annotated.relevant
    if relevant is None:
        relevant = find_relevant(annotated, rules)
    annotated = keep_relevant(annotated, relevant)
    happenings = find_happenings(annotated, rules, relevant)
    reader = open_reader(annotated, rules.roles)
    return tuple(
        make_event(number, happening, fill_roles(happening, happenings, reader), annotated)
        for number, happening in enumerate(happenings, 1)
    )


def keep_relevant(annotated: AnnotatedDocument, relevant: tuple[int, ...]) -> AnnotatedDocument:
    """The document with nothing parsed or found outside the sentences that `find_relevant` names."""
    indices = set(relevant)
    if len(indices) == len(annotated.sentences):
        return annotated
    spans = [sentence.span for sentence in annotated.sentences if sentence.index in indices]

    def inside(mentions: tuple[M, ...]) -> tuple[M, ...]:
        return tuple(each for each in mentions if any(span.covers(each.span) for span in spans))

    found = annotated.mentions
    return replace(
        annotated,
        sentences=tuple(
            sentence if sentence.index in indices else replace(sentence, words=()) for sentence in annotated.sentences
        ),
        mentions=Mentions(
            times=inside(found.times),
            places=inside(found.places),
            counts=inside(found.counts),
            actors=inside(found.actors),
            weapons=inside(found.weapons),
        ),
    )


def make_event(number: int, happening: Happening, roles: Roles, annotated: AnnotatedDocument) -> Event:
    """The event record of a happening and its roles; ids count within the document."""
    content = annotated.document.content
    spans = tuple(trigger.span for trigger in happening.triggers)
    first = spans[0]
    return Event(
        id=f"{annotated.document.id}#{number}",
        type=happening.type,
        outcome=happening.outcome,
        focus=happening.focus,
        claim=happening.claim,
        trigger=Wording(text=content[first.start : first.end], spans=spans, rule=happening.triggers[0].rule),
        date=happening.date,
        place=happening.place,
        perpetrators=roles.perpetrators,
        targets=roles.targets,
        defenders=roles.defenders,
        weapons=roles.weapons,
        killed=roles.killed,
        injured=roles.injured,
        missing=roles.missing,
        captured=roles.captured,
        sources=roles.sources,
        voices=roles.voices,
        ordinal=happening.ordinal,
        loaded=happening.loaded,
        claims=roles.claims,
        reasons=happening.reasons,
    )
