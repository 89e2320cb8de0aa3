"""Phrase rules: named groups of regular expressions over folded text, looked up by their first three letters.

A document is scanned word by word; at each word only the expressions that begin like it are tried. So thousands of
expressions cost about what one costs, and a document about something else is left in well under a millisecond.

In the data files a pattern is plain words with three shorthands:

    attaqu<er>     a stem with the endings of that name in the file's [endings]
    <human>        a named list of the file's [lists], itself a pattern
    a space        any run of spaces; an apostrophe stands for both kinds

Patterns are folded as the text is (lower case, no accents), and end at the end of a word.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.tokens import fold_text

KEY_LENGTH = 3  # letters by which expressions are looked up; two would try five times as many, four would bar "tir"
FIGURE, ANY = "#", ""  # keys of expressions that begin with a figure, or with any word
_MACRO = re.compile(r"(?<!\?P)<([a-z_]+)>")  # not the name of a group
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class PhraseRule:
    """One named rule of a phrase file, its patterns compiled.

    `before` and `after` look at the folded text on either side of a match inside its sentence, `sentence` at the
    whole sentence. Each holds expressions of which one must (`needs`) or none may (`unless`) be found.
    """

    name: str
    patterns: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    needs_before: "Expression | None" = None
    needs_after: "Expression | None" = None
    needs_sentence: "Expression | None" = None
    unless_before: "Expression | None" = None
    unless_after: "Expression | None" = None
    unless_sentence: "Expression | None" = None

    @cached_property
    def anywhere(self) -> bool:
        """True where the rule asks nothing of the words around."""
        around = (self.needs_before, self.needs_after, self.needs_sentence)
        return not any((*around, self.unless_before, self.unless_after, self.unless_sentence))

    def allows(self, folded: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
        """True when the words around the match at `start`:`end` fit the rule."""
        if self.anywhere:
            return True
        first, last = bounds
        before, after, whole = folded[first:start], folded[end:last], folded[first:last]
        checks = (
            (self.needs_before, before, True),
            (self.needs_after, after, True),
            (self.needs_sentence, whole, True),
            (self.unless_before, before, False),
            (self.unless_after, after, False),
            (self.unless_sentence, whole, False),
        )
        return all(each is None or bool(each.compiled.search(text)) is wanted for each, text, wanted in checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseMatch:
    """One find of a phrase rule."""

    start: int
    end: int
    rule: PhraseRule


@dataclass(frozen=True, kw_only=True)
class Expression:
    """A regular expression that is compiled when first tried: a short text needs few of a file's thousand.

    Raises DataError naming file and rule where it is faulty.
    """

    pattern: str
    source: str
    rule: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """It, ready to be tried."""
        return _compile(self.source, self.rule, self.pattern)

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """What finds where it matches, at the beginnings of words."""
        return _compile(self.source, self.rule, rf"(?<!\w)(?={self.pattern})")


Expressions = Sequence[tuple[Expression, PhraseRule]]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class PhraseTable:
    """All rules of one file, looked up by the first letters of their expressions."""

    rules: tuple[PhraseRule, ...]
    by_key: Mapping[str, Expressions]

    def named(self, name: str) -> PhraseRule:
        """The rule called `name`."""
        return next(rule for rule in self.rules if rule.name == name)


def read_phrases(source: str, table: Mapping[str, Any], section: str = "rule") -> PhraseTable:
    """The rules under `[[section]]` of a parsed phrase file; `source` names it in errors.

    Keys of a rule that are not part of a phrase rule are kept in its `values`.
    Raises DataError naming file and rule where an expression begins with fewer than three letters.
    """
    macros = read_macros(source, table)
    rules = tuple(_read_rule(source, entry, macros) for entry in table.get(section, ()))
    by_key: dict[str, list[tuple[Expression, PhraseRule]]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            expanded = expand_macros(f"{source}, rule {rule.name!r}", pattern, macros)
            expression = Expression(pattern=expanded + r"(?!\w)", source=source, rule=rule.name)
            for key in _keys(source, rule.name, expanded):
                by_key.setdefault(key, []).append((expression, rule))
    return PhraseTable(rules=rules, by_key={key: tuple(found) for key, found in by_key.items()})


@lru_cache(maxsize=512)  # the sentences of a document are searched for whether to parse it, and then for what it tells
def match_phrases(folded: str, start: int, end: int, table: PhraseTable) -> tuple[PhraseMatch, ...]:
    """All that `find_phrases` finds."""
    return tuple(find_phrases(folded, start, end, table))


def find_phrases(folded: str, start: int, end: int, table: PhraseTable) -> Iterator[PhraseMatch]:
    """Every match in `folded[start:end]` in order, the longest first where several begin at one word.

    A word inside a longer match of the same scan is not matched again.
    """
    position = start
    for word, expressions in _beginnings(folded, start, end, table):
        if word >= position:
            found = _longest(folded, word, (start, end), expressions)
            if found is not None:
                position = found.end
                yield found


def _beginnings(folded: str, start: int, end: int, table: PhraseTable) -> Iterable[tuple[int, Expressions]]:
    """Where words begin as expressions may begin, in order, with those expressions."""
    words = _read_words(folded)
    first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
    by_key = table.by_key
    found = [
        (place, by_key[key])
        for place, key in zip(words.starts[first:last], words.keys[first:last], strict=True)
        if key in by_key
    ]
    rare = [*_begin_anyhow(folded, start, end, table), *_begin_with_figures(words, start, end, table)]
    if not rare:
        return found
    gathered: dict[int, list[tuple[Expression, PhraseRule]]] = {}
    for place, expressions in (*found, *rare):
        gathered.setdefault(place, []).extend(expressions)
    return sorted(gathered.items())


def _begin_anyhow(folded: str, start: int, end: int, table: PhraseTable) -> Iterator[tuple[int, Expressions]]:
    """Where expressions are found that may begin with any word: "vingt ans apres l'attentat"."""
    for expression, rule in table.by_key.get(ANY, ()):
        for found in expression.anywhere.finditer(folded, start, end):
            yield found.start(), ((expression, rule),)


def _begin_with_figures(words: "_Words", start: int, end: int, table: PhraseTable) -> Iterator[tuple[int, Expressions]]:
    expressions = table.by_key.get(FIGURE)
    return ((place, expressions) for place in words.figures if start <= place < end) if expressions else iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Where the words of a text begin and the letters under which each is looked up, and which are figures."""

    starts: list[int]
    keys: list[str]
    figures: list[int]


