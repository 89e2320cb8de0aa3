"""Finds names in the English treebanks with trained models, for the next to learn from; there are few corpora of names.

    python -m training.silver --source ../shared/training --models work/en-a work/en-b --out work/en-silver.jsonl

The treebanks say which words are proper nouns. A run of them is taken for a name when most models give it the same
kind; the other runs are marked as not known, and everything else as no name.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import recoupe.language.vectors  # noqa: F401  registers the layer of the models
from recoupe.language.words import EVEN
from training.names import read_name_rules
from training.treebanks import TreeWord, read_labels, read_treebank

Span = tuple[int, int]


def mark_names(
    nlps: Sequence[Language], sentences: Sequence[Sequence[TreeWord]], never: frozenset[str]
) -> Iterator[dict]:
    """Gives each sentence that has a proper noun with the names agreed on and the runs not known."""
    streams = [nlp.pipe(_docs(nlp, sentences), batch_size=256) for nlp in nlps]
    for words, *docs in zip(sentences, *streams, strict=True):
        runs = list(_proper_runs(words))
        if not runs:
            continue
        found = [{(ent.start, ent.end): ent.label_ for ent in doc.ents} for doc in docs]
        votes = Counter((span, kind) for names in found for span, kind in names.items())
        agreed = {span: kind for (span, kind), count in votes.items() if 2 * count > len(found)}
        names = {span: kind for span, kind in agreed.items() if any(_overlap(span, run) for run in runs)}
        yield {
            "words": [word.form for word in words],
            "spaces": [word.space_after for word in words],
            "names": [[start, end, kind] for (start, end), kind in sorted(names.items())],
            "unknown": [list(run) for run in runs if _open(run, words, names, never)],
        }


def _docs(nlp: Language, sentences: Sequence[Sequence[TreeWord]]) -> Iterator[Doc]:
    for words in sentences:
        yield Doc(nlp.vocab, [word.form.translate(EVEN) for word in words], spaces=[w.space_after for w in words])


def _proper_runs(words: Sequence[TreeWord]) -> Iterator[Span]:
    start = None
    for index in range(len(words) + 1):
        proper = index < len(words) and words[index].pos == "PROPN"
        if start is not None and not proper:
            yield start, index
            start = None
        elif start is None and proper:
            start = index


def _open(run: Span, words: Sequence[TreeWord], names: Iterable[Span], never: frozenset[str]) -> bool:
    """True where nobody has said whether the run is a name."""
    told = all(word.form.lower() in never for word in words[slice(*run)])
    return not told and not any(_overlap(run, span) for span in names)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main() -> None:
    """Reads the command line and writes one sentence a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder that holds ud/")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="trained English names")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    labels = read_labels()
    sentences = [
        sentence
        for name in labels["treebanks"]["en"]["train"]
        for sentence in read_treebank(given.source / "ud" / name, "en", labels)
    ]
    never = frozenset(read_name_rules()["never"])
    with given.out.open("w", encoding="utf-8") as out:
        for record in mark_names([spacy.load(model) for model in given.models], sentences, never):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
