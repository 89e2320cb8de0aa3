"""Writes docs/cli.md from the commands themselves: `python docs/write_cli.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from recoupe.cli.commands import app

DOCS = Path(__file__).parent

OPENING = """# The command line

*Written by `python docs/write_cli.py` from `recoupe/cli/commands.py`; change it there.*

`recoupe VERB --help` prints the same. Output goes to standard output, what could not be read and progress to standard
error; colours and progress bars appear on a terminal only, and `NO_COLOR=1` takes the colours away there too.
`recoupe --install-completion` teaches your shell the verbs and options.

| exit code | meaning |
|---|---|
| 0 | done; single documents that could not be read are named on standard error, and in `error` of their line |
| 1 | nothing that was given could be read |
| 2 | wrong usage: an option or argument that is not there |
| 3 | the input, the data or the store as a whole is unusable; one line says why and what to do |

Settings: `recoupe.toml` in the current folder (or the file that `RECOUPE_SETTINGS` names) may hold `store = "desk.db"`
and, under `[pipelines]`, an installed spaCy pipeline to read a language with (`fr = "fr_core_news_md"`).
`RECOUPE_STORE` goes before it, and `--store` before both. A store is an SQLite file or an SQLAlchemy URL.
"""


def main() -> None:
    """Writes the page."""
    (DOCS / "cli.md").write_text(write_cli(), encoding="utf-8")


def write_cli() -> str:
    """The page."""
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return OPENING + "".join("\n".join(section(name, command)) for name, command in commands.items())


def section(name: str, command: Any) -> Iterator[str]:
    """One verb with its arguments, options and example."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and each.name != "help"]
    synopsis = " ".join([name, *(metavar(each) for each in arguments)])
    yield f"\n## recoupe {synopsis}\n"
    yield f"{command.help}\n"
    yield from (f"- `{metavar(each)}`: {each.help}" for each in arguments)
    yield from (f"- `{', '.join(each.opts)}`{values(each)}: {each.help}" for each in options)
    yield f"\n{command.epilog.replace('Example: ', 'Example: `')}`\n"


def metavar(argument: Any) -> str:
    """How an argument is called; dots where several may be given."""
    return f"{argument.metavar or argument.name.upper()}{'…' if argument.nargs == -1 else ''}"


def values(option: Any) -> str:
    """The values of an option: its kind, or those that it may have."""
    if option.is_flag:
        return ""
    choices = getattr(option.type, "choices", None)
    formats = getattr(option.type, "formats", None)
    listed = [str(getattr(each, "value", each)) for each in choices or ()]
    return f" `{'|'.join(listed) or (formats and 'YYYY-MM-DD') or option.metavar or 'TEXT'}`"


if __name__ == "__main__":
    main()
