"""Sources: under which name the text's voices stand."""

from datetime import date

import pytest

from recoupe.claims.events import find_events
from recoupe.desk import Desks
from recoupe.pipeline import annotate
from recoupe.records import Document


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "L'attaque de lundi à Gao a fait douze morts, a déclaré le ministre de l'Intérieur, Bruno Le Roux.",
            "Bruno Le Roux",
        ),
        ("fr", "L'attaque de lundi à Gao a fait douze morts, a déclaré le ministre de l'Intérieur.", "le ministre"),
        (
            "en",
            "Monday's attack in Gao killed twelve people, said the interior minister, Peter Brown.",
            "Peter Brown",
        ),
    ],
)
def test_an_office_stands_under_the_name_behind_it(language: str, text: str, expected: str) -> None:
    desk = Desks().open(language)
    document = Document(id="x", text=text, language=language, published=date(2022, 3, 2))
    events = find_events(annotate(document, desk, thorough=True), desk.events)
    assert [source.text[: len(expected)] for event in events for source in event.sources] == [expected]
