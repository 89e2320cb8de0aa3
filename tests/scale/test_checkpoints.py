"""An output that was cut short is gone on with."""

from pathlib import Path

import pytest

from recoupe.errors import InputError
from recoupe.scale.checkpoints import claim_of, part_of, take_up


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("{}\n{}\n{}\n")
    return path


def test_whole_lines_count_and_the_broken_one_is_cut_off(tmp_path: Path, source: Path) -> None:
    output = tmp_path / "out.jsonl"
    first = take_up(output, source, ())
    first.stream.write(b"one\ntwo\nthr")
    first.stream.close()
    again = take_up(output, source, ())
    assert again.done == 2
    again.stream.write(b"three\n")
    again.put_in_place()
    assert output.read_bytes() == b"one\ntwo\nthree\n"
    assert not part_of(output).exists() and not claim_of(output).exists()


def test_another_input_begins_anew(tmp_path: Path, source: Path) -> None:
    output = tmp_path / "out.jsonl"
    first = take_up(output, source, ())
    first.stream.write(b"one\n")
    first.stream.close()
    source.write_text("{}\n")
    again = take_up(output, source, ())
    assert again.done == 0
    again.put_in_place()
    assert output.read_bytes() == b""


def test_a_damaged_claim_begins_anew(tmp_path: Path, source: Path) -> None:
    output = tmp_path / "out.jsonl"
    take_up(output, source, ()).stream.close()
    part_of(output).write_bytes(b"one\n")
    claim_of(output).write_text("{")
    again = take_up(output, source, ())
    again.stream.close()
    assert again.done == 0


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, source: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        take_up(tmp_path / "nowhere" / "out.jsonl", source, ())
