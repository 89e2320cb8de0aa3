"""Names agree with one another over a text."""

from recoupe.language.names import settle_names
from recoupe.records import Sentence, Word


def sentence(text: str) -> Sentence:
    """A sentence by hand: "Dorothea_PERSON von_+PERSON Schlegel_+PERSON laughed_" ("+" goes on with a name)."""
    words, offset = [], 0
    for index, cell in enumerate(text.split()):
        form, _, kind = cell.partition("_")
        pos = "PROPN" if form[:1].isupper() else "VERB"
        entity = kind.removeprefix("+")
        begins = bool(entity) and not kind.startswith("+")
        words.append(Word(form, offset, offset + len(form), form, pos, "dep", index, "", entity, begins))
        offset += len(form) + 1
    return Sentence(index=0, start=0, end=offset, words=tuple(words))


def kinds(*texts: str) -> list[str]:
    settled = settle_names([sentence(text) for text in texts])
    return [
        " ".join(f"{w.text}_{'' if w.entity_start or not w.entity else '+'}{w.entity}" for w in s.words)
        for s in settled
    ]


def test_a_person_named_in_full_is_known_by_the_family_name() -> None:
    assert kinds("Peter_PERSON Cook_+PERSON spoke_", "Cook_ left_")[1] == "Cook_PERSON left_"


def test_a_family_name_taken_for_a_place_is_put_right() -> None:
    assert kinds("Peter_PERSON Cook_+PERSON spoke_", "Cook_PLACE left_")[1] == "Cook_PERSON left_"


def test_the_kind_most_finds_have_holds_for_all() -> None:
    assert kinds("Dabiq_PLACE fell_", "Dabiq_PLACE burns_", "Dabiq_PERSON waits_")[2] == "Dabiq_PLACE waits_"


def test_a_name_found_once_is_found_again() -> None:
    assert kinds("SDF_ORGANIZATION advanced_", "SDF_ fired_")[1] == "SDF_ORGANIZATION fired_"


def test_an_even_vote_changes_nothing() -> None:
    assert kinds("Dabiq_PLACE fell_", "Dabiq_PERSON waits_") == ["Dabiq_PLACE fell_", "Dabiq_PERSON waits_"]


def test_particles_and_words_in_small_letters_are_no_names() -> None:
    assert kinds("Dorothea_PERSON von_+PERSON Schlegel_+PERSON spoke_", "von_ cook_")[1] == "von_ cook_"


def test_a_word_of_a_place_and_of_a_person_says_nothing() -> None:
    texts = ("Tal_PLACE Afar_+PLACE fell_", "Ali_PERSON Afar_+PERSON spoke_", "Afar_ waits_")
    assert kinds(*texts)[2] == "Afar_ waits_"


def test_no_names_give_the_same_sentences() -> None:
    given = (sentence("Nothing_ happened_"),)
    assert settle_names(given) == given
