"""One report under fifty mastheads: `python -m benchmarks.poisoning`.

Reports of the demonstration newsroom, and of the wire desk where it is at hand, are put out again under invented
mastheads, each with an edit of `benchmarks.poisoning_edits`. No new voice speaks, so no count of independent origins
may rise. A case is one copy added to its newsroom; then all copies of a report are added at once.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.poisoning_edits import EDITS
from recoupe.desk import Desks
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_document
from recoupe.reading.passports import read_tellings
from recoupe.reading.paths import read_paths
from recoupe.records import Document, Incident, Telling

MASTHEADS = 50
HIGHEST = 3.0  # percent of the cases in which the count may rise
FIRST, SECOND = ("North", "River", "Old", "Free", "Daily", "Blue", "Open", "First", "New", "High"), (
    "Star", "Herald", "Mirror", "Echo", "Lantern",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One copy: how it was edited, and the figures that rose by it."""

    edit: str
    incident_rose: bool
    values_rose: int
    values: int


def read_newsroom(paths: Sequence[Path]) -> list[Document]:
    """The documents of the paths that have an outlet and a day."""
    documents = [each for each in read_paths(paths) if isinstance(each, Document)]
    return [document for document in documents if document.outlet and document.published]


def mastheads() -> list[str]:
    """Fifty invented names."""
    return [f"{first} {second}" for first in FIRST for second in SECOND][:MASTHEADS]


def make_copies(document: Document, dice: random.Random) -> Iterator[tuple[str, Document]]:
    """The document under each masthead, with the edit that was made to it."""
    for number, masthead in enumerate(mastheads()):
        name = list(EDITS)[number % len(EDITS)]
        edited = EDITS[name](document, dice)
        yield name, replace(edited, id=f"{document.id}~{number}", outlet=masthead, url=f"https://{number}.example/")


def incident_of(incidents: Sequence[Incident], telling: Telling) -> Incident:
    """The incident of which the telling is."""
    names = (telling.passport.id, telling.event.id)
    return next(i for i in incidents if any((t.passport.id, t.event.id) == names for t in i.tellings))


def count_rises(before: Incident, after: Incident) -> tuple[bool, int]:
    """Whether the incident's origins rose, and in how many of its values they did."""
    rose = _is_more(before.independent_origins, after.independent_origins)
    found = {(claim.field, str(_bare(claim.value))): claim.origins for claim in after.claims}
    values = [(claim.origins, found.get((claim.field, str(_bare(claim.value))))) for claim in before.claims]
    return rose, sum(_is_more(old, new) for old, new in values if new is not None)


def _bare(value: object) -> object:
    return getattr(value, "text", None) or (getattr(value, "low", value), getattr(value, "high", value))


def _is_more(old: object, new: object) -> bool:
    return (new.low, new.high) > (old.low, old.high) and (new.low > old.low or new.high > old.high)  # type: ignore[attr-defined]


def poison(documents: Sequence[Document], most: int, desks: Desks) -> tuple[list[Case], list[bool]]:
    """A case for every copy of up to `most` documents, and for each of them whether all copies at once raise."""
    dice = random.Random(11)
    tellings = {d.id: read_tellings(read_document(d, desks)) for d in documents}
    everything = [telling for each in tellings.values() for telling in each]
    before = gather_incidents(everything)
    cases, together = [], []
    step = max(1, len(documents) // most)
    for document in documents[::step][:most]:
        focus = next((t for t in tellings[document.id] if t.event.focus), None)
        if focus is None:
            continue
        old = incident_of(before, focus)
        added: list[Telling] = []
        for name, copy in make_copies(document, dice):
            own = read_tellings(read_document(copy, desks))
            added += own
            rose, values = count_rises(old, incident_of(gather_incidents([*everything, *own]), focus))
            cases.append(Case(edit=name, incident_rose=rose, values_rose=values, values=len(old.claims)))
        after = incident_of(gather_incidents([*everything, *added]), focus)
        together.append(count_rises(old, after)[0])
    return cases, together


def report(name: str, cases: Sequence[Case], together: Sequence[bool]) -> None:
    """Prints a line an edit, the whole, and all copies at once."""
    by_edit: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_edit[case.edit].append(case)
    print(f"{name}: {len(together)} reports under {MASTHEADS} mastheads")
    for edit, own in [*by_edit.items(), ("all", list(cases))]:
        rose, values = Counter(case.incident_rose for case in own)[True], sum(case.values_rose for case in own)
        of = sum(case.values for case in own)
        print(
            f"  {edit:18s} {len(own):5d} cases   origins of the incident rose in {100 * rose / len(own):5.2f} %"
            f"   of its values in {100 * values / of:5.2f} %"
        )
    print(f"  all copies at once: rose for {sum(together)} of {len(together)} reports")


def main() -> None:
    """Prints the shares for each newsroom."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--documents", type=int, default=12, help="reports of each newsroom that are copied")
    arguments = parser.parse_args()
    wire = arguments.shared / "benchmarks" / "wire" / "documents_dev.jsonl"
    newsrooms = {"demonstration newsroom": [Path("examples/newsroom")], "wire desk": [wire]}
    desks = Desks()
    whole: list[Case] = []
    for name, paths in newsrooms.items():
        if all(path.exists() for path in paths):
            cases, together = poison(read_newsroom(paths), arguments.documents, desks)
            report(name, cases, together)
            whole += cases
    rose = 100 * sum(case.incident_rose for case in whole) / len(whole)
    print(f"the count of independent origins rose in {rose:.2f} % of {len(whole)} cases (at most {HIGHEST:.0f})")


if __name__ == "__main__":
    main()
