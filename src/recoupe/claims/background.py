"""Background: what holds rather than happens, such as a troop presence, an agreement or a deadline."""

from recoupe.claims.phrases import find_phrases
from recoupe.claims.rules import EventRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, Span, StandingFact


def find_background(annotated: AnnotatedDocument, rules: EventRules) -> tuple[StandingFact, ...]:
    """The standing facts of the document, in order."""
    content = annotated.document.content
    folded = fold_text(content)
    return tuple(
        StandingFact(
            text=content[match.start : match.end],
            kind=match.rule.values["kind"],
            spans=(Span(match.start, match.end),),
            rule=match.rule.name,
        )
        for sentence in annotated.sentences
        for match in find_phrases(folded, sentence.start, sentence.end, rules.standing)
    )
