"""Every form in which the demo's incidents are written opens in a public reader of that form."""

import csv
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from importlib import import_module
from importlib.resources import as_file, files
from io import StringIO
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree
from pyarrow.parquet import read_schema

from recoupe.codebooks import CODEBOOKS
from recoupe.desk import Desks
from recoupe.export.coding_rows import incident_codes
from recoupe.export.forms import FILES, TABLES, as_text, write_form
from recoupe.export.whole_store import restore_lines, store_lines
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_documents
from recoupe.reading.passports import read_passport, read_tellings
from recoupe.reading.paths import read_paths
from recoupe.records import Account, Incident, Outcome
from recoupe.store.documents import add_account, list_documents, load_account, load_tellings
from recoupe.store.gathering import update_incidents
from recoupe.store.incidents import Filter, load_incidents
from recoupe.store.opening import Store, open_store, start_run

NEWSROOM = Path(__file__).parents[2] / "examples" / "newsroom"


@pytest.fixture(scope="module")
def accounts() -> tuple[Account, ...]:
    return tuple(read_documents(read_paths([NEWSROOM]), Desks()))


@pytest.fixture(scope="module")
def incidents(accounts: tuple[Account, ...]) -> tuple[Incident, ...]:
    tellings = [telling for account in accounts for telling in read_tellings(account)]
    return gather_incidents(tellings, [read_passport(account) for account in accounts])


def table(form: str, incidents: tuple[Incident, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_text(form, incidents), newline="")))


def drones(incidents: tuple[Incident, ...]) -> Incident:
    """The two drones of 4 January 2022, shot down before they reached the base."""
    day = "2022-01-04"
    found = [each for each in incidents if each.date and each.date.earliest.isoformat() == day]
    return next(each for each in found if each.outcome is Outcome.INTERCEPTED)


def test_acled_calls_the_drones_of_ain_al_asad_disrupted_weapons_use_and_ours_still_counts_them(
    incidents: tuple[Incident, ...],
) -> None:
    attack = drones(incidents)
    rows = {row["event_id_cnty"]: row for row in table("acled", incidents)}
    assert rows[attack.id]["event_type"] == "Strategic developments"
    assert rows[attack.id]["sub_event_type"] == "Disrupted weapons use"
    assert "type=drone_strike; outcome=intercepted" in rows[attack.id]["tags"]
    assert attack.id in {json.loads(line)["id"] for line in as_text("jsonl", incidents).splitlines()}


@pytest.mark.parametrize("form", [*TABLES, "plover"])
def test_what_a_codebook_cannot_say_is_left_out_and_counted_with_its_reason(
    form: str, incidents: tuple[Incident, ...]
) -> None:
    output = StringIO(newline="")
    left_out = write_form(form, incidents, output)
    text = output.getvalue()
    rows = text.splitlines() if form == "plover" else list(csv.DictReader(StringIO(text, newline="")))
    assert len(rows) + sum(left_out.values()) == len(incidents)
    assert all(len(reason) > 20 for reason in left_out)


def test_ucdp_leaves_out_the_intercepted_drones_and_spans_the_tolls_that_stand(
    incidents: tuple[Incident, ...],
) -> None:
    rows = table("ucdp", incidents)
    assert drones(incidents).id not in {row["id"] for row in rows}
    koutougou = next(row for row in rows if row["best"] == "24")
    assert int(koutougou["low"]) <= 24 <= int(koutougou["high"])
    assert (koutougou["date_prec"], koutougou["where_prec"]) == ("1", "1")


def test_no_toll_is_invented_where_none_is_told(incidents: tuple[Incident, ...]) -> None:
    told = {each.id: any(claim.field == "killed" for claim in each.claims) for each in incidents}
    assert all(bool(row["fatalities"]) <= told[row["event_id_cnty"]] for row in table("acled", incidents))


def test_every_incident_has_its_codes_in_every_codebook(incidents: tuple[Incident, ...]) -> None:
    lines = [json.loads(line) for line in as_text("jsonl", incidents).splitlines()]
    assert all(set(line["codes"]) == set(CODEBOOKS) for line in lines)
    assert incident_codes(drones(incidents))["ucdp"].keys() == {"left_out"}


def test_rss_opens_in_feedparser(incidents: tuple[Incident, ...]) -> None:
    feed = feedparser.parse(as_text("rss", incidents))
    assert not feed.bozo
    assert {entry.id for entry in feed.entries} == {each.id for each in incidents}
    assert all(dict.get(entry, "published_parsed") for entry in feed.entries)


def test_geoparquet_opens_in_geopandas_with_its_points(incidents: tuple[Incident, ...], tmp_path: Path) -> None:
    geopandas = import_module("geopandas")
    FILES["geoparquet"](incidents, str(tmp_path / "incidents.parquet"))
    frame = geopandas.read_parquet(tmp_path / "incidents.parquet")
    placed = [each for each in incidents if each.place and each.place.latitude is not None]
    assert list(frame["id"]) == [each.id for each in incidents]
    assert int(frame.geometry.notna().sum()) == len(placed)
    assert frame.crs.to_epsg() == 4326 or frame.crs.to_string() == "OGC:CRS84"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", ["kml", "geojson"])
def test_maps_open_in_gdal(form: str, incidents: tuple[Incident, ...], tmp_path: Path) -> None:
    geopandas = import_module("geopandas")
    path = tmp_path / f"incidents.{form}"
    path.write_text(as_text(form, incidents), encoding="utf-8")
    frame = geopandas.read_file(path)
    assert len(frame) == len(incidents)


