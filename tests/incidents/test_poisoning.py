"""One report put out again under other mastheads, edited in every way of the benchmark, adds no origin."""

from datetime import datetime
from random import Random

import pytest
from benchmarks.poisoning import count_rises, incident_of, make_copies
from benchmarks.poisoning_edits import EDITS

from recoupe.desk import Desks
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_document
from recoupe.reading.passports import read_tellings
from recoupe.records import Document

REPORT = Document(
    id="report",
    outlet="Le Fanal",
    language="fr",
    published=datetime(2021, 3, 9, 9),
    title="Neuf soldats tués dans une embuscade au Burkina Faso",
    text=(
        "Neuf soldats ont été tués lundi dans une embuscade près de Dori, dans le nord du Burkina Faso, a annoncé "
        "l'état-major des armées. Des hommes armés ont ouvert le feu sur leur convoi au petit matin.\n\n"
        "« Ils étaient cachés des deux côtés de la piste », a raconté à l'AFP une source sécuritaire. Selon elle, cinq "
        "autres soldats ont été blessés. L'attaque n'a pas été revendiquée. (AFP)"
    ),
)


@pytest.fixture(scope="module")
def desks() -> Desks:
    return Desks()


def test_every_edit_leaves_the_count_of_origins_as_it_was(desks: Desks) -> None:
    own = read_tellings(read_document(REPORT, desks))
    before = incident_of(gather_incidents(own), own[0])
    copies = [copy for _, (_, copy) in zip(EDITS, make_copies(REPORT, Random(3)), strict=False)]
    told = [telling for copy in copies for telling in read_tellings(read_document(copy, desks))]
    after = incident_of(gather_incidents([*own, *told]), own[0])
    assert len(after.outlets) > len(before.outlets) + 4
    assert not count_rises(before, after)[0]
