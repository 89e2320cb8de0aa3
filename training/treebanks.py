"""Treebanks in CoNLL-U, read as sentences whose words are stretches of the text as written."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

LABELS = Path(__file__).parent / "labels.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeWord:
    """One written word of a treebank; `head` is an index in the sentence, that of the word itself for a root."""

    form: str
    lemma: str
    pos: str
    features: str
    head: int
    relation: str
    space_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One syntactic word as the file has it; `head` counts from one, nought being the root."""

    number: int
    form: str
    lemma: str
    pos: str
    features: str
    head: int
    relation: str
    space_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contraction:
    """A written word that stands for the syntactic words numbered `first` to `last`."""

    first: int
    last: int
    form: str
    space_after: bool


def read_labels() -> dict:
    """Gives the label tables of labels.toml."""
    return tomllib.loads(LABELS.read_text(encoding="utf-8"))


def read_treebank(path: Path, language: str, labels: dict) -> list[list[TreeWord]]:
    """Gives the sentences of a CoNLL-U file with written words and harmonised labels."""
    return [harmonise(words, language, labels) for block in _blocks(path) if (words := _written_words(block))]


def harmonise(words: Sequence[TreeWord], language: str, labels: dict) -> list[TreeWord]:
    """Brings relations and features to the common set of labels.toml."""
    relations, features = labels["relations"][language], set(labels["features"][language])
    renamed = [
        replace(
            word,
            relation=relations.get(word.relation, word.relation),
            features="|".join(pair for pair in word.features.split("|") if pair.split("=")[0] in features),
        )
        for word in words
    ]
    return [_with_agent(word, index, renamed, labels["agents"][language]) for index, word in enumerate(renamed)]


def _with_agent(word: TreeWord, index: int, words: Sequence[TreeWord], markers: list[str]) -> TreeWord:
    if word.relation != "obl":
        return word
    marked = any(w.head == index and w.relation == "case" and w.form.lower() in markers for w in words)
    passive = any(w.head == word.head and w.relation == "aux:pass" for w in words)
    return replace(word, relation="obl:agent") if marked and passive else word


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            yield block
            block = []
        elif not line.startswith("#"):
            block.append(line)
    if block:
        yield block


def _written_words(lines: list[str]) -> list[TreeWord]:
    """Merges a contraction ("du" = de + le) into the one word written; splits it where its parts are written out."""
    rows, ranges = _rows(lines)
    kept: list[Row] = []
    written: dict[int, int] = {0: -1}
    for number, row in rows.items():
        span = ranges.get(number)
        if span is None:
            written[number] = len(kept)
            kept.append(row)
            continue
        if number == span.first:
            parts = [rows[n] for n in range(span.first, span.last + 1)]
            for covered, piece in _pieces(parts, span):
                written.update({part.number: len(kept) for part in covered})
                kept.append(piece)
    return [_tree_word(row, index, written) for index, row in enumerate(kept)]


def _tree_word(row: Row, index: int, written: dict[int, int]) -> TreeWord:
    head = index if row.head == 0 else written[row.head]
    return TreeWord(
        form=row.form,
        lemma=row.lemma,
        pos=row.pos,
        features=row.features,
        head=head,
        relation="root" if row.head == 0 else row.relation,
        space_after=row.space_after,
    )


def _rows(lines: list[str]) -> tuple[dict[int, Row], dict[int, Contraction]]:
    """Gives the syntactic words by number, and for each word inside a contraction that contraction."""
    rows: dict[int, Row] = {}
    ranges: dict[int, Contraction] = {}
    for line in lines:
        number, form, lemma, pos, _, features, head, relation, _, misc = line.split("\t")
        space_after = "SpaceAfter=No" not in misc
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            whole = Contraction(first=first, last=last, form=form, space_after=space_after)
            ranges.update(dict.fromkeys(range(first, last + 1), whole))
        elif "." not in number:
            rows[int(number)] = Row(
                number=int(number),
                form=form,
                lemma=lemma if lemma != "_" else form,
                pos=pos,
                features=features if features != "_" else "",
                head=int(head),
                relation=relation,
                space_after=space_after,
            )
    return rows, ranges


def _pieces(parts: list[Row], whole: Contraction) -> list[tuple[list[Row], Row]]:
    """Gives each written word with the syntactic words it covers: one for "du", two for "don't"."""
    if "".join(part.form for part in parts).lower() == whole.form.lower():
        return list(_sliced(parts, whole))
    numbers = {part.number for part in parts}
    outer = next(part for part in parts if part.head not in numbers)
    return [(parts, replace(outer, form=whole.form, space_after=whole.space_after))]


def _sliced(parts: list[Row], whole: Contraction) -> Iterator[tuple[list[Row], Row]]:
    start = 0
    for part in parts:
        end = start + len(part.form)
        space_after = whole.space_after and part is parts[-1]
        yield [part], replace(part, form=whole.form[start:end], space_after=space_after)
        start = end
