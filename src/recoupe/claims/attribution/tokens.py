"""A sentence as attribution sees it: tokens cut alike whether parsed or not, and the parse where there is one."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from recoupe.claims.attribution.rules import AttributionRules
from recoupe.records import Sentence, Span, Word

PUNCTUATION = frozenset((*',;:.!?()[]–—…-"“”«»', "''", "``"))
DATELINE = re.compile(r"[A-ZÀ-Ý][^()\n.;:]{0,60}(?:\w\.[^()\n.;:]{0,20})?\([A-Z][^()\n]{1,30}\) ?[-–—]{1,2} ")
LONGEST_DATELINE = 130  # characters
Range = tuple[int, int]  # first and last token, both included


class Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int
    quoted: bool  # inside quotation marks, or one of them
    pos: str = ""
    word: int = -1  # index of the parsed word that starts here


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence, its tokens, and the quotations that reach into it."""

    content: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    quotations: tuple[Span, ...]
    rules: AttributionRules
    anonymity: tuple[Span, ...] = ()  # "on condition that he not be named"
    children: tuple[tuple[int, ...], ...] = ()  # of each parsed word, those that hang on it

    @property
    def words(self) -> tuple[Word, ...]:
        return self.sentence.words

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def index_at(self, place: int) -> int:
        """Index of the first token that starts at or after the character `place`."""
        return bisect_left(self.tokens, place, key=_start)

    def index_before(self, place: int) -> int:
        """Index of the last token that ends at or before the character `place`; -1 when none does."""
        return bisect_right(self.tokens, place, key=_end) - 1

    def is_anonymity(self, index: int) -> bool:
        """Whether token `index` belongs to words that ask for or grant anonymity."""
        return any(span.start <= self.tokens[index].start < span.end for span in self.anonymity)

    def is_word(self, index: int, kind: str) -> bool:
        """Whether token `index` is there and belongs to the closed class `kind` of the language."""
        return 0 <= index < len(self.tokens) and self.tokens[index].low in self.rules.words[kind]


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end


def read_line(content: str, sentence: Sentence, quotations: tuple[Span, ...], rules: AttributionRules) -> Line:
    """The sentence cut into tokens, each with the part of speech of the parsed word that starts where it does."""
    words = {word.start: index for index, word in enumerate(sentence.words)}
    inside = tuple(span for span in quotations if span.start < sentence.end and sentence.start < span.end)
    tokens = []
    for match in rules.token.finditer(content, _past_dateline(content, sentence), sentence.end):
        text, start = match.group(), match.start()
        word = words.get(start, -1)
        quoted = bool(inside) and any(span.start <= start < span.end for span in inside)
        pos = sentence.words[word].pos if word >= 0 else ""
        tokens.append(Token(text, text.lower(), start, match.end(), quoted, pos, word))
    return Line(
        content=content,
        sentence=sentence,
        tokens=tuple(tokens),
        quotations=inside,
        rules=rules,
        anonymity=tuple(
            Span(match.start(), match.end())
            for match in rules.anonymity.finditer(content, sentence.start, sentence.end)
        ),
        children=_children(sentence.words),
    )


def _past_dateline(content: str, sentence: Sentence) -> int:
    """Where the sentence begins behind "BAGHDAD, Jan. 4 (Xinhua) --"."""
    match = DATELINE.match(content, sentence.start, min(sentence.end, sentence.start + LONGEST_DATELINE))
    return match.end() if match else sentence.start


def _children(words: tuple[Word, ...]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head != index:
            found[word.head].append(index)
    return tuple(tuple(below) for below in found)
