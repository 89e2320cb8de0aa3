"""Words to search by: the same folding for what is searched and for what is asked, on every database."""

import re

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Small letters without accents, so that "Baghdad" is found as it is typed."""
    return anyascii(text).casefold()


def list_words(text: str) -> list[str]:
    """The folded words of a text, in order: "L'état-major" -> l, etat, major."""
    return _WORD.findall(fold(text))
