"""Incidents as rows in another codebook's columns, with a count of what that codebook cannot say."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recoupe.codebooks import CODEBOOKS, Codebook, code_incident, load_codebook
from recoupe.records import Figure, Incident

Row = dict[str, object]

MakeRow = Callable[[Incident, Mapping[str, str]], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The rows of what a codebook can say, and how many incidents it leaves out for which reason."""

    rows: tuple[Row, ...]
    left_out: Mapping[str, int]


def code_rows(incidents: Iterable[Incident], codebook: Codebook, make_row: MakeRow) -> Coded:
    """One row for each incident that the codebook covers, in order."""
    rows, left_out = [], Counter[str]()
    for incident in incidents:
        coding = code_incident(incident, codebook)
        if coding.left_out:
            left_out[coding.reason] += 1
        else:
            rows.append(make_row(incident, coding.codes))
    return Coded(rows=tuple(rows), left_out=dict(sorted(left_out.items())))


def incident_codes(incident: Incident) -> dict[str, dict[str, object]]:
    """The codes of an incident in every codebook; one that leaves it out says why."""
    codes: dict[str, dict[str, object]] = {}
    for name in CODEBOOKS:
        coding = code_incident(incident, load_codebook(name))
        codes[name] = {"left_out": coding.reason} if coding.left_out else dict(coding.codes)
    return codes


def standing_figures(incident: Incident, field: str) -> list[Figure]:
    """All figures of a field that stand, each once."""
    claims = [claim for claim in incident.claims if claim.field == field and not claim.superseded]
    return [claim.value for claim in claims if isinstance(claim.value, Figure)]


def lowest(figures: Sequence[Figure]) -> int | None:
    """The lowest number that any figure allows; None where none names one."""
    return min((figure.low for figure in figures if figure.low is not None), default=None)


def highest(figures: Sequence[Figure]) -> int | None:
    """The highest number that any figure names: its upper end, or where that is open its lower."""
    ends = [figure.low if figure.high is None else figure.high for figure in figures]
    return max((end for end in ends if end is not None), default=None)


def dates_told(incident: Incident) -> list[date]:
    """The days on which its documents appeared, earliest first."""
    days = [telling.passport.published for telling in incident.tellings]
    return sorted(day if not hasattr(day, "date") else day.date() for day in days if day)


def titles(incident: Incident) -> str:
    """The titles of its documents, as the note of a row."""
    told = [telling.passport.title for telling in incident.tellings]
    return " | ".join(dict.fromkeys(title for title in told if title))


def addresses(incident: Incident) -> str:
    """Where its documents are to be had: their addresses, else their identifiers."""
    told = [telling.passport.url or telling.passport.id for telling in incident.tellings]
    return "; ".join(dict.fromkeys(told))
