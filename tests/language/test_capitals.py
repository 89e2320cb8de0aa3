"""Text in capitals is read as if it had been printed with small letters."""

import pytest

from recoupe.language.capitals import lower_capitals
from recoupe.language.lemmas import load_lemmas


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "GUERRILLAS ATTACKED THE FARM NEAR SAN SALVADOR .", "Guerrillas attacked the farm near San Salvador ."),
        ("en", "THE FRONT [ FMLN ] SAID SO .", "The front [ FMLN ] said so ."),
        ("fr", "ATTAQUE CONTRE UNE BASE À BAGDAD", "Attaque contre une base à Bagdad"),
        ("fr", "L' ARMÉE IRAKIENNE", "L' armée irakienne"),
    ],
)
def test_names_keep_a_large_letter_and_the_rest_is_small(language: str, text: str, expected: str) -> None:
    assert " ".join(lower_capitals(text.split(), load_lemmas(language))) == expected


@pytest.mark.parametrize("text", ["ONU : bilan", "L' OMS dit", "U.S.", "", "3 4 5", "Le NORD de l' Irak"])
def test_text_with_small_letters_stays(text: str) -> None:
    assert lower_capitals(text.split(), load_lemmas("fr")) == text.split()


def test_every_form_keeps_its_length() -> None:
    forms = ["İSTANBUL", "STRASSE", "ﬁN", "BAGDAD", "ΑΘΗΝΑΣ"]
    assert [len(form) for form in lower_capitals(forms, load_lemmas("en"))] == [len(form) for form in forms]
