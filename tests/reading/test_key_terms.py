"""Names and numbers of a text."""

from recoupe.reading.key_terms import MOST_TERMS, key_terms
from recoupe.records import Document


def terms(text: str) -> tuple[str, ...]:
    return key_terms(Document(id="a", text=text))


def test_names_and_numbers_are_folded() -> None:
    assert terms("Selon l’AFP, 2 500 militaires sont à Aïn al-Assad.") == ("500", "afp", "ain", "assad")


def test_a_word_that_only_opens_sentences_is_no_name() -> None:
    assert terms("Deux drones. Bagdad brûle. On voit Bagdad.") == ("bagdad",)


def test_a_long_text_keeps_its_commonest_terms() -> None:
    text = "vu Bagdad, vu Bagdad " + " ".join(f"vu Ville{n}" for n in range(200))
    found = terms(text)
    assert found[0] == "bagdad"
    assert len(found) == MOST_TERMS


def test_a_text_without_names_has_none() -> None:
    assert terms("rien ne se passe") == ()
