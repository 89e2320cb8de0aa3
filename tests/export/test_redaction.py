"""Names of private people stay out of what leaves the store."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from tests.records_by_hand import make_account
from typer.testing import CliRunner

from incidents.newsroom import event, telling
from recoupe.cli.commands import app
from recoupe.export.forms import FILES, as_text
from recoupe.export.redaction import WITHHELD, Circle, know_circle, redact_incident, redact_words
from recoupe.incidents import gather_incidents
from recoupe.records import (
    Incident,
    Party,
    PartyKind,
    Source,
    SourceKind,
    Voice,
)
from recoupe.store.audit import list_audit
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import open_store, start_run

NOBODY = Circle(public=frozenset(), private=frozenset(), protected=frozenset())

WITHHELD_FROM = {
    "Mariam Ouédraogo, 34 ans, a été tuée": "[name withheld], 34 ans, a été tuée",
    "Un habitant, Moussa Traoré, a vu les assaillants": "Un habitant, [name withheld], a vu les assaillants",
    "John Smith, a farmer, was killed": "[name withheld], a farmer, was killed",
    "la mort de Boubacar ag Mohamed": "la mort de [name withheld]",
    "Jean-Pierre Dupont est mort": "[name withheld] est mort",
}

KEPT = (
    "le général Qassem Soleimani",
    "President Joe Biden said",
    "le chef de la police, Idriss Sawadogo",
    "Fatou Bensouda, prosecutor",
    "Burkina Faso Camp Attack Kills 24",
    "Will Strikes End in Jordan",
    "US forces shoot down drones at Ain al-Asad",
    "Deux drones abattus près de Bagdad",
    "Abou Kamal sous le feu",
    "Tel Aviv Attack Leaves Three Dead",
    "Wagner Group in Mali",
    "Hayat Tahrir al-Cham recule",
    "attaque de Saint-Étienne-du-Rouvray",
    "Al Noor Mosque in Christchurch",
    "rue Jean Dupont",
    "Human Rights Watch",
    "Médecins sans frontières",
)

WITNESS = Voice(
    outlet="Le Fil",
    agency=None,
    speaker="un habitant, Idrissa Sawadogo",
    person="idrissa sawadogo",
    named=True,
    kind=SourceKind.WITNESS,
    root="person:idrissa sawadogo",
    chain=("Le Fil", "un habitant, Idrissa Sawadogo"),
)


def incident(target: str = "Awa Zongo", title: str = "Zongo, tuée chez elle") -> Incident:
    """One victim by name, told by a witness by name."""
    said = Source(text=WITNESS.speaker, kind=WITNESS.kind, chain=WITNESS.chain, spans=(), voice=WITNESS)
    party = Party(text=target, kind=PartyKind.PERSON, spans=())
    told = telling("Le Fil", told=event(targets=(party,), sources=(said,)))
    (found,) = gather_incidents([replace(told, passport=replace(told.passport, title=title, key_terms=("zongo",)))])
    return found


@pytest.mark.parametrize("text", WITHHELD_FROM)
def test_a_private_name_is_withheld(text: str) -> None:
    assert redact_words(text, NOBODY) == WITHHELD_FROM[text]


@pytest.mark.parametrize("text", KEPT)
def test_offices_places_and_organisations_are_named(text: str) -> None:
    assert redact_words(text, NOBODY) == text


def test_a_victims_family_name_alone_is_withheld_too() -> None:
    assert "zongo" in know_circle(incident()).private
    assert redact_words("Zongo, tuée chez elle", know_circle(incident())) == f"{WITHHELD}, tuée chez elle"


def test_who_is_public_in_one_account_is_named_in_all() -> None:
    found = incident("Qassem Soleimani", "L'Iran pleure le général Qassem Soleimani")
    assert "soleimani" not in know_circle(found).private
    assert "Soleimani" in str(redact_incident(found).claims)


@pytest.mark.parametrize(
    "form", ["jsonl", "csv", "geojson", "kml", "hxl", "rss", "ftm", "acled", "ucdp", "plover", "gtd"]
)
def test_no_form_has_the_names(form: str) -> None:
    assert not {"Zongo", "Sawadogo", "sawadogo"} & set(as_text(form, (redact_incident(incident()),)).split('"'))
    text = as_text(form, (redact_incident(incident()),)).casefold()
    assert "zongo" not in text
    assert "sawadogo" not in text


@pytest.mark.parametrize("form", list(FILES))
def test_no_file_has_the_names(form: str, tmp_path: Path) -> None:
    FILES[form]((redact_incident(incident()),), str(tmp_path / "file"))
    raw = (tmp_path / "file").read_bytes().lower()
    assert b"zongo" not in raw
    assert b"sawadogo" not in raw


def test_the_names_are_there_without_redaction() -> None:
    output = StringIO(as_text("jsonl", (incident(),)))
    assert "Awa Zongo" in output.getvalue()


def call(store: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["export", *arguments, "--store", str(store)])
    return result.exit_code, result.output + str(result.exception or "")


def test_names_are_written_for_a_reason_that_is_logged(tmp_path: Path) -> None:
    place = tmp_path / "news.db"
    store = open_store(str(place), create=True)
    run = start_run(store, "add")
    add_account(store, make_account(), run)
    update_incidents(store, run)
    assert call(place)[0] == 0
    assert list_audit(store, limit=5) == []
    assert "needs a reason" in call(place, "--with-names", " ")[1]
    assert "--with-names REASON" in call(place, "-f", "store")[1]
    assert call(place, "-f", "csv", "--with-names", "for the court")[0] == 0
    [entry] = list_audit(store, limit=5)
    assert (entry.action.action, entry.action.subject) == ("names written", "export csv")
    assert entry.action.detail == "for the court"
