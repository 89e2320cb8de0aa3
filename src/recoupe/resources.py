"""Opens packaged data: tables and rule files under `recoupe/data`, checked as they are read.

Nothing here knows what a table means; the chapters that use one check its meaning and raise `DataError`
with the file and the entry.
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from recoupe.errors import DataError

LANGUAGES = ("en", "fr")


def data_file(name: str) -> Traversable:
    """The packaged file `name`, such as "languages/fr/times.toml".

    Raises DataError naming the files that are there when it is missing.
    """
    found = files("recoupe").joinpath("data", *name.split("/"))
    if not found.is_file():
        folder = files("recoupe").joinpath("data", *name.split("/")[:-1])
        present = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        raise DataError(f"packaged data file {name!r} is missing; its folder holds: {', '.join(present) or 'nothing'}")
    return found


def read_toml(name: str) -> dict[str, Any]:
    """The packaged TOML file `name` as plain values; raises DataError with the line of a syntax error."""
    try:
        return tomllib.loads(data_file(name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise DataError(f"data/{name}: {problem}; mend the file and try again") from problem


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of the packaged tab-separated table `name`, by the names in its first line."""
    lines = data_file(name).read_text("utf-8").splitlines()
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise DataError(f"data/{name}:{number}: {len(cells)} cells where the header names {len(header)}")
        yield dict(zip(header, cells, strict=True))
