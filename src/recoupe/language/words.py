"""Words: where each word of a text begins and ends, cut as the treebanks of the models cut them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.errors import DataError
from recoupe.resources import read_toml

# One character for one, so that offsets hold: typographic apostrophes and quotation marks, spaces that do not break.
EVEN = str.maketrans("’‘ʼ`“”\u00a0\u202f\u2009\u2011", "''''\"\"   -")

# "2 500", "2.500,5", "20:30", "10/01/2020"; a group of three after a space belongs to the number before it.
NUMBER = r"(?>\d{{1,3}}(?: \d{{3}})+(?:,\d+)?(?!\w)|\d+(?:[{marks}]\d+)*)"
ORDINAL = r"\d+(?:ers?|[eè]res?|[eè]mes?|nde?s?|es?|st|rd|th|'?s)(?!\w)"
ADDRESS = (
    r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|fr|uk|html?|docx?|xlsx?|pdf)(?![\w-])"
    r"|(?:1-)?\d{3}-\d{3}-\d{4}(?![\w-])"
)
INITIALS = r"(?:[^\W\d_]\.-?){2,}(?![^\W\d_])|[A-ZÀ-Ý]\.(?= ?[A-ZÀ-Ý])"
DESIGNATION = r"[A-Z]{1,4}-\d+[A-Z]?(?![\w-])|[A-Z]{1,3}&[A-Z]{1,3}(?!\w)"  # F-16, RPG-7, MQ-9; AT&T
# "..." and "!!", and the faces that letters to an editor make: ":-)".
MARKS = r"(?P<one>[^\w\s()\[\]{}«»“”])(?P=one)+|[!?.]{2,}|(?<!\S)(?:[:;=]-?[()DP]|\([:;=])(?!\S)"
# An abbreviation that ends the sentence leaves its stop to the sentence, as in the treebanks: "etc" "."
LAST = r"['\")\]»” ]*$"
LETTERS = r"[^\W_][\w\u0300-\u036f]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRules:
    """What languages/LANG/words.toml says, compiled.

    `chunk` matches whatever stands between two spaces or marks; `elisions` and `endings` cut a chunk further,
    unless it is in `whole`; `cut` gives the letters before the cut.
    """

    chunk: re.Pattern[str]
    elisions: re.Pattern[str] | None
    endings: re.Pattern[str] | None
    whole: frozenset[str]
    cut: dict[str, int]


def load_word_rules(language: str) -> WordRules:
    """The word rules of a language; raises DataError when a key is missing from its words.toml."""
    name = f"languages/{language}/words.toml"
    table = read_toml(name)
    sentences = read_toml(f"languages/{language}/sentences.toml")
    try:
        abbreviations = {*table["abbreviations"], *sentences["before_name"], *sentences["before_lower"]}
        return WordRules(
            chunk=_chunk(table, sorted(abbreviations, key=lambda a: (-len(a), a))),
            elisions=_prefixes(table["elisions"]),
            endings=_suffixes(table["endings"]),
            whole=frozenset(table["whole"]),
            cut=dict(table["cut"]),
        )
    except KeyError as missing:
        raise DataError(f"data/{name} or sentences.toml beside it lacks the key {missing}; add it") from missing


def find_words(text: str, rules: WordRules) -> list[tuple[int, int]]:
    """The words of `text` as (start, end) pairs in order; text between them is white space."""
    even = text.translate(EVEN)
    found: list[tuple[int, int]] = []
    for match in rules.chunk.finditer(even):
        if match.lastgroup == "word":
            found.extend(_cut_word(match.group(), match.start(), rules))
        else:
            found.append(match.span())
    return found


def _cut_word(chunk: str, start: int, rules: WordRules) -> Iterator[tuple[int, int]]:
    low = chunk.lower()
    begin, end = 0, len(chunk)
    while rules.elisions and low[begin:] not in rules.whole and (match := rules.elisions.match(low, begin)):
        yield start + begin, start + match.end()
        begin = match.end()
    rest = low[begin:]
    tail = end
    if rest in rules.cut:
        tail = begin + rules.cut[rest]
    elif rules.endings and rest not in rules.whole and (match := rules.endings.search(low, begin + 1)):
        tail = match.start()
    if begin < tail:
        yield start + begin, start + tail
    if tail < end:
        yield start + tail, start + end


def _chunk(table: dict[str, object], abbreviations: list[str]) -> re.Pattern[str]:
    stops = "|".join(re.escape(a.translate(EVEN)) for a in abbreviations)
    units = "|".join(re.escape(str(u)) for u in _texts(table["units"]))
    number = NUMBER.format(marks=re.escape(str(table["number_marks"])))
    return re.compile(
        rf"(?P<address>{ADDRESS})"
        rf"|(?P<ordinal>{ORDINAL})"
        rf"|(?P<unit>(?<=\d)(?:{units})(?![^\W\d_]))"
        rf"|(?P<number>(?:{number})(?=(?:{units})?(?![^\W\d_])|(?:{units})\d|[^\w]|$))"
        rf"|(?P<acronym>(?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?=\.{LAST}))"
        rf"|(?P<abbreviation>(?<!\w)(?:{stops}|{INITIALS})(?!{LAST}))"
        rf"|(?P<designation>{DESIGNATION}|[nN]°|°[CF](?!\w))"
        rf"|(?P<word>{_word(table)})"
        rf"|(?P<marks>{MARKS})"
        r"|(?P<mark>\S)"
    )


def _word(table: dict[str, object]) -> str:
    """A word with what may stand inside it: apostrophes, and hyphens where the language keeps them."""
    if table["hyphens"] == "inside":
        return rf"{LETTERS}(?:['-]{LETTERS})*'?(?:(?<=[^\W\d_]')(?=[^\W_\d]))?|{LETTERS}'?"
    prefixes = "|".join(re.escape(p) for p in _texts(table["hyphen_prefixes"]))
    return rf"(?:(?i:{prefixes})-)*{LETTERS}(?:'{LETTERS})*"


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _prefixes(texts: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(re.escape(t) for t in sorted(texts, key=len, reverse=True))) if texts else None


def _suffixes(texts: list[str]) -> re.Pattern[str] | None:
    longest = sorted(texts, key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(t) for t in longest) + ")$") if texts else None
