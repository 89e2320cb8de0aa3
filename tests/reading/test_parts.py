"""The parts of files give, read apart, what the files give."""

from pathlib import Path

import pytest

from recoupe.reading.parts import LINES_A_PART, FilePart, LinesPart, PagesPart, grouped, read_part, split_paths
from recoupe.reading.paths import read_paths

ROOT = Path(__file__).parents[2]
FIXTURES = sorted(path for path in (ROOT / "tests" / "fixtures").rglob("*") if path.is_file())


def parts_of(path: Path) -> list[object]:
    return [item for part in split_paths([path]) for item in read_part(part)]


@pytest.mark.parametrize("path", FIXTURES, ids=[str(path.relative_to(ROOT)) for path in FIXTURES])
def test_parts_of_a_file_give_what_the_file_gives(path: Path) -> None:
    assert parts_of(path) == list(read_paths([path]))


def test_parts_of_a_folder_give_what_the_folder_gives() -> None:
    folder = ROOT / "examples" / "newsroom"
    assert parts_of(folder) == list(read_paths([folder]))


def test_json_lines_are_split_and_numbered_as_in_their_file(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join('{"text": "a"}\n' for _ in range(LINES_A_PART + 1)))
    parts = [part for part in split_paths([file]) if isinstance(part, LinesPart)]
    assert [len(part.lines) for part in parts] == [LINES_A_PART, 1]
    assert [number for number, _ in parts[1].lines] == [2 * LINES_A_PART + 1]  # every other line is blank


def test_a_missing_file_is_named_once(tmp_path: Path) -> None:
    (item,) = parts_of(tmp_path / "gone.txt")
    assert "gone.txt" in item.reason  # type: ignore[attr-defined]


def test_archives_are_split_by_pages_and_texts_are_not() -> None:
    kinds = {type(part) for path in FIXTURES for part in split_paths([path])}
    assert {FilePart, LinesPart, PagesPart} <= kinds


def test_groups_are_bounded_by_bytes() -> None:
    assert list(grouped([3_000_000, 2_000_000, 1], 16, lambda size: size)) == [(3_000_000, 2_000_000), (1,)]
