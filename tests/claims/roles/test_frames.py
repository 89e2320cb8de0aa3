"""Every example and counter-example of roles.toml, read with the packaged parser."""

from collections.abc import Iterator
from functools import cache

import pytest

from recoupe.claims.roles import RoleRules, load_role_rules
from recoupe.claims.roles.arguments import find_arguments
from recoupe.claims.roles.casting import frames_of
from recoupe.claims.roles.phrases import open_reader, read_phrase
from recoupe.language.parser import Parser, load_parser
from recoupe.records import AnnotatedDocument, Document, Mentions, Span
from recoupe.resources import LANGUAGES, read_toml


@cache
def rules_of(language: str) -> RoleRules:
    return load_role_rules(language)


@cache
def parser_of(language: str) -> Parser:
    return load_parser(language)


def cases(key: str) -> Iterator[tuple[str, str, str, str]]:
    for language in LANGUAGES:
        for frame in read_toml(f"languages/{language}/roles.toml")["frame"]:
            for text, pairs in frame.get(key, {}).items():
                for pair in pairs:
                    yield language, frame["name"], text, pair


def read_pairs(language: str, text: str) -> set[tuple[str, str]]:
    """(role in the frame's words, phrase without its article) for every position in the sentence."""
    document = Document(id="example", text=text, language=language)
    sentences = parser_of(language).parse(text, (Span(0, len(text)),))
    annotated = AnnotatedDocument(document=document, language=language, sentences=sentences, mentions=Mentions())
    reader = open_reader(annotated, rules_of(language))
    found = set()
    for index, word in enumerate(sentences[0].words):
        for frame in frames_of(reader, 0, index, word):
            for slot, at in find_arguments(reader, 0, index):
                if slot in dict(frame.slots):
                    found.add((dict(frame.slots)[slot], read_phrase(reader, 0, at).text.casefold()))
    return found


def holds(found: set[tuple[str, str]], pair: str) -> bool:
    role, _, name = pair.partition(": ")
    return any(
        each == role or (each == "either" and role in ("perpetrator", "target"))
        for each, text in found
        if text.endswith(name.casefold())
    )


@pytest.mark.parametrize(("language", "frame", "text", "pair"), list(cases("examples")))
def test_an_example_gives_its_roles(language: str, frame: str, text: str, pair: str) -> None:
    found = read_pairs(language, text)
    assert holds(found, pair), f"{frame}: {text!r} gives {sorted(found)}"


@pytest.mark.parametrize(("language", "frame", "text", "pair"), list(cases("never")))
def test_a_counter_example_gives_none(language: str, frame: str, text: str, pair: str) -> None:
    role, _, name = pair.partition(": ")
    assert (role, name.casefold()) not in {
        (each, text.split(" ", 1)[-1]) for each, text in read_pairs(language, text)
    }, frame
