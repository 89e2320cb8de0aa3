"""Claims: each value of a happening with every voice of the document that gives it."""

from datetime import date

import pytest

from recoupe.desk import Desks
from recoupe.pipeline import read_document
from recoupe.records import Claim, Document, Event


@pytest.fixture(scope="module")
def desks() -> Desks:
    return Desks()


def first_event(text: str, language: str, desks: Desks) -> Event:
    document = Document(id="a", text=text, language=language, outlet="Le Fanal", published=date(2021, 6, 5))
    return read_document(document, desks).events[0]


def speaker(claim: Claim) -> str:
    return claim.source.text if claim.source else ""


def test_two_sources_that_say_the_same_words_both_hold_the_toll(desks: Desks) -> None:
    text = (
        "Des hommes armés ont attaqué un village vendredi. "
        "Des sources sécuritaire et locale ont parlé d'une centaine de morts."
    )
    killed = [claim for claim in first_event(text, "fr", desks).claims if claim.field == "killed"]
    assert len({claim.source.voice.root for claim in killed if claim.source and claim.source.voice}) == 2


def test_a_weapon_has_the_number_that_each_voice_gives(desks: Desks) -> None:
    text = (
        "Eighteen drones attacked the refinery on Friday, the ministry said. "
        "The rebels had said that they sent ten drones to attack the refinery."
    )
    counts = {
        speaker(claim): getattr(claim.value, "count", None)
        for claim in first_event(text, "en", desks).claims
        if claim.field == "weapons"
    }
    assert (counts["the ministry"], counts["The rebels"]) == (18, 10)


def test_what_was_said_before_it_happened_is_no_word_of_it(desks: Desks) -> None:
    text = (
        "Gunmen attacked a village in Burkina Faso on Friday, the governor said. "
        "Officials had said in May that they feared an attack on the village."
    )
    assert [voice.body for voice in first_event(text, "en", desks).voices] == ["governor"]


def test_everybody_whose_words_tell_of_it_is_a_voice_the_authors_too(desks: Desks) -> None:
    text = "Le porte-parole des Houthis a déclaré vendredi que dix drones avaient attaqué la raffinerie de Yanbu."
    assert "houthis" in {voice.body for voice in first_event(text, "fr", desks).voices}
