"""`python -m benchmarks.muc4 DOCUMENTS.jsonl -o PREDICTED.jsonl`: role fillers and templates by the rules of MUC-4.

Recoupe reads the documents; what MUC counts (named victims, physical targets, no clashes of soldiers with guerrillas,
nothing old) is the business of a small scorer of this benchmark's own, trained on MUC's training documents.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.muc4_reading import Reading, read_documents
from benchmarks.muc4_scorer import SLOTS, Chosen, choose_fillers, load_weights
from recoupe.records import EventType

TYPES = {
    EventType.BOMBING: "bombing",
    EventType.SUICIDE_BOMBING: "bombing",
    EventType.ABDUCTION: "kidnapping",
    EventType.ARSON: "arson",
}
NO_INCIDENT = (
    EventType.ARREST,
    EventType.ARMED_CLASH,
    EventType.WEAPONS_SEIZURE,
    EventType.TERRITORIAL_CHANGE,
    EventType.WEAPONS_TEST,
    EventType.PROTEST,
)


def main() -> None:
    """Reads documents, writes predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    weights = load_weights()
    readings = read_documents(arguments.documents)
    lines = [json.dumps(make_line(each, choose_fillers(each, weights)), ensure_ascii=False) for each in readings]
    arguments.output.write_text("".join(line + "\n" for line in lines), "utf-8")
    print(f"{len(lines)} documents", file=sys.stderr)


def make_line(reading: Reading, chosen: Chosen) -> dict[str, Any]:
    """The document's roles over all templates, and its templates: one a kind of incident."""
    roles = {slot: [[wording.text] for wording in chosen[slot]] for slot in SLOTS}
    return {"id": reading.id, "roles": roles, "templates": make_templates(reading, chosen)}


def make_templates(reading: Reading, chosen: Chosen) -> list[dict[str, Any]]:
    """One template for all fillers, of the kind that most of the document's triggers tell; none without a filler."""
    if not any(chosen.values()):
        return []
    fillers = {slot: [[wording.text] for wording in chosen[slot]] for slot in SLOTS}
    return [{"incident_type": incident_type(reading, chosen), **fillers}]


def incident_type(reading: Reading, chosen: Chosen) -> str:
    """The MUC type told of where the fillers stand."""
    places = Counter(sentence for slot in SLOTS for wording in chosen[slot] for sentence, _ in wording.mentions)
    votes: Counter[str] = Counter()
    for happening in reading.happenings:
        if happening.type not in NO_INCIDENT:
            votes[TYPES.get(happening.type, "attack")] += 1 + sum(
                places[sentence] for sentence in {trigger.sentence for trigger in happening.triggers}
            )
    return votes.most_common(1)[0][0] if votes else "attack"


if __name__ == "__main__":
    main()
