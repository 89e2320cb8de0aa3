"""Incidents as CSV and GeoJSON."""

import csv
from dataclasses import replace
from io import StringIO

from tests.records_by_hand import make_account

from recoupe.export.maps import feature_collection
from recoupe.export.tables import COLUMNS, write_csv
from recoupe.incidents import gather_incidents
from recoupe.reading.passports import read_tellings


def test_a_row_has_every_column_and_reads_back() -> None:
    output = StringIO()
    incidents = gather_incidents((*read_tellings(make_account()), *read_tellings(make_account("d2", "Autre"))))
    write_csv(incidents, output)
    [row] = csv.DictReader(StringIO(output.getvalue()))
    assert tuple(row) == COLUMNS
    assert (row["killed_low"], row["injured_low"], row["country"]) == ("24", "", "BF")
    assert row["perpetrators"] == "des hommes armés"
    assert row["outlets"] == "Journal du Sahel; Autre"


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    output = StringIO()
    [incident] = gather_incidents(read_tellings(make_account(outlet="=cmd|' /C calc'!A0")))
    write_csv([incident], output)
    [row] = csv.DictReader(StringIO(output.getvalue()))
    assert row["outlets"].startswith("'=")


def test_geojson_has_longitude_first_and_no_point_for_what_has_no_place() -> None:
    [incident] = gather_incidents(read_tellings(make_account()))
    placed, unplaced = feature_collection([incident, replace(incident, place=None)])["features"]
    assert placed["geometry"] == {"type": "Point", "coordinates": [-0.13, 14.45]}
    assert placed["properties"]["killed_low"] == 24
    assert unplaced["geometry"] is None
