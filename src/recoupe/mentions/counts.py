"""Finds counts: how many were killed, hurt, missing, taken, driven out, or simply how many there were.

Works on the words of a sentence without a parse; the rules are data/languages/<language>/counts.toml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from recoupe.errors import DataError
from recoupe.mentions.count_sums import Part, SumRules, find_parts, read_sum_rules
from recoupe.mentions.numerals import Numerals, Quantity, bend_after, find_numerals, load_numerals
from recoupe.mentions.patterns import (
    Lexicon,
    RulePattern,
    SymbolText,
    compile_pattern,
    encode_text,
    fill_macros,
    make_lexicon,
    sentence_ranges,
    words_of_pattern,
)
from recoupe.mentions.tokens import Tokens, expand_phrase, read_tokens, read_words
from recoupe.records import CountMention, CountState, Sentence, Span
from recoupe.resources import read_toml

NUMBER = "number"
_PEOPLE = ("persons", "civilians", "professions", "soldiers", "police", "fighters", "attackers", "demonstrators")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRule:
    """One rule of counts.toml."""

    name: str
    pattern: RulePattern
    states: tuple[CountState, ...]  # several for "ni mort ni blessé"; empty: that of the figure it is a part of
    value: int | None  # what it counts where the text has no figure: "un soldat a été tué" 1
    part: bool
    needed: frozenset[str]  # symbols one of which the text must hold for the rule to be tried; empty: none
    needs_case: bool  # says nothing in text that is all in capitals, where every word looks like a name
    nothing: bool  # explains a figure that counts nobody: "42 ans", "le 3 mai"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountGrammar:
    """All that finding counts in one language needs."""

    language: str
    numerals: Numerals
    lexicon: Lexicon
    rules: tuple[CountRule, ...]
    triggers: frozenset[str]  # words that a count without a figure needs: "tué", "indemnes"
    updates: re.Pattern[str]  # what in a sentence makes its toll a new one
    sums: SumRules


def load_counts(language: str) -> CountGrammar:
    """The count grammar of a language; raises DataError naming the rule that cannot be read."""
    name = f"languages/{language}/counts.toml"
    data = read_toml(name)
    macros = data.get("macros", {})
    patterns = [fill_macros(rule["pattern"], macros) for rule in data["rule"]]
    update = fill_macros(data["update"]["pattern"], macros)
    lists = [fill_macros(data["sum"][each], macros) for each in ("further", "earlier")]
    people = read_toml(f"languages/{language}/people.toml")["classes"]
    classes = {**{noun: people[noun] for noun in (*_PEOPLE, "adjectives")}, **data["classes"]}
    classes["one_person"] = [word for noun in _PEOPLE for word in _singulars(people[noun], set(classes["plurals"]))]
    for word in sorted({word for pattern in (*patterns, *lists, update) for word in words_of_pattern(pattern)}):
        classes[f"={word}"] = [word]
    lexicon = make_lexicon(classes, given=[NUMBER])
    rules = tuple(
        _read_rule(name, rule, pattern, lexicon) for rule, pattern in zip(data["rule"], patterns, strict=True)
    )
    return CountGrammar(
        language=language,
        numerals=load_numerals(language),
        lexicon=lexicon,
        rules=rules,
        triggers=frozenset(word for name in _HARM for word in _last_words(classes[name])),
        updates=compile_pattern(update, lexicon),
        sums=read_sum_rules(data["sum"], macros, lexicon),
    )


_HARM = (
    *("killed", "die", "kill_active", "kill_noun", "dead", "injured", "injure_active", "missing", "captured"),
    *("capture_active", "captives", "surrender", "displaced", "victims", "unharmed"),
)


def _last_words(phrases: Iterable[str]) -> Iterator[str]:
    """The word of each phrase that is rarest, near enough: "a été tué" is looked for by "tué"."""
    for phrase in phrases:
        for spelling in expand_phrase(phrase):
            yield max(read_words(spelling), key=len)


def _singulars(phrases: Iterable[str], plurals: set[str]) -> Iterator[str]:
    """The spellings of nouns that mean one person: "soldat(|s)" gives soldat."""
    for phrase in phrases:
        spellings = list(expand_phrase(phrase))
        for spelling in spellings:
            last = spelling.split()[-1]
            if spelling not in plurals and last not in plurals and not (len(spellings) > 1 and last[-1] in "sx"):
                yield spelling


def _read_rule(file: str, rule: Mapping[str, Any], pattern: str, lexicon: Lexicon) -> CountRule:
    try:
        return CountRule(
            name=rule["name"],
            pattern=RulePattern(pattern=pattern, lexicon=lexicon, rule=f"data/{file}: rule {rule['name']!r}"),
            states=tuple(CountState(state) for state in rule.get("states", ())),
            value=rule.get("value"),
            part=rule.get("part", False),
            needed=frozenset(symbol for name in rule.get("needs", ()) for symbol in lexicon.symbols_of(name)),
            needs_case=rule.get("needs_case", False),
            nothing=rule.get("nothing", False),
        )
    except (KeyError, ValueError) as problem:
        raise DataError(f"data/{file}: rule {rule.get('name', '?')!r}: {problem}") from problem


def find_counts(content: str, sentences: tuple[Sentence, ...], grammar: CountGrammar) -> tuple[CountMention, ...]:
    """Every count in the text, in order; a figure is counted once, by the first rule that explains it.

    Explicit none ("ni mort ni blessé") gives one mention of 0 to 0 a state, both with the same span.
    """
    tokens = read_tokens(content)
    quantities = {quantity.first: quantity for quantity in find_numerals(content, tokens, grammar.numerals)}
    given = {first: (quantity.last, NUMBER) for first, quantity in quantities.items()}
    ranges = _telling_ranges(tokens, sentences, given, grammar)
    text = encode_text(content, tokens, grammar.lexicon, ranges, given)
    updated = _updated_ranges(text, grammar)
    in_capitals = not any(letter.islower() for letter in content[:_ENOUGH])
    hits = _choose_hits(_find_hits(text, grammar, in_capitals))
    reading = _Reading(tokens, text, quantities, grammar.numerals, updated)
    found: list[CountMention] = []
    for hit, parts in _add_up(hits, text.symbols, grammar.sums):
        found += _mentions_of(hit, parts, reading, found)
    return tuple(sorted(found, key=lambda mention: (mention.span.start, mention.span.end)))


def _telling_ranges(
    tokens: Tokens, sentences: tuple[Sentence, ...], given: Mapping[int, Any], grammar: CountGrammar
) -> list[range]:
    """The sentences that may hold a count: one with a figure, or with a word of harm."""
    return [
        sentence
        for sentence in sentence_ranges(tokens, sentences)
        if not grammar.triggers.isdisjoint(tokens.words[sentence.start : sentence.stop])
        or any(at in given for at in sentence)
    ]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text read as far as counting needs it."""

    tokens: Tokens
    text: SymbolText
    quantities: Mapping[int, Quantity]
    numerals: Numerals
    updated: tuple[Span, ...]  # sentences, in symbols, that tell a new toll


