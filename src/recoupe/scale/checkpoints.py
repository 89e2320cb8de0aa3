"""Output that survives its writer: written beside its place, gone on with after a killed run, put in place when whole.

`OUT.part` holds the lines that are done, one for each document in the order of the input; `OUT.part.json` says of what
input and by which version. Only whole lines count: what a killed run left of the last one is cut off.
"""

import json
import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from recoupe.errors import InputError

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """An output under way; `done` counts the lines that an earlier run had written."""

    place: Path
    stream: BinaryIO
    done: int

    def put_in_place(self) -> None:
        """Ends it: from now on the output is there under its own name, whole."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        part_of(self.place).replace(self.place)
        claim_of(self.place).unlink()


def take_up(output: Path, source: Path, pipelines: tuple[tuple[str, str], ...]) -> Unfinished:
    """The output of a run over `source`, where an earlier one left it, or from the beginning.

    Raises InputError where the output cannot be written.
    """
    claim = make_claim(source, pipelines)
    try:
        goes_on = part_of(output).is_file() and read_claim(output) == claim
        stream = part_of(output).open("r+b" if goes_on else "w+b")
        claim_of(output).write_text(json.dumps(claim), "utf-8")
        return Unfinished(place=output, stream=stream, done=cut_to_lines(stream) if goes_on else 0)
    except OSError as problem:
        raise InputError(f"{output}: {problem.strerror}; give a file in a folder that can be written to") from problem


def cut_to_lines(stream: BinaryIO) -> int:
    """Cuts off what stands behind the last whole line; the number of whole lines. The stream is left at its end."""
    lines = end = position = 0
    while block := stream.read(BLOCK):
        lines += block.count(b"\n")
        if b"\n" in block:
            end = position + block.rindex(b"\n") + 1
        position += len(block)
    stream.truncate(end)
    stream.seek(end)
    return lines


def make_claim(source: Path, pipelines: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """What a run must have in common with an earlier one to go on with its output."""
    about = source.stat()
    return {
        "source": str(source.resolve()),
        "bytes": about.st_size,
        "changed": about.st_mtime_ns,
        "version": version("recoupe"),
        "pipelines": [list(pair) for pair in pipelines],
    }


def read_claim(output: Path) -> object:
    """What an earlier run said of itself; None where it said nothing that can be read."""
    try:
        return json.loads(claim_of(output).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def part_of(output: Path) -> Path:
    """Where the lines stand until all are there."""
    return output.with_name(output.name + ".part")


def claim_of(output: Path) -> Path:
    """Where it says of what input they are."""
    return output.with_name(output.name + ".part.json")
