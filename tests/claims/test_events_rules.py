"""The rule files of events: their examples give what they say, their counter-examples do not."""

from typing import Any

import pytest

from recoupe.claims.phrases import find_phrases
from recoupe.claims.rules import EventRules, load_event_rules
from recoupe.mentions.tokens import fold_text
from recoupe.resources import LANGUAGES, read_toml

RULES = {language: load_event_rules(language) for language in LANGUAGES}


def entries(name: str, section: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (language, rule)
        for language in LANGUAGES
        for rule in read_toml(f"languages/{language}/{name}").get(section, ())
    ]


def cases(name: str, section: str, key: str) -> list[tuple[str, str, str]]:
    return [
        (language, rule["name"], example) for language, rule in entries(name, section) for example in rule.get(key, ())
    ]


def rules_found(text: str, rules: EventRules, table: str = "triggers") -> list[str]:
    folded = fold_text(text)
    return [match.rule.name for match in find_phrases(folded, 0, len(folded), getattr(rules, table))]


@pytest.mark.parametrize(("language", "rule", "example"), cases("triggers.toml", "rule", "examples"))
def test_a_trigger_rule_finds_its_examples(language: str, rule: str, example: str) -> None:
    assert rule in rules_found(example, RULES[language])


@pytest.mark.parametrize(("language", "rule", "example"), cases("triggers.toml", "rule", "never"))
def test_a_trigger_rule_leaves_its_counter_examples(language: str, rule: str, example: str) -> None:
    assert rule not in rules_found(example, RULES[language])


@pytest.mark.parametrize(("language", "rule", "example"), cases("events.toml", "standing", "examples"))
def test_a_standing_rule_finds_its_examples(language: str, rule: str, example: str) -> None:
    assert rule in rules_found(example, RULES[language], "standing")


@pytest.mark.parametrize(("language", "rule", "example"), cases("events.toml", "ordinal", "examples"))
def test_an_ordinal_is_found_in_its_examples(language: str, rule: str, example: str) -> None:
    (entry,) = [entry for spoken, entry in entries("events.toml", "ordinal") if spoken == language]
    found = [expression.search(fold_text(example)) for expression in RULES[language].ordinals]
    numbers = {fold_text(word): number for word, number in RULES[language].ordinal_numbers.items()}
    assert [numbers[match["number"]] for match in found if match] == [entry["examples"][example]]


@pytest.mark.parametrize(("language", "rule", "example"), cases("events.toml", "ordinal", "never"))
def test_an_ordinal_of_something_else_is_left(language: str, rule: str, example: str) -> None:
    assert not any(expression.search(fold_text(example)) for expression in RULES[language].ordinals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trigger_rule_has_a_name_of_its_own(language: str) -> None:
    names = [rule.name for rule in RULES[language].triggers.rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_is_large(language: str) -> None:
    assert sum(len(rule.patterns) for rule in RULES[language].triggers.rules) > 400
