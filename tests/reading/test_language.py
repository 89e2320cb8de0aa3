"""Which language a document is in, and which documents are turned away with what words."""

import pytest

from recoupe.errors import DocumentError
from recoupe.reading.language import LARGEST_TEXT, find_sure_language, identify_language
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


FRENCH = (
    "Deux soldats ont été tués et une femme blessée dans une attaque contre un poste de l'armée, selon un officier qui"
    " était sur place. Les assaillants sont repartis avec deux véhicules après une heure de combats."
)
ENGLISH = (
    "Two soldiers were killed and a woman was hurt when gunmen attacked a post from which the army had been shelling"
    " the valley, said an officer who was there. They left with two vehicles after an hour."
)
SURE = [
    (FRENCH, "fr"),
    (ENGLISH, "en"),
    (FRENCH[:60], "fr"),
    (FRENCH[:21], None),
    (f"{FRENCH} {ENGLISH}", None),
    (
        "Dos soldados murieron y una mujer resultó herida en un ataque contra un puesto del ejército, según un oficial"
        " que estaba allí. Los asaltantes se fueron con dos vehículos después de una hora de combates sobre la colina.",
        None,
    ),
    (
        "Dos soldats van morir i una dona va resultar ferida en un atac contra un lloc de l'exèrcit, segons un oficial"
        " que hi era. Els assaltants van marxar amb dos vehicles després d'una hora de combats sobre el turó.",
        None,
    ),
    (
        "Dos soldats son estats tuats e una femna nafrada dins un atac contra un pòste de l'armada, segon un oficièr"
        " qu'èra sus plaça. Los assalhidors son partits amb dos veïculs aprèp una ora de combats.",
        None,
    ),
    (
        "De soldaten zijn gedood en een vrouw raakte gewond bij een aanval op een post van het leger, zei een officier"
        " die er was. De daders vertrokken na een uur vechten met twee voertuigen van het front.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "language"), SURE)
def test_only_a_text_full_of_a_languages_own_words_is_in_it_for_sure(text: str, language: str | None) -> None:
    assert find_sure_language(text) == language
