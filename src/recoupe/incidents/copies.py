"""Which documents carry the same text: exact, near and cut copies, found through an index of their sketches.

A sketch is the set of the smallest hashes of a text's word triples. Below the smaller of the two largest hashes
both sketches are complete, so the share of one that lies in the other there estimates how much of the one text
stands in the other (A. Broder, "On the resemblance and containment of documents", 1997).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from recoupe.records import Passport

# Copies by one wire share 0.9 and more of their triples; unrelated reports of one incident under 0.1. A desk that
# cuts and rewrites still keeps two fifths of the shorter text.
COPY_CONTAINMENT = 0.4
# Agency reprints may share as little as three tenths; below the bound above, both must name the same agency and
# appear within a day: an agency's follow-up repeats the background of its report of the day before.
REPRINT_CONTAINMENT = 0.2
REPRINT_HOURS = 20
# A triple that stands in more documents than this ("Islamic State group has") tells nothing, and would make the
# index quadratic.
COMMON_TRIPLE = 200
# A document is compared with so many of those that share most triples with it.
MOST_COMPARED = 20


Key = TypeVar("Key", int, tuple[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The earlier document whose text another carries."""

    id: str
    rank: int  # how many earlier documents share more of its triples


def find_copies(passports: Sequence[Passport]) -> dict[str, str]:
    """Document id -> id of the earliest known copy of its text; a document without copies maps to itself."""
    return trace_copies(find_originals(passports))


def find_originals(passports: Sequence[Passport]) -> dict[str, Original | None]:
    """Document id -> the earlier document whose text it carries, in order of publication."""
    order = sorted(passports, key=publication_order)
    found: dict[str, Original | None] = {}
    holders: dict[int, list[int]] = defaultdict(list)
    for position, passport in enumerate(order):
        earlier = (holders.get(triple, ()) for triple in passport.sketch)
        found[passport.id] = choose_original(passport, earlier, lambda each: order[each])
        for triple in passport.sketch:
            holders[triple].append(position)
    return found


def trace_copies(originals: Mapping[str, Original | None]) -> dict[str, str]:
    """Document id -> id of the first of the chain of documents that its text was taken from."""
    roots: dict[str, str] = {}
    for document, original in originals.items():  # in order of publication: the original's root is known
        roots[document] = roots[original.id] if original else document
    return roots


def choose_original(
    passport: Passport, earlier: Iterable[Sequence[Key]], passport_of: Callable[[Key], Passport]
) -> Original | None:
    """The earlier document whose text this one carries, or None.

    `earlier` gives for each triple of its sketch the earlier documents that hold it too, by keys that sort in order
    of publication; more than `COMMON_TRIPLE` of them tell nothing.
    """
    shared: Counter[Key] = Counter()
    for keys in earlier:
        if len(keys) <= COMMON_TRIPLE:
            shared.update(keys)
    likeliest = sorted(shared, key=lambda key: (-shared[key], key))[:MOST_COMPARED]
    for rank, key in enumerate(likeliest):
        other = passport_of(key)
        if is_copy(passport, other):
            return Original(id=other.id, rank=rank)
    return None


def publication_order(passport: Passport) -> tuple[str, str]:
    """Sorting key: time of publication, undated last; ties by identifier."""
    return (published_key(passport.published), passport.id)


def published_key(published: date | datetime | None) -> str:
    """A time as text that sorts: a bare date stands at the end of its day, nothing at the end of all."""
    if published is None:
        return "9999"
    return published.isoformat() if isinstance(published, datetime) else f"{published.isoformat()}T24"


def containment(left: Sequence[int], right: Sequence[int]) -> float:
    """Estimated share of the shorter text's triples that stand in the other; 0.0 for an empty sketch."""
    if not left or not right:
        return 0.0
    bound = min(left[-1], right[-1]) if min(len(left), len(right)) >= FULL_SKETCH else max(left[-1], right[-1])
    a = {triple for triple in left if triple <= bound}
    b = {triple for triple in right if triple <= bound}
    return len(a & b) / max(1, min(len(a), len(b)))


# A sketch shorter than this holds every triple of its text.
FULL_SKETCH = 128


def is_copy(later: Passport, earlier: Passport) -> bool:
    """True when the later document carries the text of the earlier one, or a good part of it."""
    if later.content_hash and later.content_hash == earlier.content_hash:
        return True
    share = containment(later.sketch, earlier.sketch)
    return share >= COPY_CONTAINMENT or (share >= REPRINT_CONTAINMENT and _may_be_reprint(later, earlier))


def _may_be_reprint(later: Passport, earlier: Passport) -> bool:
    agencies = {passport.voice.agency if passport.voice else None for passport in (later, earlier)}
    if len(agencies) != 1 or agencies == {None}:
        return False
    if not isinstance(later.published, datetime) or not isinstance(earlier.published, datetime):
        return later.published == earlier.published
    return abs((later.published - earlier.published).total_seconds()) <= REPRINT_HOURS * 3600
