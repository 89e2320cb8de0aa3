"""Which language a document is in, and whether there is anything in it to read."""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from recoupe.errors import DocumentError
from recoupe.records import Document
from recoupe.resources import LANGUAGES, read_toml

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LARGEST_TEXT = 1_000_000
"""Characters of the longest document read; the longest news feature is a tenth of it, and the parser's memory
grows with the text (about 1 GB for a million characters)."""

MOST_CONTROL = 0.02
"""Share of control characters from which a text is taken for binary data; no article of 1,401 has one in a thousand."""

LEAST_LATIN = 0.5
"""Share of Latin letters below which a text is in none of our languages, whatever it is declared to be."""

NEAR_TIE = 12.0
"""How far (log-likelihood) another language may lie before ours and still be no evidence against it: on the titles
of 1,401 articles this takes "Mali: 3 morts" (eo 1.6 before fr) for French and leaves "Dos drones fueron
derribados" (es, 25 before fr) to Spanish."""

SURE_SHARE, SURE_WORDS, SURE_DIFFERENT, OTHERS_SHARE = 0.06, 8, 4, 0.02
"""A text is in a language for sure when it has so many words, so large a part of them words that only this language
has, so many different ones, and so few of another's. That settles all English articles and 91 of 100 French ones of
1,401, each as the identifier does, which takes a third of a second to load."""

WORD = re.compile(r"[^\W\d_]+")
SURROGATE = re.compile(r"[\ud800-\udfff]")

NAMES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ru": "Russian", "so": "Somali", "sw": "Swahili", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese", "en": "English", "fr": "French",
}  # fmt: skip


def identify_language(document: Document) -> str:
    """ISO 639-1 code of the language to read the document in: the declared one, else the one the whole text shows.

    Raises DocumentError with a sentence for an empty, binary or oversized text and for a language that is not read.
    """
    check_readable(document)
    check_script(document)
    declared = (document.language or "").partition("-")[0].partition("_")[0].lower()
    found = declared or guess_language(document.content)
    if found not in LANGUAGES:
        raise DocumentError(unread_language(found, declared=bool(declared)))
    return found


def check_readable(document: Document) -> None:
    """Raises DocumentError where there is no text, no text that is text, or too much of it."""
    text = document.text
    if len(text) > LARGEST_TEXT:
        raise DocumentError(
            f"the text has {len(text):,} characters; the most that is read as one document is {LARGEST_TEXT:,}:"
            " split it into its articles"
        )
    if not text.strip():
        raise DocumentError("the text is empty: there is nothing to read")
    control = sum(number for character, number in Counter(text).items() if _is_control(character))
    if control > MOST_CONTROL * len(text) or "\0" in text:
        raise DocumentError("the text holds control characters, as binary data does: give plain text or HTML")
    if SURROGATE.search(document.content):
        raise DocumentError("the text holds halves of characters (lone surrogates): it was cut or decoded wrongly")
    if not WORD.search(text):
        raise DocumentError("the text holds no letters: there is nothing to read")


def check_script(document: Document) -> None:
    """Raises DocumentError for a text that is mostly in another script than the Latin one."""
    letters = {character: number for character, number in Counter(document.text).items() if character.isalpha()}
    latin = sum(number for character, number in letters.items() if _is_latin(character))
    if latin < LEAST_LATIN * sum(letters.values()):
        raise DocumentError(unread_language(likeliest_language(document.text), declared=False))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and not character.isspace()


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


def guess_language(text: str) -> str:
    """Code of the likeliest language of a whole text; one of ours where it is as good as tied with the likeliest."""
    if sure := find_sure_language(text):
        return sure
    ranked = _identifier().rank(_sentence_case(text))
    best, score = ranked[0]
    ours: list[tuple[str, float]] = [(code, value) for code, value in ranked if code in LANGUAGES]
    return ours[0][0] if score - ours[0][1] <= NEAR_TIE else str(best)


def find_sure_language(text: str) -> str | None:
    """Code of the language whose own words the text is full of, or None where they do not settle it."""
    words = WORD.findall(text.lower())
    if len(words) < SURE_WORDS:
        return None
    telling = _telling_words()
    shares = {code: sum(word in own for word in words) / len(words) for code, own in telling.items()}
    best = max(shares, key=lambda code: shares[code])
    alone = all(share <= OTHERS_SHARE for code, share in shares.items() if code != best)
    clear = shares[best] >= SURE_SHARE and len(telling[best].intersection(words)) >= SURE_DIFFERENT
    return best if alone and clear else None


def likeliest_language(text: str) -> str:
    """Code of the likeliest of all languages the identifier knows."""
    best: str = _identifier().rank(text)[0][0]
    return best


def unread_language(code: str, *, declared: bool) -> str:
    """The sentence for a language that Recoupe does not read."""
    read = " and ".join(f"{NAMES[language]} ({language})" for language in LANGUAGES)
    how = "is declared to be" if declared else "seems to be"
    remedy = "" if declared else "; if that is wrong, say which it is under 'language'"
    return f"the text {how} in {NAMES.get(code, 'a language')} ({code}); Recoupe reads {read}{remedy}"


def _sentence_case(text: str) -> str:
    """Text set in capitals throughout, in small letters: agency copy of the eighties is all upper case."""
    return text.lower() if text.isupper() else text


@cache
def _telling_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(read_toml(f"languages/{code}/telling.toml")["words"]) for code in LANGUAGES}


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
