"""Sentences: where each begins and ends, by rules, without touching the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from recoupe.errors import DataError
from recoupe.records import Span
from recoupe.resources import read_toml

# A mark that may end a sentence, with the quotation marks, brackets and note numbers that close after it.
END = re.compile(
    r"(?P<mark>[.!?…]+)"
    r"(?P<closing>(?:[\"'”’)\]]|[ \u00a0\u202f]?[»](?!\w)|\[\d{1,3}\])*)"
    r"(?=\s+(?:[«“\"'‘(\[–—\-][ \u00a0\u202f]?)*(?P<next>\S))"
)
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
LAST_WORD = re.compile(r"[^\s«»“”\"(\[]+$")
FIRST_WORD = re.compile(r"[^\W_]+['’]?")
ACRONYM = re.compile(r"(?:[^\W\d_]\.-?){2,}")
INITIAL = re.compile(r"[A-ZÀ-Ý]\.")
LIST_NUMBER = re.compile(r"\s*\d{1,2}\.")
BEGINNINGS = '«“"(['
ELLIPSIS = ("...", "…", "....")
# Characters before a mark that are looked at for an abbreviation; the longest listed has eight.
LOOK_BACK = 24
# Characters of the longest stretch taken for one sentence: the longest of 1,401 articles has 1,856, but a table or a
# list without stops may go on for pages, and what looks around in a sentence would look through all of it.
LONGEST_SENTENCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRules:
    """What languages/LANG/sentences.toml says: abbreviations by how they are followed, starters, datelines."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    before_lower: frozenset[str]
    starters: frozenset[str]
    datelines: re.Pattern[str]


def load_sentence_rules(language: str) -> SentenceRules:
    """The sentence rules of a language; raises DataError when sentences.toml lacks a key or a pattern is wrong."""
    name = f"languages/{language}/sentences.toml"
    table = read_toml(name)
    try:
        return SentenceRules(
            before_name=_cased(table["before_name"]),
            before_number=_cased(table["before_number"]),
            before_lower=_cased(table["before_lower"]),
            starters=frozenset(table["starters"]),
            datelines=re.compile("|".join(f"(?:{pattern})" for pattern in table["datelines"])),
        )
    except KeyError as missing:
        raise DataError(f"data/{name} lacks the key {missing}; add it") from missing
    except re.error as problem:
        raise DataError(f"data/{name}: a dateline pattern does not compile ({problem}); mend it") from problem


def find_sentences(text: str, rules: SentenceRules) -> tuple[Span, ...]:
    """The sentences of `text` in order, without the white space around them; a line break always ends one."""
    return tuple(
        Span(start, end)
        for line in LINE.finditer(text)
        for start, end in _trimmed(text, list(_bounded(text, _cuts(text, line.start(), line.end(), rules))))
    )


def _cuts(text: str, start: int, end: int, rules: SentenceRules) -> list[int]:
    """The offsets between which the sentences of one line lie, its own ends included."""
    cuts = [start]
    while start < end and text[start].isspace():
        start += 1
    if dateline := rules.datelines.match(text, start, end):
        cuts.append(dateline.end())
    for match in END.finditer(text, cuts[-1], end):
        if _ends(text, match, cuts[-1], rules):
            cuts.append(match.end("closing"))
    cuts.append(end)
    return cuts


def _bounded(text: str, cuts: list[int]) -> Iterator[int]:
    """The same cuts, and further ones at blanks within what is too long for a sentence."""
    for start, end in pairwise(cuts):
        at = start
        yield at
        while end - at > LONGEST_SENTENCE:
            blank = text.rfind(" ", at + 1, at + LONGEST_SENTENCE)
            at = blank if blank > at else at + LONGEST_SENTENCE
            yield at
    yield cuts[-1]


def _trimmed(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if bare := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(bare)


def _ends(text: str, match: re.Match[str], start: int, rules: SentenceRules) -> bool:
    """True when the mark matched ends the sentence that began at `start`."""
    following = match.group("next")
    bracketed = following in ".…" and text[match.start("next") - 1] in "(["  # "Fin. [...] Tout va bien."
    if not (following.isupper() or following.isdecimal() or following in BEGINNINGS or bracketed):
        return False
    if match.group("mark") in ELLIPSIS and _bracketed(text, match):
        return False
    if match.group("mark") != ".":
        return True
    return _stop_ends(text, match, start, rules)


def _bracketed(text: str, match: re.Match[str]) -> bool:
    """True for "(…)" and "[...]", which belong to the sentence after them."""
    return text[match.start() - 1 : match.start()] in ("(", "[") and match.group("closing")[:1] in (")", "]")


def _stop_ends(text: str, match: re.Match[str], start: int, rules: SentenceRules) -> bool:
    """Tells a full stop from the stop of an abbreviation, an initial or a list number."""
    stop = match.end("mark")
    before = LAST_WORD.search(text, max(start, stop - LOOK_BACK), stop)
    word = before.group() if before else "."
    word = word.rpartition("'")[2].rpartition("’")[2]
    if word in rules.before_name or (word in rules.before_number and match.group("next").isdecimal()):
        return False
    if word in rules.before_lower or ACRONYM.fullmatch(word):
        return _starts(text, match.start("next"), rules)
    if INITIAL.fullmatch(word):
        return False
    return LIST_NUMBER.fullmatch(text, start, stop) is None


def _starts(text: str, offset: int, rules: SentenceRules) -> bool:
    first = FIRST_WORD.match(text, offset)
    return first is None or first.group().lower().replace("’", "'") in rules.starters


def _cased(abbreviations: list[str]) -> frozenset[str]:
    """Each abbreviation as written, with a capital and in capitals ("gén.", "Gén.", "GÉN.")."""
    return frozenset(form for text in abbreviations for form in (text, text[:1].upper() + text[1:], text.upper()))
