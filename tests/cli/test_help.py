"""`--help`: at once, with an example for every verb."""

import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from recoupe.cli.commands import app

VERBS = ("read", "extract", "link", "add", "incidents", "show", "explain", "export", "schema", "evaluate")
HEAVY = ("spacy", "numpy", "sqlalchemy", "trafilatura", "py3langid")
SLOWEST = 0.5
"""Seconds: twice the bar of 0.25, since test machines are busy."""


def test_these_are_the_verbs() -> None:
    assert tuple(command.callback.__name__ for command in app.registered_commands if command.callback) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    shown = CliRunner().invoke(app, [verb, "--help"])
    assert shown.exit_code == 0
    assert f"Example: recoupe {verb}" in " ".join(shown.output.split())


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = "import sys, recoupe.cli; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "recoupe", "--help"], capture_output=True, check=True)
    assert time.perf_counter() - began < SLOWEST
