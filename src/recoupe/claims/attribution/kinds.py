"""Tells what kind of source the words that name it stand for: agency, outlet, official, witness, nobody by name."""

from recoupe.claims.attribution.tokens import Line
from recoupe.claims.outlets import OutletTable
from recoupe.records import SourceKind, Span


def kind_of(line: Line, source: tuple[Span, ...], outlets: OutletTable) -> SourceKind:
    """The kind of source that the words name; ANONYMOUS where there are none."""
    if not source:
        return SourceKind.ANONYMOUS
    text = line.content[source[0].start : source[-1].end]
    outlet = outlets.find_outlet(text)
    if outlet is not None:
        return SourceKind.AGENCY if outlet.is_agency else SourceKind.OUTLET
    fitting = (kind for kind, pattern in line.rules.voices.kinds if pattern.search(text))
    return next(fitting, SourceKind.OFFICIAL)
