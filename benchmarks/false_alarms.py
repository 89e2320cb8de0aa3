"""False alarms: articles that tell of no public violence and get a focus event: `python -m benchmarks.false_alarms`.

Over the Wikinews articles labelled in training/topic_labels.tsv (by title and lead); every fifth of them was kept
from the training of the topic score, and the figure is that of those. `--list` prints a verdict for each.
"""

import argparse
import csv
import json
import sys
from pathlib import Path

from training.topic import HELD_BACK

from recoupe.desk import Desks
from recoupe.pipeline import read_document
from recoupe.reading.lines import read_line

LABELS = Path(__file__).parents[1] / "training" / "topic_labels.tsv"


def read_labels() -> dict[str, bool]:
    """Document id -> whether it tells of public violence."""
    with LABELS.open(encoding="utf-8") as rows:
        return {row["document"]: row["tells_of_violence"] == "1" for row in csv.DictReader(rows, delimiter="\t")}


def find_verdicts(folder: Path, language: str, desks: Desks) -> list[tuple[str, str, bool, bool]]:
    """(id, title, tells of violence, has a focus event) of the held-back labelled articles of one language."""
    labels = read_labels()
    lines = (folder / f"wikinews_{language}.jsonl").read_text("utf-8").splitlines()
    labelled = [line for line in lines if json.loads(line)["id"] in labels]
    found = []
    for line in labelled[HELD_BACK - 1 :: HELD_BACK]:
        document = read_line(line.encode(), "")
        account = read_document(document, desks, thorough=False)
        focus = any(event.focus for event in account.events)
        found.append((document.id, document.title or "", labels[document.id], focus))
    return found


def main() -> None:
    """Prints the share by language, and the verdicts where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.shared / "benchmarks" / "news"
    if not folder.is_dir():
        sys.exit(f"{folder} is not there; give the folder of the benchmark sets with --shared")
    desks = Desks()
    for language in ("fr", "en"):
        verdicts = find_verdicts(folder, language, desks)
        calm = [focus for _, _, violent, focus in verdicts if not violent]
        violent = [focus for _, _, violent, focus in verdicts if violent]
        print(
            f"{language}: {sum(calm)} of {len(calm)} articles without violence get a focus event"
            f" ({100 * sum(calm) / max(1, len(calm)):.1f} %); {sum(violent)} of {len(violent)} with violence do"
        )
        for identifier, _, violent_one, focus in verdicts if arguments.list else ():
            kind = "violence" if violent_one else "none"
            verdict = "right" if violent_one == focus else "missed" if violent_one else "false alarm"
            print(f"| {identifier} | {kind} | {'yes' if focus else 'no'} | {verdict} |")


if __name__ == "__main__":
    main()
