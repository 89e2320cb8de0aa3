"""Words are cut as the treebanks cut them, at offsets of the text as it is."""

import pytest

from recoupe.language.words import find_words, load_word_rules
from recoupe.resources import LANGUAGES, read_toml

EXAMPLES = [
    pytest.param(language, entry["text"], entry["words"], id=f"{language}: {entry['text'][:40]}")
    for language in LANGUAGES
    for entry in read_toml(f"languages/{language}/words.toml")["example"]
]


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_examples_of_the_rules_are_cut_as_written(language: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text, load_word_rules(language))] == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "l'« armée » d’Irak (O.N.U.) a-t-elle tiré 2 500 obus…?!",
        "don't U.S.-led 5:30pm -- http://a.example/b?c=d e@f.example 'tis",
        "قاعدة عين الأسد 中文 ａｂｃ ﷺ e\u0301te\u0301 \u200e\u200f𝔘𝔫𝔦",
        "''' -- ... '' n't 's - l' d",
    ],
)
def test_words_cover_everything_but_white_space(language: str, text: str) -> None:
    found = find_words(text, load_word_rules(language))
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(text)]
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))
    assert all(start < end for start, end in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_has_no_words(language: str) -> None:
    assert find_words("", load_word_rules(language)) == []
