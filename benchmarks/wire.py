"""Linking, values, independent origins and contradictions on the wire desk: `python -m benchmarks.wire`."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from recoupe.desk import Desks
from recoupe.export.contract import account_line, read_tellings
from recoupe.export.incident_line import incident_line
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_document
from recoupe.reading.lines import read_line


def link_lines(lines: list[str]) -> list[str]:
    """INCIDENTS lines out of document lines, through the two contracts as two programs would pass them on."""
    desks = Desks()
    accounts = [read_document(read_line(line.encode(), f"line {n}"), desks) for n, line in enumerate(lines, 1)]
    passed_on = [json.loads(json.dumps(account_line(account))) for account in accounts]
    tellings = [telling for line in passed_on for telling in read_tellings(line)]
    return [json.dumps(incident_line(incident), ensure_ascii=False) for incident in gather_incidents(tellings)]


def main() -> None:
    """Prints the wire desk's own score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    folder = arguments.shared / "benchmarks" / "wire"
    if not folder.is_dir():
        sys.exit(f"{folder} is not there; give the folder of the benchmark sets with --shared")
    lines = (folder / "documents_dev.jsonl").read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as scratch:
        predicted = Path(scratch) / "incidents.jsonl"
        predicted.write_text("\n".join(link_lines(lines)), "utf-8")
        command = [sys.executable, str(folder / "score.py"), str(folder / "gold_dev.json"), str(predicted)]
        subprocess.run([*command, "--errors", str(arguments.errors)], check=True)


if __name__ == "__main__":
    main()
