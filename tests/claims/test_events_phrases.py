"""Phrase rules: shorthands, conditions, and what is said of faulty files."""

from dataclasses import fields
from typing import Any

import pytest

from recoupe.claims.phrases import PhraseTable, find_phrases, read_phrases
from recoupe.claims.rules import load_event_rules
from recoupe.errors import DataError
from recoupe.mentions.tokens import fold_text
from recoupe.resources import LANGUAGES

TABLE: dict[str, Any] = {
    "endings": {"er": ["e", "er", "é"]},
    "lists": {"weapon": ["missiles?", "obus"]},
    "rule": [
        {"name": "attack", "patterns": ["attaqu<er>", "(?:coup|tir)s? de feu"], "unless_after": ["^ cardiaque"]},
        {"name": "fire", "patterns": ["tirs? de <weapon>"]},
        {"name": "figure", "patterns": ["\\d+ soldats"]},
    ],
}


def names(text: str, table: dict[str, Any] = TABLE) -> list[str]:
    folded = fold_text(text)
    return [match.rule.name for match in find_phrases(folded, 0, len(folded), read_phrases("test", table))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a attaqué", ["attack"]),
        ("UNE ATTAQUE", ["attack"]),
        ("une attaque cardiaque", []),
        ("des tirs de missiles", ["fire"]),
        ("un coup de feu", ["attack"]),
        ("2500 soldats", ["figure"]),
        ("attaquerait", []),
    ],
)
def test_shorthands_and_conditions(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_condition_looks_no_farther_than_the_stretch_searched() -> None:
    folded = fold_text("une attaque cardiaque")
    (found,) = find_phrases(folded, 0, len("une attaque"), read_phrases("test", TABLE))
    assert found.rule.name == "attack"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"patterns": ["a"]}, "lacks 'name'"),
        ({"name": "x", "patterns": ["attaqu<nowhere>"]}, "is not among"),
    ],
)
def test_a_faulty_rule_is_named(entry: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError, match=said):
        read_phrases("some.toml", {**TABLE, "rule": [entry]})


def test_a_faulty_expression_is_named_when_it_is_tried() -> None:
    with pytest.raises(DataError, match=r"test, rule 'x': .* is no regular expression"):
        names("une attaque", {**TABLE, "rule": [{"name": "x", "patterns": ["attaque("]}]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_packaged_expression_can_be_tried(language: str) -> None:
    rules = load_event_rules(language)
    tables = [value for field in fields(rules) if isinstance(value := getattr(rules, field.name), PhraseTable)]
    expressions = [expression for table in tables for found in table.by_key.values() for expression, _ in found]
    assert len(expressions) > 100
    assert all(expression.compiled.match("") is None for expression in expressions)
    around = ("needs_before", "needs_after", "needs_sentence", "unless_before", "unless_after", "unless_sentence")
    conditions = [found for table in tables for rule in table.rules for key in around if (found := getattr(rule, key))]
    assert len(conditions) > 20
    assert all(condition.compiled.search("") is None for condition in conditions)
