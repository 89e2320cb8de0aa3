"""How many independent voices there are: the rules of the wire desk, one test each."""

from dataclasses import replace

from incidents.newsroom import COALITION_TO_AFP
from recoupe.incidents.origins import count_origins
from recoupe.records import SourceKind, Voice

COALITION_TO_REUTERS = replace(COALITION_TO_AFP, agency="reuters", root="?coalition/official@reuters")
COALITION_STATEMENT = replace(
    COALITION_TO_AFP, agency=None, named=True, anonymous=False, root="coalition", kind=SourceKind.OFFICIAL
)
IRAQI_SOURCE = replace(COALITION_TO_AFP, body="security", country="IQ", root="?IQ/security@xinhua")
OUTLET = Voice(outlet="Le Fanal", agency=None, kind=SourceKind.OUTLET, root="outlet:le fanal", chain=("Le Fanal",))


def span_of(*voices: Voice) -> tuple[int, int]:
    origins = count_origins(voices)
    return (origins.low, origins.high)


def test_ten_outlets_with_one_voice_are_one_origin() -> None:
    assert span_of(*[COALITION_TO_AFP] * 10) == (1, 1)


def test_unnamed_officials_of_one_body_to_two_agencies_may_be_one() -> None:
    assert span_of(COALITION_TO_AFP, COALITION_TO_REUTERS) == (1, 2)


def test_an_unnamed_official_may_be_the_body_that_also_speaks_by_name() -> None:
    assert span_of(COALITION_TO_AFP, COALITION_STATEMENT) == (1, 2)


def test_voices_of_different_bodies_are_two() -> None:
    assert span_of(COALITION_TO_AFP, IRAQI_SOURCE) == (2, 2)


def test_an_outlet_in_its_own_words_adds_at_most_one() -> None:
    assert span_of(COALITION_TO_AFP, IRAQI_SOURCE, OUTLET) == (2, 3)


def test_one_outlet_alone_is_one_origin() -> None:
    assert span_of(OUTLET) == (1, 1)


def test_doubts_give_their_reason() -> None:
    assert any(
        "may be one voice" in reason for reason in count_origins((COALITION_TO_AFP, COALITION_TO_REUTERS)).reasons
    )


def test_nobody_is_no_origin() -> None:
    assert span_of() == (0, 0)
