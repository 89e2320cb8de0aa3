"""Lemmas: what the treebanks give for a form and its part of speech, else the form's entry in simplemma."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import simplemma

from recoupe.errors import DataError
from recoupe.resources import read_rows, read_toml

# Forms whose entry is kept at hand; a day's news has some 30,000 of them.
REMEMBERED = 60_000
# Parts of speech whose form is its lemma, capitals included.
NAMES = frozenset(("PROPN", "X", "SYM", "PUNCT"))
APOSTROPHE = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRule:
    """Turns a form of one part of speech into its lemma by how it ends; see lemmas.toml."""

    pos: str
    unless: tuple[str, ...]
    form: tuple[str, ...]
    lemma: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LemmaTable:
    """Lemmas by small-letter form and part of speech, every form the treebanks know, and the ending rules."""

    language: str
    entries: dict[tuple[str, str], str]
    forms: frozenset[str]
    endings: tuple[EndingRule, ...]


def load_lemmas(language: str) -> LemmaTable:
    """The lemma table of a language; raises DataError when a rule of lemmas.toml lacks a key."""
    entries = {(row["form"], row["pos"]): row["lemma"] for row in read_rows(f"languages/{language}/lemmas.tsv")}
    name = f"languages/{language}/lemmas.toml"
    return LemmaTable(
        language=language,
        entries=entries,
        forms=frozenset(form for form, _ in entries),
        endings=tuple(_read_rule(entry, name) for entry in read_toml(name)["ending"]),
    )


def find_lemma(form: str, pos: str, table: LemmaTable) -> str:
    """The lemma of a form: "attaquées", VERB gives "attaquer"; a name gives itself."""
    low = form.lower().translate(APOSTROPHE)
    known = table.entries.get((low, pos))
    if known is not None:
        return known
    if pos in NAMES:
        return form
    found = look_up(low, table.language)
    return _by_ending(low, pos, found or low, table) or found or low


def _by_ending(low: str, pos: str, found: str, table: LemmaTable) -> str | None:
    for rule in table.endings:
        if rule.pos != pos or (rule.unless and found.endswith(rule.unless)):
            continue
        for ending in rule.form:
            candidate = low.removesuffix(ending) + rule.lemma
            if low.endswith(ending) and (not rule.known or look_up(candidate, table.language) == candidate):
                return candidate
    return None


def _read_rule(entry: dict[str, Any], name: str) -> EndingRule:
    try:
        return EndingRule(
            pos=entry["pos"],
            unless=tuple(entry["unless"]),
            form=tuple(entry["form"]),
            lemma=entry["lemma"],
            known=entry["known"],
        )
    except KeyError as missing:
        raise DataError(f"data/{name}: an [[ending]] lacks the key {missing}; add it") from missing


@lru_cache(maxsize=REMEMBERED)
def look_up(form: str, language: str) -> str | None:
    """The form's lemma in simplemma's dictionary of the language; None when it is not there."""
    if not simplemma.is_known(form, lang=language):
        return None
    return simplemma.lemmatize(form, lang=language)
