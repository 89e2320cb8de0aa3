"""Tellings: every value of a happening with the voice in the document that gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from recoupe.claims.roles.phrases import Reader
from recoupe.claims.roles.tolls import Toll, make_figure
from recoupe.claims.roles.voices import list_sources
from recoupe.records import Attribution, Claim, CountState, Figure, Party, Source, SourceKind, Span, WeaponUse

RELAYING = (SourceKind.OUTLET, SourceKind.AGENCY)
FIELDS = {CountState.KILLED: "killed", CountState.INJURED: "injured"}


def tell_parties(reader: Reader, field: str, values: Iterable[Party | WeaponUse]) -> Iterator[Claim]:
    """Claims of parties or weapons: one for every voice in whose words the value stands."""
    for value in values:
        told: dict[str, Claim] = {}
        for span in value.spans:
            for source in sources_of(reader, span) or (None,):
                claim = Claim(field=field, value=_as_counted(reader, value, span), source=source, spans=(span,))
                key = source.text if source else ""
                if key not in told or (_is_counted(claim) and not _is_counted(told[key])):
                    told[key] = claim
        yield from told.values()


def _is_counted(claim: Claim) -> bool:
    return isinstance(claim.value, WeaponUse) and claim.value.count is not None


def _as_counted(reader: Reader, value: Party | WeaponUse, span: Span) -> Party | WeaponUse:
    """A weapon with the number that these words give: ten drones of one voice, eighteen of another."""
    if isinstance(value, Party) or len(value.spans) < 2:
        return value
    mention = reader.weapons.get(span.start)
    count = mention.low if mention is not None and mention.low == mention.high else None
    return replace(value, count=count)


def tell_tolls(reader: Reader, tolls: tuple[Toll, ...]) -> Iterator[Claim]:
    """Claims of the dead and the hurt: one for every figure and voice, earlier figures told again as recalled."""
    told: dict[tuple[str, int | None, int | None, str], Claim] = {}
    for toll in tolls:
        field = FIELDS.get(toll.count.state)
        if field is None or toll.count.part:
            continue
        figure = make_figure(toll, reader)
        attribution = attribution_of(reader, toll.count.span)
        for source in sources_of(reader, toll.count.span) or (None,):
            key = (field, figure.low, figure.high, source.text if source else "")
            status = _status(toll, attribution)
            told.setdefault(key, Claim(field=field, value=figure, source=source, status=status, spans=figure.spans))
    yield from told.values()


def _status(toll: Toll, attribution: Attribution | None) -> Literal["stands", "recalled", "denied"]:
    if attribution is not None and attribution.stance == "denies":
        return "denied"
    return "recalled" if toll.recalled else "stands"


def sources_of(reader: Reader, span: Span) -> tuple[Source, ...]:
    """The source with the fewest words around the span, () for the outlet itself.

    Several where they say the same words: "des sources sécuritaire et locale ont parlé d'une centaine de morts".
    """
    around = [
        (sum(c.end - c.start for c in attribution.content), attribution.content, source)
        for source, attribution in list_sources(reader)
        if any(content.overlaps(span) for content in attribution.content)
    ]
    if not around:
        return ()
    _, words, nearest = min(around, key=lambda each: each[0])
    others = (source for _, content, source in around if content == words and _differ(source, nearest))
    return (nearest, *others)


def _differ(one: Source, other: Source) -> bool:
    """Whether two sources of the same words are two voices by the text, neither merely passing on the other."""
    if one.voice is None or other.voice is None or one.voice.root == other.voice.root:
        return False
    return one.voice.kind not in RELAYING and other.voice.kind not in RELAYING and one.rule == other.rule


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
