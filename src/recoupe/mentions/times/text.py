"""Gives the text in a form that patterns can be matched on, character for character.

Folding lowers letters, drops accents and straightens apostrophes, dashes and spaces, and keeps the length of
the text, so that an offset in the folded text is an offset in the text itself.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right

APOSTROPHES = "’‘ʼ`´"
DASHES = "‐‑‒–−"
SPACES = "\t\u00a0\u2007\u2009\u200a\u202f\r"
# A sentence ends in front of a capital or a quotation mark only: "Jan. 14" goes on.
SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?…][\"”»)'’]*\s+(?=[«“\"'`(]*[^\W\d_a-zà-ÿ])|\n\s*\n")


def _fold_letters() -> dict[int, str]:
    """Each capital or accented Latin letter, to the plain small one."""
    folded = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1 and base.isascii() and base != chr(code):
            folded[code] = base
    return folded


FOLDING = (
    _fold_letters()
    | dict.fromkeys(map(ord, APOSTROPHES), "'")
    | dict.fromkeys(map(ord, DASHES), "-")
    | dict.fromkeys(map(ord, SPACES), " ")
)


def fold(text: str) -> str:
    """The text folded, of the same length; a blank line becomes two marks that no pattern crosses."""
    return text.translate(FOLDING).replace("\n\n", "¶¶").replace("\n", " ")


def find_sentence_ends(content: str) -> tuple[int, ...]:
    """Offsets where a sentence of `content` ends, in order; rough, and enough to bound a search for cues."""
    return tuple(match.end() for match in SENTENCE_END.finditer(content))


def sentence_start(ends: tuple[int, ...], offset: int) -> int:
    """The start of the sentence that holds `offset`."""
    index = bisect_right(ends, offset)
    return ends[index - 1] if index else 0


def sentence_end(ends: tuple[int, ...], offset: int, length: int) -> int:
    """The end of the sentence that holds `offset` in a text of `length` characters."""
    index = bisect_left(ends, offset + 1)
    return ends[index] if index < len(ends) else length
