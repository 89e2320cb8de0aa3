"""Sums: one toll told in parts that a list joins: "tuant cinq policiers et un passant"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recoupe.mentions.patterns import BREAK, Lexicon, compile_pattern, fill_macros


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRules:
    """What joins the parts of a toll in one language."""

    further: re.Pattern[str]  # ", 15 gendarmes", "et un passant", right behind those counted
    earlier: re.Pattern[str]  # "two soldiers, ", right before the figure
    halt: str  # symbols that give what stands before them a state of its own: "and 30 were wounded"
    whole: str  # symbols of those whom a comma parts into kinds: "three people, a policeman and two civilians"
    parts: str  # symbols that open a part: "dont deux enfants et"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a toll, in symbols; `number` is where its figure stands, None for one person."""

    start: int
    end: int
    number: int | None


def read_sum_rules(section: Mapping[str, str], macros: Mapping[str, str], lexicon: Lexicon) -> SumRules:
    """The [sum] section of counts.toml."""
    return SumRules(
        further=compile_pattern(fill_macros(section["further"], macros), lexicon),
        earlier=compile_pattern(fill_macros(section["earlier"], macros), lexicon),
        halt="".join(lexicon.symbols_of(name) for name in section["halt"].split("|")),
        whole=lexicon.symbols_of("whole"),
        parts=lexicon.symbols_of("part_opener"),
    )


def find_parts(symbols: str, start: int, counted: int, end: int, rules: SumRules) -> tuple[Part, ...]:
    """The other parts of a toll of figure `start` and words up to `end`: before it, and behind those counted."""
    return (*reversed(tuple(_earlier(symbols, start, rules))), *_further(symbols, counted, end, rules))


def _further(symbols: str, at: int, end: int, rules: SumRules) -> Iterator[Part]:
    if symbols[at - 1] in rules.whole and symbols[at : at + 1] == ",":
        return
    while (found := rules.further.match(symbols, at)) is not None:
        behind = symbols[found.end() : found.end() + 1]
        if found.end() > end and behind and behind in rules.halt:
            return
        number = found.start("n")
        yield Part(start=found.start(), end=found.end(), number=number if number >= 0 else None)
        at = found.end()


def _earlier(symbols: str, start: int, rules: SumRules) -> Iterator[Part]:
    line = symbols.rfind(BREAK, 0, start) + 1
    while True:
        found = next((m for m in rules.earlier.finditer(symbols, line, start) if m.end() == start), None)
        if found is None or (found.start() > line and symbols[found.start() - 1] in rules.parts):
            return
        number = found.start("n")
        yield Part(start=found.start(), end=found.end(), number=number if number >= 0 else None)
        start = found.start()
