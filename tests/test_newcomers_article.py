"""The article that a newcomer would bring, where it is at hand (it is not ours to ship)."""

from datetime import date
from pathlib import Path

import pytest

from recoupe.desk import Desks
from recoupe.pipeline import read_document
from recoupe.reading.lines import read_line
from recoupe.records import Account, Basis, Event

ARTICLE = Path(__file__).parents[2] / "shared" / "examples" / "ain-al-assad.jsonl"

pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not at hand")


@pytest.fixture(scope="module")
def account() -> Account:
    return read_document(read_line(ARTICLE.read_bytes(), ARTICLE.name), Desks())


def on(account: Account, day: date) -> Event:
    [event] = [each for each in account.events if each.date and each.date.earliest == day]
    return event


def test_three_events_are_told_and_no_more(account: Account) -> None:
    days = [each.date.earliest if each.date else None for each in account.events]
    assert days == [date(2022, 1, 4), date(2020, 1, 3), date(2022, 1, 3)]


def test_the_attack_on_the_base_was_intercepted_and_nobody_was_hurt(account: Account) -> None:
    event = on(account, date(2022, 1, 4))
    assert (event.type, event.outcome, event.focus) == ("drone_strike", "intercepted", True)
    assert event.place is not None
    assert event.place.country == "IQ"
    assert abs((event.place.latitude or 0) - 33.79) < 0.15
    assert abs((event.place.longitude or 0) - 42.44) < 0.15
    assert event.killed is not None
    assert event.injured is not None
    assert (event.killed.low, event.killed.high, event.injured.low, event.injured.high) == (0, 0, 0, 0)
    assert event.weapons[0].count == 2
    assert event.ordinal is not None
    assert (event.ordinal.number, event.ordinal.window) == (2, "24 heures")
    assert event.defenders == ()
    assert all(party.basis is Basis.SUSPECTED for party in event.perpetrators)


def test_it_is_told_on_the_word_of_an_official_through_an_agency(account: Account) -> None:
    chains = [source.voice.chain for source in on(account, date(2022, 1, 4)).sources if source.voice]
    assert ("AFP", "un responsable de la coalition") in [chain[-2:] for chain in chains]


def test_the_supposition_of_the_outlet_is_a_suspicion_with_its_loaded_words(account: Account) -> None:
    event = on(account, date(2022, 1, 4))
    assert any("résistance" in party.text for party in event.perpetrators)
    assert any("résistance" in wording.text for wording in event.loaded)


def test_the_attack_of_the_day_before_is_an_event_of_its_own(account: Account) -> None:
    event = on(account, date(2022, 1, 3))
    assert event.type == "drone_strike"
    assert event.place is not None
    assert "Bagdad" in event.place.name
    assert event.weapons[0].count == 2


def test_the_killing_two_years_before_is_background_with_its_victims_and_authors(account: Account) -> None:
    event = on(account, date(2020, 1, 3))
    assert (event.type, event.focus) == ("assassination", False)
    assert event.killed is not None
    assert (event.killed.low, event.killed.high) == (10, 10)
    names = " ".join(party.text for party in event.targets)
    assert "Mohandes" in names
    assert "Soleimani" in names
    assert [(party.text, party.basis) for party in event.perpetrators] == [("forces américaines", Basis.STATED)]


def test_what_holds_is_background_and_no_event(account: Account) -> None:
    kinds = {fact.kind for fact in account.background}
    assert "troop_presence" in kinds
    words = " ".join(fact.text for fact in account.background)
    assert "2500" in words
    assert "1000" in words