@dataclass(frozen=True, slots=True)
class _Hit:
    """A rule that matched: spans in symbols."""

    rule: CountRule
    priority: int
    start: int
    end: int
    number: Span
    of: Span | None


# Letters that show whether a text is all in capitals, as the wire of 1990 was.
_ENOUGH = 400


def _find_hits(text: SymbolText, grammar: CountGrammar, in_capitals: bool) -> Iterator[_Hit]:
    present = set(text.symbols)
    for priority, rule in enumerate(grammar.rules):
        if (rule.needs_case and in_capitals) or (rule.needed and present.isdisjoint(rule.needed)):
            continue
        for match in rule.pattern.compiled.finditer(text.symbols):
            groups = match.groupdict()
            number = Span(*match.span("n")) if groups.get("n") else Span(*match.span())
            of = Span(*match.span("of")) if groups.get("of") else None
            yield _Hit(rule, priority, match.start(), match.end(), number, of)


def _choose_hits(hits: Iterator[_Hit]) -> list[_Hit]:
    """One hit a figure, that of the earliest rule, in order of the text."""
    taken: dict[int, _Hit] = {}
    for hit in hits:
        places = range(hit.number.start, hit.number.end if hit.of is None else max(hit.number.end, hit.of.end))
        if not any(place in taken for place in places):
            taken.update(dict.fromkeys(places, hit))
    chosen = {(hit.number.start, hit.priority): hit for hit in taken.values()}
    return [chosen[key] for key in sorted(chosen)]


def _add_up(hits: list[_Hit], symbols: str, rules: SumRules) -> Iterator[tuple[_Hit, tuple[Part, ...]]]:
    """The hits, each with the other parts of its toll; what is such a part is no toll of its own."""
    by_number = {hit.number.start: hit for hit in hits}
    parts: dict[int, tuple[Part, ...]] = {}
    taken: set[int] = set()
    for hit in hits:
        if hit.number.start not in taken and _may_be_listed(hit):
            counted = hit.of.end if hit.of else hit.number.end
            listed = find_parts(symbols, hit.number.start, counted, hit.end, rules)
            parts[hit.number.start] = open_ = tuple(part for part in listed if _is_open(part, hit, by_number))
            taken |= {part.number for part in open_ if part.number is not None}
    for hit in hits:
        if hit.number.start not in taken:
            yield hit, parts.get(hit.number.start, ())


