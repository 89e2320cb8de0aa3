"""No regular expression of the rules or of the code can be driven into exponential time.

Every expression that a desk holds, and every one of the modules, is searched over texts made to hurt it: its own words
again and again, its first word before long runs of what the middles of patterns repeat, and long runs of single
characters. Linear and bounded expressions take milliseconds over such a text; an exponential one never ends.
"""

import dataclasses
import re
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import pytest

from recoupe.claims.phrases import Expression as PhraseExpression
from recoupe.desk import open_desk
from recoupe.mentions.times.patterns import Expression
from recoupe.resources import LANGUAGES

LENGTH = 2_000
SECONDS = 3.0  # of the processor, for all attacks on one expression; what is linear needs a hundredth
FILLS = ("a ", "l'a ", "1 000 ", "1", "a", " ", "A", "-", "'", ", ", "(", "\n", "“", ". ")
ENDS = ("!", ".", "x")  # what a pattern takes for its end in one text, it does not find in another


def attacks(source: str) -> list[str]:
    """Texts made to hurt one expression."""
    words = re.findall(r"[a-zà-ÿ]{3,}", source)
    some = [*words[:3], *words[len(words) // 2 :][:3]]
    first = words[0] if words else "a"
    own = [" ".join(some) + " ", first + " ", *[word + " " for word in some[3:5]]]
    long = [first + " " + fill * (LENGTH // len(fill)) for fill in FILLS]
    long += [phrase * (LENGTH // len(phrase)) for phrase in own if phrase.strip()]
    return [text + end for text in long for end in ENDS]


def find_sources(value: object, seen: set[int]) -> Iterator[tuple[str, int]]:
    """Source and flags of every expression within a record, table or collection."""
    if id(value) in seen or isinstance(value, (str, bytes, int, float, type(None))):
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value.pattern, value.flags
    elif isinstance(value, Expression):
        yield value.source, 0
    elif isinstance(value, PhraseExpression):
        yield value.pattern, 0
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from find_sources(each, seen)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from find_sources(each, seen)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from find_sources(getattr(value, each.name), seen)


@cache
def expressions(language: str) -> frozenset[tuple[str, int]]:
    """Every expression with which one language is read."""
    return frozenset(find_sources(open_desk(language), set()))


def module_expressions() -> frozenset[tuple[str, int]]:
    """Every expression that a loaded module of the package holds."""
    for language in LANGUAGES:
        expressions(language)  # so that the modules are loaded
    modules = [module for name, module in sys.modules.items() if name.startswith("recoupe.")]
    return frozenset(pair for module in modules for pair in find_sources(vars(module), set()))


class OutOfTimeError(Exception):
    """The expression was still searching; the engine of `re` looks for signals as it goes."""


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raises OutOfTimeError in the block after so many seconds of this process's own time."""

    def give_up(_signal: int, _frame: object) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow_ones(found: frozenset[tuple[str, int]]) -> list[str]:
    """The expressions that one of their attacks holds up."""
    slow = []
    for source, flags in sorted(found):
        expression = re.compile(source, flags)
        try:
            with processor_time(SECONDS):
                for text in attacks(source):
                    expression.search(text)
        except OutOfTimeError:
            slow.append(source)
    return slow


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_expression_of_a_language_can_be_driven_into_exponential_time(language: str) -> None:
    found = expressions(language)
    assert len(found) > 300  # the walk reaches the rules
    assert slow_ones(found) == []


def test_no_expression_of_the_modules_can_be_driven_into_exponential_time() -> None:
    found = module_expressions()
    assert len(found) > 20
    assert slow_ones(found) == []


def test_an_exponential_expression_would_be_found() -> None:
    assert slow_ones(frozenset([(r"(?:[a-z]+\s?)+\.", 0)])) == [r"(?:[a-z]+\s?)+\."]
