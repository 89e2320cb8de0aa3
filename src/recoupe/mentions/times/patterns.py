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
from collections.abc import Mapping
from dataclasses import dataclass
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
    """A part of a pattern: its expression, the words it may begin with, and whether it may be empty."""

    expression: str
    firsts: frozenset[str] = frozenset()
    empty: bool = False


def trigger(word: str) -> str:
    """The key under which a first word is looked up: the word, or "#4" for a figure of four digits."""
    return f"#{len(word)}" if word.isdecimal() else word


def piece_of_words(name: str, words: Mapping[str, object]) -> Piece:
    """A piece that matches one of `words`, the longest that can."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    firsts = frozenset(trigger(FIRST_WORD.findall(word)[0]) for word in folded)
    return Piece(expression=f"(?:{'|'.join(map(_literal, folded))})", firsts=firsts)


def compile_pattern(
    pattern: str, macros: Mapping[str, Piece], phrases: Mapping[str, str], *, where: str
) -> tuple[re.Pattern[str], frozenset[str]]:
    """The expression for `pattern`, and the keys of the words it may begin with.

    Raises DataError naming `where` for an unknown name, an unclosed bracket or a pattern that may be empty.
    """
    piece = read_piece(pattern, macros, phrases, where=where)
    if piece.empty or not piece.firsts:
        raise DataError(f"{where}: the pattern {pattern!r} begins with no word; write its first word whole")
    return re.compile(OPENING + _number_groups(piece.expression) + CLOSING), piece.firsts


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


def _literal(text: str) -> str:
    return re.escape(text).replace("'", "' ?").replace(r"\ ", GLUE)


def _join(pieces: list[Piece]) -> Piece:
    firsts: set[str] = set()
    for piece in pieces:
        firsts |= piece.firsts
        if not piece.empty:
            break
    empty = all(piece.empty for piece in pieces)
    return Piece(expression="".join(piece.expression for piece in pieces), firsts=frozenset(firsts), empty=empty)


def _choose(pieces: list[Piece]) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    return Piece(
        expression=f"(?:{'|'.join(piece.expression for piece in pieces)})",
        firsts=frozenset().union(*(piece.firsts for piece in pieces)),
        empty=any(piece.empty for piece in pieces),
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
            return Piece(expression=GLUE if character == " " else " ?", empty=character == "_")
        return self.run()

    def bracket(self, opening: str) -> Piece:
        """`(…)` or `[…]`."""
        self.at += 1
        inner = self.alternatives()
        if self.pattern[self.at : self.at + 1] != {"(": ")", "[": "]"}[opening]:
            raise DataError(f"{self.where}: {self.pattern!r} does not close its {opening!r}")
        self.at += 1
        if opening == "(":
            return Piece(expression=f"(?:{inner.expression})", firsts=inner.firsts, empty=inner.empty)
        return Piece(expression=f"(?:{inner.expression})?", firsts=inner.firsts, empty=True)

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
            return Piece(expression=f"(?:{inner.expression})", firsts=inner.firsts, empty=inner.empty)
        macro = self.macros[kind]
        return Piece(expression=f"(?P<{name}>{macro.expression})", firsts=macro.firsts)

    def run(self) -> Piece:
        """Letters and signs that stand for themselves."""
        end = self.at
        while end < len(self.pattern) and self.pattern[end] not in SPECIAL:
            end += 2 if self.pattern[end] == "\\" else 1
        text = fold(self.pattern[self.at : end]).replace("\\", "")
        self.at = end
        word = FIRST_WORD.match(text)
        return Piece(expression=_literal(text), firsts=frozenset([trigger(word.group())] if word else []))
