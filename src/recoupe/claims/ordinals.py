"""Ordinals: "deuxième attaque en 24 heures", evidence that there are several."""

from recoupe.claims.rules import EventRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, Ordinal, Span


def find_ordinal(annotated: AnnotatedDocument, stretches: tuple[Span, ...], rules: EventRules) -> Ordinal | None:
    """The first ordinal of a happening in the stretches of text that tell of it."""
    folded = fold_text(annotated.document.content)
    content = annotated.document.content
    for stretch in stretches:
        for expression in rules.ordinals:
            found = expression.search(folded, stretch.start, stretch.end)
            if found:
                numbers = {fold_text(word): number for word, number in rules.ordinal_numbers.items()}
                window = found.span("window")
                return Ordinal(
                    number=numbers[found["number"]],
                    window=content[slice(*window)].strip() or None if found["window"] else None,
                    spans=(Span(found.start(), found.end()),),
                    rule="nth happening",
                )
    return None
