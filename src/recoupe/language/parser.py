"""The parser: gives sentences their words with part of speech, lemma, governor and name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import recoupe.language.quick_spacy  # noqa: F401  before any other part of spaCy

# isort: split
import spacy
import srsly
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from recoupe.errors import DataError
from recoupe.language.capitals import lower_capitals
from recoupe.language.lemmas import LemmaTable, find_lemma, load_lemmas
from recoupe.language.names import settle_names
from recoupe.language.products import multiply_with_numpy, on_one_thread
from recoupe.language.tokenizer import build_tokenizer  # noqa: F401  known to spaCy once imported
from recoupe.language.vectors import build_word_vectors  # noqa: F401  known to spaCy once imported
from recoupe.language.words import EVEN, WordRules, find_words, load_word_rules
from recoupe.records import Sentence, Span, Word

MODELS = Path(__file__).parent.parent / "models"
# Sentences handed to the models at once: from 64 up the speed no longer changes, memory goes on growing.
BATCH = 128
# What other pipelines call what ours call otherwise.
ENTITIES = {
    "PERSON": "PERSON", "PER": "PERSON",
    "PLACE": "PLACE", "LOC": "PLACE", "GPE": "PLACE", "FAC": "PLACE",
    "ORGANIZATION": "ORGANIZATION", "ORG": "ORGANIZATION",
}  # fmt: skip
RELATIONS = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj",
    "dative": "iobj", "relcl": "acl:relcl", "poss": "nmod:poss", "prt": "compound:prt", "neg": "advmod",
    "obl:mod": "obl", "obl:arg": "obl", "flat:name": "flat", "flat:foreign": "flat", "aux:tense": "aux",
    "expl:comp": "expl", "expl:pass": "expl", "expl:pv": "expl",
}  # fmt: skip
# Parts of a pipeline that are not asked for anything.
UNUSED = ("senter", "sentencizer", "lemmatizer", "textcat", "textcat_multilabel", "entity_linker", "spancat")
ATTRIBUTES: list[int | str] = ["POS", "MORPH", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
WRAP = 2**64  # governors to the left come out of spaCy as unsigned numbers
BEGINS = 3  # the value of ENT_IOB at the first word of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Parser:
    """A spaCy pipeline with the rules that cut its words and the table that gives their lemmas."""

    language: str
    nlp: Language
    words: WordRules
    lemmas: LemmaTable
    names: dict[int, str] = field(default_factory=dict, repr=False, compare=False)  # by spaCy's numbers, some hundreds
    turn: Lock = field(default_factory=Lock, repr=False, compare=False)  # spaCy forgets a text's words after each

    def parse(self, text: str, spans: Sequence[Span]) -> tuple[Sentence, ...]:
        """The sentences at `spans` of `text`, in order, with their words; nothing else of the text is read.

        Offsets count in `text`. `index` is the place in `spans`. Each sentence is parsed alone; only its names
        depend on the others given (see `recoupe.language.names`). Threads may share a parser; they take turns.
        """
        even = text.translate(EVEN)
        cut = [_cut(text, span, self.words) for span in spans]
        forms = [lower_capitals([even[a:b] for a, b in found], self.lemmas) for found in cut]
        with self.turn, self.nlp.memory_zone(), on_one_thread():
            given = (_doc(self.nlp.vocab, text, found, seen) for found, seen in zip(cut, forms, strict=True))
            docs = self.nlp.pipe(given, batch_size=BATCH)
            parsed = [
                Sentence(index=index, start=span.start, end=span.end, words=self._words(text, found, seen, doc))
                for index, (span, found, seen, doc) in enumerate(zip(spans, cut, forms, docs, strict=True))
            ]
        return settle_names(parsed)

    def _words(self, text: str, found: list[tuple[int, int]], forms: list[str], doc: Doc) -> tuple[Word, ...]:
        """The words at `found` of the text, which the models saw as `forms`, with what they found."""
        rows = doc.to_array(ATTRIBUTES).tolist() if found else []
        name_of, words = self._name_of, []
        for index, ((start, end), form, row) in enumerate(zip(found, forms, rows, strict=True)):
            pos, morph, head, dep, iob, kind = row
            upos, relation = name_of(pos) or "X", name_of(dep)
            entity = ENTITIES.get(name_of(kind), "") if kind else ""
            if upos == "X" and entity:
                upos = "PROPN"  # the treebanks call the words of a foreign name foreign: "Aïn al-Assad"
            words.append(
                Word(
                    text[start:end],
                    start,
                    end,
                    find_lemma(form, upos, self.lemmas),
                    upos,
                    RELATIONS.get(relation, relation),
                    index + (head - WRAP if head >= WRAP // 2 else head),
                    name_of(morph) if morph else "",
                    entity,
                    bool(entity) and iob == BEGINS,
                )
            )
        return _one_root(words)

    def _name_of(self, number: int) -> str:
        """What spaCy's number of a part of speech, relation, kind or form stands for."""
        name = self.names.get(number)
        if name is None:
            name = self.names[number] = str(self.nlp.vocab.strings[number])
        return name


