"""The tokenizer of the packaged pipelines cuts words as Recoupe does."""

from pathlib import Path

import pytest
import spacy

from recoupe.language.parser import MODELS
from recoupe.language.words import find_words, load_word_rules
from recoupe.resources import LANGUAGES

TEXTS = {
    "fr": "L'armée n'a pas tiré aujourd'hui : 2 500 soldats, dit-on, sont partis à 20h30.",
    "en": "The army didn't fire; 2,500 soldiers left at 8:30 p.m. in the U.S.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_packaged_pipeline_cuts_words_as_the_parser_does(language: str) -> None:
    text = TEXTS[language]
    doc = spacy.load(MODELS / language)(text)
    assert [word.text for word in doc] == [text[a:b] for a, b in find_words(text, load_word_rules(language))]
    assert doc.text == text
    assert any(word.dep_ == "nsubj" for word in doc)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pipeline_that_was_written_cuts_words_alike(language: str, tmp_path: Path) -> None:
    pipeline = spacy.load(MODELS / language)
    pipeline.to_disk(tmp_path)
    kept, told = spacy.load(tmp_path), pipeline.from_bytes(pipeline.to_bytes())
    for each in (kept, told):
        assert [word.text for word in each.make_doc(TEXTS[language])] == [
            word.text for word in pipeline.make_doc(TEXTS[language])
        ]
