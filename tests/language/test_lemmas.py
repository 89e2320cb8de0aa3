"""Lemmas come from the treebanks first, then the dictionary, mended by how a word ends."""

import pytest

from recoupe.language.lemmas import EndingRule, find_lemma, load_lemmas
from recoupe.resources import LANGUAGES, read_toml

RULES = [
    pytest.param(language, entry, id=f"{language}: {entry['pos']} {entry['form'][0]} > {entry['lemma']}")
    for language in LANGUAGES
    for entry in read_toml(f"languages/{language}/lemmas.toml")["ending"]
]


@pytest.mark.parametrize(("language", "entry"), RULES)
def test_examples_of_the_ending_rules_hold(language: str, entry: dict[str, dict[str, str]]) -> None:
    table = load_lemmas(language)
    for form, lemma in entry["examples"].items():
        assert find_lemma(form, str(entry["pos"]), table) == lemma


@pytest.mark.parametrize(("language", "entry"), RULES)
def test_counter_examples_end_otherwise(language: str, entry: dict[str, list[str]]) -> None:
    rule = EndingRule(
        pos=str(entry["pos"]), unless=(), form=tuple(entry["form"]), lemma=str(entry["lemma"]), known=True
    )
    assert rule in load_lemmas(language).endings or entry["never"]
    for form in entry["never"]:
        found = find_lemma(form, rule.pos, load_lemmas(language))
        assert found not in {form.removesuffix(end) + rule.lemma for end in rule.form if form.endswith(end)}


@pytest.mark.parametrize(
    ("language", "form", "pos", "lemma"),
    [
        ("fr", "a", "AUX", "avoir"),
        ("fr", "a", "VERB", "avoir"),
        ("fr", "tués", "VERB", "tuer"),
        ("fr", "roquettes", "NOUN", "roquette"),
        ("fr", "L’", "DET", "le"),
        ("fr", "irakiennes", "ADJ", "irakien"),
        ("fr", "Bagdad", "PROPN", "Bagdad"),
        ("fr", "Deux", "NUM", "deux"),
        ("en", "was", "AUX", "be"),
        ("en", "killed", "VERB", "kill"),
        ("en", "left", "VERB", "leave"),
        ("en", "militiamen", "NOUN", "militiaman"),
        ("en", "bombings", "NOUN", "bombing"),
        ("en", "Reuters", "PROPN", "Reuters"),
    ],
)
def test_lemmas_of_common_forms(language: str, form: str, pos: str, lemma: str) -> None:
    assert find_lemma(form, pos, load_lemmas(language)) == lemma
