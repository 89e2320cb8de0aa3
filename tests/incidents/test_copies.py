"""Copies are found by the word triples that two texts share."""

from dataclasses import replace
from datetime import date

from recoupe.incidents.copies import containment, find_copies
from recoupe.records import Passport

WIRE = Passport(id="wire", published=date(2022, 1, 3), sketch=tuple(range(0, 1000, 10)))
CUT = Passport(id="cut", published=date(2022, 1, 4), sketch=tuple(range(0, 500, 10)))
OWN = Passport(id="own", published=date(2022, 1, 4), sketch=tuple(range(5, 1000, 10)))


def test_a_cut_copy_leads_back_to_the_earliest() -> None:
    assert find_copies((CUT, OWN, WIRE)) == {"wire": "wire", "cut": "wire", "own": "own"}


def test_the_same_text_is_a_copy_whatever_its_sketch() -> None:
    twin = replace(OWN, id="twin", content_hash="x", sketch=())
    found = find_copies((replace(WIRE, content_hash="x", sketch=(7,)), replace(twin, sketch=(7,))))
    assert found["twin"] == "wire"


def test_texts_without_a_common_triple_share_nothing() -> None:
    assert containment(WIRE.sketch, OWN.sketch) == 0.0


def test_an_empty_text_is_nobodys_copy() -> None:
    assert containment((), WIRE.sketch) == 0.0
