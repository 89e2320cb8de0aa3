"""docs/cli.md says what the commands say."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_the_command_line_is_what_the_commands_make() -> None:
    written = runpy.run_path(str(DOCS / "write_cli.py"))["write_cli"]()
    assert (DOCS / "cli.md").read_text("utf-8") == written, "run: python docs/write_cli.py"
