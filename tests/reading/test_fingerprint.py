"""What copies are known by."""

from recoupe.reading.fingerprint import HASH_BITS, SKETCH_SIZE, content_hash, fingerprint
from recoupe.records import Document

TEXT = "Deux drones ont été abattus lundi près de l'aéroport de Bagdad, a indiqué un responsable de la coalition."


def share(one: str, other: str) -> float:
    first, second = (set(fingerprint(Document(id="d", text=text))) for text in (one, other))
    return len(first & second) / len(first | second)


def test_a_sketch_is_the_same_in_every_run() -> None:
    assert fingerprint(Document(id="d", text="un deux trois quatre")) == (2229699081828787, 5479107141867256)


def test_a_sketch_is_short_ascending_and_safe_in_json() -> None:
    sketch = fingerprint(Document(id="d", text=" ".join(f"mot{number}" for number in range(1000))))
    assert len(sketch) == SKETCH_SIZE
    assert list(sketch) == sorted(sketch)
    assert max(sketch) < 2**HASH_BITS


def test_copies_share_most_of_their_sketch_and_other_texts_share_nothing() -> None:
    assert share(TEXT, TEXT + " L'attaque n'a pas été revendiquée.") > 0.6
    assert share(TEXT, "Le prix de l'oignon a doublé sur les marchés de la capitale depuis un an.") == 0


def test_white_space_case_and_accents_do_not_change_the_content_hash() -> None:
    one, other = Document(id="a", text="Été  à\nKaboul"), Document(id="b", text="ete a kaboul")
    assert content_hash(one) == content_hash(other)
    assert content_hash(one) != content_hash(Document(id="c", text="hiver à Kaboul"))


def test_the_title_does_not_count() -> None:
    assert fingerprint(Document(id="a", text=TEXT, title="Irak")) == fingerprint(Document(id="b", text=TEXT))


def test_an_empty_text_has_a_fingerprint_too() -> None:
    assert len(fingerprint(Document(id="a", text=""))) == 1
