"""docs/sources.md holds every fragment of docs/sources.d."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_sources_is_what_its_fragments_make() -> None:
    written = runpy.run_path(str(DOCS / "write_sources.py"))["write_sources"]()
    assert (DOCS / "sources.md").read_text("utf-8") == written, "run: python docs/write_sources.py"
