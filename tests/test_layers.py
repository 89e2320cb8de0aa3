"""Imports point down the layers; files and functions keep their size."""

import ast
import statistics
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "recoupe"
FILES = sorted(SOURCE.rglob("*.py"))

LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 60, 6

MANY_OPTIONS = {"cli/commands.py", "cli/desk_commands.py"}
"""A typer verb takes each option as a parameter."""


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    arguments = function.args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def test_imports_point_down_the_layers() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    checked = subprocess.run(command, cwd=SOURCE.parents[1], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_no_file_is_a_hall() -> None:
    lengths = {str(path.relative_to(SOURCE)): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long_and_most_are_short() -> None:
    lengths = {f"{path.relative_to(SOURCE)}:{each.name}": length(each) for path in FILES for each in functions(path)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    assert statistics.median(lengths.values()) <= 12
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 30


def test_no_function_takes_many_parameters() -> None:
    counts = {
        f"{path.relative_to(SOURCE)}:{each.name}": parameters(each)
        for path in FILES
        if str(path.relative_to(SOURCE)) not in MANY_OPTIONS
        for each in functions(path)
    }
    assert {name: number for name, number in counts.items() if number > MOST_PARAMETERS} == {}
