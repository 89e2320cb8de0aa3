"""Events: what a document says happened, each with its roles."""

from recoupe.claims.happenings import find_happenings
from recoupe.claims.roles import fill_roles
from recoupe.claims.rules import EventRules
from recoupe.records import AnnotatedDocument, Event, Happening, Roles, Wording


def find_events(annotated: AnnotatedDocument, rules: EventRules) -> tuple[Event, ...]:
    """All events of the document, in order of their first mention.

    They are the same whether every sentence was parsed or only those that `find_relevant` names.
    """
    happenings = find_happenings(annotated, rules)
    return tuple(
        make_event(number, happening, fill_roles(happening, happenings, annotated, rules.roles), annotated)
        for number, happening in enumerate(happenings, 1)
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
        ordinal=happening.ordinal,
        loaded=happening.loaded,
        claims=roles.claims,
        reasons=happening.reasons,
    )
