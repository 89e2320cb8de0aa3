"""What is installed beside Recoupe: pinned with hashes, and free to be passed on."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINNED = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.M)}
SHIPPED = ("postgres", "web", "cluster", "formats")
"""Extras that a user installs; the others are for those who build, train and test."""

PERMISSIVE = re.compile(
    r"\b(?:MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|CC0|0BSD|Unlicense|HPND|MIT-0|public domain)\b", re.I
)
LIMITED = {
    "certifi": "MPL 2.0: its file of certificates is used as it is",
    "tqdm": "MPL 2.0 and MIT: used as it is",
    "tld": "MPL 1.1 among three to choose from: used as it is",
    "orjson": "MPL 2.0, or Apache and MIT: used as it is",
}
"""Licences that ask that changes to the files themselves stay open, and none is changed."""


def declared(*extras: str) -> Iterator[Requirement]:
    """The requirements of the project and of some of its extras."""
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] for extra in extras)]
    yield from (Requirement(line) for each in lists for line in each)


@pytest.mark.parametrize("requirement", list(declared(*SHIPPED, "dev")), ids=str)
def test_every_requirement_is_pinned_at_a_version_that_satisfies_it(requirement: Requirement) -> None:
    version = PINNED.get(canonicalize_name(requirement.name))
    assert version, f"{requirement.name} is not in requirements.lock: run make lock"
    assert requirement.specifier.contains(version, prereleases=True), f"run make lock: {requirement} beside {version}"


def test_every_pin_has_a_hash_and_no_host_is_named() -> None:
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.M)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in LOCK


def installed_closure() -> dict[str, str]:
    """What a user's installation brings with it, with its licence; what is not installed here is for other systems."""
    found: dict[str, str] = {}
    waiting = list(declared(*SHIPPED))
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        try:
            there = distribution(name)
        except PackageNotFoundError:
            continue
        kinds = [line for line in there.metadata.get_all("Classifier") or [] if line.startswith("License ::")]
        said = there.metadata.get("License-Expression") or there.metadata.get("License") or ""
        found[name] = " ".join([said.strip()[:200], *kinds])
        waiting += [Requirement(line) for line in there.requires or []]
    return found


def test_what_a_user_installs_is_under_permissive_licences() -> None:
    closure = installed_closure()
    assert len(closure) > 40  # the walk reaches what requirements require
    copyleft = re.compile(r"\b(?:[AL]?GPL|GNU)", re.I)
    wrong = {
        name: licence
        for name, licence in closure.items()
        if name not in LIMITED and (copyleft.search(licence) or not PERMISSIVE.search(licence))
    }
    assert wrong == {}
