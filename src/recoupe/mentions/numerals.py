"""Numerals in running text: "2 500", "au moins 24", "une dizaine", "entre 10 et 15", "two hundred and fifty", "dozens".

`low` and `high` mean what they mean in the contract: "plus de 30" is 30 and up, "une dizaine" 8 to 12.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.tokens import Tokens, expand_phrase, read_words
from recoupe.resources import read_toml

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure as read; `value` is the number that the words are built on ("plus de 30": 30)."""

    first: int  # token
    last: int  # token after the figure
    low: int | None
    high: int | None
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """The numerals of a language."""

    cardinals: Mapping[str, int]  # "douze": 12, "cent": 100
    ones: frozenset[str]  # "a hundred", "un million"
    rising: frozenset[Phrase]  # before a change that is no range: "passe de 20 à 24"
    starters: frozenset[str]  # words that a numeral may start with
    multipliers: Mapping[str, int]  # after a figure: "millions"
    compound: Mapping[str, int]  # only inside a number: "vingt et un"
    joins: frozenset[str]  # inside a number: "vingt et un", "two hundred and fifty"
    join_step: int  # a join goes on before any number word after a word of this size: "two hundred and fifty"
    vague: Mapping[str, tuple[tuple[Phrase, int | None, int | None, float], ...]]  # "une dizaine": 8, 12, 10
    before: Mapping[str, tuple[tuple[Phrase, str], ...]]  # "au moins" -> how it bends the figure
    after: Mapping[str, tuple[tuple[Phrase, str], ...]]  # "30 morts au moins" is left to patterns; "or more" here
    range_openers: frozenset[Phrase]  # "entre", "from"
    range_joins: frozenset[Phrase]  # "à", "or"
    spoilers_before: frozenset[str]  # "page 12", "§ 3"
    year_openers: frozenset[str]  # "en 2015", "mai 2015"
    linked: frozenset[str]  # after "une dizaine": "de", "of"


def load_numerals(language: str) -> Numerals:
    """The numerals of a language, from data/languages/<language>/numbers.toml."""
    name = f"languages/{language}/numbers.toml"
    data = read_toml(name)
    try:
        return _numerals_of(data)
    except (KeyError, ValueError) as problem:
        raise DataError(f"data/{name}: {problem!r}; every section of the English file is needed") from problem


def _numerals_of(data: Mapping[str, Any]) -> Numerals:
    cardinals = {_one(word): int(value) for word, value in data["cardinals"].items()}
    vague = _by_first(
        (spelling, (_bound(rule["low"]), _bound(rule["high"]), float(rule["value"])))
        for rule in data["vague"]
        for phrase in rule["phrases"]
        for spelling in expand_phrase(phrase)
    )
    return Numerals(
        cardinals=cardinals,
        ones=frozenset(_one(word) for word in data["ones"]),
        rising=frozenset(read_words(phrase) for phrase in data["ranges"]["rising"]),
        starters=frozenset(cardinals) | frozenset(vague) | {_one(word) for word in data["ones"]},
        multipliers={_one(word): int(value) for word, value in data["multipliers"].items()},
        compound={_one(word): int(value) for word, value in data["compound"].items()},
        join_step=int(data["join_step"]),
        joins=frozenset(_one(word) for word in data["joins"]),
        vague=vague,
        before=_by_first(
            (s, (rule["bend"],)) for rule in data["before"] for p in rule["phrases"] for s in expand_phrase(p)
        ),
        after=_by_first(
            (s, (rule["bend"],)) for rule in data["after"] for p in rule["phrases"] for s in expand_phrase(p)
        ),
        range_openers=frozenset(read_words(phrase) for phrase in data["ranges"]["openers"]),
        range_joins=frozenset(read_words(phrase) for phrase in data["ranges"]["joins"]),
        spoilers_before=frozenset(_one(word) for word in data["spoilers"]["before"]),
        year_openers=frozenset(_one(word) for word in data["spoilers"]["year"]),
        linked=frozenset(_one(word) for word in data["linked"]),
    )


def _bends_of(rules: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, tuple[str]]]:
    for rule in rules:
        for phrase in rule["phrases"]:
            for spelling in expand_phrase(phrase):
                yield spelling, (rule["bend"],)


def _one(word: str) -> str:
    return read_words(word)[0]


def _bound(value: int) -> int | None:
    """TOML knows no null: -1 stands for an open end."""
    return None if value < 0 else value


def _by_first(pairs: Any) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for phrase, values in pairs:
        words = read_words(phrase)
        found.setdefault(words[0], []).append((words, *values))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


_GROUPED = re.compile(r"[.,   ](?=\d{3}(?!\d))")
_MAX_FIGURE_DIGITS = 12  # longer rows of digits are telephone or account numbers


