"""Several processes give what one gives, whatever happens to them."""

import json
import signal
from pathlib import Path

import pytest

from recoupe.errors import DataError
from recoupe.reading.parts import LINES_A_PART, LinesPart, Part
from recoupe.scale.answers import read_here
from recoupe.scale.crew import Assignment, Crew, read_in_processes
from recoupe.scale.tasks import Line
from tasks_by_hand import TouchyTask


def make_parts(texts: list[str], size: int = 4) -> list[Part]:
    lines = [(n, json.dumps({"id": f"d{n}", "text": text}).encode()) for n, text in enumerate(texts, 1)]
    return [
        LinesPart(name="news", lines=tuple(lines[at : at + size]), taken_for=None) for at in range(0, len(lines), size)
    ]


def read(texts: list[str], tmp_path: Path, processes: int = 2) -> list[Line]:
    answers = read_in_processes(make_parts(texts), TouchyTask(folder=str(tmp_path)), processes)
    return [line for part in answers for line in part.given if isinstance(line, Line)]


def test_several_processes_answer_in_the_order_of_one(tmp_path: Path) -> None:
    parts = make_parts([f"text {n}" for n in range(3 * LINES_A_PART)])
    task = TouchyTask(folder=str(tmp_path))
    assert list(read_in_processes(parts, task, 2)) == list(read_here(parts, task))


def test_a_document_that_kills_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    lines = read(["a", "deadly", "c", "d", "e"], tmp_path)
    assert [line.text for line in lines] == ["d1 a", "d2", "d3 c", "d4 d", "d5 e"]
    assert lines[1].error and "processes died while reading this" in lines[1].error


def test_what_a_killed_process_was_at_is_read_again(tmp_path: Path) -> None:
    lines = read(["a", "deadly once", "c"], tmp_path)
    assert [(line.text, line.error) for line in lines] == [("d1 a", None), ("d2 deadly once", None), ("d3 c", None)]


def test_a_document_that_hangs_beyond_every_alarm_is_set_aside(tmp_path: Path) -> None:
    lines = read(["a", "endless", "c"], tmp_path)
    assert [line.text for line in lines] == ["d1 a", "d2", "d3 c"]
    assert lines[1].error and "longer than" in lines[1].error


def test_wrong_rules_end_the_run(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the rules are wrong"):
        read(["a", "broken data"], tmp_path, 1)


def test_no_part_gives_no_answer(tmp_path: Path) -> None:
    assert read([], tmp_path, 1) == []


def test_a_part_sent_to_a_process_that_has_just_died_ends_nothing(tmp_path: Path) -> None:
    crew = Crew(TouchyTask(folder=str(tmp_path)), 1)
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as the command line has it
    try:
        for seat in crew._seats:
            seat.process.kill()
            seat.process.join()
        (part,) = make_parts(["a"])
        crew.waiting.append(assignment := Assignment(part=part))
        while not assignment.finished:
            crew.work()
        assert [answer.text for answer in assignment.given if isinstance(answer, Line)] == ["d1 a"]
    finally:
        signal.signal(signal.SIGPIPE, before)
        crew.dismiss()
