"""Inflects verbs of saying by the paradigms of a language's TOML, so that a list of lemmas is enough."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

KINDS = ("base", "finite", "participle", "gerund")


class Form(StrEnum):
    """What a form can do in a sentence; one spelling may have several ("said" is finite and participle)."""

    BASE = "base"
    FINITE = "finite"
    PARTICIPLE = "participle"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Regular endings for lemmas that a pattern fits: cut letters, then add."""

    lemma: re.Pattern[str]
    cut: int
    add: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paradigms:
    """How a language's verbs change: regular endings in order of trial, and irregular verbs outright."""

    endings: tuple[Ending, ...]
    irregular: dict[str, dict[str, tuple[str, ...]]]


def read_paradigms(endings: Iterable[Mapping[str, str]], irregular: Mapping[str, str]) -> Paradigms:
    """Paradigms from the tables `endings.rules` and `irregular` of attribution.toml."""
    return Paradigms(
        endings=tuple(
            Ending(
                lemma=re.compile(rule["lemma"]),
                cut=int(rule["cut"]),
                add={kind: tuple(rule[kind].split()) for kind in KINDS},
            )
            for rule in endings
        ),
        irregular={lemma: _irregular(lemma, forms) for lemma, forms in irregular.items()},
    )


def _irregular(lemma: str, forms: str) -> dict[str, tuple[str, ...]]:
    parts = [tuple(part.split()) for part in forms.split(";")]
    if len(parts) != len(KINDS):
        raise ValueError(f"irregular {lemma!r} has {len(parts)} parts; give {'; '.join(KINDS)}")
    return dict(zip(KINDS, parts, strict=True))


def inflect(lemma: str, paradigms: Paradigms) -> tuple[tuple[str, Form], ...]:
    """All forms of `lemma` with their kind, "-" in an ending standing for nothing added."""
    outright = paradigms.irregular.get(lemma)
    if outright is None:
        ending = next((rule for rule in paradigms.endings if rule.lemma.search(lemma)), None)
        if ending is None:
            raise ValueError(f"no ending fits {lemma!r}; list its forms under [irregular]")
        outright = {kind: tuple(_add(lemma, ending.cut, end) for end in ends) for kind, ends in ending.add.items()}
    return tuple(dict.fromkeys((text, form) for form in Form for text in outright[form]))


def _add(lemma: str, cut: int, end: str) -> str:
    stem = lemma[: len(lemma) - cut]
    if end.startswith("DOUBLE"):  # "slammed", "admitting"
        return stem + stem[-1] + end.removeprefix("DOUBLE")
    return stem + ("" if end == "-" else end)