def _may_be_listed(hit: _Hit) -> bool:
    """True for a figure of those killed or hurt who are named: "cinq policiers", "himself"; not "12 morts"."""
    named = hit.of is not None and hit.of.end > hit.of.start
    return (named or hit.rule.value == 1) and hit.rule.states in _SUMMED and hit.rule.value != 0 and not hit.rule.part


_SUMMED = ((CountState.KILLED,), (CountState.INJURED,))


def _is_open(part: Part, hit: _Hit, by_number: Mapping[int, _Hit]) -> bool:
    """True for a figure that no other rule explains, or one that says the same of it."""
    other = by_number.get(part.number) if part.number is not None else None
    return other is None or other.rule.states in ((CountState.PEOPLE,), hit.rule.states)


def _mentions_of(
    hit: _Hit, parts: tuple[Part, ...], reading: _Reading, before: list[CountMention]
) -> Iterator[CountMention]:
    span, number = _span_of(hit.start, hit.end, reading), _span_of(hit.number.start, hit.number.end, reading)
    quantity = reading.quantities.get(reading.text.first[hit.number.start])
    if hit.rule.nothing or (hit.rule.value is None and quantity is None) or _is_bare_year(hit, quantity, number):
        return
    low = high = hit.rule.value
    if quantity is not None and hit.rule.value is None:
        bent = _bent_inside(quantity, reading.text.last[hit.end - 1], reading)
        low, high = bent.low, bent.high
    sizes = [reading.quantities.get(reading.text.first[part.number]) if part.number else _ONE for part in parts]
    if (
        low is not None and sum(size.low or 0 for size in sizes if size) == low
    ):  # "six jeunes, cinq hommes et une femme"
        parts, sizes = (), []
    for size in sizes:
        low, high = _plus(low, size.low if size else None), _plus(high, size.high if size else None)
    if parts:
        span = _span_of(min(hit.start, parts[0].start), max(hit.end, parts[-1].end), reading)
    for state in hit.rule.states or _inherited_state(before, span):
        yield CountMention(
            span=span,
            number=number,
            low=low,
            high=high,
            state=state,
            of=None if hit.of is None else _span_of(hit.of.start, hit.of.end, reading),
            part=hit.rule.part,
            update=any(place.start <= hit.start < place.end for place in reading.updated),
            rule=f"{hit.rule.name}, added up" if parts else hit.rule.name,
        )


_ONE = Quantity(first=0, last=0, low=1, high=1, value=1)


def _plus(one: int | None, other: int | None) -> int | None:
    """The sum; an open end stays open."""
    return one + other if one is not None and other is not None else None


def _bent_inside(quantity: Quantity, end: int, reading: _Reading) -> Quantity:
    """The figure with an approximation behind those counted: "cent vingt personnes au moins", "12 morts au moins"."""
    words = reading.tokens.words
    for at in range(quantity.last, end + 1):
        bent = bend_after(words, quantity, reading.numerals, at)
        if bent != quantity and not any(at < other <= at + _BEND_REACH for other in reading.quantities):
            return bent
    return quantity


_BEND_REACH = 2  # tokens: in "12 morts et au moins 30 blessés" the figure after "au moins" is the bent one
_YEARS = range(1900, 2100)


def _is_bare_year(hit: _Hit, quantity: Quantity | None, number: Span) -> bool:
    """ "Né en août 1971 Untel est mort": four bare digits with nobody counted after them."""
    if quantity is None or (hit.of is not None and hit.of.end > hit.of.start):
        return False
    return number.end - number.start == 4 and quantity.low == quantity.high and quantity.value in _YEARS


# How far behind a figure its part may stand: "24 morts dans l'attaque d'un poste, dont deux enfants".
_PART_REACH = 120


def _inherited_state(before: list[CountMention], span: Span) -> tuple[CountState, ...]:
    """ "dont deux enfants" is of the state of the figure told just before."""
    for mention in reversed(before):
        if not mention.part and mention.high != 0 and span.start - mention.span.end < _PART_REACH:
            return (mention.state,)
    return (CountState.PEOPLE,)


def _span_of(start: int, end: int, reading: _Reading) -> Span:
    """Characters of a range of symbols."""
    first, last = reading.text.first[start], reading.text.last[end - 1]
    return Span(reading.tokens.starts[first], reading.tokens.ends[last - 1])


def _updated_ranges(text: SymbolText, grammar: CountGrammar) -> tuple[Span, ...]:
    found = []
    for match in grammar.updates.finditer(text.symbols):
        start = text.symbols.rfind("\n", 0, match.start()) + 1
        end = text.symbols.find("\n", match.start())
        found.append(Span(start, len(text.symbols) if end < 0 else end))
    return tuple(found)
