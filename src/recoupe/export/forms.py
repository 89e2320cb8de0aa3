"""Everything that incidents are written as, by name."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import TextIO

from recoupe.codebooks import load_codebook
from recoupe.export import acled, gtd, plover, ucdp
from recoupe.export.coding_rows import Coded, MakeRow, code_rows
from recoupe.export.ftm import ftm_entities
from recoupe.export.geoparquet import write_geoparquet
from recoupe.export.hxl import write_hxl
from recoupe.export.incident_line import incident_line
from recoupe.export.kml import kml_document
from recoupe.export.maps import feature_collection
from recoupe.export.rss import rss_feed
from recoupe.export.sqlite_file import write_sqlite
from recoupe.export.tables import safe_cell, write_csv
from recoupe.records import Incident

Incidents = Sequence[Incident]
LeftOut = Mapping[str, int]


def write_form(form: str, incidents: Incidents, output: TextIO) -> LeftOut:
    """Writes the incidents in one of the text forms; how many were left out for which reason."""
    if form in TABLES:
        return _write_table(form, incidents, output)
    if form == "plover":
        coded = _code("plover", incidents)
        _write_json_lines(coded.rows, output)
        return coded.left_out
    WRITERS[form](incidents, output)
    return {}


def _write_table(form: str, incidents: Incidents, output: TextIO) -> LeftOut:
    """A table in another codebook's columns."""
    coded = _code(form, incidents)
    writer = csv.DictWriter(output, TABLES[form])
    writer.writeheader()
    writer.writerows({name: safe_cell(row.get(name)) for name in TABLES[form]} for row in coded.rows)
    return coded.left_out


def _code(form: str, incidents: Incidents) -> Coded:
    return code_rows(incidents, load_codebook(form), ROWS[form])


def _write_json_lines(values: object, output: TextIO) -> None:
    for value in values:  # type: ignore[attr-defined]
        text = json.dumps(value, ensure_ascii=False)
        try:
            text.encode()
        except UnicodeEncodeError:  # lone surrogates, which no encoding knows: as their escapes
            text = json.dumps(value)
        output.write(text + "\n")


TABLES: Mapping[str, tuple[str, ...]] = {"acled": acled.COLUMNS, "ucdp": ucdp.COLUMNS, "gtd": gtd.COLUMNS}
ROWS: Mapping[str, MakeRow] = {
    "acled": acled.make_row,
    "ucdp": ucdp.make_row,
    "gtd": gtd.make_row,
    "plover": plover.make_row,
}
WRITERS: Mapping[str, Callable[[Incidents, TextIO], object]] = {
    "jsonl": lambda incidents, output: _write_json_lines(map(incident_line, incidents), output),
    "csv": write_csv,
    "hxl": write_hxl,
    "geojson": lambda incidents, output: _write_json_lines([feature_collection(incidents)], output),
    "kml": lambda incidents, output: output.write(kml_document(incidents)),
    "rss": lambda incidents, output: output.write(rss_feed(incidents)),
    "ftm": lambda incidents, output: _write_json_lines(ftm_entities(incidents), output),
}
FILES: Mapping[str, Callable[[Incidents, str], None]] = {"geoparquet": write_geoparquet, "sqlite": write_sqlite}
"""Forms that are no text: they need the name of a file."""

FORMS = (*WRITERS, *TABLES, "plover", *FILES)


def as_text(form: str, incidents: Incidents) -> str:
    """The incidents in one of the text forms, as a string."""
    output = StringIO(newline="")
    write_form(form, incidents, output)
    return output.getvalue()