@lru_cache(maxsize=4)  # one document is scanned sentence by sentence, for several tables
def _read_words(folded: str) -> _Words:
    found = [(word.start(), word.group()) for word in _WORD.finditer(folded)]
    return _Words(
        starts=[start for start, _ in found],
        keys=[word[:KEY_LENGTH] for _, word in found],
        figures=[start for start, word in found if word[0].isdecimal()],
    )


def _longest(folded: str, start: int, bounds: tuple[int, int], expressions: Expressions) -> PhraseMatch | None:
    best, size = None, (0, 0)
    for expression, rule in expressions:
        match = expression.compiled.match(folded, start, bounds[1])
        if match is None:
            continue
        its_size = (match.end(), len(expression.pattern))  # of two as long, the one that asks for more around it
        if its_size > size and rule.allows(folded, match.start(), match.end(), bounds):
            size = its_size
            best = PhraseMatch(start=match.start(), end=match.end(), rule=rule)
    return best


def read_macros(source: str, table: Mapping[str, Any]) -> dict[str, str]:
    """The [endings] and [lists] of a phrase file, filled into one another and folded."""
    macros: dict[str, str] = {
        name: "(?:" + "|".join(fold_text(ending) for ending in endings) + ")"
        for name, endings in table.get("endings", {}).items()
    }
    for name, entries in table.get("lists", {}).items():
        joined = "|".join(_fold_pattern(entry) for entry in ([entries] if isinstance(entries, str) else entries))
        macros[name] = f"(?:{expand_macros(source, joined, macros)})"
    return macros


