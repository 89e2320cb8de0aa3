"""Strands: which mentions are one happening, on documents whose mentions are built by hand."""

from datetime import date

import pytest

from recoupe.claims.relevance import find_relevant
from recoupe.claims.rules import load_event_rules
from recoupe.claims.setting import set_triggers
from recoupe.claims.strands import Strand, gather_strands
from recoupe.claims.triggers import find_triggers
from recoupe.records import (
    AnnotatedDocument,
    DatePrecision,
    Document,
    Mentions,
    Place,
    PlaceMention,
    PlacePrecision,
    Sentence,
    Span,
    TimeMention,
    TimeType,
)

RULES = load_event_rules("fr")
DAYS = {"lundi": date(2022, 1, 3), "mardi": date(2022, 1, 4), "en 2015": date(2015, 6, 1)}
TOWNS = {"Gao": (16.27, -0.04, "ML"), "Kidal": (18.44, 1.41, "ML"), "Nice": (43.7, 7.27, "FR")}


def annotate_by_hand(*sentences: str) -> AnnotatedDocument:
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    times = tuple(
        TimeMention(
            span=Span(text.index(words), text.index(words) + len(words)),
            type=TimeType.DATE,
            value=day.isoformat(),
            earliest=day,
            latest=day,
            precision=DatePrecision.DAY,
            rule="by hand",
        )
        for words, day in DAYS.items()
        if words in text
    )
    places = tuple(
        PlaceMention(span=Span(text.index(name), text.index(name) + len(name)), name=name, place=make_town(name))
        for name in TOWNS
        if name in text
    )
    return AnnotatedDocument(
        document=Document(id="x", text=text, published=date(2022, 1, 4), language="fr"),
        language="fr",
        sentences=tuple(
            Sentence(index=index, start=start, end=start + len(sentence))
            for index, (start, sentence) in enumerate(zip(starts, sentences, strict=True))
        ),
        mentions=Mentions(
            times=tuple(sorted(times, key=lambda time: time.span)),
            places=tuple(sorted(places, key=lambda place: place.span)),
        ),
    )


def make_town(name: str) -> Place:
    latitude, longitude, country = TOWNS[name]
    return Place(
        id=name, name=name, country=country, latitude=latitude, longitude=longitude, precision=PlacePrecision.TOWN
    )


def gather(annotated: AnnotatedDocument) -> tuple[Strand, ...]:
    indices = range(len(annotated.sentences))
    settings = set_triggers(annotated, find_triggers(annotated, indices, RULES), RULES)
    return gather_strands(settings, annotated.document.published_day)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Une attaque a eu lieu mardi à Gao.", "L'attaque a surpris la garnison."), 1),
        (("Une attaque a eu lieu mardi à Gao.", "Une autre attaque avait visé lundi Kidal."), 2),
        (("Des affrontements ont éclaté mardi à Gao.", "Les rixes auraient suivi une distribution de repas."), 1),
        (("Une fusillade a éclaté mardi à Gao.", "L'attentat de Nice en 2015 est dans les esprits."), 2),
        (("Une fusillade a éclaté mardi à Gao.", "Les combats ont repris à Kidal."), 2),
        (("Une attaque a frappé Gao et Kidal mardi.",), 2),
        (("Rien ne s'est passé mardi à Gao.",), 0),
    ],
)
def test_strands_of_a_text(sentences: tuple[str, ...], expected: int) -> None:
    assert len(gather(annotate_by_hand(*sentences))) == expected


def test_a_text_about_something_else_has_no_relevant_sentence() -> None:
    annotated = annotate_by_hand("Le marché de Gao rouvre mardi.", "Les prix ont baissé.")
    assert find_relevant(annotated, RULES) == ()


def test_a_time_beside_another_deed_is_not_taken() -> None:
    (first, second) = gather(annotate_by_hand("Une attaque a eu lieu mardi à Gao ; une autre attaque lundi à Kidal."))
    assert [time.earliest for time in first.times] == [DAYS["mardi"]]
    assert [time.earliest for time in second.times] == [DAYS["lundi"]]
