"""The packed gazetteer: names sorted for bisection, places as columns, in one file that is ready once it is inflated.

Layout: eight bytes of magic, then, deflated, the length of a JSON header, the header, and the sections it lists. Text
sections are UTF-8 lines, beside each the section of where its lines start; those and all others are little-endian
arrays. `training/gazetteer` writes it.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from recoupe.errors import DataError
from recoupe.records import Place, PlacePrecision

MAGIC = b"RCPGAZ03"
DEGREE = 1000  # coordinates are kept as whole thousandths of a degree, about 100 m
PRECISIONS = tuple(PlacePrecision)
TEXT_SECTIONS = ("keys", "names", "ids", "areas")
ARRAY_SECTIONS = {
    "offsets": "I", "postings": "I", "numbers": "I", "latitudes": "i", "longitudes": "i",
    "populations": "I", "area": "H", "precision": "B",
}  # fmt: skip


STARTS = "{}_starts"


class Lines:
    """The lines of a UTF-8 text, each decoded when it is asked for: to decode half a million at the start took long."""

    def __init__(self, packed: bytes, first: int, starts: "array[int]") -> None:
        """The text begins at byte `first` of `packed`; `starts` says where in it each line does, and one more would."""
        self._packed, self._first, self._starts = packed, first, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self):
            raise IndexError(f"line {index} of {len(self)}")
        start, following = self._starts[index], self._starts[index + 1]
        return self._packed[self._first + start : self._first + following - 1].decode()

    def find(self, line: str) -> int | None:
        """Where that line is, by bisection of lines that are in order; None where it is not among them."""
        packed, first, starts = self._packed, self._first, self._starts
        wanted, low, high = line.encode(), 0, len(self)  # UTF-8 sorts as its characters do
        while low < high:
            middle = (low + high) // 2
            if packed[first + starts[middle] : first + starts[middle + 1] - 1] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self[low] == line else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedTable:
    """The columns of the packed gazetteer; place `n` is the n-th entry of every column.

    `postings[offsets[k]:offsets[k + 1]]` are the places called `keys[k]`, most populous first. `numbers` holds the
    GeoNames numbers of the first places; those after have their identifier in `ids`.
    """

    keys: Lines
    names: Lines
    ids: Lines
    areas: Lines
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
        index = self.keys.find(key)
        if index is None:
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
    parts: dict[str, bytes] = {}
    for name in TEXT_SECTIONS:
        lines = [line.encode() for line in sections[name]]
        parts[name] = b"\n".join(lines)
        parts[STARTS.format(name)] = column_bytes("I", [0, *accumulate(len(line) + 1 for line in lines)])
    parts |= {name: column_bytes(code, sections[name]) for name, code in ARRAY_SECTIONS.items()}
    header = json.dumps({name: len(part) for name, part in parts.items()}).encode()
    return MAGIC + zlib.compress(struct.pack("<I", len(header)) + header + b"".join(parts.values()), 9)


def unpack(packed: bytes, origin: str) -> PackedTable:
    """The table in `packed`; raises DataError naming `origin` when the bytes are not one."""
    if not packed.startswith(MAGIC):
        raise DataError(
            f"{origin}: begins with {packed[:8]!r}, expected {MAGIC!r}; rebuild: python -m training.gazetteer"
        )
    table = _inflate(packed[len(MAGIC) :], origin)
    places = _find_sections(table, origin)
    columns: dict[str, Any] = {name: read_column(table, places[name], code) for name, code in ARRAY_SECTIONS.items()}
    for name in TEXT_SECTIONS:
        starts = read_column(table, places[STARTS.format(name)], "I")
        columns[name] = Lines(table, places[name].start, starts)
    return PackedTable(**columns)


def _inflate(deflated: bytes, origin: str) -> bytes:
    """The table itself; raises DataError where the bytes end early, go on behind it or are damaged."""
    stream = zlib.decompressobj()
    try:
        table = stream.decompress(deflated)
    except zlib.error as problem:
        raise DataError(f"{origin}: {problem}; rebuild: python -m training.gazetteer") from problem
    if not stream.eof or stream.unused_data:
        raise DataError(f"{origin}: cut short, or followed by other bytes; rebuild: python -m training.gazetteer")
    return table


def _find_sections(table: bytes, origin: str) -> dict[str, slice]:
    """Where each section is, as the header lists them."""
    (length,) = struct.unpack_from("<I", table)
    start = struct.calcsize("<I")
    sizes: dict[str, int] = json.loads(table[start : start + length])
    ends = list(accumulate(sizes.values(), initial=start + length))
    if len(table) != ends[-1]:
        raise DataError(
            f"{origin}: {len(table)} bytes where its header says {ends[-1]}; rebuild: python -m training.gazetteer"
        )
    return {name: slice(first, last) for name, (first, last) in zip(sizes, pairwise(ends), strict=True)}


def column_bytes(code: str, numbers: Sequence[int]) -> bytes:
    """The bytes of one array section."""
    column = array(code, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def read_column(packed: bytes, place: slice, code: str) -> "array[int]":
    """One array section as the machine counts."""
    column = array(code)
    column.frombytes(memoryview(packed)[place])
    if sys.byteorder == "big":
        column.byteswap()
    return column
