"""Situations of reporting, judged by hand: how many independent origins each has, what is superseded, what conflicts.

Each row is a few reports of one attack, a line a report: outlet, hour, and the claims of its voices. The ranges follow
the wire desk's rules: surely different voices make `low`, all that could be different make `high`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from incidents.newsroom import event, source, telling
from recoupe.incidents import gather_incidents
from recoupe.records import Basis, Claim, Figure, Incident, Party, PartyKind, SourceKind, Value, Voice, WeaponUse


def speaker(root: str, **values: object) -> Voice:
    basic = Voice(
        outlet=None, agency=None, kind=SourceKind.OFFICIAL, root=root, chain=(root,), speaker=root, named=True
    )
    return replace(basic, **values)  # type: ignore[arg-type]


def unnamed(body: str | None, role: str, agency: str | None = "afp", country: str | None = "BF") -> Voice:
    root = f"?{country}/{body or '-'}/{role}@{agency}"
    return speaker(root, body=body, role=role, agency=agency, country=country, named=False, anonymous=True)


STAFF = speaker("BF/army-staff", body="army-staff", country="BF")
POLICE = speaker("BF/police", body="police", country="BF")
GOVERNMENT = speaker("BF/government", body="government", country="BF")
COMMAND = speaker("IQ/joint-operations-command", body="joint-operations-command", country="IQ")
CELL = speaker("IQ/security-media-cell", body="security-media-cell", country="IQ")
REBELS = speaker("YE/houthis", body="houthis", country="YE")
RIYADH = speaker("SA/defence-ministry", body="defence-ministry", country="SA")
GROUP = speaker("jnim", body="jnim")
AFP_SECURITY = unnamed("security", "source")
REUTERS_SECURITY = unnamed("security", "source", "reuters")
SURVIVOR = unnamed(None, "survivor", None, None)
TRADER = unnamed(None, "trader", None, None)
AFP = Voice(outlet="Le Fanal", agency="afp", kind=SourceKind.AGENCY, root="agency:afp", chain=("Le Fanal", "AFP"))
OUTLET = Voice(outlet="Le Fanal", agency=None, kind=SourceKind.OUTLET, root="outlet:le fanal", chain=("Le Fanal",))
CITED = Voice(
    outlet="Sahel Matin", agency=None, cited=("le fanal",), speaker="Le Fanal", kind=SourceKind.OUTLET,
    root="outlet:le fanal", chain=("Sahel Matin", "Le Fanal"),
)  # fmt: skip

Told = tuple[Voice, Value | None, str]


def killed(low: int | None, high: int | None) -> Figure:
    return Figure(low=low, high=high, spans=())


def party(text: str, basis: Basis | None = None, actor: str | None = None) -> Party:
    return Party(text=text, kind=PartyKind.ORGANIZATION, spans=(), basis=basis, actor=actor)


def drones(count: int) -> WeaponUse:
    return WeaponUse(text="drones", weapon="drone", count=count, spans=())


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Reports, each the claims of its voices on one field, and what is expected of that field."""

    name: str
    reports: Sequence[Sequence[Told]]
    field: str = "killed"
    origins: Sequence[tuple[int, int]]  # of each value, in order of its first report
    superseded: Sequence[bool] | None = None
    conflict: bool = False


