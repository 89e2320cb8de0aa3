"""Finds the agencies and outlets named with an attribution: "a dit à l'AFP", "told Reuters"."""

import re

from recoupe.claims.outlets import Outlet, OutletTable
from recoupe.records import Attribution, Span

BEFORE, AFTER = 70, 110  # characters round source and cue in which an addressee or a relay can stand
NAMES = re.compile(r"[A-ZÀ-Ý][\w’'&.-]*(?: (?:[A-ZÀ-Ý][\w’'&.-]*|de|du|des|of|the|al|el|in))*")
LONGEST = 4  # words of an outlet's name


def find_mentioned(content: str, attribution: Attribution, outlets: OutletTable) -> tuple[Outlet, ...]:
    """The known outlets named near the source and the cue, outside what is reported, in order."""
    around = _window(content, attribution)
    found: list[Outlet] = []
    for match in NAMES.finditer(content, around.start, around.end):
        place = Span(match.start(), match.end())
        if not any(part.covers(place) for part in attribution.content):
            found += _named(match.group(), outlets)
    return tuple(dict.fromkeys(found))


def _window(content: str, attribution: Attribution) -> Span:
    """From a little before the source or cue to a little after, within the sentence."""
    parts = (*attribution.source, *attribution.cue)
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    start = max(content.rfind(". ", 0, first) + 1, content.rfind("\n", 0, first) + 1, first - BEFORE)
    ends = [place for place in (content.find(". ", last), content.find("\n", last)) if place >= 0]
    return Span(start, min([*ends, last + AFTER, len(content)]))


def _named(words: str, outlets: OutletTable) -> list[Outlet]:
    """The outlets in a run of capitalised words, the longest names first: "Al Jazeera", "Radio Liptako"."""
    parts = words.split()
    index, found = 0, []
    while index < len(parts):
        for size in range(min(LONGEST, len(parts) - index), 0, -1):
            outlet = outlets.find_outlet(" ".join(parts[index : index + size]).strip(".,"))
            if outlet is not None and outlet.kind != "platform":
                found.append(outlet)
                index += size - 1
                break
        index += 1
    return found
