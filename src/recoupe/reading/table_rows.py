"""Documents from tables (CSV, TSV): one a row, its columns known by their names."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from recoupe.errors import DocumentError, FormatError
from recoupe.reading.decoding import LARGEST_FILE, find_encoding
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.lines import read_published
from recoupe.reading.moments import read_moment
from recoupe.records import Document, Unread

NAMES = {
    "text": ("text", "body", "content", "article", "full_text", "texte", "contenu", "corps", "articlebody"),
    "title": ("title", "headline", "titre", "subject"),
    "published": ("published", "date", "pubdate", "datepublished", "date_publication"),
    "modified": ("modified", "updated", "datemodified", "modifié", "mise_à_jour"),
    "outlet": ("outlet", "source", "media", "média", "publisher", "journal", "newspaper"),
    "url": ("url", "link", "lien", "adresse"),
    "language": ("language", "lang", "langue"),
    "id": ("id", "guid", "identifier", "identifiant", "article_id"),
}  # fmt: skip
"""What columns are called in English and French tables; folded, blanks as underscores."""

DELIMITERS = (",", ";", "\t", "|")


def read_table(
    raw: bytes, name: str, origin: str, columns: Mapping[str, str] | None = None
) -> Iterator[Document | Unread]:
    """The documents of a table with a header line, in order; a row without text comes back as `Unread`.

    `columns` names the column of a field where it is not called as usual: {"text": "Corps de l'article"}.
    Raises DocumentError where no column holds the text, FormatError for a column in `columns` that is not there.
    """
    text = find_encoding(raw).text
    csv.field_size_limit(LARGEST_FILE)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=find_delimiter(text))
    try:
        known = match_columns(tuple(rows.fieldnames or ()), columns or {})
        for number, row in enumerate(rows, 1):
            yield _read_row({field: row.get(column) for field, column in known.items()}, name, f"{origin}:{number}")
    except csv.Error as problem:
        raise DocumentError(f"this table breaks off or is malformed ({problem})") from problem


def find_delimiter(text: str) -> str:
    """The sign that parts most cells of the first line; a comma in doubt."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def match_columns(header: tuple[str, ...], columns: Mapping[str, str]) -> dict[str, str]:
    """Which column holds which field."""
    missing = sorted(set(columns.values()) - set(header))
    if missing or (strange := sorted(set(columns) - set(NAMES))):
        wrong = f"no column {', '.join(missing)}" if missing else f"no field {', '.join(strange)}"
        raise FormatError(f"there is {wrong}; columns are: {', '.join(header)}; fields are: {', '.join(NAMES)}")
    folded = {(column or "").strip().casefold().replace(" ", "_"): column for column in header}
    known = {field: folded[name] for field, names in NAMES.items() for name in reversed(names) if name in folded}
    known |= columns
    if "text" not in known:
        raise DocumentError(
            f"no column of this table is known to hold the text; it has: {', '.join(str(each) for each in header)}."
            " Say which it is: --column text=NAME"
        )
    return known


def _read_row(row: Mapping[str, str | None], name: str, origin: str) -> Document | Unread:
    given = {field: (value or "").strip() or None for field, value in row.items()}
    text = row.get("text") or ""
    if not text.strip():
        return Unread(id=given.get("id") or origin, origin=origin, reason=f"{origin}: the row has no text")
    return Document(
        id=given.get("id") or f"{name}-{short_hash(text)}",
        text=text,
        title=given.get("title"),
        published=read_moment(given.get("published")) or read_published(given.get("published"), origin),
        modified=read_moment(given.get("modified")),
        language=(given.get("language") or "").partition("-")[0].lower() or None,
        outlet=given.get("outlet"),
        url=given.get("url"),
        origin=origin,
    )
