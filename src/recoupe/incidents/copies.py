"""Which documents carry the same text: exact, near and cut copies, found through an index of their sketches.

A sketch is the set of the smallest hashes of a text's word triples. Below the smaller of the two largest hashes
both sketches are complete, so the share of one that lies in the other there estimates how much of the one text
stands in the other (A. Broder, "On the resemblance and containment of documents", 1997).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

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


def find_copies(passports: Sequence[Passport]) -> dict[str, str]:
    """Document id -> id of the earliest known copy of its text; a document without copies maps to itself."""
    order = sorted(passports, key=publication_order)
    roots: dict[str, str] = {}
    holders: dict[int, list[int]] = defaultdict(list)
    for position, passport in enumerate(order):
        match = _earliest_copy(passport, order, holders)
        roots[passport.id] = roots[match.id] if match else passport.id
        for triple in passport.sketch:
            holders[triple].append(position)
    return roots


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


def _earliest_copy(passport: Passport, order: Sequence[Passport], holders: dict[int, list[int]]) -> Passport | None:
    shared: Counter[int] = Counter()
    for triple in passport.sketch:
        earlier = holders.get(triple, ())
        if len(earlier) <= COMMON_TRIPLE:
            shared.update(earlier)
    return next((order[position] for position in _likeliest(shared) if _is_copy(passport, order[position])), None)


def _likeliest(shared: Counter[int]) -> Iterable[int]:
    return sorted(shared, key=lambda position: (-shared[position], position))[:20]


def _is_copy(later: Passport, earlier: Passport) -> bool:
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
