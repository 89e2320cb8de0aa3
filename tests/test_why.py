"""`why` tells the chain in sentences."""

from incidents.newsroom import COALITION_TO_AFP, event, source, telling, toll
from recoupe.incidents import gather_incidents
from recoupe.records import Incident
from recoupe.why import tell_why


def gathered(*claims: object) -> Incident:
    told = event(claims=claims, sources=(source(COALITION_TO_AFP),))
    (incident,) = gather_incidents([telling("Le Fanal", told=told), telling("Sahel Matin", 9, told=told)])
    return incident


def test_one_voice_behind_two_outlets_is_told_as_one_origin() -> None:
    (paragraph,) = tell_why(gathered(toll(0, 0, COALITION_TO_AFP)), {}, "killed")
    assert paragraph.startswith("killed: none rests on one independent origin behind two outlets.")
    assert "Un responsable de la coalition, unnamed, said so" in paragraph


def test_a_superseded_toll_names_what_replaced_it() -> None:
    told = tell_why(
        gathered(toll(24, 24, COALITION_TO_AFP), toll(10, None, COALITION_TO_AFP, "recalled")), {}, "killed"
    )
    assert "replaced it by 24" in told[1]


def test_a_field_that_nobody_mentions_has_no_reason() -> None:
    assert tell_why(gathered(), {}, "missing") == ()
