import re

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import fix_random_seed

from recoupe.language import vectors
from recoupe.language.vectors import build_word_vectors

SENTENCE = "Deux drones explosifs visant la base aérienne d' Aïn al-Assad ont été abattus mardi en Irak"
WORDS = [*re.findall(r"\S+", SENTENCE)]


@pytest.fixture
def layer():
    fix_random_seed(3)
    model = build_word_vectors(32, "fr")
    model.initialize([make_doc(WORDS)])
    return model


def make_doc(words):
    return Doc(Vocab(), words=words)


def test_recalled_vectors_are_those_that_the_layers_give(layer):
    trained, _ = layer([make_doc(WORDS)], True)
    np.testing.assert_allclose(layer.predict([make_doc(WORDS)])[0], trained[0], rtol=1e-4, atol=1e-4)


def test_a_vector_is_the_same_to_the_last_digit_whatever_words_came_before(layer):
    together = layer.predict([make_doc(WORDS)])[0]
    layer([make_doc(WORDS)], True)  # forgets
    apart = np.concatenate([layer.predict([make_doc([word])])[0] for word in reversed(WORDS)][::-1])
    assert together.tobytes() == apart.tobytes()


def test_training_forgets_what_was_worked_out_before(layer):
    before = layer.predict([make_doc(WORDS)])[0].copy()
    layer([make_doc(WORDS)], True)
    for node in layer.walk():
        if node.name == "maxout":
            node.set_param("b", node.get_param("b") + np.arange(node.get_param("b").size).reshape(32, -1))
    assert not np.allclose(layer.predict([make_doc(WORDS)])[0], before)


def test_more_words_than_are_kept_come_out_all_the_same(layer, monkeypatch):
    whole = layer.predict([make_doc(WORDS)])[0].copy()
    monkeypatch.setattr(vectors, "REMEMBERED", len(WORDS) // 2)
    layer([make_doc(WORDS)], True)
    np.testing.assert_allclose(layer.predict([make_doc(WORDS)])[0], whole, rtol=1e-4, atol=1e-4)
    halves = [layer.predict([make_doc(part)])[0] for part in (WORDS[:7], WORDS[7:14])]
    np.testing.assert_allclose(np.concatenate(halves), whole[:14], rtol=1e-4, atol=1e-4)


def test_a_document_without_words_has_no_vectors(layer):
    assert layer.predict([make_doc([]), make_doc(WORDS)])[0].shape == (0, 32)
