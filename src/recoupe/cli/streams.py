"""Where lines come from and go to: files, `-` for the standard streams, progress on a terminal."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from recoupe.errors import FormatError, InputError

STANDARD = "-"


def stream_name(path: str) -> str:
    """What a file or standard input is called in messages."""
    return "stdin" if path == STANDARD else path


@contextmanager
def open_input(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for `-`; raises InputError where there is no such file."""
    if path == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed by the `with` below
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror}; give a file that is there, or - for standard input") from problem
    with stream:
        yield stream


@contextmanager
def open_output(path: str) -> Iterator[TextIO]:
    """A file to write text to, or standard output for `-`; raises InputError where it cannot be written."""
    if path == STANDARD:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        stream = Path(path).open("w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed by the `with` below
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror}; give a file in a folder that can be written to") from problem
    with stream:
        yield stream


def write_line(line: Any, output: TextIO) -> None:
    """One JSON object a line; lone surrogates, which no encoding knows, as their escapes."""
    text = json.dumps(line, ensure_ascii=False)
    try:
        output.write(text + "\n")
    except UnicodeEncodeError:
        output.write(json.dumps(line) + "\n")


def read_json_lines(stream: BinaryIO, name: str) -> Iterator[dict[str, Any]]:
    """The objects of JSON Lines; raises FormatError with file and line for a line that is none."""
    for number, raw in enumerate(stream, 1):
        if raw.strip():
            try:
                yield json.loads(raw)
            except ValueError as problem:
                raise FormatError(
                    f"{name}:{number}: this is no JSON ({problem}); expected the output of `recoupe extract`"
                ) from problem


def write_lines(lines: Iterable[Any], output: TextIO) -> None:
    """All of `lines`, each as it comes, so that a reader at the other end of a pipe need not wait."""
    for line in lines:
        write_line(line, output)
        output.flush()
