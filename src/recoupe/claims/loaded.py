"""Loaded wording: words that take a side, kept as the outlet's."""

from recoupe.claims.phrases import find_phrases
from recoupe.claims.rules import EventRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, Span, Wording


def find_loaded(annotated: AnnotatedDocument, stretches: tuple[Span, ...], rules: EventRules) -> tuple[Wording, ...]:
    """The loaded words in the stretches of text that tell of a happening."""
    content = annotated.document.content
    folded = fold_text(content)
    return tuple(
        Wording(text=content[match.start : match.end], spans=(Span(match.start, match.end),), rule=match.rule.name)
        for stretch in stretches
        for match in find_phrases(folded, stretch.start, stretch.end, rules.loaded)
    )
