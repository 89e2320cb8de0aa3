"""Parses raw text with trained models and keeps the sentences on which they agree, to train the next on.

    python -m training.silver fr --source ../shared/training --models work/fr-a work/fr-b --out work/fr-silver.conllu

French text is that of winer_fr, English that of re3d less its held-back documents and wikigold's training part.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import recoupe.language.vectors  # noqa: F401  registers the layer of the models
from recoupe.language.words import EVEN
from training.examples import NameTask
from training.names import NamedSentence

# Share of the words whose governor and relation the models must agree on for a sentence to be kept.
AGREEMENT = 0.9
# Shorter ones teach nothing, longer ones are lists.
LENGTHS = range(5, 61)


def agreed(nlps: Sequence[Language], sentences: Sequence[NamedSentence]) -> Iterator[Doc]:
    """Gives the first model's parse of each sentence that the others mostly share."""
    streams = [nlp.pipe(_docs(nlp, sentences), batch_size=256) for nlp in nlps]
    for first, *others in zip(*streams, strict=True):
        if all(_shared(first, other) >= AGREEMENT for other in others):
            yield first


def _docs(nlp: Language, sentences: Sequence[NamedSentence]) -> Iterator[Doc]:
    for sentence in sentences:
        words = [word.translate(EVEN) for word in sentence.words]
        starts = [True] + [False] * (len(words) - 1)
        yield Doc(nlp.vocab, words=words, spaces=list(sentence.spaces), sent_starts=starts)


def _shared(one: Doc, other: Doc) -> float:
    same = sum(a.head.i == b.head.i and a.dep_ == b.dep_ and a.pos_ == b.pos_ for a, b in zip(one, other, strict=True))
    return same / len(one)


def write_conllu(doc: Doc) -> str:
    """The parse as lines of CoNLL-U."""
    lines = []
    for word in doc:
        head = 0 if word.head.i == word.i else word.head.i + 1
        cells = [word.i + 1, word.text, "_", word.pos_, "_", str(word.morph) or "_", head, word.dep_.lower(), "_"]
        lines.append("\t".join(map(str, [*cells, "_" if word.whitespace_ else "SpaceAfter=No"])))
    return "\n".join(lines) + "\n\n"


def main() -> None:
    """Reads the command line and writes the agreed parses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("fr", "en"))
    parser.add_argument("--source", type=Path, required=True, help="folder that holds ner/")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="trained syntax, the best first")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    sentences = [s for s in NameTask(given.source, given.language).training if len(s.words) in LENGTHS]
    with given.out.open("w", encoding="utf-8") as out:
        for doc in agreed([spacy.load(model) for model in given.models], sentences):
            if sum(word.head.i == word.i for word in doc) == 1:
                out.write(write_conllu(doc))


if __name__ == "__main__":
    main()
