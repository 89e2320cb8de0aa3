"""Sentences end where a reader would say so, and the text is never altered."""

import pytest

from recoupe.language.sentences import LONGEST_SENTENCE, find_sentences, load_sentence_rules
from recoupe.resources import LANGUAGES, read_toml

EXAMPLES = [
    pytest.param(language, entry["text"], entry["sentences"], id=f"{language}: {entry['text'][:40]}")
    for language in LANGUAGES
    for entry in read_toml(f"languages/{language}/sentences.toml")["example"]
]


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_examples_of_the_rules_are_cut_as_written(language: str, text: str, expected: list[str]) -> None:
    found = find_sentences(text, load_sentence_rules(language))
    assert [text[span.start : span.end] for span in found] == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u00a0\n"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert find_sentences(text, load_sentence_rules("fr")) == ()


def test_a_line_break_ends_a_sentence_without_a_stop() -> None:
    text = "Attaque à Bagdad\nTrois morts"
    found = find_sentences(text, load_sentence_rules("fr"))
    assert [text[span.start : span.end] for span in found] == ["Attaque à Bagdad", "Trois morts"]


def test_sentences_follow_one_another_and_leave_out_only_white_space() -> None:
    text = "  Un. Deux ! « Trois ? » dit-il.\r\n\tQuatre… Cinq (…) six."
    found = find_sentences(text, load_sentence_rules("fr"))
    ends = [0, *(span.end for span in found)]
    starts = [*(span.start for span in found), len(text)]
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))


def test_what_goes_on_without_a_stop_is_cut_at_blanks() -> None:
    text = "soldats attaque bombe " * 400
    found = find_sentences(text, load_sentence_rules("fr"))
    assert max(span.end - span.start for span in found) <= LONGEST_SENTENCE
    assert " ".join(text[span.start : span.end] for span in found) == text.strip()
