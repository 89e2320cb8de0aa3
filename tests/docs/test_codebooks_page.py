"""docs/codebooks.md says what the codebooks say."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_codebooks_is_what_the_codebooks_make() -> None:
    written = runpy.run_path(str(DOCS / "write_codebooks.py"))["write_codebooks"]()
    assert (DOCS / "codebooks.md").read_text("utf-8") == written, "run: python docs/write_codebooks.py"
