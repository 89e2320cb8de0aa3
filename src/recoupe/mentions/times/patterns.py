r"""Compiles the patterns of the time rules.

A pattern is written as the words stand: `il y a <number> <unit>`. In it
    <name>     a word of the table `name`, or a figure of that kind (`<year>`, `<day>`), kept under its name;
               a closing digit tells two of a kind apart (`<day>`, `<day2>`)
    {name}     the pattern of that name, put in here
    (a|b)      one of them
    [a]        perhaps
    _          perhaps a space
    \(         a sign that stands for itself
Patterns are matched on folded text (see `text`) and only where one of their first words stands, so the first
word of a pattern has to be written whole.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from recoupe.errors import DataError
from recoupe.mentions.times.text import fold

SPECIAL = "<>{}()[]|_ "
FIRST_WORD = re.compile(r"[^\W\d_]+|\d+")
# A time stands by itself: not in "1998m", "$1998", "3.1998", and not before "1998,5" or "20 %".
OPENING = r"(?<![\w$€£#])(?<!\d[.,:/])"
CLOSING = r"(?!\w|[.,:/\"″]\d| ?%| ?[$€£])"
GLUE = " {1,4}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a pattern: its expression, and what is known of the words that it matches.

    `starts` holds each word it may begin with beside each that may come next: "" where it may end after its first
    word, ANY where any word may come. It only serves to try fewer patterns.
    """

    expression: str
    starts: frozenset[tuple[str, str]] = frozenset()
    empty: bool = False
    detached: bool = False  # begins with a sign or space, so that no word in front runs on into it
    apart: bool = False  # ends with one

    @property
    def firsts(self) -> frozenset[str]:
        """The words it may begin with."""
        return frozenset(first for first, _ in self.starts)


ANY = "*"


def trigger(word: str) -> str:
    """The key under which a first word is looked up: the word, or "#4" for a figure of four digits."""
    return f"#{len(word)}" if word.isdecimal() else word


