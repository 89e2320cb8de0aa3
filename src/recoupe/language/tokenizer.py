"""The tokenizer of the packaged pipelines, which spaCy finds under the name `recoupe.Words.v1`: words as ours are cut.

`recoupe.language.parser` cuts words itself and never asks it; it is for whoever opens a packaged pipeline with spaCy.
spaCy's own, with the exceptions and the web addresses of all languages, took a third of what opening a pipeline takes.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

import recoupe.language.quick_spacy  # noqa: F401  before any other part of spaCy

# isort: split
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from recoupe.language.words import WordRules, find_words, load_word_rules


class WordTokenizer:
    """Cuts a text into the words of a language; all it knows is in words.toml, so that it keeps nothing."""

    def __init__(self, vocab: Vocab, language: str) -> None:
        self.vocab, self.language = vocab, language

    @cached_property
    def rules(self) -> WordRules:
        """The rules, read when a text is first cut."""
        return load_word_rules(self.language)

    def __call__(self, text: str) -> Doc:
        found = find_words(text, self.rules)
        words = [text[start:end] for start, end in found]
        return Doc(self.vocab, words=words, spaces=[text[end : end + 1].isspace() for _, end in found])

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes nothing."""

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "WordTokenizer":
        """Reads nothing."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """No bytes."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "WordTokenizer":
        """Reads nothing."""
        return self


@registry.tokenizers("recoupe.Words.v1")  # type: ignore[untyped-decorator]  # spaCy has no types here
def build_tokenizer(language: str) -> Callable[[Language], WordTokenizer]:
    """What makes the tokenizer of a pipeline, as spaCy's config asks."""
    return lambda nlp: WordTokenizer(nlp.vocab, language)
