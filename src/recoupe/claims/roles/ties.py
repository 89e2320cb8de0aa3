"""Ties: the other names that a sentence itself gives somebody, by apposition, "X est Y" or "identifié comme X"."""

from collections.abc import Iterable, Iterator

from recoupe.claims.roles.phrases import Phrase, Reader, lemma_of, read_phrase
from recoupe.records import PartyKind


def find_ties(reader: Reader, phrase: Phrase) -> tuple[Phrase, ...]:
    """The names that the text itself gives the phrase: apposition, "X est Y", "identifié comme X"."""
    words = reader.sentence(phrase.sentence).words
    head, below = phrase.head, reader.children[phrase.sentence]
    found = []
    for child in below[head]:
        if words[child].dep == "appos" and words[child].pos in ("PROPN", "NOUN"):
            found.append(child)
        elif words[child].dep == "acl":
            found += _named_by(reader, phrase.sentence, child)
    governor = words[head].head
    if words[head].dep == "appos" and governor != head:
        found.append(governor)
    if words[head].dep in ("nsubj", "nsubj:pass") and governor != head:
        if words[governor].pos in ("NOUN", "PROPN") and any(words[child].dep == "cop" for child in below[governor]):
            found.append(governor)
        found += _named_by(reader, phrase.sentence, governor)
        for child in below[governor]:
            if words[child].dep == "conj":
                found += _named_by(reader, phrase.sentence, child)
    return tuple(_of_kind(phrase, (read_phrase(reader, phrase.sentence, at) for at in found)))


def _of_kind(phrase: Phrase, ties: Iterable[Phrase]) -> Iterator[Phrase]:
    for tie in ties:
        fits = tie.kind == phrase.kind or (tie.kind == PartyKind.UNKNOWN and tie.proper)
        if fits and tie.kind is not None and not tie.span.overlaps(phrase.span):
            yield tie


def _named_by(reader: Reader, sentence: int, verb: int) -> list[int]:
    """The name under "identifié comme étant X", "nommé X"."""
    words = reader.sentence(sentence).words
    if lemma_of(words[verb]) not in reader.rules.naming:
        return []
    under = ("obj", "obl", "xcomp", "ccomp", "advcl", "appos")
    return [
        child
        for child in reader.children[sentence][verb]
        if words[child].dep.split(":")[0] in under and words[child].pos == "PROPN"
    ]
