"""Phrase patterns: rules over classes of words instead of over characters.

A lexicon puts words and phrases into classes ("killed": tué, tuée, abattu, "perdu la vie"). A text becomes a string
with one symbol a word, where the symbol stands for the set of classes that the word is in; a rule's pattern becomes a
regular expression over such symbols. Rules stay short data, and one scan of a document costs microseconds.

The language of patterns, words parted by spaces:

    tué            that word, whatever its accents and case
    <killed>       a word or phrase of the class; <killed|injured> of either
    <!be|number>   any word that is in none of these classes
    _              any word or figure, but no sign
    ~              any word or sign but a bracket or the end of the sentence
    _U             a word in small letters that no class knows
    _N             a word with a capital letter that no class knows: a name
    , ( ) .        \\, \\( \\) \\. stand for the signs themselves
    {name}         what the file's [macros] give for that name
    of=( … )       what matched inside is the part `of`
    ( | ) ? * + {m,n}   as in regular expressions
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from recoupe.errors import DataError
from recoupe.mentions.tokens import Tokens, expand_phrase, read_words
from recoupe.records import Sentence

UNKNOWN, NAME, FIGURE, BREAK = "w", "W", "d", "\n"
_HYPHENS = frozenset("-'")
_FIRST_SYMBOL = 0xE000  # the private use area: no text symbol can be mistaken for a class
_ANY = rf"[\w{chr(_FIRST_SYMBOL)}-{chr(0xF8FF)}]"
_MACRO = re.compile(r"\{([a-z_]+)\}")
_PIECE = re.compile(
    r"""(?P<part>[a-z_]+)=\( | <(?P<classes>[^<>]+)> | \\(?P<sign>.) | (?P<name>_N) | (?P<unknown>_U)
      | (?P<rest>~) | (?P<any>_) | (?P<operator>[()|?*+]|\{\d*,?\d*\}) | (?P<word>[^\W_]+) | \s+""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a lexicon, as folded words, and what it means in each of its spellings."""

    words: tuple[str, ...]
    spellings: Mapping[str, str]  # lower-case spelling -> symbol; "blesse" is no "blessé"
    symbol: str  # of all the spellings together, for capitals and for text without accents


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words and phrases in classes, each distinct set of classes with a symbol of its own."""

    entries: Mapping[str, tuple[Entry, ...]]  # by first folded word, longest first
    symbols: Mapping[str, str]  # class -> all symbols whose words are in it

    def symbols_of(self, wanted: str) -> str:
        """All symbols whose words are in the class `wanted`."""
        return self.symbols.get(wanted, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolText:
    """A text as symbols: `first[i]` and `last[i]` are the tokens, last one excluded, that symbol i stands for."""

    symbols: str
    first: tuple[int, ...]
    last: tuple[int, ...]


def make_lexicon(classes: Mapping[str, Iterable[str]], given: Iterable[str] = ()) -> Lexicon:
    """The lexicon of `classes`: class name -> phrases, which may hold choices: "bless(é|ée)".

    Classes in `given` have no words; `encode_text` is told which tokens they stand for.
    """
    members: dict[tuple[str, ...], dict[str, set[str]]] = {}
    for name, phrases in classes.items():
        for phrase in phrases:
            for spelling in expand_phrase(phrase):
                members.setdefault(read_words(spelling), {}).setdefault(_spelling(spelling), set()).add(name)
    symbols = {frozenset([name]): chr(_FIRST_SYMBOL + number) for number, name in enumerate(given)}
    entries: dict[str, list[Entry]] = {}
    for words, spellings in members.items():
        sets = [frozenset(names) for names in spellings.values()]
        for names in (*sets, frozenset().union(*sets)):
            symbols.setdefault(names, chr(_FIRST_SYMBOL + len(symbols)))
        by_spelling = {spelling: symbols[frozenset(names)] for spelling, names in spellings.items()}
        entries.setdefault(words[0], []).append(Entry(words, by_spelling, symbols[frozenset().union(*sets)]))
    longest_first = {
        first: tuple(sorted(found, key=lambda entry: -len(entry.words))) for first, found in entries.items()
    }
    by_class: dict[str, str] = {}
    for names, symbol in symbols.items():
        for name in sorted(names):
            by_class[name] = by_class.get(name, "") + symbol
    return Lexicon(entries=longest_first, symbols=by_class)


def _spelling(text: str) -> str:
    """What two spellings of one folded phrase are told apart by: lower case, accents kept."""
    return "".join(text.lower().split())


def words_of_pattern(pattern: str) -> Iterator[str]:
    """The plain words in a pattern; each needs a class of its own, named "=" and the word."""
    for piece in _PIECE.finditer(pattern):
        if piece["word"]:
            yield piece["word"].lower()


def fill_macros(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with every {name} replaced by its macro."""
    while (found := _MACRO.search(pattern)) is not None:
        if found[1] not in macros:
            raise DataError(f"pattern {pattern!r} uses macro {found[1]!r}; the file has: {', '.join(sorted(macros))}")
        pattern = pattern[: found.start()] + "(" + macros[found[1]] + ")" + pattern[found.end() :]
    return pattern


def compile_pattern(pattern: str, lexicon: Lexicon) -> re.Pattern[str]:
    """The regular expression over symbols for a pattern whose macros are filled; DataError where it names no class."""
    position, parts = 0, []
    while position < len(pattern):
        piece = _PIECE.match(pattern, position)
        if piece is None:
            raise DataError(f"pattern {pattern!r}: {pattern[position:][:20]!r} is not part of the pattern language")
        parts.append(_translate(piece, lexicon, pattern))
        position = piece.end()
    try:
        return re.compile("".join(parts))
    except re.error as problem:
        raise DataError(f"pattern {pattern!r}: {problem}; mend its brackets and parts") from problem


@dataclass(frozen=True, kw_only=True)
class RulePattern:
    """The pattern of a rule, compiled when it is first tried: a short text has words for half of a file's rules.

    `rule` names the rule with its file.
    """

    pattern: str
    lexicon: Lexicon
    rule: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """What `compile_pattern` gives, or a DataError that names the rule too."""
        try:
            return compile_pattern(self.pattern, self.lexicon)
        except DataError as problem:
            raise DataError(f"{self.rule}: {problem}") from problem


def _translate(piece: re.Match[str], lexicon: Lexicon, pattern: str) -> str:
    """The regular expression over symbols for one piece of a pattern."""
    kind, text = piece.lastgroup, piece[piece.lastgroup] if piece.lastgroup else ""
    if kind == "word":
        return _symbol_set([f"={text.lower()}"], lexicon, pattern)
    if kind == "classes" and text.startswith("!"):
        return f"(?:(?!{_symbol_set(text[1:].split('|'), lexicon, pattern)}){_ANY})"
    if kind == "classes":
        return _symbol_set(text.split("|"), lexicon, pattern)
    fixed = {
        "name": NAME,
        "unknown": UNKNOWN,
        "any": _ANY,
        "rest": r"[^\n()\[\]]",
        "part": f"(?P<{text}>",
        "sign": re.escape(text),
    }
    return fixed.get(kind or "", "(?:" if text == "(" else text)


def _symbol_set(classes: list[str], lexicon: Lexicon, pattern: str) -> str:
    found = "".join(sorted({symbol for name in classes for symbol in lexicon.symbols_of(name)}))
    if not found:
        raise DataError(f"pattern {pattern!r}: class {'|'.join(classes)!r} has no words")
    return found if len(found) == 1 else f"[{found}]"


def sentence_ranges(tokens: Tokens, sentences: Iterable[Sentence]) -> list[range]:
    """The tokens of each sentence; the whole text is one sentence where nobody has cut it."""
    starts = [bisect_left(tokens.starts, sentence.start) for sentence in sentences]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    return [range(first, last) for first, last in pairwise([*starts, len(tokens.words)])]


def encode_text(
    content: str, tokens: Tokens, lexicon: Lexicon, ranges: Iterable[range], given: Mapping[int, tuple[int, str]]
) -> SymbolText:
    """The text as symbols, one for a word, phrase or sign, with a break before every sentence.

    `ranges` are the tokens of the sentences wanted; `given` names tokens that are read already, as
    first token -> (end, class).
    """
    given_symbols = {name: lexicon.symbols_of(name)[0] for _, name in given.values()}
    symbols: list[str] = []
    first: list[int] = []
    last: list[int] = []
    words, starts, entries = tokens.words, tokens.starts, lexicon.entries
    for sentence in ranges:
        symbols.append(BREAK)
        first.append(sentence.start)
        last.append(sentence.start)
        end = sentence.start
        for at in sentence:
            if at < end:
                continue
            end, word = at + 1, words[at]
            if at in given:
                end, name = given[at]
                symbol = given_symbols[name]
            elif word in entries and (entry := _entry_at(at, words, entries[word])) is not None:
                end = at + len(entry.words)
                symbol = _symbol_of(entry, content, starts[at], tokens.ends[end - 1])
            elif word[0].isalpha():
                symbol = NAME if content[starts[at]].isupper() else UNKNOWN
                if end < len(words) and words[end] in _HYPHENS:
                    end = _end_of_compound(tokens, end)
            else:
                symbol = FIGURE if word[0].isdecimal() else word[0]
            symbols.append(symbol)
            first.append(at)
            last.append(end)
    return SymbolText(symbols="".join(symbols), first=tuple(first), last=tuple(last))


def _entry_at(at: int, words: tuple[str, ...], entries: tuple[Entry, ...]) -> Entry | None:
    """The longest phrase of a lexicon that starts at a token."""
    for entry in entries:
        if len(entry.words) == 1 or words[at : at + len(entry.words)] == entry.words:
            return entry
    return None


def _symbol_of(entry: Entry, content: str, start: int, end: int) -> str:
    if len(entry.spellings) == 1 or content[start + 1 : start + 2].isupper():
        return entry.symbol
    return entry.spellings.get(_spelling(content[start:end]), entry.symbol)


def _end_of_compound(tokens: Tokens, end: int) -> int:
    """The token after a word's last part: "al-Qaïda", "hors-piste" and "Ma'arrat" are one word each."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    while (
        end + 1 < len(words)
        and words[end] in _HYPHENS
        and starts[end] == ends[end - 1]
        and starts[end + 1] == ends[end]
        and words[end + 1].isalpha()
    ):
        end += 2
    return end
