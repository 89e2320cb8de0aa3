"""What SQLite and PostgreSQL call by different names: full text, points on the map, and nothing else.

Words are folded by Recoupe (small letters, no accents) before either database sees them, so that both find the
same: "prefix" queries over an FTS5 table here, over a `tsvector` with a GIN index there. Points lie in an R-tree
here, in a PostGIS geometry with a GiST index there.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, TextClause, text

from recoupe.errors import QueryError
from recoupe.store.words import list_words

SQLITE_DDL = (
    "CREATE VIRTUAL TABLE incident_words USING fts5(words, content='', prefix='2 3 4')",
    "CREATE VIRTUAL TABLE document_words USING fts5(words, content='', prefix='2 3 4')",
    "CREATE VIRTUAL TABLE incident_points USING rtree(key, west, east, south, north)",
)
POSTGRESQL_DDL = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE TABLE incident_words (key integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX incident_words_index ON incident_words USING gin (words)",
    "CREATE TABLE document_words (key integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX document_words_index ON document_words USING gin (words)",
    "CREATE TABLE incident_points (key integer PRIMARY KEY, point geometry(Point, 4326) NOT NULL)",
    "CREATE INDEX incident_points_index ON incident_points USING gist (point)",
)

_WORDS = {
    "sqlite": "INSERT INTO {}(rowid, words) VALUES (:key, :words)",
    "postgresql": "INSERT INTO {} VALUES (:key, array_to_tsvector(string_to_array(:words, ' ')))",
}
_POINTS = {
    "sqlite": "INSERT INTO incident_points VALUES (:key, :longitude, :longitude, :latitude, :latitude)",
    "postgresql": "INSERT INTO incident_points VALUES (:key, ST_SetSRID(ST_MakePoint(:longitude, :latitude), 4326))",
}
_MATCH = {
    "sqlite": "SELECT rowid AS key FROM {} WHERE words MATCH :{}",
    "postgresql": "SELECT key FROM {} WHERE words @@ CAST(:{} AS tsquery)",
}
_WITHIN = {
    "sqlite": "SELECT key FROM incident_points WHERE east >= :west{0} AND west <= :east{0}"
    " AND north >= :south{0} AND south <= :north{0}",
    "postgresql": "SELECT key FROM incident_points"
    " WHERE point && ST_MakeEnvelope(:west{0}, :south{0}, :east{0}, :north{0}, 4326)",
}


def index_words(connection: Connection, where: str, rows: Sequence[tuple[int, str]]) -> None:
    """Makes texts findable by their words; `where` is "incident" or "document", a row its key and its text."""
    given = [{"key": key, "words": " ".join(dict.fromkeys(list_words(words)))} for key, words in rows]
    if given:
        connection.execute(text(_WORDS[connection.dialect.name].format(f"{where}_words")), given)


def index_points(connection: Connection, points: Sequence[dict[str, Any]]) -> None:
    """Makes incidents findable on the map; a point has `key`, `latitude` and `longitude`."""
    if points:
        connection.execute(text(_POINTS[connection.dialect.name]), points)


def keys_with_words(dialect: str, where: str, wanted: str) -> TextClause | None:
    """A query for the keys of all texts that have words beginning with each of those wanted; None where none is."""
    words = list_words(wanted)
    if not words:
        return None
    asked = " AND ".join(f'"{word}"*' for word in words) if dialect == "sqlite" else " & ".join(f"{w}:*" for w in words)
    name = f"{where}_query"
    return text(_MATCH[dialect].format(f"{where}_words", name)).bindparams(**{name: asked})


def keys_within(dialect: str, box: tuple[float, float, float, float]) -> Iterable[TextClause]:
    """Queries for the keys of incidents in a box (west, south, east, north), two where it crosses 180 degrees."""
    west, south, east, north = box
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise QueryError(f"{box} is no box; expected west,south,east,north in degrees, such as 40,30,48,36")
    spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    for number, (left, right) in enumerate(spans):
        bounds = {"west": left, "south": south, "east": right, "north": north}
        yield text(_WITHIN[dialect].format(number)).bindparams(**{f"{k}{number}": v for k, v in bounds.items()})


def continue_keys(connection: Connection, tables: Iterable[str]) -> None:
    """Lets the database count on after keys that were given; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        for name in tables:
            last = f"(SELECT coalesce(max(key), 0) + 1 FROM {name})"
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'key'), {last}, false)"))
