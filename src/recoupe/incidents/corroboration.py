"""What stands, what was replaced, what is denied, where the accounts exclude one another, and how well it is held."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from recoupe.incidents.values import FIGURE_FIELDS, Holding, Report, make_claim
from recoupe.incidents.voices import authority
from recoupe.incidents.wordings import is_described
from recoupe.records import Basis, Conflict, Figure, IncidentClaim, Origins, Outcome, Party, Support, WeaponUse

CONFIRMED_ORIGINS = 3
FAIR_ORIGINS = 2
DECISIVE_FIELDS = ("outcome", "killed", "perpetrators", "defenders")


def judge_claims(holdings: Sequence[Holding]) -> tuple[IncidentClaim, ...]:
    """The claims of one field, figures that their own authority has replaced marked as superseded."""
    claims = tuple(make_claim(holding) for holding in holdings)
    if not claims or claims[0].field not in FIGURE_FIELDS:
        return claims
    return tuple(
        replace(claim, superseded=_is_superseded(holding, holdings))
        for claim, holding in zip(claims, holdings, strict=True)
    )


def find_conflicts(claims: Sequence[IncidentClaim], weapons: Sequence[Holding] = ()) -> tuple[Conflict, ...]:
    """The fields on which values that stand exclude one another, each with its reason.

    `weapons` are the holdings of that field: one kind of weapon is one value, but voices may differ on its number.
    """
    by_field: dict[str, list[IncidentClaim]] = {}
    for claim in claims:
        if not claim.superseded:
            by_field.setdefault(claim.field, []).append(claim)
    found = [(name, _conflict_reason(name, standing)) for name, standing in by_field.items()]
    found.append(("weapons", next(filter(None, map(_numbers_differ, weapons)), None)))
    return tuple(Conflict(field=name, reason=reason) for name, reason in found if reason)


def grade_support(origins: Origins, claims: Sequence[IncidentClaim], conflicts: Sequence[Conflict]) -> Support:
    """A grade in the words of the Airwars scale, and its reason in a sentence."""
    disputed = [conflict.field for conflict in conflicts if conflict.field in DECISIVE_FIELDS]
    count = str(origins.low) if origins.low == origins.high else f"{origins.low} to {origins.high}"
    base = f"{count} independent origin{'' if count == '1' else 's'}"
    if disputed:
        return Support(grade="contested", reason=f"{base}; the accounts exclude one another on {', '.join(disputed)}")
    claimed = any(isinstance(c.value, Party) and c.value.basis is Basis.CLAIMED for c in claims)
    if origins.low >= CONFIRMED_ORIGINS or (claimed and origins.low >= FAIR_ORIGINS):
        why = "and its author claims it" if claimed else "that surely differ"
        return Support(grade="confirmed", reason=f"{base} {why}")
    if origins.low >= FAIR_ORIGINS:
        return Support(grade="fair", reason=f"{base} that surely differ")
    return Support(grade="weak", reason=f"{base}: no more than one voice is sure")


def _is_superseded(holding: Holding, holdings: Sequence[Holding]) -> bool:
    """True when every authority behind the value has since given another."""
    keys = {authority(voice) for report in holding.reports for voice in report.voices}
    others = [other for other in holdings if other is not holding]
    return bool(keys) and all(any(_replaces(other, holding, key) for other in others) for key in keys)


def _replaces(later: Holding, earlier: Holding, key: str) -> bool:
    """True when the authority gave `later` after `earlier`: a higher toll since, or one beside which it is recalled."""
    mine, theirs = _reports_of(later, key), _reports_of(earlier, key)
    stated = [report for report in mine if report.status == "stands"]
    if not stated:
        return False
    recalled = {report.telling.passport.id for report in theirs if report.status == "recalled"}
    if recalled & {report.telling.passport.id for report in stated}:
        return True
    rises = isinstance(later.value, Figure) and isinstance(earlier.value, Figure) and _rises(earlier.value, later.value)
    return rises and min(r.when for r in stated) > min(r.when for r in theirs)


def _reports_of(holding: Holding, key: str) -> list[Report]:
    return [report for report in holding.reports if key in {authority(voice) for voice in report.voices}]


def _rises(earlier: Figure, later: Figure) -> bool:
    """Tolls rise; a lower one counts as new only where the text itself recalls the former."""
    return (later.low or 0) > (earlier.low or 0)


def _conflict_reason(name: str, claims: Sequence[IncidentClaim]) -> str | None:
    for claim in claims:
        if claim.denied_by:
            return f"{_say(claim)} is denied by {', '.join(claim.denied_by)}"
    for position, left in enumerate(claims):
        for right in claims[position + 1 :]:
            if _exclude(name, left, right) and not _same_holders(left, right):
                return f"{_say(left)} ({_holders(left)}) against {_say(right)} ({_holders(right)})"
    return None


def _numbers_differ(holding: Holding) -> str | None:
    """Ten drones of one voice against eighteen of another."""
    numbers: dict[int, set[str]] = {}
    for report in holding.reports:
        if isinstance(report.value, WeaponUse) and report.value.count is not None and report.status == "stands":
            numbers.setdefault(report.value.count, set()).update(voice.root for voice in report.voices)
    for low, high in combinations(sorted(numbers), 2):
        if not numbers[low] & numbers[high]:
            text = holding.reports[0].value.text if isinstance(holding.reports[0].value, WeaponUse) else ""
            return f"{low} against {high} {text}".strip()
    return None


def _exclude(name: str, left: IncidentClaim, right: IncidentClaim) -> bool:
    a, b = left.value, right.value
    if isinstance(a, Figure) and isinstance(b, Figure):
        return _disjoint(a, b)
    if isinstance(a, WeaponUse) and isinstance(b, WeaponUse):
        return False
    if isinstance(a, Party) and isinstance(b, Party):
        if name == "perpetrators":
            return bool(a.actor and b.actor and a.actor != b.actor) and not (is_described(a) or is_described(b))
        return name == "defenders"
    return name == "outcome" and Outcome.CARRIED_OUT in (a, b)  # "foiled" and "intercepted" are two words for stopped


def _disjoint(left: Figure, right: Figure) -> bool:
    lows = (left.low or 0, right.low or 0)
    highs = tuple(float("inf") if figure.high is None else figure.high for figure in (left, right))
    return lows[0] > highs[1] or lows[1] > highs[0]


def _same_holders(left: IncidentClaim, right: IncidentClaim) -> bool:
    """A voice that says both ("the base's defences" and "the coalition") does not contradict itself."""
    return bool({voice.root for voice in left.voices} & {voice.root for voice in right.voices})


def _holders(claim: IncidentClaim) -> str:
    return ", ".join(voice.speaker or (voice.chain[-1] if voice.chain else voice.root) for voice in claim.voices)


def _say(claim: IncidentClaim) -> str:
    value = claim.value
    if isinstance(value, Figure):
        return f"{claim.field} {say_range(value)}"
    if isinstance(value, Party | WeaponUse):
        return value.text
    return str(value)


def say_range(figure: Figure) -> str:
    """A figure in print: "24", "18 to 22", "10 or more", "up to 5"."""
    if figure.low == figure.high:
        return str(figure.low)
    if figure.high is None:
        return f"{figure.low} or more"
    return f"up to {figure.high}" if figure.low is None else f"{figure.low} to {figure.high}"
