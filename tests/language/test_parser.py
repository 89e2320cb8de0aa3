"""The parser gives words with exact offsets, Universal Dependencies and names."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy

from recoupe.errors import DataError
from recoupe.language.parser import Parser, load_parser
from recoupe.language.sentences import find_sentences, load_sentence_rules
from recoupe.records import Sentence, Span
from recoupe.resources import LANGUAGES

TEXTS = {
    "fr": "Deux drones ont été abattus mardi près de la base d’Aïn al-Assad.\nATTAQUE À BAGDAD : 3 MORTS\nRien.",
    "en": "Two rockets hit the al-Asad base in Iraq on Monday.\nGUERRILLAS KILLED A PEASANT IN SAN SALVADOR.\nNothing.",
}


@pytest.fixture(scope="module")
def parsers() -> dict[str, Parser]:
    return {language: load_parser(language) for language in LANGUAGES}


def parse(parser: Parser, text: str) -> tuple[Sentence, ...]:
    return parser.parse(text, find_sentences(text, load_sentence_rules(parser.language)))


def relations(sentence: Sentence) -> set[tuple[str, str, str]]:
    return {(word.text, word.dep, sentence.words[word.head].text) for word in sentence.words}


@pytest.mark.parametrize("language", LANGUAGES)
def test_offsets_are_those_of_the_text(parsers: dict[str, Parser], language: str) -> None:
    text = TEXTS[language]
    words = [word for sentence in parse(parsers[language], text) for word in sentence.words]
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_one_root_that_all_words_hang_from(parsers: dict[str, Parser], language: str) -> None:
    for sentence in parse(parsers[language], TEXTS[language]):
        assert [word.dep for index, word in enumerate(sentence.words) if word.head == index] == ["root"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_sentences_given_are_parsed(parsers: dict[str, Parser], language: str) -> None:
    text = TEXTS[language]
    spans = find_sentences(text, load_sentence_rules(language))
    alone = parsers[language].parse(text, spans[1:2])
    together = parsers[language].parse(text, spans)
    assert [(w.start, w.pos, w.dep, w.head) for w in alone[0].words] == [
        (w.start, w.pos, w.dep, w.head) for w in together[1].words
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_gives_nothing(parsers: dict[str, Parser], language: str) -> None:
    assert parsers[language].parse("", ()) == ()
    assert parsers[language].parse("  ", (Span(0, 2),))[0].words == ()


def test_a_french_passive_is_understood(parsers: dict[str, Parser]) -> None:
    first = parse(parsers["fr"], TEXTS["fr"])[0]
    assert {
        ("drones", "nsubj:pass", "abattus"),
        ("été", "aux:pass", "abattus"),
        ("Deux", "nummod", "drones"),
    } <= relations(first)


def test_an_english_attack_is_understood(parsers: dict[str, Parser]) -> None:
    first = parse(parsers["en"], TEXTS["en"])[0]
    assert {("rockets", "nsubj", "hit"), ("base", "obj", "hit"), ("Two", "nummod", "rockets")} <= relations(first)


def test_capitals_are_parsed_as_print(parsers: dict[str, Parser]) -> None:
    second = parse(parsers["en"], TEXTS["en"])[1]
    assert ("GUERRILLAS", "nsubj", "KILLED") in relations(second)
    assert ("PEASANT", "obj", "KILLED") in relations(second)


def test_an_unknown_pipeline_is_named_in_the_error() -> None:
    with pytest.raises(DataError, match="no_such_pipeline"):
        load_parser("fr", "no_such_pipeline")


def test_a_pipeline_of_the_users_own_is_taken(tmp_path: Path, parsers: dict[str, Parser]) -> None:
    parsers["en"].nlp.to_disk(tmp_path / "mine")
    mine = load_parser("en", str(tmp_path / "mine"))
    assert parse(mine, TEXTS["en"]) == parse(parsers["en"], TEXTS["en"])


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("xx").to_disk(tmp_path / "blank")
    with pytest.raises(DataError, match="has no parser"):
        load_parser("fr", str(tmp_path / "blank"))


def test_threads_may_share_a_parser(parsers: dict[str, Parser]) -> None:
    texts = [TEXTS["fr"].replace("Bagdad", name) for name in ("Alep", "Gao", "Kaboul", "Taji")] * 4
    alone = [parse(parsers["fr"], text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: parse(parsers["fr"], text), texts)) == alone