def expand_macros(source: str, pattern: str, macros: Mapping[str, str]) -> str:
    """The folded pattern with every <name> replaced; DataError where the file has no such name."""

    def fill(found: re.Match[str]) -> str:
        if found[1] not in macros:
            raise DataError(f"{source}: <{found[1]}> in {pattern!r} is not among: {', '.join(sorted(macros))}")
        return macros[found[1]]

    return _MACRO.sub(fill, _fold_pattern(pattern))


def compile_around(source: str, patterns: str | Iterable[str], macros: Mapping[str, str]) -> re.Pattern[str] | None:
    """One expression out of those of a condition ("needs_after"), None where there are none."""
    condition = _read_condition(source, "condition", patterns, macros)
    return condition.compiled if condition else None


def _read_condition(
    source: str, rule: str, patterns: str | Iterable[str], macros: Mapping[str, str]
) -> Expression | None:
    listed = [patterns] if isinstance(patterns, str) else list(patterns)
    if not listed:
        return None
    joined = "|".join(expand_macros(source, pattern, macros) for pattern in listed)
    return Expression(pattern=joined, source=source, rule=rule)


_AROUND = ("needs_before", "needs_after", "needs_sentence", "unless_before", "unless_after", "unless_sentence")


def _read_rule(source: str, entry: Mapping[str, Any], macros: Mapping[str, str]) -> PhraseRule:
    for key in ("name", "patterns"):
        if key not in entry:
            raise DataError(f"{source}: a rule lacks {key!r}; it has: {', '.join(sorted(entry))}")
    around = {key: _read_condition(source, entry["name"], entry.get(key, ()), macros) for key in _AROUND}
    values = {key: value for key, value in entry.items() if key not in (*_AROUND, "name", "patterns")}
    return PhraseRule(name=entry["name"], patterns=tuple(entry["patterns"]), values=values, **around)


def _fold_pattern(pattern: str) -> str:
    """Folds letters but leaves escapes such as \\W alone, and lets every space stand for any run of spaces."""
    folded = re.sub(r"\\.|[^\\]+", lambda part: part[0] if part[0][0] == "\\" else fold_text(part[0]), pattern)
    return folded.replace(" ", r"\s+").replace("(?p<", "(?P<")


def _keys(source: str, name: str, expanded: str) -> tuple[str, ...]:
    """The letters under which an expression is looked up: every beginning that it can have."""
    keys = tuple(sorted(set(_heads(expanded, ""))))
    if not keys:
        raise DataError(f"{source}, rule {name!r}: {expanded[:60]!r} must begin with a word or figure")
    return keys


def _heads(pattern: str, have: str) -> Iterator[str]:
    """All first letters, up to three, of the words that an expression can begin with."""
    if len(have) == KEY_LENGTH or not pattern:
        yield have
    elif pattern.startswith("(?:"):
        close = _closing(pattern)
        options, rest = _alternatives(pattern[3:close]), pattern[close + 1 :]
        if rest[:1] in ("?", "*"):
            options, rest = (*options, ""), rest[1:].removeprefix("?")
        for option in options:
            yield from _heads(option + rest, have)
    elif pattern[0].isalnum():
        if pattern[1:2] in ("?", "*"):
            yield from _heads(pattern[2:], have)
        yield from _heads(
            pattern[1:].lstrip("?*+") if pattern[1:2] in ("?", "*", "+") else pattern[1:], have + pattern[0]
        )
    elif pattern.startswith("\\d"):
        yield have or FIGURE
    elif pattern[0] in "[." or pattern.startswith("\\w"):
        yield ANY
    else:
        yield have


def _closing(pattern: str) -> int:
    """Where the group that `pattern` begins with is closed."""
    depth = 0
    for index, sign in enumerate(pattern):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return index
    return len(pattern)


def _alternatives(inside: str) -> tuple[str, ...]:
    """The parts of a group between the bars that belong to it."""
    parts, depth = [""], 0
    for sign in inside:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(parts)


@cache
def _compile(source: str, name: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as problem:
        raise DataError(
            f"{source}, rule {name!r}: {expression[:80]!r} is no regular expression: {problem}"
        ) from problem
