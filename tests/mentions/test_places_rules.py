"""The place rules of every language: what they say they match, they match."""

import re

import pytest

from recoupe.mentions.places.rules import KINDS, RELATIONS, STANDINS, PlacePattern, PlaceRules, load_place_rules
from recoupe.resources import LANGUAGES

RULES = {language: load_place_rules(language) for language in LANGUAGES}


def patterns() -> list[tuple[str, PlacePattern, tuple[PlacePattern, ...]]]:
    """Every rule with the list it stands in, in which earlier rules go first."""
    return [
        (language, rule, rules_of)
        for language, rules in RULES.items()
        for rules_of in (rules.relations, rules.standins)
        for rule in rules_of
    ]


@pytest.mark.parametrize(("language", "rule", "among"), patterns(), ids=lambda value: getattr(value, "name", ""))
def test_a_rule_takes_its_examples(language: str, rule: PlacePattern, among: tuple[PlacePattern, ...]) -> None:
    assert rule.examples
    for example in rule.examples:
        assert rule.pattern.search(example), f"{language}: {rule.name}: {example!r}"
        first = next(other for other in among if other.pattern.search(example))
        assert first.value == rule.value, f"{example!r} is taken first by {first.name}"


@pytest.mark.parametrize(("language", "rule", "among"), patterns(), ids=lambda value: getattr(value, "name", ""))
def test_a_rule_leaves_its_counter_examples(language: str, rule: PlacePattern, among: tuple[PlacePattern, ...]) -> None:
    assert rule.never
    for example in rule.never:
        assert not rule.pattern.search(example), f"{language}: {rule.name}: {example!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_given_folded(language: str) -> None:
    rules: PlaceRules = RULES[language]
    words = rules.strong | rules.weak | rules.openers | rules.followers | rules.organizations | rules.titles
    assert not [word for word in words if re.search(r"[A-Zéèêàâçôûùîï]", word)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_come_from_the_closed_sets(language: str) -> None:
    rules = RULES[language]
    assert set(rules.kinds.values()) <= set(KINDS)
    assert {rule.value for rule in rules.relations} <= set(RELATIONS)
    assert {rule.value for rule in rules.standins} == set(STANDINS)
