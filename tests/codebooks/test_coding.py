"""The demo's incident in other codebooks' terms, traps included."""

from dataclasses import replace

import pytest

from incidents.newsroom import COALITION_TO_AFP, event, telling, toll
from recoupe.codebooks import CODEBOOKS, code_incident, load_codebook
from recoupe.errors import QueryError
from recoupe.incidents import gather_incidents
from recoupe.records import EventType, Incident, Outcome


def intercepted() -> Incident:
    (incident,) = gather_incidents([telling("A", told=event(claims=(toll(0, 0, COALITION_TO_AFP),)))])
    return incident


def deadly() -> Incident:
    told = event(outcome=Outcome.CARRIED_OUT, type=EventType.ARMED_ATTACK, claims=(toll(24, 24, COALITION_TO_AFP),))
    (incident,) = gather_incidents([telling("A", told=told)])
    return incident


def test_acled_calls_an_intercepted_drone_disrupted_weapons_use() -> None:
    codes = code_incident(intercepted(), load_codebook("acled")).codes
    assert codes == {"event_type": "Strategic developments", "sub_event_type": "Disrupted weapons use"}


def test_ucdp_leaves_out_what_killed_nobody_and_says_why() -> None:
    coding = code_incident(intercepted(), load_codebook("ucdp"))
    assert coding.left_out
    assert "death" in coding.reason


def test_plover_keeps_the_drone() -> None:
    assert code_incident(intercepted(), load_codebook("plover")).codes["mode"] == "drone"


def test_gtd_counts_an_intercepted_drone_as_no_success() -> None:
    assert code_incident(intercepted(), load_codebook("gtd")).codes["success"] == "0"


def test_a_deadly_attack_on_unknown_people_is_violence_against_civilians() -> None:
    assert code_incident(deadly(), load_codebook("acled")).codes["sub_event_type"] == "Attack"


@pytest.mark.parametrize("name", CODEBOOKS)
@pytest.mark.parametrize("kind", list(EventType))
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_incident_gets_codes_of_the_right_columns_or_a_reason(
    name: str, kind: EventType, outcome: Outcome
) -> None:
    codebook = load_codebook(name)
    coding = code_incident(replace(deadly(), type=kind, outcome=outcome), codebook)
    assert coding.reason
    assert coding.left_out or set(coding.codes) == set(codebook.columns)


def test_an_unknown_codebook_names_those_there_are() -> None:
    with pytest.raises(QueryError, match="acled"):
        load_codebook("nobody")
