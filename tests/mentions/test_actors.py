"""Actors: every phrase of the corpus, the examples of the rules, coreference, and the table itself."""

from pathlib import Path

import pytest

from recoupe.errors import DataError
from recoupe.mentions import actors_table
from recoupe.mentions.actors import find_actors, load_people
from recoupe.mentions.actors_table import load_actors, may_be_one
from recoupe.records import ActorMention, PartyKind, Sentence, Word
from recoupe.resources import LANGUAGES, read_toml

CORPUS = Path(__file__).parent.parent / "corpus"
TABLE = load_actors()
PEOPLE = {language: load_people(language) for language in LANGUAGES}
LEAST_ACTORS = 500


def read_corpus(language: str) -> list[tuple[str, str]]:
    lines = (CORPUS / language / "actors.txt").read_text("utf-8").splitlines()
    return [(text, wanted) for text, _, wanted in (line.partition(" -> ") for line in lines if line[:1] != "#")]


def find(text: str, language: str) -> tuple[ActorMention, ...]:
    return find_actors(text, (Sentence(index=0, start=0, end=len(text)),), TABLE, PEOPLE[language])


def words_of(text: str, mention: ActorMention) -> str:
    return text[mention.span.start : mention.span.end]


def describe(text: str, language: str) -> str:
    found = find(text, language)
    return ", ".join(f'{m.actor or "-"} {m.kind} "{words_of(text, m)}"' for m in found) or "none"


CASES = [(language, *case) for language in LANGUAGES for case in read_corpus(language)]
EXAMPLES = [
    (language, text, wanted)
    for language in LANGUAGES
    for rule in read_toml(f"languages/{language}/people.toml")["rule"]
    for text, wanted in rule.get("examples", {}).items()
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_phrase_of_the_corpus_names_its_actors(language: str, text: str, wanted: str) -> None:
    assert describe(text, language) == wanted


COUNTEREXAMPLES = [
    (language, text)
    for language in LANGUAGES
    for rule in read_toml(f"languages/{language}/people.toml")["rule"]
    for text in rule.get("never", ())
]


@pytest.mark.parametrize(("language", "text"), COUNTEREXAMPLES)
def test_counterexample_of_a_rule_names_nobody(language: str, text: str) -> None:
    assert find(text, language) == ()


@pytest.mark.parametrize(("language", "text", "wanted"), EXAMPLES)
def test_example_of_a_rule_holds(language: str, text: str, wanted: str) -> None:
    assert wanted in [f"{m.actor or '-'} {words_of(text, m)}" for m in find(text, language)]


def test_table_holds_enough_actors() -> None:
    assert len(TABLE.actors) >= LEAST_ACTORS


def test_national_force_carries_its_country() -> None:
    (mention,) = find("l'armée irakienne", "fr")
    assert mention.country == "IQ"


def test_definite_group_stands_for_the_group_named_before() -> None:
    text = "Boko Haram a attaqué le village. Le groupe a enlevé des femmes."
    assert ("groupe", "boko-haram") in [(words_of(text, m), m.actor) for m in find(text, "fr")]


def test_bare_army_is_that_of_the_country_named_before() -> None:
    text = "The Malian army left the town. The army said it would return."
    assert [m.actor for m in find(text, "en")] == ["ml-army", "ml-army"]


def test_bare_army_without_country_has_no_id() -> None:
    assert [m.actor for m in find("The army left the town.", "en")] == [None]


def test_abbreviation_given_in_brackets_holds_for_the_whole_text() -> None:
    text = "L'AQB s'est retirée. Les Brigades al-Qassam (AQB) l'ont confirmé."
    assert [m.actor for m in find(text, "fr")] == ["qassam-brigades"] * 3


def test_name_with_its_initials_is_an_organisation_though_unknown() -> None:
    text = "Le Mouvement des jeunes de l'Est (MJE) a signé. Le MJE dirige la ville."
    assert [
        words_of(text, m) for m in find(text, "fr") if m.rule in {"name with its initials", "initials of a name"}
    ] == [
        "Mouvement des jeunes de l'Est",
        "MJE",
        "MJE",
    ]


NO_ABBREVIATIONS = ["Le NPA a manifesté à Paris.", "Let us go.", "a woman who Is late", "THIS IS LATE AND FAR"]


@pytest.mark.parametrize("text", NO_ABBREVIATIONS)
def test_word_that_looks_like_an_abbreviation_is_no_actor(text: str) -> None:
    assert [m.actor for m in find(text, "fr" if "Paris" in text else "en") if m.actor] == []


def test_short_abbreviation_counts_beside_its_country() -> None:
    assert "npa" in [m.actor for m in find("The NPA ambushed soldiers in the Philippines.", "en")]


def test_names_come_from_the_parse() -> None:
    text = "Usman Khan fled."
    parsed = (
        Word("Usman", 0, 5, "Usman", "PROPN", "nsubj", 2, entity="PERSON", entity_start=True),
        Word("Khan", 6, 10, "Khan", "PROPN", "flat", 0, entity="PERSON"),
        Word("fled", 11, 15, "flee", "VERB", "root", 2),
        Word(".", 15, 16, ".", "PUNCT", "punct", 2),
    )
    sentence = Sentence(index=0, start=0, end=16, words=parsed)
    (mention,) = find_actors(text, (sentence,), TABLE, PEOPLE["en"])
    assert (words_of(text, mention), mention.kind) == ("Usman Khan", PartyKind.PERSON)


PAIRS = [
    ("us-forces", "us-army", True),
    ("us", "us-army", True),
    ("isil-sinai", "isil", True),
    ("qassam-brigades", "hamas", True),
    ("iq-army", "us-army", False),
    ("hamas", "hezbollah", False),
    ("iq", "ira", False),
]


@pytest.mark.parametrize(("left", "right", "wanted"), PAIRS)
def test_ids_of_parts_and_of_one_country_may_be_one(left: str, right: str, wanted: bool) -> None:
    assert may_be_one(left, right, TABLE) is wanted
    assert may_be_one(right, left, TABLE) is wanted


BROKEN = [
    ({"id": "x", "type": "band", "country": "", "parent": "", "aliases": "X Group"}, "band"),
    ({"id": "x", "type": "armed_group", "country": "", "parent": "nobody", "aliases": "X Group"}, "nobody"),
]


@pytest.mark.parametrize(("row", "named"), BROKEN)
def test_broken_row_is_named(row: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actors_table, "TABLES", ("groups",))
    monkeypatch.setattr(actors_table, "read_rows", lambda _: iter([row]))
    with pytest.raises(DataError, match=named):
        load_actors()


def test_id_given_twice_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "x", "type": "armed_group", "country": "", "parent": "", "aliases": "X Group"}
    monkeypatch.setattr(actors_table, "read_rows", lambda _: iter([row, row]))
    with pytest.raises(DataError, match="twice"):
        load_actors()
