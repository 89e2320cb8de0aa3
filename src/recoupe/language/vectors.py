"""Word vectors: what the models look at in a word, as a layer that spaCy finds under the name `recoupe.WordVectors.v1`.

Beside the word itself, its ends and its shape, the models see whether the word is known as a given name, a family
name or (a part of) a place name, and whether the dictionary has it as a common word; the name corpora are too small
to teach them that Goa is a place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import recoupe.language.quick_spacy  # noqa: F401  before any other part of spaCy

# isort: split
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

from recoupe.language.lemmas import look_up

Docs = list[Doc]
DIGIT = re.compile(r"\d")
# Rows of the table of each trait, in the order of `_traits`: word, first three letters, last two, three and four,
# shape, and what the word is known as.
ROWS = (7000, 2000, 600, 2500, 4000, 500, 200)
REMEMBERED = 200_000  # words whose traits are kept at hand, some 40 MB
TABLE_WIDTH = 64  # as good as 96 and a third smaller on disk
SHAPE_LENGTH = 4  # of a run of like characters no more are kept: "Bagdad" and "Kaboul" are both "Xxxxx"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Letters of what a small-letter word is known as: g(iven), f(amily), p(lace), q (part of a place)."""

    kinds: dict[str, str]
    language: str

    def describe(self, word: str) -> str:
        """Its letters, with c(ommon) where the dictionary has it as no name."""
        low = word.lower()
        lemma = look_up(low, self.language)
        common = "c" if lemma is not None and lemma[:1].islower() else ""
        return self.kinds.get(low, "") + common

    def of_kind(self, letter: str) -> list[str]:
        """The words known as that and as no common word."""
        return [word for word, kinds in self.kinds.items() if letter in kinds and "c" not in self.describe(word)]


def read_known_names(language: str) -> KnownNames:
    """The packaged table of known names, with the dictionary of a language."""
    return KnownNames(kinds=_read_kinds(), language=language)


@cache  # the syntax and the names of a language both look at it
def _read_kinds() -> dict[str, str]:
    text = files("recoupe").joinpath("models", "known_names.tsv").read_text("utf-8")
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    return dict(zip(cells[2::2], cells[3::2], strict=True))


@registry.architectures("recoupe.WordVectors.v1")  # type: ignore[untyped-decorator]  # spaCy has no types here
def build_word_vectors(width: int, language: str) -> Model[list[Doc], list[Any]]:
    """A layer that gives each word of a document a vector of `width` numbers."""
    tables: list[Model[Any, Any]] = [
        HashEmbed(TABLE_WIDTH, rows, column=index, seed=8 + index, dropout=0.0) for index, rows in enumerate(ROWS)
    ]
    mix = Maxout(width, TABLE_WIDTH * len(ROWS), nP=3, dropout=0.0, normalize=True)
    layers: Model[Any, Any] = chain(
        _traits_layer(read_known_names(language)),
        cast(Model[Any, Any], list2ragged()),
        with_array(concatenate(*tables)),
        with_array(mix),
        ragged2list(),
    )
    return layers


def _traits_layer(names: KnownNames) -> Model[Docs, list[Any]]:
    seen: dict[int, list[int]] = {}  # a cache: the same word always has the same traits

    def forward(model: Model[Docs, list[Any]], docs: Docs, is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
        del is_train
        if len(seen) > REMEMBERED:
            seen.clear()
        arrays = []
        for doc in docs:
            rows = []
            for word in doc.to_array(["ORTH"]).tolist() if len(doc) else []:
                traits = seen.get(word)
                if traits is None:
                    traits = seen[word] = _traits(doc.vocab.strings[word], names)
                rows.append(traits)
            arrays.append(model.ops.asarray2i(rows or model.ops.alloc2i(0, len(ROWS)), dtype="uint64"))
        return arrays, lambda gradient: []

    return Model("recoupe_traits", forward)


def _traits(word: str, names: KnownNames) -> list[int]:
    """What the models look at, each as a number of its own."""
    low = DIGIT.sub("0", word.lower())
    traits = (low, low[:3], low[-2:], low[-3:], low[-4:], _shape(word), names.describe(word))
    return [get_string_id(trait) if trait else 0 for trait in traits]


def _shape(word: str) -> str:
    """X for a capital, x for a small letter, d for a digit, other characters as they are."""
    shape = ""
    for character in word:
        kind = (
            "X" if character.isupper() else "x" if character.isalpha() else "d" if character.isdecimal() else character
        )
        if shape[-SHAPE_LENGTH:] != kind * SHAPE_LENGTH:
            shape += kind
    return shape
