"""Weapons: every phrase of the corpus, the examples beside the wording, and the table itself."""

from pathlib import Path

import pytest

from recoupe.mentions.weapons import find_weapons, load_weapons
from recoupe.records import WeaponMention
from recoupe.resources import LANGUAGES, read_toml

CORPUS = Path(__file__).parent.parent / "corpus"
TABLES = {language: load_weapons(language) for language in LANGUAGES}
# Weapon types of the Global Terrorism Database's codebook.
GTD_TYPES = {
    "Biological",
    "Chemical",
    "Radiological",
    "Nuclear",
    "Firearms",
    "Explosives",
    "Fake Weapons",
    "Incendiary",
    "Melee",
    "Vehicle",
    "Sabotage Equipment",
    "Other",
    "Unknown",
}


def read_corpus(language: str) -> list[tuple[str, str]]:
    lines = (CORPUS / language / "weapons.txt").read_text("utf-8").splitlines()
    return [(text, wanted) for text, _, wanted in (line.partition(" -> ") for line in lines if line[:1] != "#")]


def describe(text: str, mentions: tuple[WeaponMention, ...]) -> str:
    def one(mention: WeaponMention) -> str:
        low, high = ("" if value is None else str(value) for value in (mention.low, mention.high))
        counted = f" {low}..{high}" if low or high else ""
        return f'{mention.weapon} "{text[mention.span.start : mention.span.end]}"{counted}'

    return ", ".join(one(mention) for mention in mentions) or "-"


CASES = [(language, *case) for language in LANGUAGES for case in read_corpus(language)]
EXAMPLES = [
    (language, *case)
    for language in LANGUAGES
    for case in read_toml(f"languages/{language}/weapons.toml")["examples"].items()
]
ENTRIES = read_toml("weapons.toml")["weapon"]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_phrase_of_the_corpus_names_its_weapons(language: str, text: str, wanted: str) -> None:
    assert describe(text, find_weapons(text, (), TABLES[language])) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), EXAMPLES)
def test_example_beside_the_wording_holds(language: str, text: str, wanted: str) -> None:
    assert describe(text, find_weapons(text, (), TABLES[language])) == wanted


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["id"]))
def test_entry_has_names_in_both_languages_and_known_codes(entry: dict[str, object]) -> None:
    assert entry["fr"]
    assert entry["en"]
    assert entry["gtd"] in GTD_TYPES
    assert entry.get("is") in {None, *(other["id"] for other in ENTRIES)}


def test_ids_are_unique() -> None:
    ids = [entry["id"] for entry in ENTRIES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_look_alikes_are_no_weapons(language: str) -> None:
    phrases = read_toml(f"languages/{language}/weapons.toml")["never"]
    plain = [phrase for phrase in phrases if "(" not in phrase]
    assert {phrase: find_weapons(phrase, (), TABLES[language]) for phrase in plain} == dict.fromkeys(plain, ())
