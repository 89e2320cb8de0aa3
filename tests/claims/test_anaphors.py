"""Anaphors: which town "la ville" and "the town" stand for, on documents whose towns are marked by hand."""

import pytest

from recoupe.claims.anaphors import find_anaphors
from recoupe.claims.rules import load_event_rules
from recoupe.records import (
    AnnotatedDocument,
    Document,
    Mentions,
    Place,
    PlaceMention,
    PlacePrecision,
    Sentence,
    Span,
)

TOWNS = {"Palmyre": (34.55, 38.27), "Alep": (36.2, 37.16), "Marib": (15.46, 45.33), "Taiz": (13.58, 44.02)}


def annotate_by_hand(language: str, text: str) -> AnnotatedDocument:
    places = tuple(
        PlaceMention(span=Span(text.index(name), text.index(name) + len(name)), name=name, place=make_town(name))
        for name in TOWNS
        if name in text
    )
    return AnnotatedDocument(
        document=Document(id="x", text=text, language=language),
        language=language,
        sentences=(Sentence(index=0, start=0, end=len(text)),),
        mentions=Mentions(places=tuple(sorted(places, key=lambda place: place.span))),
    )


def make_town(name: str) -> Place:
    latitude, longitude = TOWNS[name]
    return Place(
        id=name, name=name, country="SY", latitude=latitude, longitude=longitude, precision=PlacePrecision.TOWN
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Palmyre est tombée en mai. Le régime reprend la ville en mars.", [("la ville", "Palmyre")]),
        ("fr", "Alep résiste, Palmyre est tombée : cette cité est un symbole.", [("cette cité", "Palmyre")]),
        ("fr", "Palmyre est tombée, puis la ville d'Alep, et la ville voisine.", []),
        ("fr", "La ville dort. Palmyre est loin.", []),
        ("en", "Shells fell on Marib before the town was taken.", [("the town", "Marib")]),
        ("en", "Marib holds, but the city of Taiz and the town hall burn.", []),
    ],
)
def test_the_town_named_last_is_meant(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = find_anaphors(annotate_by_hand(language, text), load_event_rules(language))
    assert [(text[each.span.start : each.span.end], each.name) for each in found] == expected


def test_a_town_far_back_is_not_meant() -> None:
    text = "Palmyre est tombée. " + "Rien ne change. " * 100 + "On fuit la ville."
    assert find_anaphors(annotate_by_hand("fr", text), load_event_rules("fr")) == ()
