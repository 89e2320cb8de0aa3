"""Writes docs/records.md from the modules of `recoupe/records`: `python docs/write_records.py`.

A field is described by the comment beside it, else by `docs/fields.toml`; one that neither describes is an error.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parent
SOURCES = DOCS.parent / "src" / "recoupe" / "records"
CHAPTERS = ("kinds", "text", "mentions", "events", "incidents", "decisions")  # the way of a document

OPENING = """# The records

*Written by `python docs/write_records.py` from `recoupe/records`; change it there.*

Records are frozen: to change one is to make another with `dataclasses.replace()`. A line of `recoupe extract` is
made of them as plain values: a span is `[start, end]`, a date its ISO string, a member of a closed set its value
(`recoupe schema` prints the JSON Schema). Spans count characters of title + blank line + text.

"""


def main() -> None:
    """Writes the page."""
    (DOCS / "records.md").write_text(write_records(), encoding="utf-8")


def write_records() -> str:
    """The page."""
    shared = tomllib.loads((DOCS / "fields.toml").read_text("utf-8"))
    chapters = [(SOURCES / f"{name}.py").read_text("utf-8") for name in CHAPTERS]
    return OPENING + "\n".join(line for source in chapters for part in sections(source, shared) for line in part)


def sections(source: str, shared: dict[str, str]) -> Iterator[list[str]]:
    """The heading of a module, and one table a record, in the order of the file."""
    lines, tree = source.splitlines(), ast.parse(source)
    yield [f"## {(ast.get_docstring(tree) or '').rstrip('.')}", ""]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield section(node, lines, shared)


def section(node: ast.ClassDef, lines: list[str], shared: dict[str, str]) -> list[str]:
    """One record or closed set with what it is and its members."""
    page = [f"### {node.name}", ""]
    if document := ast.get_docstring(node):
        page += [document.strip(), ""]
    if any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases):
        members = [each for each in node.body if isinstance(each, ast.Assign)]
        return [*page, *(f"- `{value(each)}`{said(each.lineno, lines)}" for each in members), ""]
    page += ["| field | type | what it is |", "|---|---|---|"]
    for each in node.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            name, kind = each.target.id, ast.unparse(each.annotation).replace("|", "\\|")
            meaning = comment(each.lineno, lines) or shared.get(f"{node.name}.{name}") or shared.get(name)
            if not meaning:
                raise SystemExit(
                    f"{node.name}.{name} is described nowhere: comment on it, or add it to docs/fields.toml"
                )
            page.append(f"| `{name}` | `{kind}` | {meaning} |")
    return [*page, ""]


def value(member: ast.Assign) -> str:
    """The value of a member of a closed set."""
    return str(ast.literal_eval(member.value))


def said(number: int, lines: list[str]) -> str:
    """The comment on a line, after a colon."""
    words = comment(number, lines)
    return f": {words}" if words else ""


def comment(number: int, lines: list[str]) -> str:
    """The comment at the end of a line."""
    return lines[number - 1].partition("  # ")[2].replace("|", "\\|")


if __name__ == "__main__":
    main()
