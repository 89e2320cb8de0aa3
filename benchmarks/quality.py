"""Quality on every development set, in one table: `make quality`, or `python -m benchmarks.quality --only wire`.

Each set goes through `recoupe extract` (and `recoupe link`) as another program would call it, then through the set's
own scorer. Sets that are not there are named and passed over.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Line = dict[str, Any]

SCORE = re.compile(r"^\s*(?P<name>\S.*?)\s+P\s+(?P<p>[\d.]+)\s+R\s+(?P<r>[\d.]+)\s+F1\s+(?P<f>[\d.]+)")
FIGURES = re.compile(r"<!-- figures -->.*<!-- end of figures -->", re.DOTALL)
HEADING = re.compile(r"^[A-Za-z-]+( \([A-Za-z ]+\))?$")
SHARE = re.compile(
    r"(?P<name>mean F1|origins right|acc@161km|within 20 km)\D*?(?:at least 10 gold values: )?(?P<f>[\d.]+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A set: its documents, its gold, how our lines become its predictions, and which of its figures are shown."""

    name: str
    documents: str
    gold: str
    shown: tuple[str, ...]
    adapt: Callable[[Line], Line] | None = None
    linked: bool = False
    clusters: bool = False  # the prediction is the incident of each document
    module: str | None = None  # an adapter of its own, `python -m MODULE DOCUMENTS -o PREDICTED`


def text_spans(line: Line) -> Line:
    """Places, times and attributions with offsets into the text, without those of the title."""
    offset = line["title_offset"]
    places = [shift(each, offset) for each in line["places"] if each["start"] >= offset]
    times = [shift(each, offset) for each in line["times"] if each["start"] >= offset]
    attributions = [shift_parts(each, offset) for each in line["attributions"]]
    kept = [each for each in attributions if all(s >= 0 for p in each["content"] for s, _ in p["spans"])]
    return {"id": line["id"], "places": places, "times": times, "attributions": kept}


def shift(mention: Line, offset: int) -> Line:
    """A mention counted from the beginning of the text."""
    return mention | {"start": mention["start"] - offset, "end": mention["end"] - offset}


def shift_parts(attribution: Line, offset: int) -> Line:
    """An attribution counted from the beginning of the text."""
    return {
        part: [
            {"spans": [[start - offset, end - offset] for start, end in piece["spans"]]} for piece in attribution[part]
        ]
        for part in ("source", "cue", "content")
    }


NEWS = ("event", "type", "date", "place", "perpetrators", "targets", "killed", "injured", "sources", "mean F1")
WIRE = ("linking, B-cubed", "documents of an incident", "values", "origins right", "superseded figures", "conflicts")
BENCHMARKS = (
    Benchmark(name="newsroom dev", documents="newsroom/dev.jsonl", gold="newsroom/dev.jsonl", shown=NEWS),
    Benchmark(name="newsroom check", documents="newsroom/check.jsonl", gold="newsroom/check.jsonl", shown=NEWS),
    Benchmark(name="wire", documents="wire/documents_dev.jsonl", gold="wire/gold_dev.json", shown=WIRE, linked=True),
    *(
        Benchmark(
            name=f"times {name[:2]}", documents=path, gold=path,
            shown=("relaxed", "value", "day"), adapt=text_spans,
        )
        for name in ("fr_timebank_dev", "en_aquaint_dev")
        for path in [f"times/{name}.jsonl"]
    ),
    *(
        Benchmark(
            name=f"places {name}", documents=path, gold=path,
            shown=("found", "acc@161km", "within 20 km", "end to end"), adapt=text_spans,
        )
        for name in ("lgl", "tr_news", "geovirus")
        for path in [f"places/{name}.jsonl"]
    ),
    Benchmark(
        name="attribution", documents="attribution/polnear_dev.jsonl", gold="attribution/polnear_dev.jsonl",
        shown=("content", "source", "both"), adapt=text_spans,
    ),
    Benchmark(
        name="linking", documents="linking/ecbplus_dev.jsonl", gold="linking/ecbplus_dev.jsonl",
        shown=("B-cubed", "pairs"), linked=True, clusters=True,
    ),
    Benchmark(
        name="muc4", documents="muc4/documents_dev.jsonl", gold="muc4/gold_dev.jsonl",
        shown=("CEAF-REE micro", "templates incident_type", "templates micro"), module="benchmarks.muc4",
    ),
)  # fmt: skip


