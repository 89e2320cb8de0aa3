"""README.md and the pages under docs/ are in step with what they speak of."""

import re
import runpy
from pathlib import Path

import pytest

from recoupe.cli.commands import app

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
VERBS = {command.callback.__name__ for command in app.registered_commands if command.callback}
VERBS |= {group.typer_instance.info.name for group in app.registered_groups if group.typer_instance}
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_verb_and_make_target_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    verbs = set(re.findall(r"(?:^|`|\$ |\| )recoupe ([a-z]+)", text, re.MULTILINE))
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert (verbs - VERBS, targets - TARGETS) == (set(), set())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_commands_print_has_been_filled_in(page: Path) -> None:
    block = runpy.run_path(str(ROOT / "docs" / "write_outputs.py"))["BLOCK"]
    assert [each["command"] for each in block.finditer(page.read_text("utf-8")) if "```" not in each[0]] == []


def test_the_readme_shows_its_two_commands_on_the_first_screen() -> None:
    first = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:40])
    assert "$ make demo\n" in first
    assert "$ make test\n" in first


def test_continuous_integration_runs_what_the_readme_says() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100
