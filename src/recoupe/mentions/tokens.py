"""Cuts text into folded tokens: lower case, no accents, plain apostrophes, every offset kept.

Typographic and straight apostrophes, hyphens and spaces all part words here, so that "al-Nosra", "al Nosra" and
"l’EI" need one spelling each in the tables, and all-capitals newswire reads like any other text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# "2 500", "2.500" and "2,500" (no-break and thin spaces too) are one token, "1,5" also; then words; then signs.
_TOKEN = re.compile(r"\d{1,3}(?:[.,  ]\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]|\n\s*\n")

_PLAIN_SIGNS = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
}


def _plain(character: str) -> str:
    """One folded character for one character, so that offsets hold."""
    if character in _PLAIN_SIGNS:
        return _PLAIN_SIGNS[character]
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


# Latin letters and general punctuation; everything beyond (Arabic, Cyrillic) has no accents to lose here.
_FOLD = {code: _plain(chr(code)) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2030))}


LONG = 200  # characters from which folding a text again costs more than looking it up


def fold_text(text: str) -> str:
    """The text in lower case without accents and with plain quotes; character for character as long as before.

    >>> fold_text("L’ÉTAT islamique")
    "l'etat islamique"
    """
    return _fold_long(text) if len(text) >= LONG else text.translate(_FOLD)


@lru_cache(maxsize=8)  # a dozen finders look at the same documents one after the other
def _fold_long(text: str) -> str:
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens of one text, as three lists of one length."""

    words: tuple[str, ...]  # folded
    starts: tuple[int, ...]
    ends: tuple[int, ...]


# The finders of one document come one after the other, each over the same text.
@lru_cache(maxsize=2)
def read_tokens(content: str) -> Tokens:
    """The folded tokens of `content` with their offsets: words, figures, single signs, paragraph breaks."""
    folded = fold_text(content)
    spans = [match.span() for match in _TOKEN.finditer(folded)]
    return Tokens(
        words=tuple([folded[start:end] for start, end in spans]),
        starts=tuple([start for start, _ in spans]),
        ends=tuple([end for _, end in spans]),
    )


def read_words(phrase: str) -> tuple[str, ...]:
    """The folded tokens of a table's phrase: "l'État islamique" is l ' etat islamique."""
    return tuple(_TOKEN.findall(fold_text(phrase)))


_CHOICE = re.compile(r"\(([^()]*)\)")


def expand_phrase(phrase: str) -> Iterator[str]:
    """Every spelling that a table's phrase stands for: choices in parentheses, parted by bars.

    >>> list(expand_phrase("bless(é|ée)"))
    ['blessé', 'blessée']
    """
    choice = _CHOICE.search(phrase)
    if choice is None:
        yield " ".join(phrase.split())
        return
    for option in choice.group(1).split("|"):
        yield from expand_phrase(phrase[: choice.start()] + option + phrase[choice.end() :])
