"""Short articles and the parties, tolls and bases that a careful reader finds in them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recoupe.claims.events import find_events
from recoupe.desk import Desks
from recoupe.pipeline import annotate
from recoupe.records import Document, Event
from recoupe.resources import LANGUAGES

CORPUS = Path(__file__).parents[2] / "corpus"


def read_articles() -> list[Any]:
    return [
        pytest.param(language, article, id=f"{language}: {article['name']}")
        for language in LANGUAGES
        for article in tomllib.loads((CORPUS / language / "roles.toml").read_text("utf-8"))["article"]
    ]


@pytest.fixture(scope="module")
def desks() -> Desks:
    return Desks()


def first_event(language: str, article: dict[str, Any], desks: Desks) -> Event:
    document = Document(id="article", text=article["text"], language=language, published=article["published"])
    desk = desks.open(language)
    events = find_events(annotate(document, desk, thorough=True), desk.events)
    return max(events, key=lambda event: event.focus)


def names(event: Event, field: str) -> list[str]:
    return [name.casefold() for party in getattr(event, field) for name in party.text.split(" || ")]


@pytest.mark.parametrize(("language", "article"), read_articles())
def test_an_article_gives_its_parties(language: str, article: dict[str, Any], desks: Desks) -> None:
    event = first_event(language, article, desks)
    for field in ("perpetrators", "targets", "defenders"):
        found = names(event, field)
        for wanted in article.get(field, ()):
            assert any(wanted.casefold() in name for name in found), f"{field}: {found}"
        assert not set(found) & {each.casefold() for each in article.get("never", {}).get(field, ())}
    if "basis" in article:
        assert event.perpetrators[0].basis == article["basis"]


@pytest.mark.parametrize(("language", "article"), read_articles())
def test_an_article_gives_its_tolls(language: str, article: dict[str, Any], desks: Desks) -> None:
    event = first_event(language, article, desks)
    for field in ("killed", "injured"):
        if field in article:
            figure = getattr(event, field)
            assert ([figure.low, figure.high] if figure else []) == article[field]


@pytest.mark.parametrize(("language", "article"), read_articles())
def test_every_value_names_its_words(language: str, article: dict[str, Any], desks: Desks) -> None:
    event = first_event(language, article, desks)
    for party in (*event.perpetrators, *event.targets, *event.defenders):
        assert party.rule
        assert party.text.split(" || ")[0] == article["text"][party.spans[0].start : party.spans[0].end]
