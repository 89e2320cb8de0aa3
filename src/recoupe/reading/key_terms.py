"""The names and numbers of a text: what two reports of one happening share even where no sentence is alike."""

import re
from functools import cache

from anyascii import anyascii

from recoupe.records import Document
from recoupe.resources import read_toml

MOST_TERMS = 96
"""Terms kept of a text: a wire report has about forty, and a long read should not look like everything."""

MOST_WORDS = 64
SHORTEST_WORD = 5
"""Letters of a word that may tell one happening from another: "accounting", not "with"."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d{3})*")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:…\n]\s*|[«“\"(]\s*)$")


@cache
def load_not_names() -> frozenset[str]:
    """Capitalised words that name nothing, from data/key_terms.toml."""
    return frozenset(read_toml("key_terms.toml")["not_names"])


def key_terms(document: Document) -> tuple[str, ...]:
    """Folded proper names and numbers of two digits and more, the commonest first, at most 96.

    A capitalised word that opens a sentence counts only when it is capitalised elsewhere too.
    """
    counts: dict[str, int] = {}
    openers: dict[str, int] = {}
    for word in _WORD.finditer(document.text):
        text = word.group()
        if text.isdecimal() or (text[0].isdecimal() and text[-1].isdecimal()):
            term = re.sub(r"\D", "", text)
            if len(term) > 1:
                counts[term] = counts.get(term, 0) + 1
        elif text[0].isupper() and len(text) > 1 and text.lower() not in load_not_names():
            opens = _OPENS_SENTENCE.search(document.text, max(0, word.start() - 4), word.start()) is not None
            table = openers if opens else counts
            term = anyascii(text).lower()
            table[term] = table.get(term, 0) + 1
    for term in counts.keys() & openers.keys():
        counts[term] += openers[term]
    return tuple(sorted(counts, key=lambda term: (-counts[term], term))[:MOST_TERMS])


def plain_words(document: Document) -> tuple[str, ...]:
    """Folded longer words of a text that says neither when it appeared nor anything else to find it by; else ().

    The words of violence itself ("attack", "police") are left out: every report has them.
    """
    if document.published is not None:
        return ()
    words = (anyascii(word.group()).lower() for word in _WORD.finditer(document.text))
    telling = (word.removesuffix("s") for word in words if len(word) >= SHORTEST_WORD and not word[0].isdecimal())
    return tuple(dict.fromkeys(word for word in telling if word not in load_common_words()))[:MOST_WORDS]


@cache
def load_common_words() -> frozenset[str]:
    """Words that stand in reports of every attack, from data/key_terms.toml."""
    return frozenset(word.removesuffix("s") for word in read_toml("key_terms.toml")["common"])
