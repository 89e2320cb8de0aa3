"""Word vectors: what the models look at in a word, as a layer that spaCy finds under the name `recoupe.WordVectors.v1`.

Beside the word itself, its ends and its shape, the models see whether the word is known as a given name, a family
name or (a part of) a place name, and whether the dictionary has it as a common word; the name corpora are too small
to teach them that Goa is a place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
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
REMEMBERED = 50_000  # words kept at hand, 20 MB a pipeline when all are filled
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
def build_word_vectors(width: int, language: str) -> Model[Docs, list[Any]]:
    """A layer that gives each word of a document a vector of `width` numbers.

    The vector of a word is the same wherever it stands, so it is worked out once and kept; training forgets them.
    """
    names = read_known_names(language)
    tables: list[Model[Any, Any]] = [
        HashEmbed(TABLE_WIDTH, rows, column=index, seed=8 + index, dropout=0.0) for index, rows in enumerate(ROWS)
    ]
    looked_up: Model[Any, Any] = concatenate(*tables)
    mix: Model[Any, Any] = Maxout(width, TABLE_WIDTH * len(ROWS), nP=3, dropout=0.0, normalize=True)
    layers: Model[Docs, list[Any]] = chain(
        _traits_layer(names),
        cast(Model[Any, Any], list2ragged()),
        with_array(looked_up),
        with_array(mix),
        ragged2list(),
    )

    def work_out(forms: tuple[str, ...]) -> Any:
        rows = mix.ops.asarray2i([_traits(form, names) for form in forms], dtype="uint64")
        return _mix_one_by_one(mix, looked_up.predict(rows))

    return _remembering(layers, _Memory(width=width, work_out=work_out))


def _mix_one_by_one(mix: Model[Any, Any], rows: Any) -> Any:
    """What `mix` makes of each row, to the last digit the same whatever rows stand beside it.

    In a product of matrices the place of a row decides in which order its numbers are added up; then a document would
    read a hair differently after others than alone.
    """
    layers = {layer.name: layer for layer in mix.walk()}
    weights: Any = layers["maxout"].get_param("W")
    bias: Any = layers["maxout"].get_param("b")
    flat = weights.reshape(-1, weights.shape[-1])
    products = mix.ops.xp.stack([flat @ row for row in rows]).reshape(-1, *bias.shape)
    return layers["layernorm"].predict((products + bias).max(axis=2))


@dataclass(kw_only=True)
class _Memory:
    """The vectors of the words seen so far, one a row, and the row of each word."""

    width: int
    work_out: Callable[[tuple[str, ...]], Any]
    rows: dict[int, int] = field(default_factory=dict)
    vectors: Any = None

    def recall(self, docs: Docs, model: Model[Docs, list[Any]]) -> list[Any] | None:
        """The vectors of each document's words; None where they have more different words than are kept."""
        words = [doc.to_array(["ORTH"]).tolist() if len(doc) else [] for doc in docs]
        new = self._unknown(docs, words)
        if len(self.rows) + len(new) > REMEMBERED:
            self.rows.clear()
            new = self._unknown(docs, words)
        if len(new) > REMEMBERED:
            return None
        if self.vectors is None:
            self.vectors = model.ops.alloc2f(REMEMBERED, self.width)
        if new:
            self._add(new)
        rows = self.rows
        return [self.vectors[[rows[word] for word in line]] if line else self.vectors[:0] for line in words]

    def _unknown(self, docs: Docs, words: list[list[int]]) -> dict[int, str]:
        """The words that have no vector yet, with their letters."""
        found = zip(docs, words, strict=True)
        return {word: doc.vocab.strings[word] for doc, line in found for word in line if word not in self.rows}

    def _add(self, words: dict[int, str]) -> None:
        first = len(self.rows)
        self.vectors[first : first + len(words)] = self.work_out(tuple(words.values()))
        self.rows.update({word: first + index for index, word in enumerate(words)})


def _remembering(layers: Model[Docs, list[Any]], memory: _Memory) -> Model[Docs, list[Any]]:
    """The same chain of layers, which recalls vectors where it is not trained."""

    def forward(model: Model[Docs, list[Any]], docs: Docs, is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
        if is_train:
            memory.rows.clear()
            return layers(docs, is_train)
        found = memory.recall(docs, model)
        return layers(docs, is_train) if found is None else (found, lambda gradient: [])

    def initialize(model: Model[Docs, list[Any]], X: Any = None, Y: Any = None) -> None:  # noqa: N803  thinc names them so
        layers.initialize(X, Y)
        memory.rows.clear()

    return Model("recoupe_vectors", forward, init=initialize, layers=layers.layers, dims={"nO": memory.width})


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
