"""Writes docs/sources.md from the fragments in docs/sources.d: `python docs/write_sources.py`."""

from pathlib import Path

DOCS = Path(__file__).parent

OPENING = """# Sources and licences

*Written by `python docs/write_sources.py` from docs/sources.d; change it there.*

The code is MIT. Models, tables and facts carry the licences of what they were made from; each is named here with where
it went. Texts of benchmark sets are in no part of the project.
"""


def main() -> None:
    """Writes the page."""
    (DOCS / "sources.md").write_text(write_sources(), encoding="utf-8")


def write_sources() -> str:
    """The page: the fragments in the order of their names."""
    fragments = [path.read_text("utf-8").strip() for path in sorted((DOCS / "sources.d").glob("*.md"))]
    return "\n\n".join([OPENING.strip(), *fragments]) + "\n"


if __name__ == "__main__":
    main()
