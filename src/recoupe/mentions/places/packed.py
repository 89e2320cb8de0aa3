"""The packed gazetteer: names sorted for bisection, places as columns, in one compressed file.

Layout: eight bytes of magic, the length of a JSON header, the header, and the sections it lists, all deflated
(LZMA would be a quarter smaller and take five times as long to open). Text sections are UTF-8 lines; the others are
little-endian arrays. `training/gazetteer` writes the file.
"""

import json
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from recoupe.errors import DataError
from recoupe.records import Place, PlacePrecision

MAGIC = b"RCPGAZ01"
DEGREE = 1000  # coordinates are kept as whole thousandths of a degree, about 100 m
PRECISIONS = tuple(PlacePrecision)
TEXT_SECTIONS = ("keys", "names", "ids", "areas")
ARRAY_SECTIONS = {
    "offsets": "I", "postings": "I", "numbers": "I", "latitudes": "i", "longitudes": "i",
    "populations": "I", "area": "H", "precision": "B",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedTable:
    """The columns of the packed gazetteer; place `n` is the n-th entry of every column.

    `postings[offsets[k]:offsets[k + 1]]` are the places called `keys[k]`, most populous first. `numbers` holds the
    GeoNames numbers of the first places; those after have their identifier in `ids`.
    """

    keys: list[str]
    names: list[str]
    ids: list[str]
    areas: list[str]
    offsets: "array[int]"
    postings: "array[int]"
    numbers: "array[int]"
    latitudes: "array[int]"
    longitudes: "array[int]"
    populations: "array[int]"
    area: "array[int]"
    precision: "array[int]"

    def numbers_of(self, key: str) -> "array[int]":
        """The numbers of the places called `key`, most populous first; empty when there is none."""
        index = bisect_left(self.keys, key)
        if index == len(self.keys) or self.keys[index] != key:
            return array("I")
        return self.postings[self.offsets[index] : self.offsets[index + 1]]

    def place(self, number: int) -> Place:
        """The place with that number."""
        country, _, admin1 = self.areas[self.area[number]].partition(".")
        known = len(self.numbers)
        return Place(
            id=f"geonames:{self.numbers[number]}" if number < known else self.ids[number - known],
            name=self.names[number],
            country=country,
            latitude=self.latitudes[number] / DEGREE,
            longitude=self.longitudes[number] / DEGREE,
            precision=PRECISIONS[self.precision[number]],
            admin1=admin1 or None,
            population=self.populations[number],
        )


def pack(sections: dict[str, Any]) -> bytes:
    """The bytes of a table given as lists by section name."""
    parts = {name: "\n".join(sections[name]).encode() for name in TEXT_SECTIONS}
    for name, code in ARRAY_SECTIONS.items():
        column = array(code, sections[name])
        if sys.byteorder == "big":
            column.byteswap()
        parts[name] = column.tobytes()
    header = json.dumps({name: len(part) for name, part in parts.items()}).encode()
    body = MAGIC + struct.pack("<I", len(header)) + header + b"".join(parts.values())
    return zlib.compress(body, 9)


def unpack(packed: bytes, origin: str) -> PackedTable:
    """The table in `packed`; raises DataError naming `origin` when the bytes are not one."""
    try:
        body = zlib.decompress(packed)
    except zlib.error as problem:
        raise DataError(
            f"{origin}: not a packed gazetteer ({problem}); rebuild: python -m training.gazetteer"
        ) from problem
    if not body.startswith(MAGIC):
        raise DataError(
            f"{origin}: begins with {body[:8]!r}, expected {MAGIC!r}; rebuild: python -m training.gazetteer"
        )
    (length,) = struct.unpack_from("<I", body, len(MAGIC))
    start = len(MAGIC) + 4
    sizes: dict[str, int] = json.loads(body[start : start + length])
    sections: dict[str, Any] = {}
    start += length
    for name, size in sizes.items():
        part = body[start : start + size]
        sections[name] = part.decode().split("\n") if name in TEXT_SECTIONS else read_column(part, ARRAY_SECTIONS[name])
        start += size
    return PackedTable(**sections)


def read_column(part: bytes, code: str) -> "array[int]":
    """One array section as the machine counts."""
    column = array(code)
    column.frombytes(part)
    if sys.byteorder == "big":
        column.byteswap()
    return column
