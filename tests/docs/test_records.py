"""docs/records.md says what recoupe/records says."""

import runpy
from pathlib import Path

from recoupe import records
from recoupe.explain import FIELDS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_records_is_what_its_source_makes() -> None:
    written = runpy.run_path(str(DOCS / "write_records.py"))["write_records"]()
    assert (DOCS / "records.md").read_text("utf-8") == written, "run: python docs/write_records.py"


def test_every_record_is_on_the_page() -> None:
    page = (DOCS / "records.md").read_text("utf-8")
    names = [
        name
        for name, value in vars(records).items()
        if isinstance(value, type) and value.__module__ == records.__name__
    ]
    assert [name for name in names if f"### {name}\n" not in page] == []


def test_every_field_that_is_explained_is_a_field_of_an_event() -> None:
    assert set(FIELDS) <= set(records.Event.__slots__)
