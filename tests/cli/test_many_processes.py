"""`extract` and `add` with several processes: the bytes of one, and runs that were cut short are gone on with."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEWSROOM = ROOT / "examples" / "newsroom"


def recoupe(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "recoupe", *arguments], capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's articles with a line among them that is none."""
    lines = [line for file in sorted(NEWSROOM.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    path.write_text("\n".join([*lines[:5], "no JSON", "", *lines[5:]]) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def alone(news: Path) -> bytes:
    output = news.with_name("alone.jsonl")
    recoupe("extract", str(news), "-o", str(output))
    return output.read_bytes()


def test_two_processes_write_what_one_writes(news: Path, alone: bytes) -> None:
    output = news.with_name("two.jsonl")
    run = recoupe("extract", str(news), "-o", str(output), "--workers", "2")
    assert output.read_bytes() == alone
    assert "news.jsonl:6: this is no JSON" in run.stderr


def test_an_extract_that_was_cut_short_goes_on_behind_its_last_whole_line(news: Path, alone: bytes) -> None:
    output = news.with_name("cut.jsonl")
    with subprocess.Popen(
        [sys.executable, "-m", "recoupe", "extract", str(news), "-o", str(output)], stderr=subprocess.DEVNULL
    ) as process:
        part = output.with_name("cut.jsonl.part")
        while process.poll() is None and not (part.exists() and part.stat().st_size > 20_000):
            pass
        process.kill()
    assert not output.exists()
    run = recoupe("extract", str(news), "-o", str(output))
    assert "going on behind" in run.stderr
    assert output.read_bytes() == alone


def test_two_processes_add_what_one_adds(tmp_path: Path) -> None:
    exported = []
    for workers in ("1", "2"):
        store = str(tmp_path / f"{workers}.db")
        recoupe("add", str(NEWSROOM), "--store", store, "--workers", workers)
        exported.append(recoupe("export", "--format", "jsonl", "--store", store).stdout)
    assert exported[0] == exported[1]
    assert len(exported[0].splitlines()) == 5
    with sqlite3.connect(tmp_path / "2.db") as store:
        assert [row[0] for row in store.execute("select count(*) from documents")] == [19]


def test_lines_of_the_contract_are_json(alone: bytes) -> None:
    assert all(isinstance(json.loads(line), dict) for line in alone.splitlines())
