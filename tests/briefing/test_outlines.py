"""The packaged outlines are those that their source makes."""

import json
from pathlib import Path

from training.outlines import OUTLINES, make_outlines, thin

ATLAS = Path(__file__).parents[2] / "src" / "recoupe" / "web" / "assets" / "assets"


def test_the_outlines_are_made_of_the_atlas_of_the_web_app() -> None:
    [source] = ATLAS.glob("countries-50m-*.json")
    assert OUTLINES.read_text("utf-8") == make_outlines(json.loads(source.read_text("utf-8")))
    assert OUTLINES.stat().st_size < 300_000


def test_thinning_keeps_ends_and_corners_and_drops_what_lies_between() -> None:
    assert thin([(0, 0), (50, 1), (100, 0), (100, 100)]) == [(0, 0), (100, 0), (100, 100)]
