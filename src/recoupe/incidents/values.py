"""Every distinct value that the tellings give of every field, and who holds it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from recoupe.incidents.copies import published_key
from recoupe.incidents.likeness import TOWN_KM, WIDE, distance_km
from recoupe.incidents.origins import count_origins
from recoupe.incidents.voices import is_identified, own_voice, tellers_of, unique_voices, voices_of
from recoupe.incidents.wordings import may_be_same_figure, same_value, split_names
from recoupe.records import Basis, Claim, EventPlace, Figure, IncidentClaim, Party, Telling, Value, Voice, WeaponUse

# Told by everybody who tells of the incident at all.
SHARED_FIELDS = ("date", "place", "outcome")
FIGURE_FIELDS = ("killed", "injured", "missing", "captured")
LIST_FIELDS = ("perpetrators", "targets", "defenders", "weapons")
FIELDS = (*SHARED_FIELDS, *FIGURE_FIELDS, *LIST_FIELDS)

# The rule of an outcome that is taken for granted because the text says nothing else.
DEFAULT_OUTCOME = "told as done"

# "des armes", "weapons": the entry of the weapon table that says nothing of the kind.
VAGUE_WEAPON = "weapons"

# A place named within this distance of another is the same place, or a site in it.
SAME_PLACE_KM = TOWN_KM


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One value as one voice of one telling gives it."""

    field: str
    value: Value
    telling: Telling
    voices: tuple[Voice, ...]
    status: str = "stands"

    @property
    def when(self) -> str:
        """Time of publication, as text that sorts."""
        return published_key(self.telling.passport.published)


@dataclass(slots=True)
class Holding:
    """The reports of one value, while they are gathered."""

    value: Value
    reports: list[Report] = field(default_factory=list)


def gather_holdings(tellings: Sequence[Telling], name: str) -> list[Holding]:
    """The distinct values of one field with their reports; `tellings` in order of publication."""
    reports = [report for telling in tellings for report in report_field(telling, name)]
    if name == "place":
        reports = _most_exact(reports)
    if name == "outcome":
        reports = _as_told(reports)
    if name == "weapons":
        reports = _named_weapons(reports)
    holdings: list[Holding] = []
    for report in reports:
        home = next((holding for holding in holdings if _same(holding.value, report.value)), None)
        if home is None:
            home = Holding(report.value)
            holdings.append(home)
        home.reports.append(report)
    return join_open_figures(holdings) if name in FIGURE_FIELDS else holdings


def join_open_figures(holdings: list[Holding]) -> list[Holding]:
    """The holdings, "160" joined with "at least 160" where one voice says both or one of them is nobody's by name."""
    joined: list[Holding] = []
    for holding in holdings:
        home = next((other for other in joined if _is_one_figure(other, holding)), None)
        if home is None:
            joined.append(holding)
        else:
            home.reports = sorted((*home.reports, *holding.reports), key=lambda report: report.when)
    return joined


def _is_one_figure(left: Holding, right: Holding) -> bool:
    a, b = left.value, right.value
    if not (isinstance(a, Figure) and isinstance(b, Figure) and may_be_same_figure(a, b)):
        return False
    roots = [{v.root for report in each.reports for v in report.voices if is_identified(v)} for each in (left, right)]
    return bool(roots[0] & roots[1]) or not all(roots)


def report_field(telling: Telling, name: str) -> list[Report]:
    """What one telling says of one field: its voices' claims, else its own value."""
    claims = [claim for claim in telling.event.claims if claim.field == name] if name not in SHARED_FIELDS else []
    if not claims:
        voices = tellers_of(telling) if name in SHARED_FIELDS else voices_of(telling)
        return [Report(field=name, value=v, telling=telling, voices=voices) for v in _values(telling, name)]
    attributed = [claim for claim in claims if claim.source is not None]
    bare = [claim for claim in claims if not any(same_value(claim.value, other.value) for other in attributed)]
    return [
        Report(field=name, value=claim.value, telling=telling, voices=_holders(claim, telling), status=claim.status)
        for claim in claims
        if claim.source is not None or claim in bare
    ]


def make_claim(holding: Holding) -> IncidentClaim:
    """The record of a value: its first wording, all wordings, documents, outlets, voices and origins."""
    voices = unique_voices(v for report in holding.reports if report.status != "denied" for v in report.voices)
    passports = [report.telling.passport for report in holding.reports]
    return IncidentClaim(
        field=holding.reports[0].field,
        value=holding.value,
        wordings=_wordings(report.value for report in holding.reports),
        documents=tuple(dict.fromkeys(passport.id for passport in passports)),
        outlets=tuple(dict.fromkeys(passport.outlet or passport.id for passport in passports)),
        voices=voices,
        origins=count_origins(voices),
        denied_by=tuple(
            dict.fromkeys(
                voice.speaker or voice.root
                for report in holding.reports
                if report.status == "denied"
                for voice in report.voices
            )
        ),
    )


def _holders(claim: Claim, telling: Telling) -> tuple[Voice, ...]:
    """Who holds a claim; one that the outlet tells in its own words rests on the first voice that the report names.

    A supposition is the outlet's own: "cette attaque semble s'inscrire…" is nothing that its source has said.
    """
    if claim.source is not None and claim.source.voice is not None:
        return (claim.source.voice,)
    if isinstance(claim.value, Party) and claim.value.basis is Basis.SUSPECTED:
        return (own_voice(telling.passport),)
    return voices_of(telling)[:1]


def _values(telling: Telling, name: str) -> tuple[Value, ...]:
    value = getattr(telling.event, name)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, EventPlace) and isinstance(right, EventPlace):
        return _same_place(left, right)
    return same_value(left, right)


def _same_place(left: EventPlace, right: EventPlace) -> bool:
    if left.identifier and left.identifier == right.identifier:
        return True
    if left.precision in WIDE or right.precision in WIDE:
        return left.country == right.country
    kilometres = distance_km(left, right)
    return left.name == right.name if kilometres is None else kilometres <= SAME_PLACE_KM


def _most_exact(reports: list[Report]) -> list[Report]:
    """Reports with a place below the province first, so that wider ones join them and open no value of their own."""
    wide = [report for report in reports if isinstance(report.value, EventPlace) and report.value.precision in WIDE]
    return [report for report in reports if report not in wide] + wide


def _named_weapons(reports: list[Report]) -> list[Report]:
    """Reports that say which weapon; "armes" adds nothing where another report of the incident says drones."""
    return [r for r in reports if not (isinstance(r.value, WeaponUse) and r.value.weapon == VAGUE_WEAPON)] or reports


def _as_told(reports: list[Report]) -> list[Report]:
    """Outcomes; a report that only says "two drones aimed at the base" is silent on it, and joins those that say.

    Silence is told by the rule that gave the value and by the absence of anybody hurt.
    """
    explicit = [report for report in reports if not _is_silent(report)]
    if not explicit or len(explicit) == len(reports):
        return reports
    commonest = Counter(report.value for report in explicit).most_common(1)[0][0]
    return [replace(report, value=commonest) if _is_silent(report) else report for report in reports]


def _is_silent(report: Report) -> bool:
    event = report.telling.event
    by_default = any(reason.field == "outcome" and reason.rule == DEFAULT_OUTCOME for reason in event.reasons)
    return by_default and not any(figure and figure.low for figure in (event.killed, event.injured))


def _wordings(values: Iterable[Value]) -> tuple[str, ...]:
    named = (value for value in values if isinstance(value, Party | WeaponUse))
    texts = Counter(name for value in named for name in split_names(value.text))
    return tuple(sorted(texts, key=lambda text: (-texts[text], len(text), text)))
