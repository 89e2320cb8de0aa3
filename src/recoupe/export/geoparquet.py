"""Incidents as GeoParquet 1.1: the flat table with a point each, for GIS and data frames."""

import json
import struct
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from recoupe.errors import InputError
from recoupe.export.tables import COLUMNS, FIGURES, incident_row
from recoupe.records import Incident

if TYPE_CHECKING:
    import pyarrow

NUMBERS = {*(f"{name}_{end}" for name in FIGURES for end in ("low", "high")), "origins_low", "origins_high"}
DAYS = ("earliest", "latest")
COORDINATES = ("latitude", "longitude")


def arrow_table(incidents: Sequence[Incident]) -> "pyarrow.Table":
    """The flat table as Arrow, one row an incident, typed however few rows there are, with a point as WKB."""
    pa = _load_pyarrow()
    rows = [incident_row(incident) for incident in incidents]
    columns = {name: pa.array([_cell(name, row[name]) for row in rows], _type(pa, name)) for name in COLUMNS}
    points = pa.array([point_wkb(row["longitude"], row["latitude"]) for row in rows], pa.binary())
    table = pa.table({**columns, "geometry": points})
    return table.replace_schema_metadata({"geo": json.dumps(geo_metadata())})


def write_geoparquet(incidents: Sequence[Incident], path: str) -> None:
    """Writes the table to a file."""
    table = arrow_table(incidents)
    from pyarrow import parquet  # noqa: PLC0415 - optional and heavy

    parquet.write_table(table, path)


def geo_metadata() -> dict[str, Any]:
    """The metadata that makes Parquet GeoParquet; no coordinate system named means longitude and latitude (WGS 84)."""
    column = {"encoding": "WKB", "geometry_types": ["Point"]}
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def point_wkb(longitude: object, latitude: object) -> bytes | None:
    """A point as well-known binary; None where there is none."""
    if not isinstance(longitude, float | int) or not isinstance(latitude, float | int):
        return None
    return struct.pack("<BIdd", 1, 1, float(longitude), float(latitude))


def _cell(name: str, value: object) -> object:
    """A day as a day; text without lone surrogates, which Arrow cannot hold."""
    if not isinstance(value, str):
        return value
    return date.fromisoformat(value) if name in DAYS else value.encode(errors="replace").decode()


def _type(pa: Any, name: str) -> Any:
    if name in NUMBERS:
        return pa.int64()
    if name in COORDINATES:
        return pa.float64()
    return pa.date32() if name in DAYS else pa.string()


def _load_pyarrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415 - optional and heavy
    except ImportError as problem:
        raise InputError("this needs pyarrow: pip install 'recoupe[formats]'") from problem
    return pyarrow
