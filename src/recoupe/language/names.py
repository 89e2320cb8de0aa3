"""Names settled over a whole text: what is named in full once is known when it comes back in part.

The models see one sentence at a time. "Dorothea von Schlegel" teaches that a later "Schlegel" is a person, and a name
called a place four times and an organisation once is the place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recoupe.records import Sentence, Word

# A kind holds for a name when so large a part of its finds say so; below it each find keeps its own kind.
MAJORITY = 0.6
# Words of a person's name shorter than this are particles and initials: "de", "al", "J."
SHORTEST = 3
PERSON = "PERSON"
CAPITAL_POS = frozenset(("PROPN", "NOUN", "ADJ", "X"))

Name = tuple[str, ...]


def settle_names(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The same sentences of one text, their names made to agree with one another."""
    found = [name for sentence in sentences for name in _names(sentence.words)]
    kinds = _kinds(found)
    parts = _person_parts(kinds)
    if not kinds:
        return tuple(sentences)
    longest = max(map(len, kinds))
    return tuple(_settled(sentence, kinds, parts, longest) for sentence in sentences)


def _names(words: Sequence[Word]) -> Iterator[tuple[Name, str]]:
    start = None
    for index, word in enumerate([*words, None]):
        if start is not None and (word is None or not word.entity or word.entity_start):
            yield tuple(w.text for w in words[start:index]), words[start].entity
            start = None
        if word is not None and word.entity and word.entity_start:
            start = index


def _kinds(found: Iterable[tuple[Name, str]]) -> dict[Name, str]:
    """The kind most finds give each name, where most of them agree."""
    counts: dict[Name, Counter[str]] = {}
    for name, kind in found:
        counts.setdefault(name, Counter())[kind] += 1
    kinds = {}
    for name, votes in counts.items():
        kind, most = votes.most_common(1)[0]
        if most >= MAJORITY * votes.total():
            kinds[name] = kind
    return kinds


def _person_parts(kinds: dict[Name, str]) -> frozenset[str]:
    """Words by which a person named in full may be called again."""
    parts = {word for name, kind in kinds.items() if kind == PERSON and len(name) > 1 for word in name}
    taken = {word for name, kind in kinds.items() if kind != PERSON and len(name) > 1 for word in name}
    return frozenset(word for word in parts - taken if word[:1].isupper() and len(word) >= SHORTEST)


def _settled(sentence: Sentence, kinds: dict[Name, str], parts: frozenset[str], longest: int) -> Sentence:
    words = list(sentence.words)
    index = 0
    while index < len(words):
        end, kind = _find(words, index, kinds, parts, longest)
        for place in range(index, end):
            words[place] = words[place]._replace(entity=kind, entity_start=place == index)
        index = max(end, index + 1)
    return replace(sentence, words=tuple(words)) if tuple(words) != sentence.words else sentence


def _find(
    words: Sequence[Word], index: int, kinds: dict[Name, str], parts: frozenset[str], longest: int
) -> tuple[int, str]:
    """Where the name that begins at `index` ends, and its kind; `index` itself where none begins or all is well."""
    word = words[index]
    if word.entity:
        return _known(words, index, kinds, parts)
    if word.pos not in CAPITAL_POS or not word.text[:1].isupper():
        return index, ""
    for end in range(min(len(words), index + longest), index, -1):
        name = tuple(w.text for w in words[index:end])
        if name in kinds and not any(w.entity for w in words[index:end]) and (word.pos == "PROPN" or end > index + 1):
            return end, kinds[name]
    if word.text in parts and word.pos == "PROPN":
        return index + 1, PERSON
    return index, ""


def _known(words: Sequence[Word], index: int, kinds: dict[Name, str], parts: frozenset[str]) -> tuple[int, str]:
    end = index + 1
    while end < len(words) and words[end].entity and not words[end].entity_start:
        end += 1
    name = tuple(w.text for w in words[index:end])
    kind = PERSON if len(name) == 1 and name[0] in parts else kinds.get(name, words[index].entity)
    return (end, kind) if kind != words[index].entity else (end, words[index].entity)
