"""Processes of our own look for cyclic garbage rarely, and not at all at their end; programs that use us decide."""

import subprocess
import sys

import pytest

from recoupe.garbage import COLLECT_AFTER
from recoupe.resources import LANGUAGES

CODEBOOKS = """
import gc, sys
from recoupe.cli.commands import main
sys.argv = ["recoupe", "codebook"]
try:
    main()
finally:
    print(gc.get_threshold()[0], gc.get_freeze_count() > 0)
"""
START = """
import gc, sys
gc.set_threshold(0)
import recoupe.cli.reading
from recoupe.desk import Desks
Desks().open(sys.argv[1])
print(gc.get_count()[0])
"""
LIBRARY = """
import gc
before = gc.get_threshold()
import recoupe.pipeline
print(gc.get_threshold() == before)
"""


def run(program: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def test_the_command_line_collects_rarely_and_leaves_no_work_for_its_end() -> None:
    assert run(CODEBOOKS) == f"{COLLECT_AFTER} True"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_start_makes_fewer_objects_than_are_waited_for(language: str) -> None:
    assert int(run(START, language)) < COLLECT_AFTER


def test_a_program_that_imports_recoupe_keeps_its_own_thresholds() -> None:
    assert run(LIBRARY) == "True"
