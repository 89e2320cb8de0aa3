"""Voices: on whose word the parts of a happening are told."""

from collections.abc import Iterable

from recoupe.claims.roles.scope import Scope, sentences_of
from recoupe.claims.roles.phrases import Reader, folded
from recoupe.records import (
    Attribution,
    Claim,
    Figure,
    Party,
    Source,
    SourceKind,
    Span,
    Value,
    Voice,
    WeaponUse,
)


def find_sources(reader: Reader, scope: Scope) -> tuple[Source, ...]:
    """Those whom the text names as saying so of the happening, each once, in order of the text."""
    ranges = [reader.sentence(index).span for index in sentences_of(scope, reader)]
    found: dict[tuple[str, ...], Source] = {}
    for source in list_sources(reader):
        if any(span.overlaps(place) for span in source_content(reader, source) for place in ranges):
            found.setdefault(folded(source.text), source)
    return tuple(found.values())


def list_sources(reader: Reader) -> tuple[Source, ...]:
    """One source per attribution, in the same order."""
    voices: tuple[Voice | None, ...] = reader.annotated.voices[1:]
    attributions = reader.annotated.attributions
    if len(voices) < len(attributions):
        voices = (*voices, *[None] * (len(attributions) - len(voices)))
    return tuple(
        make_source(attribution, voice, reader)
        for attribution, voice in zip(attributions, voices, strict=False)
        if attribution.source
    )


def make_source(attribution: Attribution, voice: Voice | None, reader: Reader) -> Source:
    """The source of one attribution, its longest span as its name."""
    span = max(attribution.source, key=lambda each: each.end - each.start)
    return Source(
        text=reader.content[span.start : span.end],
        kind=attribution.kind,
        chain=attribution.chain,
        spans=attribution.source,
        rule=attribution.rule,
        voice=voice,
    )


def source_content(reader: Reader, source: Source) -> tuple[Span, ...]:
    """The words that rest on a source."""
    return tuple(
        span for each in reader.annotated.attributions if each.source == source.spans for span in each.content
    )


def source_of(reader: Reader, spans: Iterable[Span]) -> Source | None:
    """The innermost source whose content holds the first of the spans; None for the outlet itself."""
    first = next(iter(spans), None)
    best: tuple[int, Source] | None = None
    if first is None:
        return None
    for source in list_sources(reader):
        for content in source_content(reader, source):
            size = content.end - content.start
            if content.overlaps(first) and (best is None or size < best[0]):
                best = (size, source)
    return best[1] if best else None


def make_claims(reader: Reader, field: str, values: Iterable[Value]) -> tuple[Claim, ...]:
    """One claim for every value, on the word of the voice whose content holds it."""
    return tuple(
        Claim(field=field, value=value, source=source_of(reader, value.spans), spans=value.spans)
        for value in values
        if isinstance(value, Party | WeaponUse | Figure)
    )


OUTLET = SourceKind.OUTLET
