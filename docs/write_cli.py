"""Writes docs/cli.md from the commands themselves: `python docs/write_cli.py`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from inspect import getdoc
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo, CommandInfo, OptionInfo

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
and, under `[pipelines]`, an installed spaCy pipeline to read a language with (`fr = "fr_core_news_md"`),
and under `[fetching]` the ports that URLs may be fetched from (`ports = [80, 443, 8080]`; 80 and 443 else).
`RECOUPE_STORE` goes before it, and `--store` before both. A store is an SQLite file or an SQLAlchemy URL.
Decisions are signed with `RECOUPE_USER`, else with your login name.
"""


def main() -> None:
    """Writes the page."""
    (DOCS / "cli.md").write_text(write_cli(), encoding="utf-8")


def write_cli() -> str:
    """The page."""
    verbs = [section(command) for command in app.registered_commands]
    for group in app.registered_groups:
        within: Typer = group.typer_instance  # type: ignore[assignment]
        verbs += [section(command, f"{within.info.name} ") for command in within.registered_commands]
    return OPENING + "".join("\n".join(verb) for verb in verbs)


def section(command: CommandInfo, group: str = "") -> Iterator[str]:
    """One verb with its arguments, options and example; `group` is the verb that it stands under."""
    verb: Callable[..., None] = command.callback  # type: ignore[assignment]
    name = f"{group}{command.name or verb.__name__}"
    given = [
        parameter(name, hint) for name, hint in get_type_hints(verb, include_extras=True).items() if name != "return"
    ]
    arguments = [each for each in given if isinstance(each.info, ArgumentInfo)]
    options = [each for each in given if isinstance(each.info, OptionInfo)]
    yield f"\n## recoupe {' '.join([name, *(metavar(each) for each in arguments)])}\n"
    yield f"{getdoc(verb)}\n"
    yield from (f"- `{metavar(each)}`: {each.info.help}" for each in arguments)
    yield from (f"- `{flags(each)}`{values(each)}: {each.info.help}" for each in options)
    yield f"\nExample: `{str(command.epilog).removeprefix('Example: ')}`\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """An argument or option: its name, its type without None, and what typer is told of it."""

    name: str
    kind: Any
    info: Any


def parameter(name: str, hint: Any) -> Parameter:
    """A parameter by its annotation."""
    kind, info = get_args(hint)
    kinds = [each for each in get_args(kind) if each is not type(None)] if get_origin(kind) is UnionType else [kind]
    return Parameter(name=name, kind=kinds[0], info=info)


def metavar(argument: Parameter) -> str:
    """How an argument is called; dots where several may be given."""
    return f"{argument.info.metavar}{'…' if get_origin(argument.kind) is list else ''}"


def flags(option: Parameter) -> str:
    """An option as it is typed."""
    first = option.info.default  # `Annotated[…, Option("--output", "-o")]`: typer keeps the first name there
    named = [*([first] if isinstance(first, str) else []), *(option.info.param_decls or ())]
    return ", ".join(named or [f"--{option.name}"])


def values(option: Parameter) -> str:
    """What an option takes: one of a closed set, a day, or what its name says."""
    if option.kind is bool:
        return ""
    if issubclass(option.kind, StrEnum):
        return f" `{'|'.join(each.value for each in option.kind)}`"
    return f" `{'YYYY-MM-DD' if option.kind is datetime else option.info.metavar}`"


if __name__ == "__main__":
    main()
