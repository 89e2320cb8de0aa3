"""`recoupe extract`: documents in, one line each out."""

import sys
from collections.abc import Iterator
from pathlib import Path

from recoupe.cli.progress import show_progress
from recoupe.cli.streams import STANDARD, open_input, open_output, stream_name
from recoupe.cli.unread import named
from recoupe.reading.parts import split_lines
from recoupe.scale.checkpoints import take_up
from recoupe.scale.running import Force, read_parts
from recoupe.scale.tasks import ExtractTask, Line, as_pairs
from recoupe.settings import Settings


def extract_lines(source: str, output: str, settings: Settings, force: Force) -> None:
    """Reads the documents of `source` and writes the contract's lines to `output`.

    From a file to a file, a run that was cut short is gone on with.
    """
    task = ExtractTask(pipelines=as_pairs(settings.pipelines))
    if source == STANDARD or not is_ordinary(output):
        with open_output(output) as target:
            for line in read_lines_of(source, task, force):
                target.write(line.text + "\n")
                target.flush()
        return
    with open_input(source):  # what cannot be read leaves no output behind
        unfinished = take_up(Path(output), Path(source), task.pipelines)
    if unfinished.done:
        sys.stderr.write(f"recoupe: {output}: going on behind the {unfinished.done} documents that are done\n")
    for line in read_lines_of(source, task, force, skip=unfinished.done):
        unfinished.stream.write(line.text.encode() + b"\n")
        unfinished.stream.flush()
    unfinished.put_in_place()


def is_ordinary(output: str) -> bool:
    """True for a place at which a file can be put: no standard output, no pipe, no /dev/null."""
    path = Path(output)
    return output != STANDARD and (path.is_file() or not path.exists())


def read_lines_of(source: str, task: ExtractTask, force: Force, *, skip: int = 0) -> Iterator[Line]:
    """The lines of all documents but the first `skip`; what could not be read is named on standard error."""
    size = Path(source).stat().st_size if Path(source).is_file() else None
    with open_input(source) as stream:
        parts = split_lines(stream, stream_name(source), skip=skip)
        for answers in show_progress(read_parts(parts, task, force), size):
            for line in answers.given:
                assert isinstance(line, Line)  # what an ExtractTask answers
                if line.error:
                    sys.stderr.write(f"recoupe: {named(line.origin, line.error)}\n")
                yield line