def load_parser(language: str, pipeline: str | None = None) -> Parser:
    """The parser of a language: the packaged pipeline, or the installed spaCy pipeline named.

    Raises DataError when no such pipeline is there or it lacks a parser.
    """
    name = pipeline or str(MODELS / language)
    try:
        with nullcontext() if pipeline else _without_decoders():
            nlp = spacy.load(name, exclude=list(UNUSED))
    except OSError as problem:
        raise DataError(
            f"no spaCy pipeline {name!r} for {language!r} is installed ({problem}); install it, or leave the setting"
            " out to use the packaged one"
        ) from problem
    if not {"parser"} & set(nlp.pipe_names):
        raise DataError(f"the spaCy pipeline {name!r} has no parser, only: {', '.join(nlp.pipe_names)}; name another")
    multiply_with_numpy(nlp)
    if pipeline is None:
        _forget_traits(nlp)
    return Parser(language=language, nlp=nlp, words=load_word_rules(language), lemmas=load_lemmas(language))


@contextmanager
def _without_decoders() -> Iterator[None]:
    """While it is entered, no installed package is asked whether it has a decoder for arrays of its own.

    The packaged pipelines need none, and asking anew for each of their hundred arrays took a third of opening one.
    """
    decoders = srsly.msgpack_decoders
    asked, decoders.entry_points = decoders.entry_points, False
    try:
        yield
    finally:
        decoders.entry_points = asked


def _forget_traits(nlp: Language) -> None:
    """Has spaCy work out of a word that is new to it no more than the packaged pipelines ask for.

    The twenty other traits (like an address, like a number, of which shape) took a tenth of a parse; ours come from
    `recoupe.language.vectors`.
    """
    vocab: Any = nlp.vocab  # its types lack what it has
    vocab.lex_attr_getters = {IS_SPACE: vocab.lex_attr_getters[IS_SPACE]}


def _cut(text: str, span: Span, rules: WordRules) -> list[tuple[int, int]]:
    return [(span.start + a, span.start + b) for a, b in find_words(text[span.start : span.end], rules)]


def _doc(vocab: Vocab, text: str, found: list[tuple[int, int]], forms: list[str]) -> Doc:
    """The words as the models want to see them; as many, of the same lengths."""
    return Doc(
        vocab,
        words=forms,
        spaces=[text[b : b + 1].isspace() for _, b in found],
        sent_starts=[index == 0 for index in range(len(found))],
    )


def _one_root(words: list[Word]) -> tuple[Word, ...]:
    """Hangs whatever else stands alone below the first root, as a sentence put beside it."""
    roots = [index for index, word in enumerate(words) if word.head == index]
    for index in roots[1:]:
        words[index] = words[index]._replace(head=roots[0], dep="parataxis")
    return tuple(words)
