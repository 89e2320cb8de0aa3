"""How well and how fast the packaged pipelines read: one table for both languages.

    python -m benchmarks.language --source ../shared/training

Words are cut from the raw sentence by the package itself and matched with the treebank's by their characters;
a word cut otherwise counts as wrong. UPOS, UAS and LAS are F1 over such words on the treebank's test part, relations
brought to one set by training/labels.toml, punctuation left out of UAS and LAS. Names are F1 of exact spans and kinds
on the documents held back: every tenth of winer_fr, every fifth of re3d and of wikigold's blocks. "agreed" leaves out
of re3d what it marks as a name only inside a longer mention.
Speed is words a second of processor time, all parts of the pipeline on, on the text of those documents.
"""

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.examples import NameTask, SyntaxTask
from training.names import NamedSentence, read_name_rules, read_re3d
from training.treebanks import TreeWord

from recoupe.language.parser import MODELS, Parser, load_parser
from recoupe.records import Sentence, Span, Word
from recoupe.resources import LANGUAGES

# English names without those that re3d marks only inside longer mentions: the mark of 75 was set on this count.
AGREED = "names, agreed"
# What must be shown; the table marks a figure that falls short.
FLOORS = {
    ("fr", "UPOS"): 96.0, ("fr", "LAS"): 82.0, ("fr", "names"): 85.0, ("fr", "words/s"): 10_000.0,
    ("en", "UPOS"): 93.0, ("en", "LAS"): 80.0, ("en", "names"): 75.0, ("en", "words/s"): 10_000.0,
    ("en", AGREED): 75.0,
}  # fmt: skip
CEILING = 15.0  # megabytes of a pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Things right, things found and things there."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(right=self.right + other.right, found=self.found + other.found, there=self.there + other.there)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / max(1, self.found + self.there)


def score_sets(found: Iterable[object], there: Iterable[object]) -> Tally:
    """Counts what is in both."""
    left, right = set(found), set(there)
    return Tally(right=len(left & right), found=len(left), there=len(right))


def join_words(forms: Sequence[str], spaces: Sequence[bool]) -> tuple[str, list[Span]]:
    """The text that the words make up, and where each of them is in it."""
    text, spans = "", []
    for form, space in zip(forms, spaces, strict=True):
        spans.append(Span(len(text), len(text) + len(form)))
        text += form + " " * space
    return text, spans


def parse_all(parser: Parser, texts: Sequence[str]) -> tuple[Sentence, ...]:
    """Each text parsed as one sentence, by itself at offset nought."""
    joined, starts = "", []
    for text in texts:
        starts.append(len(joined))
        joined += text + "\n"
    spans = [Span(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
    return parser.parse(joined, spans)


def score_syntax(parser: Parser, sentences: Sequence[Sequence[TreeWord]]) -> dict[str, float]:
    """Word cutting, UPOS, UAS and LAS as F1."""
    joined = [join_words([w.form for w in s], [w.space_after for w in s]) for s in sentences]
    parsed = parse_all(parser, [text.rstrip() for text, _ in joined])
    tallies = {name: Tally() for name in ("words", "UPOS", "UAS", "LAS")}
    for gold, (_, spans), sentence in zip(sentences, joined, parsed, strict=True):
        truth = [_facts(w.pos, w.relation, spans[i], spans[w.head]) for i, w in enumerate(gold)]
        guess = [
            _facts(w.pos, w.dep, _span(w, sentence), _span(sentence.words[w.head], sentence)) for w in sentence.words
        ]
        for name in tallies:
            tallies[name] += score_sets(_view(guess, name), _view(truth, name))
    return {name: tally.f1 for name, tally in tallies.items()}


def score_names(parser: Parser, documents: Sequence[Sequence[NamedSentence]]) -> Tally:
    """Exact spans and kinds of names, each document parsed at once."""
    return sum((_score_document(parser, sentences) for sentences in documents), Tally())


def _score_document(parser: Parser, sentences: Sequence[NamedSentence]) -> Tally:
    joined = [join_words(s.words, s.spaces) for s in sentences]
    parsed = parse_all(parser, [text.rstrip() for text, _ in joined])
    total = Tally()
    for gold, (_, spans), sentence in zip(sentences, joined, parsed, strict=True):
        truth = [(spans[start].start, spans[end - 1].end, label) for start, end, label in gold.names]
        total += score_sets(_names(sentence), truth)
    return total


def read_agreed(source: Path) -> list[list[NamedSentence]]:
    """The documents of re3d held back, with the names in mentions that annotators agreed on and no others."""
    rules = read_name_rules()
    rules["re3d"]["inner"] = False
    return read_re3d(source / "ner" / "re3d.jsonl", rules)[4::5]


def measure_speed(parser: Parser, sentences: Sequence[NamedSentence]) -> float:
    """Words a second of processor time."""
    texts = [join_words(s.words, s.spaces)[0].rstrip() for s in sentences]
    parse_all(parser, texts[:50])
    begun = time.process_time()
    words = sum(len(sentence.words) for sentence in parse_all(parser, texts))
    return words / (time.process_time() - begun)


def _facts(pos: str, relation: str, span: Span, head: Span) -> tuple[Span, str, Span, str]:
    return span, pos, head, relation


def _view(facts: Iterable[tuple[Span, str, Span, str]], name: str) -> Iterator[tuple[object, ...]]:
    for span, pos, head, relation in facts:
        if name in ("UAS", "LAS") and relation == "punct":
            continue
        yield {"words": (span,), "UPOS": (span, pos), "UAS": (span, head), "LAS": (span, head, relation)}[name]


def _span(word: Word, sentence: Sentence) -> Span:
    return Span(word.start - sentence.start, word.end - sentence.start)


def _names(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    begun: list[Word] = []
    for word in sentence.words:
        if begun and (word.entity_start or not word.entity):
            yield begun[0].start - sentence.start, begun[-1].end - sentence.start, begun[0].entity
            begun = []
        if word.entity:
            begun.append(word)
    if begun:
        yield begun[0].start - sentence.start, begun[-1].end - sentence.start, begun[0].entity


def read_figures(language: str, source: Path) -> dict[str, float]:
    """All figures of one language by name."""
    parser = load_parser(language)
    figures = score_syntax(parser, SyntaxTask(source, language).test)
    held = NameTask(source, language).development
    parts = {name: score_names(parser, documents) for name, documents in held.items()}
    figures["names"] = sum(parts.values(), Tally()).f1
    figures.update({name: tally.f1 for name, tally in parts.items()})
    if language == "en":
        agreed = score_names(parser, read_agreed(source))
        figures |= {AGREED: (parts["wikigold"] + agreed).f1, "re3d, agreed": agreed.f1}
    figures["words/s"] = measure_speed(
        parser, [s for documents in held.values() for document in documents for s in document]
    )
    figures["MB"] = sum(f.stat().st_size for f in (MODELS / language).rglob("*") if f.is_file()) / 1e6
    return figures


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--source", type=Path, required=True, help="folder that holds ud/ and ner/")
    source = options.parse_args().source
    for language in LANGUAGES:
        for name, value in read_figures(language, source).items():
            floor = FLOORS.get((language, name))
            short = (floor is not None and value < floor) or (name == "MB" and value > CEILING)
            asked = f"  (asked: {floor:.0f})" if floor else ""
            print(f"{language}  {name:13} {value:10.1f}{asked}{'  SHORT' if short else ''}")


if __name__ == "__main__":
    main()
