"""Fills in what commands print in README.md and docs/*.md: `python docs/write_outputs.py`, or `make docs`.

A block begins with `<!-- output of: COMMAND -->` and ends with `<!-- end -->`; what stands between is replaced by what
the command prints, run by bash in the root of the repository.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"<!-- output of: (?P<command>.+?) -->\n.*?<!-- end -->", re.DOTALL)
TICKS = "```"


def main() -> None:
    """Rewrites every page that has such blocks."""
    for page in pages():
        text = page.read_text("utf-8")
        page.write_text(BLOCK.sub(lambda found: block(found["command"]), text), encoding="utf-8")


def pages() -> list[Path]:
    """README.md and the pages under docs/ that have blocks."""
    every = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [page for page in every if BLOCK.search(page.read_text("utf-8"))]


def block(command: str) -> str:
    """The block of one command, with what it prints now."""
    return f"<!-- output of: {command} -->\n{TICKS}\n$ {shown(command)}\n{output(command)}{TICKS}\n<!-- end -->"


def shown(command: str) -> str:
    """The command as a reader types it, without what shortens its output here."""
    return command.partition(" | ")[0]


def output(command: str) -> str:
    """What a command prints, without colours; it must end well."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "NO_COLOR": "1", "RECOUPE_STORE": "build/demo.db", "MAKEFLAGS": ""}
    environment.pop("MAKELEVEL", None)  # else make names its folder in what is shown
    ended = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    cut = "…\n" if " | " in command and not command.partition(" | ")[2].startswith("cut") else ""
    return cut + "\n".join(line.rstrip() for line in ended.stdout.strip("\n").splitlines()) + "\n"


if __name__ == "__main__":
    main()
