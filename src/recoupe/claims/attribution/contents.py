"""Finds the words that are reported: what follows the verb, what stands before it, and the quotations."""

from recoupe.claims.attribution.cues import Cue
from recoupe.claims.attribution.tokens import PUNCTUATION, Line, Range

ENDINGS = frozenset(".!?…")
DETACHED = frozenset(",–—(")


def content_after(line: Line, after: int, until: int | None = None) -> Range | None:
    """What is reported to the right, from token `after` on: to the end of the sentence or the next such verb."""
    tokens = line.tokens
    last = _sentence_last(line) if until is None else until
    first = after
    while first <= last and tokens[first].low in (",", ":", "–", "—"):
        first += 1
    return (first, last) if first <= last else None


def content_before(line: Line, last: int) -> Range | None:
    """What is reported to the left of an aside that begins after token `last`."""
    tokens = line.tokens
    while last >= 0 and tokens[last].low in (",", "–", "—", "("):
        last -= 1
    first = 0
    while first < last and tokens[first].low in PUNCTUATION - frozenset('"“«('):
        first += 1
    return (first, last) if 0 <= first <= last else None


def _sentence_last(line: Line) -> int:
    last = len(line.tokens) - 1
    while last > 0 and line.tokens[last].low in ENDINGS:
        last -= 1
    return last


def next_clause(line: Line, start: int, cues: tuple[Cue, ...], cue: Cue) -> int | None:
    """Last token of what `cue` reports when a later verb of saying starts a clause of its own: ", adding that"."""
    for other in cues:
        if other.first <= max(start, cue.last):
            continue
        joint = other.first - 1
        if line.tokens[joint].quoted:
            continue
        if line.tokens[joint].low == "," or line.is_word(joint, "conjunctions"):
            while joint > start and (line.tokens[joint].low == "," or line.is_word(joint, "conjunctions")):
                joint -= 1
            return joint
    return None