def find_numerals(content: str, tokens: Tokens, numerals: Numerals) -> list[Quantity]:
    """Every figure in order, with its approximation; ordinals, clock times, codes ("M-16", "25-year-old") left out."""
    found: list[Quantity] = []
    words, blocked = tokens.words, 0
    for at, word in enumerate(words):
        if at < blocked or not (word in numerals.starters or word[0].isdecimal()):
            continue
        base = _read_base(content, tokens, at, numerals)
        if base is None:
            continue
        if (wider := _read_range(content, tokens, base, numerals)) is not None:
            base = wider
        base = bend_after(words, _bend_before(words, base, numerals), numerals)
        found.append(base)
        blocked = base.last
    return found


def _read_base(content: str, tokens: Tokens, at: int, numerals: Numerals) -> Quantity | None:
    """The figure that starts at a token, without its approximation."""
    word = tokens.words[at]
    for phrase, low, high, value in numerals.vague.get(word, ()):
        if tokens.words[at : at + len(phrase)] == phrase:
            return _multiplied_vague(
                tokens, Quantity(first=at, last=at + len(phrase), low=low, high=high, value=value), numerals
            )
    if word[0].isdecimal():
        return _read_digits(content, tokens, at, numerals)
    if word in numerals.cardinals:
        return _read_cardinal(tokens, at, numerals)
    if word in numerals.ones and numerals.cardinals.get("".join(tokens.words[at + 1 : at + 2]), 0) >= 100:
        return replace(_read_cardinal(tokens, at + 1, numerals), first=at)  # "a hundred and twenty"
    return None


def _multiplied_vague(tokens: Tokens, base: Quantity, numerals: Numerals) -> Quantity:
    """ "une dizaine de milliers": the vague figure times the multiplier."""
    words, at = tokens.words, base.last
    if at < len(words) and words[at] in numerals.linked:
        at += 1
    factor = numerals.multipliers.get(words[at]) if at < len(words) else None
    if factor is None:
        return base
    low = None if base.low is None else base.low * factor
    high = None if base.high is None else base.high * factor
    return Quantity(first=base.first, last=at + 1, low=low, high=high, value=base.value * factor)


def _read_digits(content: str, tokens: Tokens, at: int, numerals: Numerals) -> Quantity | None:
    if len(tokens.words[at]) > _MAX_FIGURE_DIGITS or _is_code(content, tokens, at, numerals):
        return None
    value = float(_GROUPED.sub("", tokens.words[at]).replace(",", "."))
    last = at + 1
    while last < len(tokens.words) and tokens.words[last] in numerals.multipliers:
        value *= numerals.multipliers[tokens.words[last]]
        last += 1
    if value != int(value):
        return None  # "1,5 kilo": persons come whole
    return Quantity(first=at, last=last, low=int(value), high=int(value), value=value)


def _is_code(content: str, tokens: Tokens, at: int, numerals: Numerals) -> bool:
    """True for digits that are part of a name, time, date or score: "M-16", "19h45", "2e", "10:30", "25-year-old"."""
    start, end = tokens.starts[at], tokens.ends[at]
    before, after = content[start - 1 : start], content[end : end + 1]
    if before.isalnum() or after.isalpha() or before in {"/", ":", "#", "№"} or after in {"/", "°", "º"}:
        return True
    if before in {"-", "‑"} and content[start - 2 : start - 1].isalnum():
        return True
    if after in {":", "-", "‑"} and content[end + 1 : end + 2].isalnum():
        return not (after in {"-", "‑"} and content[end + 1 : end + 2].isdecimal())
    if content[end : end + 2] in {"ª ", ".º"}:
        return True
    return at > 0 and (tokens.words[at - 1] in numerals.spoilers_before or _is_year(tokens.words, at, numerals))


_YEARS = range(1900, 2100)


def _is_year(words: Phrase, at: int, numerals: Numerals) -> bool:
    """ "en 2015", "mai 2015", "(2015)", but "les 2000 soldats"."""
    if len(words[at]) != 4 or not words[at].isdecimal() or int(words[at]) not in _YEARS:
        return False
    last = at + 1 == len(words) or not words[at + 1][0].isalpha()
    return last or words[at - 1] in numerals.year_openers


def _read_cardinal(tokens: Tokens, at: int, numerals: Numerals) -> Quantity:
    """A number in words: "six cent cinquante", "quatre-vingt-dix-sept", "two hundred and fifty"."""
    words = tokens.words
    first = numerals.cardinals[words[at]]
    total, current, step, last = (first, 0, first, at + 1) if first >= 1000 else (0, first, _step_of(first), at + 1)
    while (following := _next_cardinal(words, last, step, numerals)) is not None:
        value = following.value
        if value >= 1000 and current:
            total, current, step = total + current * value, 0, value
        elif _multiplies(value, current):
            current, step = current * value, value
        elif value < step:
            current, step = current + value, _step_of(value)
        else:
            break
        last = following.last
    return Quantity(first=at, last=last, low=total + current, high=total + current, value=total + current)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cardinal:
    value: int
    last: int  # token after it


