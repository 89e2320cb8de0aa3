"""The error browser shows each disagreement in its article, and nothing raw."""

from recoupe.evaluation import evaluate_lines, write_report
from recoupe.evaluation.report import cut_pieces, say_value


def test_pieces_hold_the_whole_text_and_name_every_mark() -> None:
    pieces = cut_pieces("deux morts", [(0, 4, "gold"), (0, 10, "predicted")])
    assert pieces == [("deux", "gold predicted"), (" morts", "predicted")]


def test_a_disagreement_is_shown_with_both_values() -> None:
    gold = {
        "id": "a",
        "title": "<b>Titre</b>",
        "text": "Deux morts.",
        "events": [{"type": "bombing", "killed": {"low": 2, "high": 2}}],
    }
    predicted = {"id": "a", "events": [{"type": "bombing", "killed": {"low": 3, "high": None, "spans": [[17, 21]]}}]}
    page = write_report(evaluate_lines([gold], [predicted]), "Essai")
    assert "2 to 2" in page
    assert "3 to …" in page
    assert "<b>Titre" not in page


def test_an_annotated_name_is_marked_where_it_stands() -> None:
    gold = {"id": "a", "text": "Le Raid agit.", "events": [{"type": "arrest", "defenders": ["Raid"]}]}
    page = write_report(evaluate_lines([gold], [{"id": "a", "events": []}]), "Essai")
    assert '<mark class="gold">Raid</mark>' in page


def test_nothing_is_a_dash() -> None:
    assert say_value(None) == say_value([]) == "–"
