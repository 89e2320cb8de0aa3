"""Openings: the place that a sentence opens with holds for its paragraph, and parts one attack from another."""

import pytest

from recoupe.claims.openings import find_openings, find_others
from recoupe.claims.rules import load_event_rules
from recoupe.desk import Desks
from recoupe.pipeline import annotate, read_document
from recoupe.records import Document

RAIDS = """Deux bombes ont fait douze morts lundi en Irak.

À Tikrit, un kamikaze s'est fait exploser devant un commissariat, tuant trois policiers.

À Kirkouk, des hommes armés ont ouvert le feu sur une boulangerie. Quatre employés ont été tués."""
RAIDS_EN = """Attacks killed at least nine people in Iraq on Monday.

In Tikrit, a suicide bomber blew himself up outside a police station. Three officers were killed.

In Kirkuk, gunmen opened fire on a bakery, killing four employees. Hours later, a car bomb exploded near a mosque."""


def read(language: str, text: str) -> Document:
    return Document(id="x", text=text, language=language, published=None)


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("fr", "À Tikrit, deux hommes ont été tués.", "Tikrit"),
        ("fr", "Dans le centre de Kirkouk, un engin a explosé.", "Kirkouk"),
        ("fr", "La ville de Kirkouk a aussi été touchée par une explosion.", "Kirkouk"),
        ("fr", "Plus au nord, à Mossoul, des tirs ont été entendus.", "Mossoul"),
        ("fr", "Un engin a explosé à Tikrit.", None),
        ("fr", "En Irak, un engin a explosé.", None),
        ("fr", "Selon la police de Tikrit, un engin a explosé.", None),
        ("en", "In Tikrit, two men were killed.", "Tikrit"),
        ("en", "In the nearby town of Kirkuk, a bomb exploded.", "Kirkuk"),
        ("en", "The city of Kirkuk was hit by an explosion.", "Kirkuk"),
        ("en", "A bomb exploded in Tikrit.", None),
        ("en", "In Iraq, a bomb exploded.", None),
    ],
)
def test_a_sentence_opens_with_a_town_or_site(language: str, sentence: str, expected: str | None) -> None:
    desk = Desks().open(language)
    annotated = annotate(read(language, sentence), desk, thorough=True)
    found = [
        annotated.document.content[m.span.start : m.span.end] for m in find_openings(annotated, desk.events).values()
    ]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("fr", "Quelques heures plus tard, un kamikaze s'est fait exploser.", True),
        ("fr", "Par ailleurs, un policier a été abattu.", True),
        ("fr", "Toujours à Kaboul, une bombe a explosé.", True),
        ("fr", "Quelques minutes plus tard, une seconde charge a explosé.", False),
        ("en", "Hours later, a suicide bomber struck.", True),
        ("en", "Also on Monday, a policeman was shot.", True),
        ("en", "Minutes later, a second device went off.", False),
    ],
)
def test_words_that_open_a_sentence_on_another_happening(language: str, sentence: str, expected: bool) -> None:
    annotated = annotate(read(language, sentence), Desks().open(language), thorough=False)
    assert bool(find_others(annotated, load_event_rules(language))) is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", RAIDS, [("suicide_bombing", "Tikrit"), ("armed_attack", "Kirkouk")]),
        ("en", RAIDS_EN, [("suicide_bombing", "Tikrit"), ("armed_attack", "Kirkuk"), ("bombing", "Kirkuk")]),
    ],
)
def test_what_paragraphs_open_elsewhere_are_incidents_of_their_own(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    events = read_document(read(language, text), Desks()).events
    told = [(event.type.value, event.place.name) for event in events if event.place and event.focus]
    assert [each for each in told if each in expected] == expected
