"""Finds who speaks through turns of phrase that no verb of saying opens: "en reste à 132 morts", "put the toll at"."""

from collections.abc import Iterator

from recoupe.claims.attribution.reports import relative_speaker
from recoupe.claims.attribution.sources import chunk_left, phrase_from
from recoupe.claims.attribution.tokens import PUNCTUATION, Line, Range
from recoupe.records import Attribution, SourceKind, Span


def find_turns(line: Line) -> tuple[Attribution, ...]:
    """An attribution for every turn of phrase of the rules that stands outside quotations, in order of the rules."""
    return tuple(_read_turns(line))


def _read_turns(line: Line) -> Iterator[Attribution]:
    for rule in line.rules.turns:
        for match in rule.pattern.finditer(line.content, line.sentence.start, line.sentence.end):
            cue = Span(*match.span("cue"))
            if any(quotation.start < cue.start < quotation.end for quotation in line.quotations):
                continue
            first = line.index_at(cue.start)
            source = phrase_from(line, line.index_at(cue.end)) if rule.agent else chunk_left(line, first - 1)
            if source is None or line.tokens[source[0]].low in PUNCTUATION:
                continue
            yield Attribution(
                source=(line.span(*_past_owner(line, source)),),
                cue=(cue,),
                content=(Span(*match.span("content")),),
                kind=SourceKind.OFFICIAL,
                speaker=relative_speaker(line, source),
                stance=rule.stance,
                rule=f"{rule.name}:turn",
            )


def _past_owner(line: Line, source: Range) -> Range:
    """The source without a comma or article left over at its end."""
    first, last = source
    while last > first and line.tokens[last].low in PUNCTUATION:
        last -= 1
    return first, last