SITUATIONS = [
    Situation(
        name="one statement through two agencies",
        reports=[[(STAFF, killed(12, 12), "stands")], [(replace(STAFF, agency="reuters"), killed(12, 12), "stands")]],
        origins=[(1, 1)],
    ),
    Situation(
        name="unnamed officials of one body to two agencies",
        reports=[[(AFP_SECURITY, killed(12, 12), "stands")], [(REUTERS_SECURITY, killed(12, 12), "stands")]],
        origins=[(1, 2)],
    ),
    Situation(
        name="an outlet that cites an outlet that cites nobody",
        reports=[[(OUTLET, killed(12, 12), "stands")], [(CITED, killed(12, 12), "stands")]],
        origins=[(1, 1)],
    ),
    Situation(
        name="the translation of a wire, its official in other words",
        reports=[
            [(AFP_SECURITY, killed(12, 12), "stands")],
            [(replace(AFP_SECURITY, speaker="a security source"), killed(12, 12), "stands")],
        ],
        origins=[(1, 1)],
    ),
    Situation(
        name="an agency in its own words beside a statement",
        reports=[[(STAFF, killed(12, 12), "stands")], [(AFP, killed(12, 12), "stands")]],
        origins=[(1, 2)],
    ),
    Situation(
        name="a survivor and a trader, neither named",
        reports=[[(SURVIVOR, killed(12, 12), "stands")], [(TRADER, killed(12, 12), "stands")]],
        origins=[(2, 2)],
    ),
    Situation(
        name="two survivors who may be one",
        reports=[
            [(SURVIVOR, killed(12, 12), "stands")],
            [(replace(SURVIVOR, root="?-/survivor@reuters"), killed(12, 12), "stands")],
        ],
        origins=[(1, 2)],
    ),
    Situation(
        name="two commands that put out one statement",
        reports=[[(COMMAND, killed(0, 0), "stands")], [(CELL, killed(0, 0), "stands")]],
        origins=[(1, 2)],
    ),
    Situation(
        name="a later toll of the same authority",
        reports=[[(STAFF, killed(12, None), "stands")], [(STAFF, killed(24, 24), "stands")]],
        origins=[(1, 1), (1, 1)],
        superseded=[True, False],
    ),
    Situation(
        name="a later toll of another authority of the same state",
        reports=[[(POLICE, killed(9, 9), "stands")], [(GOVERNMENT, killed(30, 30), "stands")]],
        origins=[(1, 1), (1, 1)],
        superseded=[True, False],
    ),
    Situation(
        name="a toll of others beside that of the authorities",
        reports=[[(GOVERNMENT, killed(132, 132), "stands")], [(SURVIVOR, killed(160, 160), "stands")]],
        origins=[(1, 1), (1, 1)],
        superseded=[False, False],
        conflict=True,
    ),
    Situation(
        name="a lower figure that nobody takes back",
        reports=[[(STAFF, killed(24, 24), "stands")], [(AFP_SECURITY, killed(18, 22), "stands")]],
        origins=[(1, 1), (1, 1)],
        superseded=[False, False],
        conflict=True,
    ),
    Situation(
        name="the same figure with and without at least, of two voices",
        reports=[[(SURVIVOR, killed(160, None), "stands")], [(TRADER, killed(160, 160), "stands")]],
        origins=[(1, 1), (1, 1)],
    ),
    Situation(
        name="the same figure with and without at least, of one voice",
        reports=[[(STAFF, killed(160, None), "stands")], [(STAFF, killed(160, 160), "stands")]],
        origins=[(1, 1)],
    ),
    Situation(
        name="a claim and an accusation of others",
        reports=[
            [(REBELS, party("les Houthis", Basis.CLAIMED, "houthis"), "stands")],
            [(RIYADH, party("Iran", Basis.ACCUSED, "ir"), "stands")],
        ],
        field="perpetrators",
        origins=[(1, 1), (1, 1)],
        conflict=True,
    ),
    Situation(
        name="an accusation that a later claim bears out",
        reports=[
            [(RIYADH, party("les Houthis", Basis.ACCUSED, "houthis"), "stands")],
            [(REBELS, party("Houthi rebels", Basis.CLAIMED, "houthis"), "stands")],
        ],
        field="perpetrators",
        origins=[(1, 1), (1, 1)],
    ),
    Situation(
        name="the credit taken by two forces",
        reports=[
            [(AFP_SECURITY, party("the coalition's battery"), "stands")],
            [(COMMAND, party("Iraqi air defences", None, "iq-forces"), "stands")],
        ],
        field="defenders",
        origins=[(1, 1), (1, 1)],
        conflict=True,
    ),
    Situation(
        name="a denial",
        reports=[
            [(STAFF, party("le GSIM", Basis.ACCUSED, "jnim"), "stands")],
            [(GROUP, party("le GSIM", Basis.ACCUSED, "jnim"), "denied")],
        ],
        field="perpetrators",
        origins=[(1, 1)],
        conflict=True,
    ),
    Situation(
        name="numbers of weapons that differ",
        reports=[[(REBELS, drones(10), "stands")], [(RIYADH, drones(18), "stands")]],
        field="weapons",
        origins=[(2, 2)],
        conflict=True,
    ),
    Situation(
        name="numbers of weapons that agree",
        reports=[[(REBELS, drones(10), "stands")], [(RIYADH, drones(10), "stands")]],
        field="weapons",
        origins=[(2, 2)],
    ),
]


def gather(situation: Situation) -> Incident:
    tellings = []
    for hour, told in enumerate(situation.reports):
        claims = tuple(
            Claim(field=situation.field, value=value, source=source(voice), status=status)  # type: ignore[arg-type]
            for voice, value, status in told
            if value is not None
        )
        one = event(sources=tuple(source(voice) for voice, _, _ in told), claims=claims)
        tellings.append(telling(f"outlet {hour}", 8 + hour, told=one))
    (incident,) = gather_incidents(tellings)
    return incident


@pytest.mark.parametrize("situation", SITUATIONS, ids=[each.name for each in SITUATIONS])
def test_a_situation_is_judged_as_by_hand(situation: Situation) -> None:
    incident = gather(situation)
    claims = [claim for claim in incident.claims if claim.field == situation.field]
    assert [(claim.origins.low, claim.origins.high) for claim in claims] == list(situation.origins)
    if situation.superseded is not None:
        assert [claim.superseded for claim in claims] == list(situation.superseded)
    assert (situation.field in {conflict.field for conflict in incident.conflicts}) == situation.conflict
