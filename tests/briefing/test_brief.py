"""A brief: what it says, what each sentence rests on, and how it is set."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html
from tests.records_by_hand import make_account
from typer.testing import CliRunner

from incidents.newsroom import COALITION_TO_AFP, event, telling, toll
from recoupe.briefing.brief import Asked, Brief, make_brief
from recoupe.briefing.markdown import write_markdown
from recoupe.briefing.outline_map import draw_map, frame_around, read_outlines
from recoupe.briefing.page import BROWSERS, print_pdf, write_page
from recoupe.briefing.wording import load_wording
from recoupe.cli.commands import app
from recoupe.errors import InputError, QueryError
from recoupe.incidents import gather_incidents
from recoupe.records import Incident, Party, PartyKind, PlacePrecision, SourceKind, Telling
from recoupe.store.audit import list_audit
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import open_store, start_run

DAY = date(2022, 1, 10)
HOSTILE = '<script>alert(1)</script> [x](javascript:alert(1)) | "'
TOWNSMAN = replace(
    COALITION_TO_AFP, outlet="B", agency=None, speaker="un habitant", body=None, role="resident",
    kind=SourceKind.WITNESS, root="?resident@B", chain=("B", "un habitant"),
)  # fmt: skip


def tellings(title: str = "Titre") -> list[Telling]:
    """Two accounts that contradict one another on the dead."""
    victim = Party(text="Awa Zongo", kind=PartyKind.PERSON, spans=())
    none = telling("A", told=event(claims=(toll(0, 0, COALITION_TO_AFP),)))
    some = telling("B", 9, told=event(claims=(toll(3, 3, TOWNSMAN),), targets=(victim,)))
    return [
        replace(each, passport=replace(each.passport, title=title, url="https://a.example/1")) for each in (none, some)
    ]


def incidents(title: str = "Titre") -> Sequence[Incident]:
    return gather_incidents(tellings(title))


def brief(language: str = "en", title: str = "Titre", **asked: object) -> Brief:
    return make_brief(incidents(title), {}, Asked(made=DAY, **asked), load_wording(language))  # type: ignore[arg-type]


def said(made: Brief) -> list[str]:
    return [sentence.text for entry in made.entries for sentence in entry.sentences]


def test_it_is_dated_and_says_what_it_is_about() -> None:
    lines = brief(since=date(2022, 1, 1), until=date(2022, 1, 7), where="IQ").lines
    assert lines[:4] == (
        "1 January 2022 to 7 January 2022",
        "where: IQ",
        "made on 10 January 2022 from the record as it stood then",
        "1 incident",
    )


def test_a_contested_toll_is_said_as_such_with_both_values() -> None:
    [sentence] = [text for text in said(brief()) if text.startswith("Killed: contested")]
    assert "none on the word of" in sentence
    assert "3 on the word of" in sentence
    assert any(text.startswith("The accounts contradict one another on") for text in said(brief()))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_has_notes_and_every_note_leads_to_an_outlet(language: str) -> None:
    made = brief(language)
    sentences = [sentence for entry in made.entries for sentence in entry.sentences]
    assert all(sentence.notes for sentence in sentences)
    assert {number for sentence in sentences for number in sentence.notes} == set(range(1, len(made.notes) + 1))
    assert all(note.outlet and note.chain for note in made.notes)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_origins_grade_and_precision_are_always_told(language: str) -> None:
    told = " ".join(said(brief(language)))
    words = {"en": ("known to the site", "Support:", "independent origin"), "fr": ("connu au site", "Appui", "origine")}
    assert all(each in told for each in words[language])


def test_both_languages_have_the_same_phrases() -> None:
    tables = [load_wording(language).table for language in ("en", "fr")]
    shapes = [
        {name: set(part) if isinstance(part, dict) else len(part) for name, part in each.items()} for each in tables
    ]
    assert shapes[0] == shapes[1]
    blanks = [
        {key: set(re.findall(r"\{(\w+)\}", str(text))) for key, text in each["phrases"].items()} for each in tables
    ]
    assert blanks[0] == blanks[1]
    with pytest.raises(QueryError, match="there are: en, fr"):
        load_wording("de")


def test_private_names_are_withheld_unless_there_is_a_reason() -> None:
    made = brief(title="Zongo est morte")
    assert "Zongo" not in write_page(made)
    assert "Zongo" not in write_markdown(made)
    assert "[name withheld]" in write_page(made)
    named = brief(title="Zongo est morte", reason="for the court")
    assert "Awa Zongo" in write_page(named)
    assert "for the court" in write_page(named)


def test_words_of_articles_become_no_markup() -> None:
    made = brief(title=HOSTILE)
    page = html.fromstring(write_page(made))
    assert page.xpath("//script") == []
    assert page.xpath("//a/@href[starts-with(., 'javascript')]") == []
    assert page.xpath("//@src | //link | //img | //iframe") == []
    text = write_markdown(made)
    assert "<script" not in text.replace("\\<script", "")
    assert "](javascript" not in text.replace("\\](javascript", "")


def test_signs_that_no_file_can_hold_are_left_out(tmp_path: Path) -> None:
    made = brief(title="Titre \ud800\x00\x1b[2J")
    (tmp_path / "brief.html").write_text(write_page(made), encoding="utf-8")
    (tmp_path / "brief.md").write_text(write_markdown(made), encoding="utf-8")
    assert "\x1b" not in (tmp_path / "brief.md").read_text("utf-8")


def test_a_map_shows_what_is_placed_and_no_point_for_a_province() -> None:
    [incident] = incidents()
    assert incident.place is not None
    far = replace(incident, id="far", place=replace(incident.place, precision=PlacePrecision.PROVINCE))
    circles = [
        float(circle.get("r", "0")) for circle in etree.fromstring(draw_map([incident, far], "map")).iter("{*}circle")
    ]
    assert max(circles) > 4 * min(circles)
    assert draw_map([replace(incident, place=None)], "map") == ""


def test_the_map_has_the_land_around() -> None:
    frame = frame_around([(42.4, 33.8)])
    assert sum(frame.sees(ring) for ring in read_outlines()) >= 2
    assert sum(frame.sees(ring) for ring in read_outlines()) < 60
    assert all(len(ring) >= 3 for ring in read_outlines())


def test_a_brief_without_incidents_says_so() -> None:
    made = make_brief([], {}, Asked(made=DAY), load_wording("fr"))
    assert "Le registre n'a pas d'incident de ce genre." in write_markdown(made)
    assert "<svg" not in write_page(made)


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no browser is installed that prints PDF")
def test_a_browser_prints_it(tmp_path: Path) -> None:
    print_pdf(write_page(brief()), tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")


def test_without_a_browser_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="install chromium, or write --format html"):
        print_pdf("<p>", tmp_path / "brief.pdf")


def test_a_browser_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chromium").write_text("#!/bin/sh\necho 'no display' >&2\nexit 1\n")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="did not print the brief \\(no display\\)"):
        print_pdf("<p>", tmp_path / "brief.pdf")


def test_the_verb_writes_it_and_logs_a_reason(tmp_path: Path) -> None:
    place = str(tmp_path / "news.db")
    store = open_store(place, create=True)
    run = start_run(store, "add")
    add_account(store, make_account(), run)
    update_incidents(store, run)

    def call(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["brief", *arguments, "--store", place])
        return result.output + str(result.exception or "")

    assert "Koutougou" in call("--where", "BF", "--since", "2019-08-01", "--until", "2019-08-31")
    assert "no such incident" in call("--where", "IQ")
    assert "name a file" in call("-f", "pdf")
    call("-o", str(tmp_path / "brief.md"))
    assert "](<brief.svg>)" in (tmp_path / "brief.md").read_text("utf-8")
    assert (tmp_path / "brief.svg").read_text("utf-8").startswith("<svg")
    assert list_audit(store, limit=5) == []
    call("--with-names", "for the family")
    assert [entry.action.subject for entry in list_audit(store, limit=5)] == ["brief"]
