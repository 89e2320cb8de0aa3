"""Ordinals: "the second attack in 24 hours" counts the later happening, not the one told beside it."""

from datetime import date

import pytest

from recoupe.desk import Desks
from recoupe.pipeline import read_document
from recoupe.records import Document

DESKS = Desks()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Deux drones ont été abattus mardi au-dessus de la base d'Aïn al-Assad, en Irak. Il s'agit de la deuxième"
            " attaque en 24 heures : lundi, deux drones avaient été abattus près de l'aéroport de Bagdad.",
        ),
        (
            "en",
            "Two armed drones were shot down on Tuesday over Ain al-Asad air base in Iraq. It was the second attack in"
            " 24 hours: on Monday two armed drones had been shot down near Baghdad airport.",
        ),
    ],
)
def test_an_ordinal_counts_the_later_of_two(language: str, text: str) -> None:
    document = Document(id="a", text=text, language=language, published=date(2022, 1, 4))
    events = read_document(document, DESKS).events
    numbers = {
        event.date.earliest.day: event.ordinal.number if event.ordinal else None for event in events if event.date
    }
    assert numbers == {4: 2, 3: None}