def _next_cardinal(words: Phrase, at: int, step: int, numerals: Numerals) -> _Cardinal | None:
    """The number word that goes on with a number, over a hyphen or "et"/"and" where the language has one there."""
    joined, hyphens = False, 0
    while at + 1 < len(words) and (words[at] == "-" or words[at] in numerals.joins):
        hyphens, joined = hyphens + (words[at] == "-"), joined or words[at] != "-"
        at += 1
    if joined and at < len(words) and words[at] not in numerals.compound and step < numerals.join_step:
        return None
    if at >= len(words):
        return None
    value = numerals.cardinals.get(words[at])
    if value is None and (joined or hyphens):
        value = numerals.compound.get(words[at])
    return None if value is None else _Cardinal(value=value, last=at + 1)


def _multiplies(value: int, current: int) -> bool:
    """ "deux cents", "quatre-vingt"."""
    return (value == 100 and 1 < current < 100) or (value == 20 and current == 4)


def _step_of(value: int) -> int:
    """Below what a word may still be added: after "vingt" ten, after "soixante" twenty (soixante-quinze)."""
    if value in {60, 80}:
        return 20
    if value in {10, 20, 30, 40, 50, 70, 90}:
        return 10
    return value if value >= 100 else 0


def _read_range(content: str, tokens: Tokens, base: Quantity, numerals: Numerals) -> Quantity | None:
    """ "10 à 15", "entre 10 et 15", "deux ou trois", "10-15": both ends in one figure."""
    words = tokens.words
    if words[max(0, base.first - 2) : base.first] in numerals.rising:
        return None
    for phrase in sorted(numerals.range_joins):
        after = base.last + len(phrase)
        if words[base.last : after] != phrase or after >= len(words):
            continue
        opener = base.first > 0 and (words[base.first - 1],) in numerals.range_openers
        if phrase in {("et",), ("and",)} and not opener:
            continue
        if phrase == ("-",) and content[tokens.starts[base.last] - 1] == " ":
            continue
        other = _read_base(content, tokens, after, numerals) if phrase != ("-",) else _hyphened(tokens, after)
        if other is None or other.low is None or base.low is None or not base.value < other.value:
            continue
        return Quantity(
            first=base.first - opener,
            last=other.last,
            low=base.low,
            high=other.high,
            value=(base.value + other.value) / 2,
        )
    return None


def _hyphened(tokens: Tokens, at: int) -> Quantity | None:
    """The second end of "10-15"."""
    if not tokens.words[at].isdecimal() or len(tokens.words[at]) > 3:
        return None  # "2015-2016" is a season
    value = int(tokens.words[at])
    return Quantity(first=at, last=at + 1, low=value, high=value, value=value)


_NEAR_SHARE = 0.1  # the newsroom guidelines: "about N" is 10 % to each side, "nearly N" 10 % below to N


def _bend(base: Quantity, bend: str, first: int, last: int) -> Quantity:
    value = base.value
    margin = _NEAR_SHARE * value
    low, high = base.low, base.high
    exact = low is not None and low == high
    if bend == "at least":
        low, high = int(value) if exact or high is not None else low, None
    elif bend == "at most":
        low, high = None, high if high is not None else int(value)
    elif bend == "nearly":
        low, high = round(value - margin), int(value)
    elif bend == "about" and exact:
        low, high = round(value - margin), round(value + margin)
    return Quantity(first=first, last=last, low=low, high=high, value=value)


def _bend_before(words: Phrase, base: Quantity, numerals: Numerals) -> Quantity:
    """The figure with the approximations before it: "au moins une dizaine"."""
    for size in (4, 3, 2, 1):
        start = base.first - size
        if start < 0:
            continue
        for phrase, bend in numerals.before.get(words[start], ()):
            if words[start : base.first] == phrase:
                return _bend_before(words, _bend(base, bend, start, base.last), numerals)
    return base


def bend_after(words: Phrase, base: Quantity, numerals: Numerals, at: int | None = None) -> Quantity:
    """The figure with an approximation that follows it, at once or from token `at` on: "12 morts au moins"."""
    start = base.last if at is None else at
    for phrase, bend in numerals.after.get(words[start] if start < len(words) else "", ()):
        if words[start : start + len(phrase)] == phrase:
            return _bend(base, bend, base.first, base.last + len(phrase) if at is None else base.last)
    return base
