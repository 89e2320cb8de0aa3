"""Every figure of docs/performance.md, measured anew: `make performance` (`python -m benchmarks.performance --write`).

Runs the benchmarks of speed one after the other, each as its own command says, and puts what they print into the page
with the command above it; the growth of linking and adding is drawn beside the line of growth without cost. An hour of
a quiet machine with two cores; `--only speed,scaling` measures a part anew and leaves the rest as it stands.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "images" / "growth.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A benchmark with its arguments."""

    name: str
    arguments: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """As a reader types it."""
        return " ".join(("python -m", f"benchmarks.{self.name}", *self.arguments))


MEASURES = (
    Measure(name="speed"),
    Measure(name="scaling"),
    Measure(name="link_scale", arguments=("1000", "10000", "100000")),
    Measure(name="adding", arguments=("1000", "10000", "100000")),
    Measure(name="archives"),
    Measure(name="interruptions"),
)
BLOCK = re.compile(r"<!-- measured: python -m benchmarks\.(?P<name>\w+)[^>]*-->\n```\n(?P<output>.*?)```", re.S)


def main() -> None:
    """Prints what each benchmark prints, and writes it where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(measure.name for measure in MEASURES))
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    arguments = parser.parse_args()
    page = PAGE.read_text("utf-8")
    for measure in MEASURES:
        if measure.name in arguments.only.split(","):
            output = run(measure)
            page = put(page, measure, output)
            if arguments.write:
                PAGE.write_text(page, "utf-8")
    if arguments.write:
        PLOT.write_text(draw(outputs(page)), "utf-8")


def run(measure: Measure) -> str:
    """What a benchmark prints; it is passed on as it comes."""
    command = [sys.executable, "-m", f"benchmarks.{measure.name}", *measure.arguments]
    print(f"$ {measure.command}", flush=True)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout, flush=True)
    return done.stdout


def put(page: str, measure: Measure, output: str) -> str:
    """The page with what the benchmark printed in its place."""
    fresh = f"<!-- measured: {measure.command} -->\n```\n$ {measure.command}\n{output.rstrip()}\n```"
    return BLOCK.sub(lambda found: fresh if found["name"] == measure.name else found[0], page)


def outputs(page: str) -> dict[str, str]:
    """What the page says each benchmark printed."""
    return {found["name"]: found["output"] for found in BLOCK.finditer(page)}


def draw(printed: dict[str, str]) -> str:
    """Both growths as a picture: how much more one telling or document costs in a larger record."""
    linking = [
        (int(size), float(seconds) / int(size))
        for size, seconds in re.findall(r"(\d+) tellings .*? ([\d.]+) s ", printed.get("link_scale", ""))
    ]
    adding = [
        (int(size), float(cost))
        for size, cost in re.findall(r"(\d+) documents .*? ([\d.]+) ms of processor", printed.get("adding", ""))
    ]
    curves = [
        curve(as_ratios(points), colour, label)
        for points, colour, label in (
            (linking, "#1b6ca8", "linking, per telling"),
            (adding, "#b3541e", "adding one document"),
        )
        if points
    ]
    return "\n".join([HEAD, *grid(), *curves, "</svg>\n"])


def as_ratios(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Each cost in times of the first."""
    return [(size, cost / points[0][1]) for size, cost in points]


HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 300" font-family="sans-serif" font-size="12">'
    "<title>Cost of one more, in times of the smallest record</title>"
    '<rect width="520" height="300" fill="#fff"/>'
)
LEFT, BOTTOM, DECADE, UNIT = 60, 250, 190, 90
FIRST = 3  # the power of ten at the left


def place(size: int, ratio: float) -> tuple[float, float]:
    """Where a point is drawn: powers of ten to the right, times of the first upwards."""
    power = len(str(size)) - 1 + (size / 10 ** (len(str(size)) - 1) - 1) / 9
    return LEFT + DECADE * (power - FIRST), BOTTOM - UNIT * ratio


def grid() -> list[str]:
    """Lines at 1 and 2 times the first, and at each power of ten."""
    lines = []
    for ratio in (0, 1, 2):
        height = BOTTOM - UNIT * ratio
        lines.append(f'<line x1="{LEFT}" y1="{height}" x2="480" y2="{height}" stroke="#ccc"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{height + 4}" text-anchor="end" fill="#333">{ratio}×</text>')
    for power in (3, 4, 5):
        x = LEFT + DECADE * (power - FIRST)
        lines.append(f'<text x="{x}" y="{BOTTOM + 20}" text-anchor="middle" fill="#333">{10**power:,}</text>')
    return lines


def curve(points: Sequence[tuple[int, float]], colour: str, label: str) -> str:
    """One line with its name at its end."""
    drawn = [place(size, ratio) for size, ratio in points]
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in drawn)
    x, y = drawn[-1]
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        f'<text x="{x - 4:.0f}" y="{y - 8:.0f}" text-anchor="end" fill="{colour}">{label}</text>'
    )


if __name__ == "__main__":
    main()
