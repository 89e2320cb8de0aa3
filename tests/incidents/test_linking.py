"""Which tellings are compared at all, and what speaks for and against their being one."""

from dataclasses import replace
from datetime import date

import pytest

from incidents.newsroom import AIN_AL_ASAD, BAGHDAD_AIRPORT, day, event, telling
from recoupe.incidents.likeness import compare, load_linking_rules
from recoupe.incidents.linking import candidate_pairs, link_tellings
from recoupe.records import DatePrecision, Event, EventDate, EventType, Figure, Ordinal, Telling

IN_2022 = EventDate(earliest=date(2022, 1, 1), latest=date(2022, 12, 31), precision=DatePrecision.YEAR, spans=())


def features(left: Event, right: Event) -> dict[str, float]:
    pair = telling("A", told=left), telling("B", told=right)
    return {f.name: f.score for f in compare(*pair, copies=False, rules=load_linking_rules())}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (event(), event()),
        (event(), event(date=day("2022-01-05"))),
        (event(), event(date=IN_2022)),
        (event(), event(date=None)),
        (event(), event(place=None)),
        (event(date=None), event(place=None)),
    ],
)
def test_tellings_that_may_be_one_share_a_block(left: Event, right: Event) -> None:
    for first, second in ((left, right), (right, left)):
        assert list(candidate_pairs([telling("A", told=first), telling("B", told=second)])) == [(0, 1)]


def test_tellings_of_other_years_are_never_compared() -> None:
    assert not list(candidate_pairs([telling("A"), telling("B", told=event(date=day("2019-08-19")))]))


def test_a_block_gives_each_pair_once() -> None:
    pairs = list(candidate_pairs([telling(name) for name in "ABCDE"]))
    assert len(pairs) == len(set(pairs)) == 10


def test_the_same_day_and_site_speak_for_one_incident() -> None:
    found = features(event(), event())
    assert found["date: same day"] > 0
    assert found["place: same site"] > 0


def test_two_hundred_kilometres_speak_against() -> None:
    assert features(event(), event(place=BAGHDAD_AIRPORT))["place: apart"] < 0


def test_a_province_that_holds_the_site_speaks_for() -> None:
    province = replace(AIN_AL_ASAD, name="Anbar", identifier="x", precision="province")
    assert features(event(), event(place=province))["place: within"] > 0


def test_a_drone_strike_and_an_arrest_are_not_one() -> None:
    assert features(event(), event(type=EventType.ARREST))["type: other"] < 0


def test_the_same_large_toll_says_more_than_the_same_small_one() -> None:
    large, small = (Figure(low=n, high=n, spans=()) for n in (24, 1))
    assert (
        features(event(killed=large), event(killed=large))["figures: same toll"]
        > (features(event(killed=small), event(killed=small))["figures: same small toll"])
    )


def test_the_second_attack_is_not_the_first() -> None:
    first, second = (Ordinal(number=n, window="24 hours", spans=()) for n in (1, 2))
    assert features(event(ordinal=first), event(ordinal=second))["words: ordinal differs"] < 0


def undated(outlet: str, words: tuple[str, ...], **values: object) -> Telling:
    bare = telling(outlet, told=event(date=None, place=None, **values))
    return replace(bare, passport=replace(bare.passport, published=None, words=words))


def test_texts_without_day_and_place_are_found_by_their_words() -> None:
    words = ("accounting", "receptionist", "shotgun", "former")
    pair = [undated("A", words), undated("B", words[:3])]
    assert list(candidate_pairs(pair)) == [(0, 1)]
    found = compare(pair[0], pair[1], copies=False, rules=load_linking_rules())
    assert "words: many words shared" in {feature.name for feature in found}


def test_other_numbers_of_captives_are_other_captures() -> None:
    taken = [event(captured=Figure(low=number, high=number, spans=())) for number in (23, 26)]
    assert "figures: other captured" in features(*taken)


def test_the_name_of_the_place_is_not_counted_a_second_time_as_a_shared_name() -> None:
    pair = [
        replace(one, passport=replace(one.passport, key_terms=("ain", "assad", "base", number)))
        for one, number in ((telling("A"), "31"), (telling("B"), "77"))
    ]
    found = compare(pair[0], pair[1], copies=False, rules=load_linking_rules())
    assert not [feature for feature in found if feature.name.startswith("words")]


def test_an_undated_text_of_the_day_before_tells_of_something_else() -> None:
    other = telling("B", told=event(date=None))
    early = replace(other, passport=replace(other.passport, published=date(2022, 1, 3)))
    for undated_one, held in ((early, True), (other, False)):
        found = compare(telling("A"), undated_one, copies=False, rules=load_linking_rules())
        assert ("date: told before" in {feature.name for feature in found}) is held


@pytest.mark.parametrize("mastheads", [0, 8])
def test_copies_under_other_mastheads_draw_no_further_report_in(mastheads: int) -> None:
    undated = telling("B", told=event(date=None))
    vague = telling("C", told=event(type=EventType.ARMED_ATTACK, place=None))
    reports = [telling("A"), *(telling(f"A{number}") for number in range(mastheads)), undated, vague]
    copies = {each.passport.id: "A-8" if each.passport.id.startswith("A") else each.passport.id for each in reports}
    members = [set(cluster.members) for cluster in link_tellings(reports, copies)]
    assert members == [set(range(mastheads + 2)), {mastheads + 2}]
