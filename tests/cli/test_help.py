"""`--help`: at once, with an example for every verb."""

import resource
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from recoupe.cli.commands import app

VERBS = (
    "read",
    "extract",
    "link",
    "add",
    "incidents",
    "show",
    "explain",
    "why",
    "export",
    "restore",
    "reread",
    "codebook",
    "schema",
    "evaluate",
    "serve",
    "accept",
    "amend",
    "reject",
    "merge",
    "split",
    "regrade",
    "note",
    "undo",
    "decisions",
    "queue",
    "watch",
    "brief",
)
USER_VERBS = ("add", "list", "role", "password", "disable", "enable")
HEAVY = ("spacy", "numpy", "sqlalchemy", "trafilatura", "py3langid", "fastapi", "uvicorn")
MOST_SECONDS = 0.35
"""Of processor time, which does not grow when the test machine is busy."""


def test_these_are_the_verbs() -> None:
    assert tuple(command.callback.__name__ for command in app.registered_commands if command.callback) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    shown = CliRunner().invoke(app, [verb, "--help"])
    assert shown.exit_code == 0
    assert f"Example: recoupe {verb}" in " ".join(shown.output.split())


@pytest.mark.parametrize("verb", USER_VERBS)
def test_every_verb_about_users_has_help_with_an_example(verb: str) -> None:
    shown = CliRunner().invoke(app, ["user", verb, "--help"])
    assert shown.exit_code == 0
    assert f"Example: recoupe user {verb}" in " ".join(shown.output.split())


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = "import sys, recoupe.cli; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "recoupe", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < MOST_SECONDS