def piece_of_words(name: str, words: Mapping[str, object]) -> Piece:
    """A piece that matches one of `words`, the longest that can."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return Piece(expression=f"(?:{'|'.join(map(_literal, folded))})", starts=frozenset(map(_keys, folded)))


@dataclass(frozen=True)
class Expression:
    """A regular expression that is compiled when first matched: a short text needs few of a language's hundreds."""

    source: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """It, ready to be matched."""
        return re.compile(self.source)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a compiled one."""
        return self.compiled.match(text, start, end)

    def search(self, text: str) -> re.Match[str] | None:
        """As of a compiled one."""
        return self.compiled.search(text)


def compile_pattern(
    pattern: str, macros: Mapping[str, Piece], phrases: Mapping[str, str], *, where: str
) -> tuple[Expression, Piece]:
    """The expression for `pattern`, and what is known of the words it matches.

    Raises DataError naming `where` for an unknown name, an unclosed bracket or a pattern that may be empty.
    """
    piece = read_piece(pattern, macros, phrases, where=where)
    if piece.empty or not piece.starts:
        raise DataError(f"{where}: the pattern {pattern!r} begins with no word; write its first word whole")
    return Expression(OPENING + _number_groups(piece.expression) + CLOSING), piece


def group_name(numbered: str) -> str:
    """The name that the pattern gave to a group of the expression."""
    return numbered.partition("__")[0]


def _number_groups(expression: str) -> str:
    """Makes the names of groups unique, so that a pattern may use a name in each of its alternatives."""
    numbers = count()
    return re.sub(r"\(\?P<(\w+)>", lambda match: f"(?P<{match.group(1)}__{next(numbers)}>", expression)


def read_piece(pattern: str, macros: Mapping[str, Piece], phrases: Mapping[str, str], *, where: str) -> Piece:
    """The piece that `pattern` stands for; raises DataError naming `where` when it cannot be read."""
    reader = _Reader(pattern, macros, phrases, where)
    piece = reader.alternatives()
    if reader.at < len(pattern):
        raise DataError(f"{where}: {pattern!r} has a closing bracket too many at character {reader.at + 1}")
    return piece


def _keys(text: str) -> tuple[str, str]:
    """The keys of the first and second word of `text`, "" where it has none."""
    words = [trigger(word) for word in FIRST_WORD.findall(text)[:2]]
    return (*words, "", "")[0], (*words, "", "")[1]


def _literal(text: str) -> str:
    return re.escape(text).replace("'", "' ?").replace(r"\ ", GLUE)


def _join(pieces: list[Piece]) -> Piece:
    starts: set[tuple[str, str]] = set()
    single: set[str] = set()  # first words behind which no second one has come yet
    double: set[str] = set()  # first words whose second one is the last so far: "an" runs on in "le an[s]"
    none_yet, apart = True, True
    for piece in pieces:
        if piece.starts:
            glued = not (apart or piece.detached)
            starts |= {(first, second) for first in single for second in ({ANY} if glued else piece.firsts)}
            starts |= {(first, ANY) for first in double} if glued else set()
            ended = {first for first, second in piece.starts if not second} if none_yet else set()
            starts |= {start for start in piece.starts if start[1]} if none_yet else set()
            double = single | (piece.firsts if none_yet else set()) | (double if piece.empty else set())
            single = ended | (single if piece.empty else set())
            none_yet = none_yet and piece.empty
        apart = piece.apart and (apart or not piece.empty)
    return Piece(
        expression="".join(piece.expression for piece in pieces),
        starts=frozenset(starts | {(first, "") for first in single}),
        empty=all(piece.empty for piece in pieces),
        detached=bool(pieces) and pieces[0].detached and not pieces[0].empty,
        apart=bool(pieces) and apart,
    )


def _choose(pieces: list[Piece]) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    return Piece(
        expression=f"(?:{'|'.join(piece.expression for piece in pieces)})",
        starts=frozenset().union(*(piece.starts for piece in pieces)),
        empty=any(piece.empty for piece in pieces),
        detached=all(piece.detached for piece in pieces),
        apart=all(piece.apart for piece in pieces),
    )


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str, macros: Mapping[str, Piece], phrases: Mapping[str, str], where: str) -> None:
        self.pattern, self.macros, self.phrases, self.where = pattern, macros, phrases, where
        self.at = 0

    def alternatives(self) -> Piece:
        """What stands up to the closing bracket or the end."""
        branches: list[list[Piece]] = [[]]
        while self.at < len(self.pattern) and self.pattern[self.at] not in ")]":
            if self.pattern[self.at] == "|":
                branches.append([])
                self.at += 1
            else:
                branches[-1].append(self.item())
        return _choose([_join(branch) for branch in branches])

    def item(self) -> Piece:
        """The next item: a bracket, a name, a space or a run of letters."""
        character = self.pattern[self.at]
        if character in "([":
            return self.bracket(character)
        if character in "<{":
            return self.named(character)
        if character in " _":
            self.at += 1
            if character == "_":
                return Piece(expression=" ?", empty=True)
            return Piece(expression=GLUE, detached=True, apart=True)
        return self.run()

    def bracket(self, opening: str) -> Piece:
        """`(…)` or `[…]`."""
        self.at += 1
        inner = self.alternatives()
        if self.pattern[self.at : self.at + 1] != {"(": ")", "[": "]"}[opening]:
            raise DataError(f"{self.where}: {self.pattern!r} does not close its {opening!r}")
        self.at += 1
        if opening == "(":
            return replace(inner, expression=f"(?:{inner.expression})")
        return replace(inner, expression=f"(?:{inner.expression})?", empty=True)

    def named(self, opening: str) -> Piece:
        """`<…>` or `{…}`."""
        closing = self.pattern.find({"<": ">", "{": "}"}[opening], self.at)
        name = self.pattern[self.at + 1 : closing]
        self.at = closing + 1
        known = self.phrases if opening == "{" else self.macros
        kind = name if opening == "{" else name.rstrip("0123456789")
        if closing < 0 or kind not in known:
            raise DataError(f"{self.where}: {self.pattern!r} uses {name!r}; known are {', '.join(sorted(known))}")
        if opening == "{":
            inner = read_piece(self.phrases[name], self.macros, self.phrases, where=self.where)
            return replace(inner, expression=f"(?:{inner.expression})")
        macro = self.macros[kind]
        return replace(macro, expression=f"(?P<{name}>{macro.expression})")

    def run(self) -> Piece:
        """Letters and signs that stand for themselves."""
        end = self.at
        while end < len(self.pattern) and self.pattern[end] not in SPECIAL:
            end += 2 if self.pattern[end] == "\\" else 1
        text = fold(self.pattern[self.at : end]).replace("\\", "")
        self.at = end
        start = _keys(text)
        return Piece(
            expression=_literal(text),
            starts=frozenset([start] if start[0] else []),
            detached=not text[0].isalnum(),
            apart=not text[-1].isalnum(),
        )
