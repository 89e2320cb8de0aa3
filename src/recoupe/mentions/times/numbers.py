"""Reads figures and number words as they stand in time expressions: "3", "vingt-quatre", "a dozen"."""

import re
from collections.abc import Mapping

from recoupe.mentions.times.patterns import ANY, FIRST_WORD, Piece, piece_of_words
from recoupe.mentions.times.text import fold

# "mille neuf cent quatre-vingt-dix-sept" has eight words; longer numbers do not count days.
MORE_WORDS = 7


def number_piece(words: Mapping[str, int], phrases: Mapping[str, int | str], joiners: tuple[str, ...]) -> Piece:
    """A figure of up to four digits, number words in a row, or a phrase for a number."""
    word = piece_of_words("number", words)
    phrase = piece_of_words("number", phrases)
    joiner = "|".join(re.escape(fold(text)) for text in joiners)
    row = rf"{word.expression}(?:(?:[ -]| (?:{joiner}) |-(?:{joiner})-){word.expression}){{0,{MORE_WORDS}}}"
    return Piece(
        expression=rf"(?:{phrase.expression}|\d{{1,4}}|{row}(?![a-z]))",
        starts=frozenset((first, ANY) for first in word.firsts | phrase.firsts | {"#1", "#2", "#3", "#4"}),
    )


def read_number(text: str, words: Mapping[str, int], phrases: Mapping[str, int | str]) -> int | None:
    """The number that folded `text` stands for; None for a vague one ("quelques", "several").

    Words add up, and a smaller one in front of a hundred or a thousand multiplies it, as do French "quatre-vingts".
    """
    if text.isdecimal():
        return int(text)
    if text in phrases:
        vague_or_known = phrases[text]
        return vague_or_known if isinstance(vague_or_known, int) else None
    total = part = 0
    for word in FIRST_WORD.findall(text):
        value = words.get(word, 0)
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif value == 100:
            part = max(part, 1) * value
        elif value == 20 and part % 100 == 4:
            part += 76
        else:
            part += value
    return total + part
