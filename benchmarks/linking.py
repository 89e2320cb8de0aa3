"""Documents of the same incident on ECB+: `python -m benchmarks.linking`.

Only the annotated sentences of each document are there, without date or outlet. A document is put in the incident
of its first focus event, else of its first event; documents without an event stand alone. Printed over all
documents, over those in which an incident was found, and for the topics whose two look-alikes were told apart.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from recoupe.desk import Desks
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_document
from recoupe.reading.lines import read_line
from recoupe.reading.passports import read_tellings


def link_documents(lines: list[str]) -> dict[str, str]:
    """Document id -> incident id, for the documents in which an event was found."""
    desks = Desks()
    accounts = [read_document(read_line(line.encode(), f"line {n}"), desks) for n, line in enumerate(lines, 1)]
    tellings = [telling for account in accounts for telling in read_tellings(account)]
    home: dict[str, str] = {}
    incidents = gather_incidents(tellings)
    for focus in (True, False):
        for incident in incidents:
            for telling in incident.tellings:
                if telling.event.focus is focus:
                    home.setdefault(telling.passport.id, incident.id)
    return home


def b_cubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the documents of `gold`, in percent."""
    members: tuple[dict[str, set[str]], dict[str, set[str]]] = (defaultdict(set), defaultdict(set))
    home = {document: found.get(document, f"alone {document}") for document in gold}
    for document in gold:
        members[0][gold[document]].add(document)
        members[1][home[document]].add(document)
    shared = {d: len(members[0][gold[d]] & members[1][home[d]]) for d in gold}
    precision = 100 * sum(shared[d] / len(members[1][home[d]]) for d in gold) / len(gold)
    recall = 100 * sum(shared[d] / len(members[0][gold[d]]) for d in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def count_told_apart(gold: dict[str, str], found: dict[str, str]) -> tuple[int, int]:
    """Topics with events in both look-alikes, and in how many of them no predicted incident holds both."""
    sides: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document, incident in gold.items():
        if document in found:
            sides[incident.split("-")[0]][incident].add(found[document])
    both = [topic for topic in sides.values() if len(topic) > 1]
    apart = [topic for topic in both if not set.intersection(*topic.values())]
    return len(both), len(apart)


def main() -> None:
    """Prints the three figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    path = parser.parse_args().shared / "benchmarks" / "linking" / "ecbplus_dev.jsonl"
    if not path.is_file():
        sys.exit(f"{path} is not there; give the folder of the benchmark sets with --shared")
    lines = path.read_text("utf-8").splitlines()
    gold = {row["id"]: row["incident"] for row in map(json.loads, lines)}
    found = link_documents(lines)
    for name, documents in (("all documents", gold), ("with an incident", {d: gold[d] for d in gold if d in found})):
        print(f"{name:18s} {len(documents):4d}   B-cubed P %5.1f  R %5.1f  F1 %5.1f" % b_cubed(documents, found))
    topics, apart = count_told_apart(gold, found)
    print(f"look-alikes told apart in {apart} of {topics} topics with events on both sides")


if __name__ == "__main__":
    main()
