"""Web archives are read page by page: fast, and in little memory however large they are."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.archives import PAGE_BYTES, write_archive

from recoupe.reading.archives import ArchivedPage, iterate_pages
from recoupe.reading.paths import read_file
from recoupe.records import Document

ROOT = Path(__file__).parents[2]
SIZE = 60_000_000
LEAST_PAGES = 100
"""Pages a second on one core, before extraction."""

MOST_MEMORY = 400
"""Megabytes, the interpreter and all that it loads among them."""


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_an_archive_is_read_fast_and_in_constant_memory(name: str, tmp_path: Path) -> None:
    write_archive(tmp_path / name, SIZE)
    command = [sys.executable, "-m", "benchmarks.archives", "--measure", "pages", str(tmp_path / name)]
    measured = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    pages, speed, memory = (int(measured[place].replace(",", "")) for place in (1, 3, 6))
    assert pages == SIZE // PAGE_BYTES + 1
    assert speed >= LEAST_PAGES
    assert memory < MOST_MEMORY


def test_every_page_comes_whole_with_its_address(tmp_path: Path) -> None:
    write_archive(tmp_path / "pages.warc.gz", 200_000)
    with (tmp_path / "pages.warc.gz").open("rb") as stream:
        pages = [page for page in iterate_pages(stream) if isinstance(page, ArchivedPage)]
    assert [page.url for page in pages] == [f"https://plateau.example/{number}" for number in (1, 2, 3)]
    assert all(page.raw.endswith(b"</html>") and page.charset == "utf-8" for page in pages)


def test_the_articles_keep_the_address_they_were_fetched_from(tmp_path: Path) -> None:
    write_archive(tmp_path / "pages.warc", 100)
    [document] = read_file(tmp_path / "pages.warc")
    assert isinstance(document, Document)
    assert document.url == "https://plateau.example/1"
    assert document.text.startswith("Deux drones ont été abattus mardi près de la base numéro 1,")
