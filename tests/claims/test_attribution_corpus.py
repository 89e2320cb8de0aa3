"""Attribution against tables of sentences: nine in ten right where parsed, as far as words go where not."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from recoupe.claims.attribution import REPORTING, find_attributions, load_attribution
from recoupe.claims.outlets import load_outlets
from recoupe.language.parser import load_parser
from recoupe.language.sentences import find_sentences, load_sentence_rules
from recoupe.records import Attribution, Sentence, Span

CORPUS = Path(__file__).parents[1] / "corpus"
FLOORS = {("fr", True): 94, ("en", True): 90, ("fr", False): 80, ("en", False): 85}  # per cent right
SAME = 0.9  # F1 of characters from which on two spans are the same
IGNORED = ' \u00a0\u202f,.«»“”"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    text: str
    source: str
    content: str


def read_corpus(language: str) -> list[Row]:
    lines = (CORPUS / language / "attribution.tsv").read_text("utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return [Row(text=text, source=source, content=content) for text, source, _, content in cells]


def characters(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end) if text[place] not in IGNORED}


def parts(text: str, wanted: str) -> tuple[Span, ...]:
    """Where the parts of a cell ("The bridge + was hit twice") stand in the text, in order."""
    spans, place = [], 0
    for part in filter(None, wanted.split(" + ")):
        start = text.index(part, place)
        spans.append(Span(start, start + len(part)))
        place = start + len(part)
    return tuple(spans)


def occurrences(text: str, words: str) -> Iterator[set[int]]:
    start = text.find(words)
    while start >= 0:
        yield characters(text, (Span(start, start + len(words)),))
        start = text.find(words, start + 1)


def same(one: set[int], other: set[int]) -> bool:
    if not one and not other:
        return True
    return 2 * len(one & other) / (len(one) + len(other)) >= SAME


def is_right(row: Row, found: tuple[Attribution, ...]) -> bool:
    if not row.content:
        return not any(attribution.stance in REPORTING for attribution in found)
    content = characters(row.text, parts(row.text, row.content))
    sources = list(occurrences(row.text, row.source)) if row.source else [set()]
    return any(
        same(characters(row.text, attribution.content), content)
        and any(same(characters(row.text, attribution.source), source) for source in sources)
        for attribution in found
    )


@pytest.mark.parametrize(("language", "parsed"), FLOORS)
def test_the_table_is_right_to_its_floor(language: str, parsed: bool) -> None:
    rules, outlets, cuts = load_attribution(language), load_outlets(), load_sentence_rules(language)
    parser = load_parser(language) if parsed else None
    rows, wrong = read_corpus(language), []
    for row in rows:
        spans = tuple(find_sentences(row.text, cuts))
        bare = tuple(Sentence(index=index, start=span.start, end=span.end) for index, span in enumerate(spans))
        sentences = parser.parse(row.text, spans) if parser else bare
        if not is_right(row, find_attributions(row.text, sentences, rules, outlets)):
            wrong.append(row.text)
    assert 100 * (1 - len(wrong) / len(rows)) >= FLOORS[language, parsed], "\n".join(wrong)


def test_the_french_table_has_at_least_two_hundred_sentences() -> None:
    assert len(read_corpus("fr")) >= 200
