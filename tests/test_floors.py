"""Quality does not fall below its floors (benchmarks/floors.toml), where the development sets are at hand."""

import re
import tomllib
from pathlib import Path

import pytest
from benchmarks.quality import BENCHMARKS, measured

ROOT = Path(__file__).parents[1]
SETS = ROOT.parent / "shared" / "benchmarks"
FLOORS = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    [benchmark] = [each for each in BENCHMARKS if each.name == name]
    if not (SETS / benchmark.documents).is_file():
        pytest.skip("the set is not at hand")
    rows = list(measured(benchmark, SETS))
    found = {re.split(r"\s{2,}", row.strip())[0]: float(row.split()[-1]) for row in rows[:-1]}
    assert {measure: found[measure] for measure, floor in FLOORS[name].items() if found[measure] < floor} == {}
    assert " 0 failed," in rows[-1]
