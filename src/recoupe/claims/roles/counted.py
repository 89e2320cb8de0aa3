"""Counted: the words whom the counts of dead, hurt, missing and taken are counts of."""

from functools import lru_cache

from recoupe.claims.roles.phrases import Reader
from recoupe.records import CountState, Span

VICTIM_STATES = (CountState.KILLED, CountState.INJURED, CountState.MISSING, CountState.CAPTURED, CountState.VICTIMS)


@lru_cache(maxsize=1)  # the happenings of one document ask one after the other
def counted_words(reader: Reader) -> frozenset[tuple[int, int]]:
    """Sentence and index of the head words of those counted as victims."""
    found = set()
    for count in reader.annotated.mentions.counts:
        if count.state in VICTIM_STATES and count.of is not None and count.high != 0:
            at = find_word(reader, count.of)
            if at is not None:
                found.add(at)
    return frozenset(found)


def find_word(reader: Reader, span: Span) -> tuple[int, int] | None:
    """Sentence and index of the head word inside the span: the one whose governor stands outside."""
    for sentence in reader.annotated.sentences:
        if not sentence.span.overlaps(span):
            continue
        inside = [i for i, word in enumerate(sentence.words) if span.start <= word.start < span.end]
        nouns = [i for i in inside if sentence.words[i].pos in ("NOUN", "PROPN")] or inside
        for index in nouns:
            if sentence.words[index].head not in inside or sentence.words[index].head == index:
                return sentence.index, index
        if nouns:
            return sentence.index, nouns[0]
    return None