def test_kml_is_valid_by_the_schema_of_the_ogc(incidents: tuple[Incident, ...]) -> None:
    with as_file(files("pykml") / "schemas") as folder:  # OGC 07-147r2, with its Atom and xAL
        schema = etree.XMLSchema(etree.parse(folder / "ogckml22.xsd", etree.XMLParser(no_network=True)))
    document = etree.fromstring(as_text("kml", incidents).encode())
    schema.assertValid(document)
    document[0].append(etree.Element(f"{{{document.nsmap[None]}}}Novelty"))
    assert not schema.validate(document)


@pytest.mark.filterwarnings("ignore")
def test_hxl_opens_in_libhxl(incidents: tuple[Incident, ...], tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl", reason="libhxl is not installed: pip install 'recoupe[readers]'")
    path = tmp_path / "incidents.csv"
    path.write_text(as_text("hxl", incidents), encoding="utf-8", newline="")
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert "#affected+killed+min" in source.display_tags
    assert len(list(source)) == len(incidents)


@pytest.mark.filterwarnings("ignore")
def test_every_statement_fits_the_followthemoney_model(incidents: tuple[Incident, ...]) -> None:
    ftm = import_module("followthemoney")
    entities = [json.loads(line) for line in as_text("ftm", incidents).splitlines()]
    assert Counter(each["schema"] for each in entities)["Event"] == len(incidents)
    known = {each["id"] for each in entities}
    for statement in (each for entity in entities for each in entity["statements"]):
        prop = ftm.model.get(statement["schema"]).get(statement["prop"])
        assert prop is not None, statement
        assert prop.type.validate(statement["value"]), statement
        assert prop.type.name != "entity" or statement["value"] in known
        assert statement["origin"]


CORE_HASHTAGS = frozenset({
    "access", "activity", "adm1", "adm2", "adm3", "adm4", "adm5", "affected", "beneficiary", "capacity", "cause",
    "channel", "contact", "country", "crisis", "currency", "date", "delivery", "description", "event", "frequency",
    "geo", "group", "impact", "indicator", "inneed", "item", "loc", "meta", "modality", "need", "operations", "org",
    "output", "population", "reached", "region", "respondee", "sector", "service", "severity", "status", "subsector",
    "targeted", "value",
})  # fmt: skip
"""The hashtags of the HXL 1.1 core schema."""


def test_hxl_keeps_the_rules_of_the_standard(incidents: tuple[Incident, ...]) -> None:
    header, tags, *rows = csv.reader(StringIO(as_text("hxl", incidents), newline=""))
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
    assert {tag[1:].partition("+")[0] for tag in tags} <= CORE_HASHTAGS
    assert all(len(set(attributes := tag.split("+")[1:])) == len(attributes) for tag in tags)
    assert len(header) == len(tags) == len(set(tags))
    assert [len(row) for row in rows] == [len(tags)] * len(incidents)
    numbers = [
        cell for row in rows for tag, cell in zip(tags, row, strict=True) if tag.startswith(("#affected", "#geo+l"))
    ]
    assert all(float(cell) is not None for cell in numbers if cell)
    dates = [cell for row in rows for tag, cell in zip(tags, row, strict=True) if tag.startswith("#date")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", cell) for cell in dates if cell)


def test_geoparquet_states_its_version_and_geometry(incidents: tuple[Incident, ...], tmp_path: Path) -> None:
    FILES["geoparquet"](incidents, str(tmp_path / "incidents.parquet"))
    told = json.loads(read_schema(tmp_path / "incidents.parquet").metadata[b"geo"])
    assert told["version"] == "1.1.0"
    assert told["columns"][told["primary_column"]] == {"encoding": "WKB", "geometry_types": ["Point"]}


def test_sqlite_opens_in_sqlite(incidents: tuple[Incident, ...], tmp_path: Path) -> None:
    FILES["sqlite"](incidents, str(tmp_path / "incidents.sqlite"))
    with closing(sqlite3.connect(tmp_path / "incidents.sqlite")) as connection:
        [(number,)] = connection.execute("SELECT count(*) FROM incidents")
        [(claims,)] = connection.execute("SELECT count(*) FROM claims JOIN incidents ON claims.incident = incidents.id")
    assert (number, claims) == (len(incidents), sum(len(each.claims) for each in incidents))


@pytest.fixture
def store(accounts: tuple[Account, ...], tmp_path: Path) -> Store:
    made = open_store(str(tmp_path / "news.db"), create=True)
    run = start_run(made, "add")
    for account in accounts:
        add_account(made, account, run)
    update_incidents(made, run)
    return made


def test_a_store_written_as_lines_and_read_back_is_the_same_store(store: Store, tmp_path: Path) -> None:
    lines = [json.loads(json.dumps(line)) for line in store_lines(store)]
    copy = open_store(str(tmp_path / "copy.db"), create=True)
    restore_lines(lines, copy)
    assert load_incidents(copy, Filter()) == load_incidents(store, Filter())
    assert load_tellings(copy) == load_tellings(store)
    listed: list[Any] = [dict(row) for row in list_documents(store)]
    assert [dict(row) for row in list_documents(copy)] == listed
    assert all(load_account(copy, row["id"]) == load_account(store, row["id"]) for row in listed)
    assert list(store_lines(copy)) == list(store_lines(store))
