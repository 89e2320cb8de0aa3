"""The two tasks: which sentences are learnt from, how they are varied, and how they are scored."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from recoupe.language.vectors import read_known_names
from recoupe.language.words import EVEN
from training.names import NamedSentence, read_columns, read_name_rules, read_re3d, read_silver, read_winer
from training.treebanks import TreeWord, read_labels, read_treebank

# Shares of the sentences seen without their final stop (headlines), in small letters (what remains of capitals
# after they are lowered) and, in English, with every word capitalised (headlines again).
WITHOUT_STOP = 0.10
LOWERED = 0.06
HEADLINE = 0.03
# Share of sentences whose names are exchanged for others of the same kind.
EXCHANGED = 0.3


# Our own sentences, and how often each is seen for each time the treebanks are gone through: a thirtieth of all words.
OWN = Path(__file__).parent / "own"
OWN_TIMES = 8
# How the treebank of speech marks words left unfinished.
BROKEN_OFF = "~"


# wikigold does not say where its documents end; every fifth block of so many sentences, about two documents, is held
# back.
BLOCK = 25


class Exchange:
    """Words of our own sentences that may stand for one another."""

    def __init__(self, language: str) -> None:
        table = tomllib.loads((OWN / "exchange.toml").read_text(encoding="utf-8"))[language]
        self.groups = {word: group for group in table for word in group}

    def vary(self, sentence: Sequence[TreeWord], rng: random.Random) -> list[TreeWord]:
        """The sentence with every word that has a group drawn from it anew."""
        return [
            replace(word, form=rng.choice(self.groups[word.form])) if word.form in self.groups else word
            for word in sentence
        ]


class SyntaxTask:
    """Parts of speech, morphology and parse, from treebanks."""

    goal = "LAS"

    def __init__(self, source: Path, language: str) -> None:
        labels = read_labels()
        banks = labels["treebanks"][language]
        folder = source / "ud"
        self.language = language
        self.training = [
            sentence
            for name, times in banks["train"].items()
            for sentence in read_treebank(folder / name, language, labels) * times
            if len(sentence) > 1 and not any(word.form.endswith(BROKEN_OFF) for word in sentence)
        ]
        own = read_treebank(OWN / f"{language}.conllu", language, labels)
        self.exchange = Exchange(language)
        self.own = {id(sentence) for sentence in own}
        self.training += own * OWN_TIMES
        self.development = read_treebank(folder / banks["dev"], language, labels)
        self.test = read_treebank(folder / banks["test"], language, labels)

    @staticmethod
    def size(sentence: Sequence[TreeWord]) -> int:
        return len(sentence)

    def vary(self, sentence: Sequence[TreeWord], rng: random.Random) -> Sequence[TreeWord]:
        """The sentence, now and then without its stop or with other capitals."""
        if id(sentence) in self.own:
            sentence = self.exchange.vary(sentence, rng)
        if rng.random() < WITHOUT_STOP:
            sentence = _without_stop(sentence)
        draw = rng.random()
        if draw < LOWERED:
            return [replace(word, form=word.form.lower()) for word in sentence]
        if self.language == "en" and draw < LOWERED + HEADLINE:
            return [replace(word, form=word.form[:1].upper() + word.form[1:]) for word in sentence]
        return sentence

    @staticmethod
    def example(nlp: Language, sentence: Sequence[TreeWord]) -> Example:
        """The words alone, and the words with all that is to be found."""
        words = [word.form.translate(EVEN) for word in sentence]
        spaces = [word.space_after for word in sentence]
        starts = [True] + [False] * (len(words) - 1)
        gold = Doc(
            nlp.vocab,
            words=words,
            spaces=spaces,
            pos=[word.pos for word in sentence],
            morphs=[word.features for word in sentence],
            heads=[word.head for word in sentence],
            deps=["ROOT" if word.relation == "root" else word.relation for word in sentence],
            sent_starts=starts,
        )
        return Example(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts), gold)

    def score(self, nlp: Language) -> dict[str, float]:
        """UPOS, morphology, UAS and LAS on the development part, words given; punctuation left out of the parse."""
        scores = nlp.evaluate([self.example(nlp, sentence) for sentence in self.development])
        names = {"UPOS": "pos_acc", "morphology": "morph_acc", "UAS": "dep_uas", "LAS": "dep_las"}
        return {name: 100 * (scores[key] or 0.0) for name, key in names.items()}


class NameTask:
    """Persons, places and organisations, from name corpora."""

    goal = "F1"

    def __init__(self, source: Path, language: str, silver: Path | None = None) -> None:
        self.language = language
        parts = _french_names(source / "ner") if language == "fr" else _english_names(source / "ner")
        self.training, self.development = parts
        if silver:
            self.training += read_silver(silver)
        self.pool: dict[str, list[tuple[str, ...]]] = {}
        for sentence in self.training:
            for start, end, label in sentence.names:
                self.pool.setdefault(label, []).append(sentence.words[start:end])
        names = read_known_names(language)
        self.given, self.family, self.places = (sorted(names.of_kind(kind)) for kind in "gfp")

    @staticmethod
    def size(sentence: NamedSentence) -> int:
        return len(sentence.words)

    def vary(self, sentence: NamedSentence, rng: random.Random) -> NamedSentence:
        """The sentence, now and then with other names of the same kind."""
        known = sentence.names and not sentence.unknown
        return self._exchange(sentence, rng) if known and rng.random() < EXCHANGED else sentence

    def _exchange(self, sentence: NamedSentence, rng: random.Random) -> NamedSentence:
        words: list[str] = []
        spaces: list[bool] = []
        names: list[tuple[int, int, str]] = []
        past = 0
        for start, end, label in sentence.names:
            other = self._other(label, rng)
            words += sentence.words[past:start]
            spaces += sentence.spaces[past:start]
            names.append((len(words), len(words) + len(other), label))
            words += other
            spaces += [True] * (len(other) - 1) + [sentence.spaces[end - 1]]
            past = end
        return NamedSentence(
            words=(*words, *sentence.words[past:]), spaces=(*spaces, *sentence.spaces[past:]), names=tuple(names)
        )

    def _other(self, label: str, rng: random.Random) -> tuple[str, ...]:
        """A name of the corpora, or half the time one made of known names, so that the models rely on those."""
        if label == "ORGANIZATION" or rng.random() < 0.5:
            return rng.choice(self.pool[label])
        if label == "PLACE":
            return (rng.choice(self.places).title(),)
        made = (rng.choice(self.given).title(), rng.choice(self.family).title())
        return made if rng.random() < 0.7 else made[1:]

    @staticmethod
    def example(nlp: Language, sentence: NamedSentence) -> Example:
        """The words alone, and the words with their names."""
        words = [word.translate(EVEN) for word in sentence.words]
        gold = Doc(nlp.vocab, words=words, spaces=list(sentence.spaces))
        gold.set_ents(
            [Span(gold, start, end, label=label) for start, end, label in sentence.names],
            missing=[gold[start:end] for start, end in sentence.unknown],
            default="outside",
        )
        return Example(Doc(nlp.vocab, words=words, spaces=list(sentence.spaces)), gold)

    def score(self, nlp: Language) -> dict[str, float]:
        """Precision, recall and F1 of exact names on the part held back."""
        parts = {name: _flat(documents) for name, documents in self.development.items()}
        scores = nlp.evaluate([self.example(nlp, s) for part in parts.values() for s in part])
        figures = {name: 100 * (scores[f"ents_{name[0].lower()}"] or 0.0) for name in ("precision", "recall", "F1")}
        for name, part in parts.items():
            figures[name] = 100 * (nlp.evaluate([self.example(nlp, s) for s in part])["ents_f"] or 0.0)
        return figures


def _french_names(folder: Path) -> tuple[list[NamedSentence], dict[str, list[list[NamedSentence]]]]:
    """winer_fr less every tenth document, and those; they are in order of time, and one story fills the last tenth."""
    documents = read_winer(folder / "winer_fr.jsonl", read_name_rules())
    training = [document for index, document in enumerate(documents) if index % 10 != 9]
    return _flat(training), {"winer_fr": documents[9::10]}


def _english_names(folder: Path) -> tuple[list[NamedSentence], dict[str, list[list[NamedSentence]]]]:
    """re3d and wikigold less every fifth document or block, and uner_ewt; what is left of the two."""
    rules = read_name_rules()
    documents = read_re3d(folder / "re3d.jsonl", rules)
    wiki = read_columns(folder / "wikigold" / "wikigold.conll", rules, form=1, label=2)
    web = [
        sentence
        for part in ("dev", "test")
        for sentence in read_columns(folder / "uner_ewt" / f"{part}.iob2", rules, form=1, label=2)
    ]
    blocks = [wiki[start : start + BLOCK] for start in range(0, len(wiki), BLOCK)]
    training = [part for parts in (documents, blocks) for index, part in enumerate(parts) if index % 5 != 4]
    return _flat(training) + web, {"re3d": documents[4::5], "wikigold": blocks[4::5]}


def _flat(documents: list[list[NamedSentence]]) -> list[NamedSentence]:
    return [sentence for document in documents for sentence in document]


def _without_stop(sentence: Sequence[TreeWord]) -> Sequence[TreeWord]:
    last = len(sentence) - 1
    if last < 3 or sentence[last].pos != "PUNCT" or any(word.head == last for word in sentence[:last]):
        return sentence
    return sentence[:last]
