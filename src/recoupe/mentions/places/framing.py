"""The nouns around a name that say what is meant by it: "l'aéroport international de Bagdad", "Anbar province"."""

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.mentions.places.names import Token
from recoupe.mentions.places.rules import PlaceRules

LEADING = frozenset({"camp", "base"})  # nouns that English puts right before a name: "Camp Bastion"
LONGEST_NOUN = 4  # words: "camp de réfugiés palestinien"
LONGEST_LINK = 4  # words between noun and name: "aéroport international de la ..."


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A noun of places beside a name: its kind, and the tokens from noun to name."""

    kind: str
    first: int
    last: int


def find_frame(content: str, tokens: Sequence[Token], first: int, last: int, rules: PlaceRules) -> Frame | None:
    """The frame of the name in tokens `first` to `last`, with its noun after the name or before it."""
    return find_noun_after(content, tokens, first, last, rules) or find_noun_before(content, tokens, first, last, rules)


def find_noun_after(content: str, tokens: Sequence[Token], first: int, last: int, rules: PlaceRules) -> Frame | None:
    """ "Bagram air base", "Anbar province": English puts the noun behind; the longest one wins."""
    for end in range(min(last + LONGEST_NOUN, len(tokens) - 1), last, -1):
        kind = rules.kinds.get(" ".join(token.key for token in tokens[last + 1 : end + 1]))
        gaps = [content[tokens[i].end : tokens[i + 1].start] for i in range(last, end)]
        if kind and kind != "town" and all(gap in {" ", "-", "\n", "\u00a0"} for gap in gaps):
            return Frame(kind=kind, first=first, last=end) if rules.noun_after or tokens[end].capital else None
    return None


def find_noun_before(content: str, tokens: Sequence[Token], first: int, last: int, rules: PlaceRules) -> Frame | None:
    """ "aéroport international de Bagdad", "the city of Mosul": noun, linking words, name."""
    for end in range(first - 1, max(first - 2 - LONGEST_LINK, -1), -1):
        gap = content[tokens[end].end : tokens[first].start].replace("\n", " ")
        bare = not gap.strip()
        if not rules.of.fullmatch(gap):
            continue
        for start in range(max(end - LONGEST_NOUN + 1, 0), end + 1):
            kind = rules.kinds.get(" ".join(token.key for token in tokens[start : end + 1]))
            if kind and bare and rules.noun_after and kind not in LEADING:
                continue  # "Imperial College London"
            if kind and "." not in content[tokens[start].start : tokens[first].start]:
                return Frame(kind=kind, first=start, last=last)
    return None
