"""Happenings: the strands of a document that are incidents, each with type, date, place, outcome and standing."""

from dataclasses import replace

from recoupe.claims.chronicle import find_entries, place_entries, split_entries
from recoupe.claims.incidence import Candidate, find_incidents
from recoupe.claims.loaded import find_loaded
from recoupe.claims.openings import hold_openings
from recoupe.claims.ordinals import find_ordinal
from recoupe.claims.outcome import find_certainty, find_outcome
from recoupe.claims.relevance import find_relevant
from recoupe.claims.rules import EventRules
from recoupe.claims.scene import date_strand, place_strand
from recoupe.claims.setting import set_triggers
from recoupe.claims.strands import gather_strands
from recoupe.claims.triggers import find_triggers
from recoupe.records import AnnotatedDocument, Happening, Reason, Span


def find_happenings(
    annotated: AnnotatedDocument, rules: EventRules, relevant: tuple[int, ...] | None = None
) -> tuple[Happening, ...]:
    """The incidents that the document tells of, in order of their first mention; `relevant` is of `find_relevant`."""
    if relevant is None:
        relevant = find_relevant(annotated, rules)
    entries = find_entries(annotated, rules)
    settings = set_triggers(annotated, find_triggers(annotated, relevant, rules), rules)
    settings = hold_openings(place_entries(settings, entries, annotated, rules), annotated, rules)
    published = annotated.document.published_day
    strands = tuple(strand for entry in split_entries(settings, entries) for strand in gather_strands(entry, published))
    kept = find_incidents(strands, settings, annotated, rules, entries)
    return settle_ordinals([make_happening(each, kept, annotated, rules) for each in kept])


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


def settle_ordinals(happenings: list[Happening]) -> tuple[Happening, ...]:
    """The happenings, each ordinal with the later of two: "la deuxième attaque en 24 heures : lundi, deux drones…".

    The sentence that counts them tells of the earlier one, and counts the later.
    """
    settled = list(happenings)
    for number, earlier in enumerate(happenings):
        later = next((n for n, each in enumerate(settled) if is_later(each, earlier) and each.ordinal is None), None)
        if earlier.ordinal and later is not None:
            settled[later] = replace(settled[later], ordinal=earlier.ordinal)
            settled[number] = replace(settled[number], ordinal=None)
    return tuple(settled)


def is_later(one: Happening, other: Happening) -> bool:
    """True where the document is about the one, and the other is an earlier one of its kind."""
    if not one.focus or other.focus or one.type is not other.type or one.date is None or other.date is None:
        return False
    return other.date.latest < one.date.earliest
