"""Chronicles: the entries of a day told line by line, and what each of them says happened."""

from datetime import date

import pytest

from recoupe.claims.chronicle import find_entries
from recoupe.claims.events import find_events
from recoupe.claims.rules import load_event_rules
from recoupe.desk import Desks
from recoupe.pipeline import annotate
from recoupe.records import AnnotatedDocument, Document, Event, Mentions, Sentence

DAY = """La journée commence dans le calme.
Vers 7h30, le préfet salue une mobilisation en baisse.
Vers 10h00, à Limoges, une voiture a été incendiée devant la mairie.
Peu avant 14 heures, un syndicat appelle à la grève.
Vers 18h15, à Brest, des inconnus ont mis le feu à une barrière de péage. Deux cabanes ont aussi été incendiées.
Vers 20h00, le ministre se dit inquiet."""


def annotate_lines(language: str, text: str) -> AnnotatedDocument:
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    return AnnotatedDocument(
        document=Document(id="x", text=text, language=language),
        language=language,
        mentions=Mentions(),
        sentences=tuple(
            Sentence(index=index, start=start, end=end)
            for index, (start, end) in enumerate(zip(starts, [*(at - 1 for at in starts[1:]), len(text)], strict=True))
        ),
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", DAY, 6),
        ("fr", "Vers 7h30, un tir.\nVers 9h00, un autre.\nLe calme est revenu.", 0),
        ("fr", "À Paris, le calme.\nÀ Lyon, le calme.\nÀ Nice, le calme.\nÀ Brest, le calme.\nÀ Caen, le calme.", 0),
        ("en", "So far:\n9:30 Shots.\n10:15 Calm.\nAround 2 pm, shots.\nShortly after 4 p.m. calm.", 5),
    ],
)
def test_a_chronicle_has_an_entry_for_each_line(language: str, text: str, expected: int) -> None:
    entries = find_entries(annotate_lines(language, text), load_event_rules(language))
    assert len(set(entries.values())) == expected


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    desk = Desks().open("fr")
    document = Document(id="x", text=DAY, title="Grève : la journée", published=date(2018, 12, 4), language="fr")
    return find_events(annotate(document, desk, thorough=True), desk.events)


def test_each_entry_tells_of_its_own_happening(events: tuple[Event, ...]) -> None:
    assert [event.place and event.place.name for event in events] == ["Limoges", "Brest"]


def test_what_an_entry_tells_without_a_day_is_of_the_day(events: tuple[Event, ...]) -> None:
    assert all(event.focus and event.date and event.date.latest == date(2018, 12, 4) for event in events)


def test_nobody_of_another_entry_has_a_part(events: tuple[Event, ...]) -> None:
    told = [party.text for event in events for party in (*event.perpetrators, *event.targets, *event.defenders)]
    assert told
    assert not [text for text in told if "préfet" in text or "syndicat" in text or "ministre" in text]
