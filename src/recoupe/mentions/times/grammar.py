"""Compiles a language's `times.toml` into the grammar that finds and resolves times."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.times.numbers import number_piece, read_number
from recoupe.mentions.times.patterns import ANY, Expression, Piece, compile_pattern, piece_of_words, read_piece
from recoupe.mentions.times.text import fold
from recoupe.records import TimeType
from recoupe.resources import LANGUAGES, read_toml

RULE_KEYS = {
    "name",
    "pattern",
    "value",
    "type",
    "part",
    "case",
    "after",
    "before",
    "not_after",
    "not_before",
    "examples",
    "never",
}
CASES = ("capital", "lower", "title")
# Words of no kind, for what may not stand around a time.
CONTEXT_MACROS = {
    "anyword": Piece(expression=r"[a-z][^\W\d]+"),
    "plural": Piece(expression=r"[a-z][^\W\d]*s"),
    "figure": Piece(expression=r"\d+"),
}
ROMAN = {"i": 1, "v": 5, "x": 10}

# Marks of a pattern that may end after its first word, or go on with any.
OPEN = frozenset(["", ANY])

GroupValue = int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One pattern of a rule, compiled, with the keys of the words that may come first and second in it."""

    expression: Expression
    starts: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one kind of time expression is written, and what it means."""

    name: str
    type: TimeType
    forms: tuple[Form, ...]
    operator: str
    arguments: tuple[str, ...]
    part: str | None
    cases: Mapping[str, str]
    after: Expression | None
    before: Expression | None
    not_after: Expression | None
    not_before: Expression | None
    examples: Mapping[str, str]
    never: tuple[str, ...]


Trial = tuple[Rule, Expression]


@dataclass(frozen=True, kw_only=True)
class Trials:
    """What to try where a certain first word stands, worked out when a text has that word.

    `forms` holds each trial, in the order of the file, beside the keys of the words that may come second.
    """

    forms: tuple[tuple[frozenset[str], Trial], ...]

    @cached_property
    def always(self) -> tuple[Trial, ...]:
        """What to try before any word."""
        return tuple(trial for known, trial in self.forms if known & OPEN)

    @cached_property
    def by_second(self) -> Mapping[str, tuple[Trial, ...]]:
        """What to try before each word that only some have second."""
        seconds = frozenset().union(*(known for known, _ in self.forms)) - OPEN
        return {
            second: tuple(trial for known, trial in self.forms if known & OPEN or second in known)
            for second in sorted(seconds)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The words near a time that tell whether it lies behind or ahead."""

    future: frozenset[str]
    future_endings: tuple[str, ...]
    not_future: frozenset[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    not_past: frozenset[str]
    present: frozenset[str]
    hints: frozenset[str]
    plans: frozenset[str]
    over: frozenset[str]
    pairs: frozenset[str]
    since: Expression
    saying: Expression  # before the day on which somebody said it: "officials said on"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGrammar:
    """All that Recoupe knows of how a language tells time."""

    language: str
    rules: tuple[Rule, ...]
    by_first: Mapping[str, Trials]
    words: Mapping[str, Mapping[str, int | str]]
    numbers: Mapping[str, int]
    number_phrases: Mapping[str, int | str]
    day_words: Mapping[str, int]
    cues: Cues

    def read_group(self, name: str, text: str) -> GroupValue:
        """The value of the folded `text` of a group called `name`; None for a vague number."""
        kind = name.rstrip("0123456789")
        if kind in self.words:
            return self.words[kind][re.sub(" +", " ", text).replace("' ", "'")]
        if kind == "number":
            return read_number(re.sub(" +", " ", text), self.numbers, self.number_phrases)
        if kind == "roman":
            return read_roman(text)
        digits = re.match(r"\d+", text)
        return int(digits.group()) if digits else self.day_words[text]


def load_times(language: str) -> TimeGrammar:
    """The grammar of `language`, compiled from its `times.toml`.

    Raises DataError for a language without one, or naming the entry that breaks the rules of the file.
    """
    if language not in LANGUAGES:
        raise DataError(f"no time grammar for language {language!r}; there are {', '.join(LANGUAGES)}")
    table = read_toml(f"languages/{language}/times.toml")
    macros = _read_macros(table)
    where = f"languages/{language}/times.toml"
    rules = tuple(_read_rule(entry, macros, table["phrases"], where) for entry in table["rule"])
    return TimeGrammar(
        language=language,
        rules=rules,
        by_first=_index_rules(rules),
        words={name: _fold_keys(words) for name, words in table["words"].items()},
        numbers=_fold_keys(table["numbers"]),
        number_phrases=_fold_keys(table["number_phrases"]),
        day_words=_fold_keys(table["day_words"]),
        cues=_read_cues(table["cues"], macros, table["phrases"], where),
    )


def read_roman(text: str) -> int:
    """The value of a small Roman numeral: "xix" is 19."""
    values = [ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _fold_keys(words: Mapping[str, Any]) -> dict[str, Any]:
    return {fold(word): value for word, value in words.items()}


def _read_macros(table: Mapping[str, Any]) -> dict[str, Piece]:
    """A piece for every name that patterns may use."""
    macros = {name: piece_of_words(name, words) for name, words in table["words"].items()}
    endings = "|".join(map(re.escape, table["ordinal_endings"]))
    day_words = piece_of_words("day", table["day_words"])
    return (
        macros
        | CONTEXT_MACROS
        | {
            "number": number_piece(table["numbers"], table["number_phrases"], tuple(table["number_joiners"])),
            "day": Piece(
                expression=rf"(?:(?:3[01]|[12]\d|0?[1-9])(?!\d)(?: ?(?:{endings})(?!\w))?|{day_words.expression})",
                starts=frozenset((first, ANY) for first in {"#1", "#2"} | day_words.firsts),
            ),
            "monthnumber": Piece(expression=r"(?:1[0-2]|0?[1-9])(?!\d)", starts=frozenset([("#1", ""), ("#2", "")])),
            "year": Piece(expression=r"(?:1\d|20)\d\d(?!\d)", starts=frozenset([("#4", "")])),
            "oddyear": Piece(expression=r"(?:1[5-9]|20)\d[1-9](?!\d)", starts=frozenset([("#4", "")])),
            "roundyear": Piece(expression=r"(?:1[89]|20)\d0(?!\d)", starts=frozenset([("#4", "")])),
            "shortyear": Piece(expression=r"\d\d(?!\d)", starts=frozenset([("#2", "")])),
            "hour": Piece(expression=r"(?:2[0-4]|[01]?\d)(?!\d)", starts=frozenset([("#1", ""), ("#2", "")])),
            "clock": Piece(expression=r"(?:2[0-3]|[01]\d)[0-5]\d(?!\d)", starts=frozenset([("#4", "")])),
            "minute": Piece(expression=r"[0-5]\d(?!\d)", starts=frozenset([("#2", "")])),
            "roman": Piece(expression=r"[ivx]{1,6}", starts=frozenset((numeral, ANY) for numeral in _roman_numerals())),
        }
    )


def _roman_numerals() -> list[str]:
    tens, ones = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return [ten + one + mark for ten in tens for one in ones for mark in ("", "e", "eme", "er") if ten + one]


def _read_rule(entry: Mapping[str, Any], macros: Mapping[str, Piece], phrases: Mapping[str, str], where: str) -> Rule:
    name = entry.get("name", "without a name")
    where = f"{where}, rule {name!r}"
    unknown = entry.keys() - RULE_KEYS
    missing = {"name", "pattern", "value", "type", "examples"} - entry.keys()
    if unknown or missing:
        raise DataError(f"{where}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}")
    patterns = [entry["pattern"]] if isinstance(entry["pattern"], str) else entry["pattern"]
    compiled = [compile_pattern(pattern, macros, phrases, where=where) for pattern in patterns]
    cases = dict(entry.get("case", {}))
    if any(case not in CASES for case in cases.values()):
        raise DataError(f"{where}: case has to be one of {', '.join(CASES)}")
    operator, *arguments = entry["value"].split()
    return Rule(
        name=name,
        type=TimeType(entry["type"]),
        forms=tuple(Form(expression=expression, starts=piece.starts) for expression, piece in compiled),
        operator=operator,
        arguments=tuple(arguments),
        part=entry.get("part"),
        cases=cases,
        after=_context(entry.get("after"), macros, phrases, where, before=True),
        before=_context(entry.get("before"), macros, phrases, where, before=False),
        not_after=_context(entry.get("not_after"), macros, phrases, where, before=True),
        not_before=_context(entry.get("not_before"), macros, phrases, where, before=False),
        examples=entry["examples"],
        never=tuple(entry.get("never", ())),
    )


def _context(
    patterns: list[str] | None, macros: Mapping[str, Piece], phrases: Mapping[str, str], where: str, *, before: bool
) -> Expression | None:
    """An expression for what has to stand, or may not stand, in front of a time, or behind it."""
    if not patterns:
        return None
    pieces = [read_piece(pattern, macros, phrases, where=where).expression for pattern in patterns]
    # Groups are named for the rule's own words; a context only has to match.
    choice = re.sub(r"\(\?P<\w+>", "(?:", "|".join(pieces))
    return Expression(
        rf"(?:^|\W)(?:{choice})[ '-]{{0,3}}$" if before else rf"[ '-]{{0,3}}(?:{choice})(?:(?<=')|(?!\w))"
    )


def _index_rules(rules: tuple[Rule, ...]) -> dict[str, Trials]:
    """For every first word what to try, in the order of the file."""
    found: dict[str, list[tuple[frozenset[str], Trial]]] = {}
    for rule in rules:
        for form in rule.forms:
            seconds: dict[str, set[str]] = {}
            for first, second in sorted(form.starts):
                seconds.setdefault(first, set()).add(second)
            for first, known in seconds.items():
                found.setdefault(first, []).append((frozenset(known), (rule, form.expression)))
    return {first: Trials(forms=tuple(trials)) for first, trials in found.items()}


def _read_cues(cues: Mapping[str, Any], macros: Mapping[str, Piece], phrases: Mapping[str, str], where: str) -> Cues:
    since, saying = (_context(cues[name], macros, phrases, where, before=True) for name in ("since", "saying"))
    if since is None or saying is None:
        raise DataError(f"{where}: cues.since or cues.saying is empty; give the words for 'since' and for 'said on'")
    return Cues(
        future=frozenset(cues["future"]),
        future_endings=tuple(cues["future_endings"]),
        not_future=frozenset(cues["not_future"]),
        past=frozenset(cues["past"]),
        past_endings=tuple(cues["past_endings"]),
        not_past=frozenset(cues["not_past"]),
        present=frozenset(cues["present"]),
        hints=frozenset(cues["hints"]),
        plans=frozenset(cues["plans"]),
        over=frozenset(cues["over"]),
        pairs=frozenset(cue for cue in (*cues["future"], *cues["past"], *cues["not_future"]) if " " in cue),
        since=since,
        saying=saying,
    )
