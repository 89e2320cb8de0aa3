"""Gives the capitals-only text of MUC-4 small letters again, so that a reader of newspapers can read it.

Same length, so that offsets hold. A word that no English word list has is taken for a name; words in brackets of
their own, "[FMLN]", for abbreviations.
"""

import re
import tomllib
from pathlib import Path

from simplemma import is_known

from recoupe.language.vectors import read_known_names

WORD = re.compile(r"[A-Z]+(?:'[A-Z]+)?")
ABBREVIATION = re.compile(r"[\[(]([A-Z]{2,6}(?:-\d+)?)[\])]")
WORDS = tomllib.loads(Path(__file__).with_name("muc4_names.toml").read_text("utf-8"))
ALWAYS_NAMES = frozenset(WORDS["names"])
# Countries, capitals and provinces that an English word list also has, or that are two words.
PLACES = "|".join(WORDS["phrases"])
KEPT = frozenset(WORDS["abbreviations"])
PLACE = re.compile(rf"\b(?:{PLACES})(?='?s?\b)")
KNOWN = read_known_names("en")
NO_NAMES = frozenset(WORDS["no_names"])
# "Jeffrey Brent ball", "Ramiro Castillo love": a common word that is also a name, behind a given or family name.
NAME_AND_WORD = re.compile(r"\b([A-Z][a-z]+) ([a-z]{4,})\b")
# "31 MAY 89", "1 AND 2 MAY": the month; "PEOPLE MAY" is the verb.
MONTH = re.compile(r"(?<=\d )may\b|\bmay(?= \d)")
ENDING = re.compile(r"[.!?:]\s+[\"'\[(]*$|\n\s*[\"'\[(]*$|\]\s*[\"']*$|^$|[.!?]\"\s+$")


def recase_text(text: str) -> str:
    """`text` with small letters where English has them; character for character as long as before."""
    abbreviations = set(ABBREVIATION.findall(text)) | KEPT
    recased = WORD.sub(lambda match: _recase_word(match, text, abbreviations), text)
    recased = MONTH.sub("May", NAME_AND_WORD.sub(_recase_name, recased))
    return PLACE.sub(lambda match: match.group().title(), recased)


def _recase_word(match: re.Match[str], text: str, abbreviations: set[str]) -> str:
    word = match.group()
    if word in abbreviations:
        return word
    small = word.lower()
    before = text[max(0, match.start() - 4) : match.start()]
    if text[match.end() : match.end() + 2] == ".S" or before.endswith("U."):
        return word
    known = KNOWN.describe(small.removesuffix("'s"))
    if small in ALWAYS_NAMES or not is_known(small.removesuffix("'s"), lang="en") or ENDING.search(before):
        return word[0] + small[1:]
    return word[0] + small[1:] if set(known) & set("gfp") and "c" not in known else small


def _recase_name(match: re.Match[str]) -> str:
    name, word = match[1].lower(), match[2]
    is_name = set(KNOWN.describe(name)) & set("gf") and "c" not in KNOWN.describe(name)
    if not is_name or word in NO_NAMES or not set(KNOWN.describe(word)) & set("gf"):
        return match.group()
    return f"{match[1]} {word.capitalize()}"
