"""The words of the interface, in French and English."""

import json
import re
from pathlib import Path

import pytest

from recoupe.records import EventType, Outcome
from recoupe.records.decisions import Verb

SOURCE = Path(__file__).parents[2] / "frontend" / "src"
CATALOGUES = {path.stem: json.loads(path.read_text("utf-8")) for path in (SOURCE / "locales").glob("*.json")}
ENGLISH = CATALOGUES["en"]


def fillings(message: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", message))


def test_both_languages_are_there() -> None:
    assert sorted(CATALOGUES) == ["en", "fr"]


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_catalogue_has_the_keys_of_the_english_one_and_no_empty_message(language: str) -> None:
    assert list(CATALOGUES[language]) == list(ENGLISH)
    assert [key for key, message in CATALOGUES[language].items() if not message.strip()] == []


def test_every_message_is_filled_from_the_same_names_in_both_languages() -> None:
    assert [key for key in ENGLISH if fillings(ENGLISH[key]) != fillings(CATALOGUES["fr"][key])] == []


def test_every_message_that_a_component_asks_for_is_there() -> None:
    sources = [path for path in SOURCE.rglob("*") if path.suffix in {".svelte", ".ts"}]
    asked = {key for path in sources for key in re.findall(r"\bt\('([^'$]+)'", path.read_text("utf-8"))}
    known = {key.removesuffix(".one").removesuffix(".other") for key in ENGLISH}
    assert len(asked) > 100
    assert asked - known == set()


@pytest.mark.parametrize(("group", "names"), [("type", EventType), ("outcome", Outcome), ("verb", Verb)])
def test_every_name_of_a_closed_set_has_a_word(group: str, names: type[EventType | Outcome | Verb]) -> None:
    assert [name for name in names if f"{group}.{name.value}" not in ENGLISH] == []
