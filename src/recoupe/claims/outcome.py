"""Outcome and certainty of a happening: how far it got, and whether the document says that it happened."""

from recoupe.claims.context import ContextRule
from recoupe.claims.rules import EventRules
from recoupe.claims.strands import Strand
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, Certainty, EventType, Outcome, Reason, Span

FOLLOWING = ("intercepted",)  # outcomes told in a sentence of their own
CARRIED_OUT = "told as done"
ASSERTED = "told as fact"


def find_outcome(
    strand: Strand, type_: EventType, annotated: AnnotatedDocument, rules: EventRules
) -> tuple[Outcome, Reason]:
    """The outcome that the words around the strand's triggers speak for, carried out where none does."""
    votes: dict[str, list[tuple[ContextRule, Span]]] = {}
    for rule, span in _fitting(rules.outcomes, strand, type_, annotated):
        votes.setdefault(rule.value, []).append((rule, span))
    for value in ("intercepted", "foiled", "failed", "threatened"):
        if value in votes:
            rule, _ = votes[value][0]
            spans = tuple(dict.fromkeys(span for _, span in votes[value]))
            return Outcome(value), Reason(field="outcome", rule=rule.name, spans=spans)
    return Outcome.CARRIED_OUT, Reason(field="outcome", rule=CARRIED_OUT)


def find_certainty(
    strand: Strand, type_: EventType, annotated: AnnotatedDocument, rules: EventRules
) -> tuple[Certainty, Reason]:
    """Denied or possible where every mention of the happening is told so, else asserted."""
    found = tuple(_fitting(rules.certainty, strand, type_, annotated))
    told = {teller.trigger.span for teller in strand.tellers}
    doubted = {span for _, span in found}
    if found and len(told) <= len(doubted):
        rule, span = found[0]
        return Certainty(rule.value), Reason(field="claim", rule=rule.name, spans=(span,))
    return Certainty.ASSERTED, Reason(field="claim", rule=ASSERTED)


def _fitting(
    rules: tuple[ContextRule, ...], strand: Strand, type_: EventType, annotated: AnnotatedDocument
) -> list[tuple[ContextRule, Span]]:
    folded = fold_text(annotated.document.content)
    found = []
    for teller in strand.tellers:
        bounds = annotated.sentences[teller.trigger.sentence].span
        for rule in rules:
            if rule.types and type_ not in rule.types:
                continue
            span = rule.find(folded, teller.trigger.span, bounds)
            if span:
                found.append((rule, span))
        found += _told_next(rules, teller.trigger.sentence + 1, strand, type_, annotated)
    return found


def _told_next(
    rules: tuple[ContextRule, ...], index: int, strand: Strand, type_: EventType, annotated: AnnotatedDocument
) -> list[tuple[ContextRule, Span]]:
    """What the next sentence says of the outcome, with no news of its own: "Les deux appareils ont été abattus"."""
    if index >= len(annotated.sentences) or any(teller.trigger.sentence == index for teller in strand.tellers):
        return []
    folded, bounds = fold_text(annotated.document.content), annotated.sentences[index].span
    fitting = [rule for rule in rules if rule.sentence and rule.value in FOLLOWING and type_ in rule.types]
    found = [(rule, rule.sentence.search(folded, bounds.start, bounds.end)) for rule in fitting if rule.sentence]
    return [(rule, Span(match.start(), match.end())) for rule, match in found if match]
