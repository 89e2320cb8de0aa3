"""Tellings: every value of a happening with the voice in the document that gives it."""

from collections.abc import Iterable, Iterator
from typing import Literal

from recoupe.claims.roles.phrases import Reader
from recoupe.claims.roles.tolls import Toll, make_figure
from recoupe.claims.roles.voices import list_sources
from recoupe.records import Attribution, Claim, CountState, Figure, Party, Source, Span, WeaponUse

FIELDS = {CountState.KILLED: "killed", CountState.INJURED: "injured"}


def tell_parties(reader: Reader, field: str, values: Iterable[Party | WeaponUse]) -> Iterator[Claim]:
    """Claims of parties or weapons: one for every voice in whose words the value stands."""
    for value in values:
        told: dict[str, Claim] = {}
        for span in value.spans:
            source = source_of(reader, span)
            key = source.text if source else ""
            told.setdefault(key, Claim(field=field, value=value, source=source, spans=(span,)))
        yield from told.values()


def tell_tolls(reader: Reader, tolls: tuple[Toll, ...]) -> Iterator[Claim]:
    """Claims of the dead and the hurt: one for every figure and voice, earlier figures told again as recalled."""
    told: dict[tuple[str, int | None, int | None, str], Claim] = {}
    for toll in tolls:
        field = FIELDS.get(toll.count.state)
        if field is None or toll.count.part:
            continue
        figure = make_figure(toll, reader)
        attribution = attribution_of(reader, toll.count.span)
        source = source_of(reader, toll.count.span)
        key = (field, figure.low, figure.high, source.text if source else "")
        claim = Claim(field=field, value=figure, source=source, status=_status(toll, attribution), spans=figure.spans)
        told.setdefault(key, claim)
    yield from told.values()


def _status(toll: Toll, attribution: Attribution | None) -> Literal["stands", "recalled", "denied"]:
    if attribution is not None and attribution.stance == "denies":
        return "denied"
    return "recalled" if toll.recalled else "stands"


def source_of(reader: Reader, span: Span) -> Source | None:
    """The source with the fewest words around the span; None for the outlet itself."""
    around = [
        (sum(c.end - c.start for c in attribution.content), number, source)
        for number, (source, attribution) in enumerate(list_sources(reader))
        if any(content.overlaps(span) for content in attribution.content)
    ]
    return min(around, key=lambda each: each[:2])[2] if around else None


def attribution_of(reader: Reader, span: Span) -> Attribution | None:
    """The attribution with the fewest words around the span."""
    around = [
        (sum(c.end - c.start for c in attribution.content), number)
        for number, attribution in enumerate(reader.annotated.attributions)
        if any(content.overlaps(span) for content in attribution.content)
    ]
    return reader.annotated.attributions[min(around)[1]] if around else None


def figures_of(claims: Iterable[Claim]) -> tuple[Figure, ...]:
    """The figures among the values of the claims."""
    return tuple(claim.value for claim in claims if isinstance(claim.value, Figure))
