"""Short articles and the events that a careful reader finds in them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recoupe.claims.events import find_events
from recoupe.desk import Desks
from recoupe.pipeline import annotate
from recoupe.records import Document, Event
from recoupe.resources import LANGUAGES

CORPUS = Path(__file__).parents[1] / "corpus"


def read_articles() -> list[Any]:
    return [
        pytest.param(language, article, id=f"{language}: {article['name']}")
        for language in LANGUAGES
        for article in tomllib.loads((CORPUS / language / "events.toml").read_text("utf-8"))["article"]
    ]


@pytest.fixture(scope="module")
def desks() -> Desks:
    return Desks()


def make_document(language: str, article: dict[str, Any]) -> Document:
    return Document(
        id="a", text=article["text"], title=article.get("title"), published=article["published"], language=language
    )


def plain(event: Event) -> dict[str, Any]:
    return {
        "type": event.type.value,
        "outcome": event.outcome.value,
        "focus": event.focus,
        "date": event.date.latest.isoformat() if event.date else None,
        "country": event.place.country if event.place else None,
    }


@pytest.mark.parametrize(("language", "article"), read_articles())
def test_the_events_of_an_article(language: str, article: dict[str, Any], desks: Desks) -> None:
    desk = desks.open(language)
    found = [
        plain(each)
        for each in find_events(annotate(make_document(language, article), desk, thorough=True), desk.events)
    ]
    wanted = article["events"]
    assert [{key: each[key] for key in want} for want, each in zip(wanted, found, strict=False)] == wanted
    assert len(found) == len(wanted), found


@pytest.mark.parametrize(("language", "article"), read_articles())
def test_events_are_the_same_when_only_relevant_sentences_are_parsed(
    language: str, article: dict[str, Any], desks: Desks
) -> None:
    desk, document = desks.open(language), make_document(language, article)
    whole, part = (annotate(document, desk, thorough=thorough) for thorough in (True, False))
    assert find_events(whole, desk.events) == find_events(part, desk.events)
