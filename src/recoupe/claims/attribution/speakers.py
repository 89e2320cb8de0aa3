"""Carries speakers over sentences: quotations that follow one, and the pronouns of "a-t-il ajouté" and "he added"."""

from collections.abc import Iterable
from dataclasses import replace

from recoupe.claims.attribution.tokens import Line
from recoupe.records import Attribution, Span


def join_quotations(
    content: str, lines: list[Line], found: list[Attribution], quotations: tuple[Span, ...]
) -> list[Attribution]:
    """The attributions, each quotation of a paragraph that no verb claims added to the one before it there."""
    ordered = sorted(found, key=lambda a: (a.cue or a.content)[0].start)
    spoken = [part for attribution in ordered for part in attribution.content]
    for quotation in quotations:
        if any(part.overlaps(quotation) for part in spoken) or not _fills_sentence(lines, quotation):
            continue
        owner = _owner(content, ordered, quotation)
        if owner is not None:
            ordered[owner] = replace(ordered[owner], content=(*ordered[owner].content, quotation))
    return [attribution for attribution in ordered if attribution.content]


def _fills_sentence(lines: list[Line], quotation: Span) -> bool:
    """Whether the quotation begins a sentence and runs to the end of one, so that it is speech and no scare quote."""
    starts = any(0 <= quotation.start - line.sentence.start < 2 for line in lines)
    ends = any(0 <= line.sentence.end - quotation.end < 2 for line in lines)
    return starts and ends


def _owner(content: str, ordered: list[Attribution], quotation: Span) -> int | None:
    """The last attribution before the quotation in its paragraph, when it too reports quoted words."""
    best = None
    for index, attribution in enumerate(ordered):
        end = max(part.end for part in (*attribution.content, *attribution.cue))
        if end <= quotation.start and "\n" not in content[end : quotation.start].strip("\n") and attribution.source:
            best = index
    if best is None:
        return None
    end = max(part.end for part in (*ordered[best].content, *ordered[best].cue))
    between = content[end : quotation.start]
    near = "\n\n" not in between or between.startswith(":") or content[:end].rstrip(" .").endswith(":")
    return best if near and quotation.start - end < 400 else None


def resolve_speakers(content: str, pronouns: frozenset[str], found: Iterable[Attribution]) -> list[Attribution]:
    """The same attributions, each pronoun given the words of the last speaker it can stand for."""
    resolved: list[Attribution] = []
    last: tuple[Span, ...] = ()
    for attribution in sorted(found, key=lambda a: (a.cue or a.content)[0].start):
        text = content[attribution.source[0].start : attribution.source[0].end].lower() if attribution.source else ""
        if attribution.speaker:
            last = attribution.speaker
        elif text in pronouns:
            resolved.append(replace(attribution, speaker=last))
            continue
        elif attribution.source:
            last = attribution.source
        resolved.append(attribution)
    return resolved
