"""Files of every format, broken and hostile ones among them: text, title, date with zone, language, or a clear line."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recoupe.errors import DocumentError
from recoupe.reading.language import identify_language
from recoupe.reading.paths import read_paths
from recoupe.records import Document, Unread

FIXTURES = Path(__file__).parents[1] / "fixtures"
FILES = tomllib.loads((FIXTURES / "expected.toml").read_text("utf-8"))["file"]

LEAST_RIGHT = 0.95
"""Share of texts, titles, dates and languages that have to be right."""


def read(name: str) -> tuple[list[Document], list[Unread]]:
    found = list(read_paths([FIXTURES / "formats" / name]))
    documents = [each for each in found if isinstance(each, Document)]
    return documents, [each for each in found if isinstance(each, Unread)]


def language_of(document: Document) -> str | bool:
    try:
        return identify_language(document)
    except DocumentError:
        return False


def differences(document: Document, expected: dict[str, Any]) -> Iterator[str]:
    """What is not as expected."""
    text = document.text.encode(errors="replace").decode()  # lone surrogates as question marks
    if not (text.startswith(expected["begins"]) and text.endswith(expected["ends"])):
        yield f"text {text[:60]!r} … {text[-60:]!r}"
    if "lacks" in expected and expected["lacks"] in text:
        yield f"text has {expected['lacks']!r}"
    if language_of(document) != expected["language"]:
        yield f"language {language_of(document)}"
    for name in ("title", "outlet"):
        if name in expected and getattr(document, name) != expected[name]:
            yield f"{name} {getattr(document, name)!r}"
    for name in ("published", "modified"):
        found = getattr(document, name)
        if name in expected and (found.isoformat() if found else False) != expected[name]:
            yield f"{name} {found}"


def problems(expected: dict[str, Any]) -> list[str]:
    """What is not as expected of a file."""
    documents, unread = read(expected["name"])
    wanted = expected.get("document", [])
    if len(documents) != len(wanted):
        return [f"{len(documents)} documents, {[each.reason for each in unread]}"]
    found = [each for pair in zip(documents, wanted, strict=True) for each in differences(*pair)]
    if "taken_for" in expected and documents[0].taken_for != expected["taken_for"]:
        found.append(f"taken for {documents[0].taken_for}")
    return found


def test_there_are_files_of_every_kind() -> None:
    assert {path.name for path in (FIXTURES / "formats").iterdir()} == {each["name"] for each in FILES}
    assert len(FILES) >= 40


def test_nearly_all_are_read_right() -> None:
    wrong = {each["name"]: found for each in FILES if (found := problems(each))}
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(FILES), wrong


@pytest.mark.parametrize("expected", [each for each in FILES if "unread" in each], ids=lambda each: each["name"])
def test_a_clear_line_says_what_could_not_be_read(expected: dict[str, Any]) -> None:
    _, unread = read(expected["name"])
    assert unread
    assert all(expected["name"] in each.reason for each in unread)
    assert any(expected["unread"] in each.reason for each in unread), [each.reason for each in unread]


@pytest.mark.parametrize("expected", [each for each in FILES if "unread" not in each], ids=lambda each: each["name"])
def test_nothing_is_refused_that_can_be_read(expected: dict[str, Any]) -> None:
    assert read(expected["name"])[1] == []
