"""`python -m benchmarks.muc4 DOCUMENTS.jsonl -o PREDICTED.jsonl`: role fillers and templates by the rules of MUC-4.

Recoupe reads the documents; what MUC counts (named victims, physical targets, no clashes of soldiers with guerrillas,
nothing old) is the business of a small scorer of this benchmark's own, trained on MUC's training documents.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.muc4_fillers import find_fillers, told_roles
from benchmarks.muc4_reading import Reading, read_documents
from benchmarks.muc4_scorer import score_document
from benchmarks.muc4_tables import Model, load_model
from benchmarks.muc4_templates import make_templates


def main() -> None:
    """Reads documents, writes predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    model = load_model()
    lines = [json.dumps(make_line(each, model), ensure_ascii=False) for each in read_documents(arguments.documents)]
    arguments.output.write_text("".join(line + "\n" for line in lines), "utf-8")
    print(f"{len(lines)} documents", file=sys.stderr)


def make_line(reading: Reading, model: Model) -> dict[str, Any]:
    """The document's roles over all templates, and its templates."""
    scores = score_document(reading, model)
    found = find_fillers(reading, scores, model)
    templates = make_templates(scores, found, model.dealer)
    return {"id": reading.id, "roles": told_roles(found), "templates": templates}


if __name__ == "__main__":
    main()
