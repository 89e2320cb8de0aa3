"""Which language a document is in, and which documents are turned away with what words."""

import pytest

from recoupe.errors import DocumentError
from recoupe.reading.language import LARGEST_TEXT, identify_language
from recoupe.records import Document

READ = [
    ("Deux drones ont été abattus près de l'aéroport.", None, "fr"),
    ("Two drones were shot down near the airport.", None, "en"),
    ("THREE SOLDIERS WERE KILLED IN AN AMBUSH, THE ARMY SAID TODAY.", None, "en"),
    ("Mali: 3 morts", None, "fr"),
    ("Bagdad : deux morts", "fr-FR", "fr"),
    ("Attack", "en_GB", "en"),
]


@pytest.mark.parametrize(("text", "declared", "language"), READ)
def test_the_declared_language_counts_and_else_the_whole_text(text: str, declared: str | None, language: str) -> None:
    assert identify_language(Document(id="d", text=text, language=declared)) == language


REFUSED = [
    ("", None, "empty"),
    (" \n\t", None, "empty"),
    ("12:30, 4.5 %", None, "no letters"),
    ("abc\0def", None, "binary"),
    ("Trois morts \ud800 à Kaboul", None, "halves of characters"),
    ("x" * (LARGEST_TEXT + 1), None, "1,000,000"),
    ("ドローン2機がバグダッド空港の近くで撃墜された。", None, "Japanese (ja)"),
    ("ドローン2機がバグダッド空港の近くで撃墜された。", "fr", "Japanese (ja)"),
    ("Dos drones fueron derribados cerca del aeropuerto.", None, "Spanish (es)"),
    ("Zwei Drohnen wurden in der Nähe des Flughafens abgeschossen.", "de", "German (de)"),
]


@pytest.mark.parametrize(("text", "declared", "words"), REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence_that_says_why(
    text: str, declared: str | None, words: str
) -> None:
    with pytest.raises(DocumentError, match="text") as refusal:
        identify_language(Document(id="d", text=text, language=declared))
    assert words in str(refusal.value)