def main() -> None:
    """Prints the table, and with --write puts it into docs/quality.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds benchmarks/")
    parser.add_argument("--only", default="", help="names of sets, or beginnings of them, parted by commas")
    parser.add_argument("--write", action="store_true", help="put the table into docs/quality.md")
    arguments = parser.parse_args()
    wanted = tuple(name for name in arguments.only.split(",") if name)
    chosen = [each for each in BENCHMARKS if not wanted or each.name.startswith(wanted)]
    rows = []
    for row in table(chosen, arguments.shared / "benchmarks"):
        print(row, flush=True)
        rows.append(row)
    if arguments.write:
        write_page(rows)


def table(benchmarks: Sequence[Benchmark], folder: Path) -> Iterator[str]:
    """The rows of the table, each set with the time it took."""
    yield f"{'set':<17}{'measure':<26}{'P':>6}{'R':>7}{'F1':>7}"
    for benchmark in benchmarks:
        if not (folder / benchmark.documents).is_file():
            yield f"{benchmark.name:<17}not there ({folder / benchmark.documents}): passed over"
            continue
        try:
            yield from (f"{benchmark.name:<17}{row}" for row in measured(benchmark, folder))
        except subprocess.CalledProcessError as problem:
            command = " ".join(map(str, problem.cmd[1:4]))
            yield f"{benchmark.name:<17}failed: {command} ended with {problem.returncode}"


def measured(benchmark: Benchmark, folder: Path) -> Iterator[str]:
    """The rows of one set."""
    with tempfile.TemporaryDirectory() as scratch:
        began = time.perf_counter()
        predicted, errors, count = predict(benchmark, folder, Path(scratch))
        seconds = time.perf_counter() - began
        yield from figures(score(benchmark, folder, predicted), benchmark.shown)
    yield f"{count} documents, {errors} failed, {seconds:.0f} s"


def write_page(rows: Sequence[str]) -> None:
    """Puts the table between the marks of docs/quality.md."""
    page = Path(__file__).parents[1] / "docs" / "quality.md"
    filled = "<!-- figures -->\n```\n" + "\n".join(rows) + "\n```\n<!-- end of figures -->"
    text = FIGURES.sub(lambda _: filled, page.read_text("utf-8"))
    page.write_text(text, encoding="utf-8")


def predict(benchmark: Benchmark, folder: Path, scratch: Path) -> tuple[Path, int, int]:
    """Our predictions in the set's own format, with the number of documents that failed and of all."""
    events, predicted = scratch / "events.jsonl", scratch / "predicted.jsonl"
    if benchmark.module:
        documents = str(folder / benchmark.documents)
        subprocess.run([sys.executable, "-m", benchmark.module, documents, "-o", str(predicted)], check=True)
        return predicted, 0, sum(1 for _ in read_jsonl(predicted))
    recoupe("extract", str(folder / benchmark.documents), "-o", str(events))
    lines = list(read_jsonl(events))
    if benchmark.linked:
        recoupe("link", str(events), "-o", str(predicted))
        if benchmark.clusters:
            write_jsonl(predicted, cluster_lines(lines, list(read_jsonl(predicted))))
    else:
        write_jsonl(predicted, (benchmark.adapt(line) if benchmark.adapt else line for line in lines))
    return predicted, sum(line["error"] is not None for line in lines), len(lines)


def cluster_lines(lines: list[Line], incidents: list[Line]) -> Iterator[Line]:
    """Each document with the incident that it is about; the one with the most documents where there are several."""
    for line in lines:
        about = [incident for incident in incidents if line["id"] in incident["focus"]]
        largest = max(about, key=lambda incident: (len(incident["documents"]), incident["id"]), default=None)
        yield {"id": line["id"], "incident": largest["id"] if largest else None}


def recoupe(*arguments: str) -> None:
    """Runs the command line as a user would; what it says of single documents is left out."""
    subprocess.run([sys.executable, "-m", "recoupe", *arguments], check=True, stderr=subprocess.DEVNULL)


def score(benchmark: Benchmark, folder: Path, predicted: Path) -> str:
    """What the set's own scorer prints."""
    scorer = folder / benchmark.documents.partition("/")[0] / "score.py"
    command = [sys.executable, str(scorer), str(folder / benchmark.gold), str(predicted)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def figures(printed: str, shown: tuple[str, ...]) -> Iterator[str]:
    """Rows of the table from the lines of a scorer, those that are shown."""
    section = ""
    for line in printed.splitlines():
        found = SCORE.match(line)
        section = line.split()[0] + " " if HEADING.match(line) else section
        if found and section + found["name"] in shown:
            yield f"{section + found['name']:<26}{found['p']:>6}{found['r']:>7}{found['f']:>7}"
        elif not found:
            for share in SHARE.finditer(line):
                if share["name"] in shown:
                    yield f"{share['name']:<39}{share['f']:>7}"


def read_jsonl(path: Path) -> Iterator[Line]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write_jsonl(path: Path, lines: Iterator[Line]) -> None:
    """Writes objects as JSON Lines; the lines are made before the file is opened, which they may be read from."""
    written = [json.dumps(line, ensure_ascii=False) + "\n" for line in lines]
    path.write_text("".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()
