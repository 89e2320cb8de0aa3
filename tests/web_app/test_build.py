"""The committed assets of the web app are what its source makes, and what a user's browser may load."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
ASSETS = ROOT / "src" / "recoupe" / "web" / "assets"
LONGEST = 250
"""Lines of a component, a store or a stylesheet: one screen and a half."""


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_assets_equal_a_fresh_build(tmp_path: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("Node.js is not installed; a user needs none")
    if not (FRONTEND / "node_modules").is_dir():
        pytest.skip("the packages of the web app are not installed (npm ci in frontend/)")
    command = [
        "node",
        "node_modules/vite/bin/vite.js",
        "build",
        "--outDir",
        str(tmp_path / "made"),
        "--logLevel",
        "error",
    ]
    subprocess.run(command, cwd=FRONTEND, check=True, capture_output=True, timeout=120)
    made, kept = read_folder(tmp_path / "made"), read_folder(ASSETS)
    assert sorted(made) == sorted(kept), "run: make web"
    assert [name for name in made if made[name] != kept[name]] == [], "run: make web"


def test_the_first_page_loads_nothing_from_elsewhere_and_has_no_script_or_style_of_its_own() -> None:
    page = (ASSETS / "index.html").read_text("utf-8")
    links = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert links
    assert [link for link in links if not link.startswith("/assets/")] == []
    assert [found for found in re.findall(r"<script[^>]*>([^<]*)</script>", page) if found.strip()] == []
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


def test_the_map_is_not_part_of_what_every_page_loads() -> None:
    page = (ASSETS / "index.html").read_text("utf-8")
    loaded = [ASSETS / link.lstrip("/") for link in re.findall(r"\"(/assets/[^\"]+\.js)\"", page)]
    assert sum(path.stat().st_size for path in loaded) < 250_000
    assert not any(b"maplibregl-canvas" in path.read_bytes() for path in loaded)


def test_no_text_of_the_record_is_ever_put_on_the_page_as_html() -> None:
    sources = [path for path in FRONTEND.joinpath("src").rglob("*") if path.suffix in {".svelte", ".ts"}]
    assert sources
    words = ("{@html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
    assert [(path.name, word) for path in sources for word in words if word in path.read_text("utf-8")] == []


def test_no_source_file_is_longer_than_can_be_read_at_one_go() -> None:
    sources = [path for path in FRONTEND.joinpath("src").rglob("*") if path.suffix in {".svelte", ".ts", ".css"}]
    assert [path.name for path in sources if len(path.read_text("utf-8").splitlines()) > LONGEST] == []


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in (FRONTEND / "package-lock.json").read_text("utf-8")
