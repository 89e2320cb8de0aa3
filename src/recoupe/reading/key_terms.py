"""The names and numbers of a text: what two reports of one happening share even where no sentence is alike."""

import re

from anyascii import anyascii

from recoupe.records import Document

MOST_TERMS = 96
"""Terms kept of a text: a wire report has about forty, and a long read should not look like everything."""

CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
"""English writes days and months like names; two reports of different Mondays share nothing by them."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d{3})*")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:…\n]\s*|[«“\"(]\s*)$")


def key_terms(document: Document) -> tuple[str, ...]:
    """Folded proper names and numbers of two digits and more, the commonest first, at most 96.

    A capitalised word that opens a sentence counts only when it is capitalised elsewhere too.
    """
    counts: dict[str, int] = {}
    openers: dict[str, int] = {}
    for word in _WORD.finditer(document.text):
        text = word.group()
        if text.isdigit() or (text[0].isdigit() and text[-1].isdigit()):
            term = re.sub(r"\D", "", text)
            if len(term) > 1:
                counts[term] = counts.get(term, 0) + 1
        elif text[0].isupper() and len(text) > 1 and text.lower() not in CALENDAR:
            opens = _OPENS_SENTENCE.search(document.text, max(0, word.start() - 4), word.start()) is not None
            table = openers if opens else counts
            term = anyascii(text).lower()
            table[term] = table.get(term, 0) + 1
    for term in counts.keys() & openers.keys():
        counts[term] += openers[term]
    return tuple(sorted(counts, key=lambda term: (-counts[term], term))[:MOST_TERMS])
