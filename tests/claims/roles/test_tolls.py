"""Tolls: the dead of months, or of another day, are no toll of one happening."""

from datetime import date

import pytest

from recoupe.desk import Desks
from recoupe.pipeline import read_document
from recoupe.records import Document

SHOT = "A gunman opened fire outside a shop in Malmo on Tuesday. One man was killed, police said."
TIRS = "Des hommes armés ont attaqué mardi un marché à Gao. Trois commerçants ont été tués, selon la police."


@pytest.mark.parametrize(
    ("language", "text", "low"),
    [
        ("en", f"{SHOT} Police figures say that 38 people have been killed in shootings this year.", 1),
        ("en", f"{SHOT} More than 530 people have been killed in the country since the beginning of January.", 1),
        ("en", f"{SHOT} In 2015, 12 people were killed in an attack on the same street.", 1),
        ("en", f"{SHOT} On Wednesday the death toll rose to 3.", 3),
        ("fr", f"{TIRS} Le choléra a fait 470 morts dans le pays depuis juillet.", 3),
        ("fr", f"{TIRS} Cette année, 90 personnes ont été tuées dans la région.", 3),
        ("fr", f"{TIRS} Le bilan est passé à cinq morts mercredi.", 5),
    ],
)
def test_a_toll_is_of_the_happening_alone(language: str, text: str, low: int) -> None:
    document = Document(id="x", text=text, language=language, published=date(2022, 10, 20))
    first = read_document(document, Desks()).events[0]
    assert first.killed is not None
    assert first.killed.low == low
