"""Names made comparable: "Aïn al-Assad", "AIN AL ASSAD" and "ʿAyn al-Asad" fold to keys that a table can hold.

A key is the folded words of a name with one space between: "deir ez zor". Apostrophes and hyphens separate words, for
French elides ("d'Idleb"), so a name with an inner apostrophe has two keys, split and joined ("ma arrat", "maarrat").
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+", re.UNICODE)
APOSTROPHES = "'’‘ʼʻʿʾ`´"

# Letters that canonical decomposition leaves whole: "Łódź", "Tromsø", "Adıyaman", "Ấp Đông"; alef and yeh of Arabic.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ə": "a"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "ک": "ك", "ی": "ي"}
)
# One spelling for words that newspapers shorten: "St. Louis", "Fort Hood" and "Ft. Hood", "Mt. Vernon".
SHORTENED = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
# The Arabic article in its Latin spellings, assimilated or not: "Deir ez-Zor", "ech-Cheikh".
ARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "ed",
        "ar",
        "er",
        "as",
        "es",
        "at",
        "et",
        "an",
        "az",
        "ez",
        "ash",
        "esh",
        "ach",
        "ech",
        "ath",
        "eth",
        "adh",
        "edh",
        "ul",
        "ou",
    ]
)

ENGLISH_WORDS = frozenset({"an", "as", "at", "en", "et", "ou", "ad", "er", "es"})  # French ones among them
LONG_ENOUGH = 5  # letters from which "Hawija" may lack its article and final h


class Token(NamedTuple):
    """A run of letters or digits in a text, with its folded form; a tuple, for there is one for every word.

    `capital` is true when it begins as a name does; Arabic script has no capitals, so any of its words may be a name.
    """

    text: str
    start: int
    end: int
    key: str
    capital: bool


def fold(text: str) -> str:
    """`text` without case, accents and vowel points; characters that separate words stay."""
    if text.isascii():
        return text.lower()
    plain = text.casefold().translate(PLAIN)
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


def find_tokens(content: str) -> tuple[Token, ...]:
    """The runs of letters and digits of `content`, folded."""
    found = ((hit[0], *hit.span()) for hit in WORD.finditer(content))
    return tuple([Token(text, start, end, fold_word(text), _is_capital(text[0])) for text, start, end in found])


def _is_capital(letter: str) -> bool:
    return letter.isupper() or "\u0600" <= letter <= "\u06ff"


@lru_cache(maxsize=50_000)  # some 10 MB: the words of a language come again and again
def fold_word(word: str) -> str:
    """The folded form of one word, in the short spelling where there is one."""
    folded = fold(word)
    return SHORTENED.get(folded, folded)


def key_of(name: str) -> str:
    """The key of a whole name: "Deir ez-Zor" gives "deir ez zor"."""
    return " ".join(fold_word(word) for word in WORD.findall(name))


def keys_of(name: str) -> Iterator[str]:
    """All keys under which a table should hold `name`: split at its apostrophes, and joined over them."""
    yield key_of(name)
    if any(mark in name for mark in APOSTROPHES):
        yield key_of("".join(char for char in name if char not in APOSTROPHES))


def variants_of(key: str) -> Iterator[str]:
    """Other keys to try when a table lacks `key`: the Arabic article spelled otherwise, left out or put in.

    "El Bab" is entered as "al bab", "Hawija" as "al hawijah"; "AN ACT" of a text in capitals has no article to lose.
    """
    head, _, rest = key.partition(" ")
    if head in ARTICLES and head not in ENGLISH_WORDS and rest:
        yield from (f"{article} {rest}" for article in ("al", "el") if article != head)
        yield rest
    elif key.endswith("a") and not rest and len(key) >= LONG_ENOUGH:
        yield from (f"{key}h", f"al {key}", f"al {key}h")


# Transliterations of one name differ in vowels and in how they write some sounds: "Khan Cheikhoun", "Khan Shaykhun".
SPELLINGS = {"sch|sh|ch": "x", "kh|ck|q|c": "k", "gh": "g", "dj": "j", "dh": "d", "th": "t", "ph": "f"}
VOWELS_AND_DOUBLES = {"[aeiouywh]": "", r"(.)\1+": r"\1"}
SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in (SPELLINGS | VOWELS_AND_DOUBLES).items())
FEWEST_CONSONANTS = 4  # "Khan" alone would match too much


def skeleton(key: str) -> str | None:
    """The consonants of a Latin key without its articles; None when too few are left to tell names apart."""
    bare = "".join(consonants(word) for word in key.split() if word not in ARTICLES)
    return f"~{bare}" if bare.isascii() and len(bare) >= FEWEST_CONSONANTS else None


def consonants(word: str) -> str:
    """A folded word without its vowels, each sound in one spelling."""
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    return word
