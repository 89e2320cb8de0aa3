"""Lemmas: what the treebanks give for a form and its part of speech, else the form's entry in simplemma."""

from dataclasses import dataclass
from functools import lru_cache

import simplemma

from recoupe.resources import read_rows

# Forms whose entry is kept at hand; a day's news has some 30,000 of them.
REMEMBERED = 60_000
# Parts of speech whose form is its lemma, capitals included.
NAMES = frozenset(("PROPN", "X", "SYM", "PUNCT", "NUM"))
APOSTROPHE = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True, kw_only=True)
class LemmaTable:
    """Lemmas by small-letter form and part of speech, and every small-letter form the treebanks know."""

    language: str
    entries: dict[tuple[str, str], str]
    forms: frozenset[str]


def load_lemmas(language: str) -> LemmaTable:
    """The lemma table of a language."""
    entries = {(row["form"], row["pos"]): row["lemma"] for row in read_rows(f"languages/{language}/lemmas.tsv")}
    return LemmaTable(language=language, entries=entries, forms=frozenset(form for form, _ in entries))


def find_lemma(form: str, pos: str, table: LemmaTable) -> str:
    """The lemma of a form: "attaquées", VERB gives "attaquer"; a name gives itself."""
    low = form.lower().translate(APOSTROPHE)
    known = table.entries.get((low, pos))
    if known is not None:
        return known
    if pos in NAMES:
        return form
    return look_up(low, table.language) or low


@lru_cache(maxsize=REMEMBERED)
def look_up(form: str, language: str) -> str | None:
    """The form's lemma in simplemma's dictionary of the language; None when it is not there."""
    if not simplemma.is_known(form, lang=language):
        return None
    return simplemma.lemmatize(form, lang=language)
