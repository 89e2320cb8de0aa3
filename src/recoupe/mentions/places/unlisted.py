"""Names that the gazetteer lacks but the text marks as places: "village de Koutougou", "Splendid Hotel", "à Kokiri"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.mentions.places.judging import Surroundings
from recoupe.mentions.places.names import ARTICLES, Token
from recoupe.mentions.places.rules import PlaceRules
from recoupe.mentions.places.spotting import is_loud

LONGEST_RUN = 5  # words of an unknown name
LONGEST_NOUN = 4
FEWEST_LETTERS = 4  # of an unknown name without a noun: "à Eze" is rarer than "à La"
BUILT = frozenset({"airport", "base", "camp", "site", "street"})  # "Islamic State" is no state
INNER = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "al", "el", "of"])
RUN_GAPS = frozenset({" ", "-", "'", "’", "' ", "’ "})  # "Ma'arrat al-Numan", "Fishmongers' Hall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted:
    """An unknown name: its tokens, those of the noun with it, and that noun's kind.

    `strong` unless no preposition of place stands before and no parser takes it for a place; `doubtful` where the
    parser takes it for a person or organisation.
    """

    first: int
    last: int
    name_first: int
    name_last: int
    kind: str | None = None
    strong: bool = True
    doubtful: bool = False


def find_unlisted(around: Surroundings, covered: frozenset[int], rules: PlaceRules) -> Iterator[Unlisted]:
    """The unknown names of a document, from left to right."""
    index = 0
    while index < len(around.tokens):
        run = run_at(around, index, covered, rules)
        found = frame_unlisted(around, index, run, covered, rules) if run is not None else None
        if found:
            yield found
        index = (run if run is not None else index) + 1


def run_at(around: Surroundings, index: int, covered: frozenset[int], rules: PlaceRules) -> int | None:
    """The last token of the run of capitalised, unknown words that begins at `index`; None when none does."""
    if not begins_run(around, index, covered, rules):
        return None
    last, probe = index, index + 1
    while probe < len(around.tokens) and probe - index < LONGEST_RUN and probe not in covered:
        gap = around.content[around.tokens[probe - 1].end : around.tokens[probe].start]
        token = around.tokens[probe]
        if gap not in RUN_GAPS or not (token.capital or token.key in INNER or gap in {"'", "’"}):
            break
        last = probe if token.capital or gap in {"'", "’"} else last
        probe += 1
    return last


def begins_run(around: Surroundings, index: int, covered: frozenset[int], rules: PlaceRules) -> bool:
    """True for a capitalised word outside known names that is no function word."""
    token = around.tokens[index]
    if index in covered or token.key in rules.never or token.key in rules.openers or token.text.isdecimal():
        return False
    if token.key in ARTICLES and not token.capital and index + 1 < len(around.tokens) and index + 1 not in covered:
        following = around.tokens[index + 1]
        return following.capital and around.content[token.end : following.start] == "-"
    return token.text[0].isupper()


def frame_unlisted(
    around: Surroundings, first: int, last: int, covered: frozenset[int], rules: PlaceRules
) -> Unlisted | None:
    """The unknown name with what marks it as a place; None when nothing does."""
    if is_loud(around.content, around.tokens[first]):
        return None
    kind, start, end = noun_of(around, first, last, rules)
    if kind:
        return Unlisted(first=start, last=end, name_first=first, name_last=last, kind=kind)
    word = around.words.get(around.tokens[first].start)
    entity = word.entity if word else ""
    named = any(follows_preposition(around, first, last, words, rules) for words in (rules.strong, rules.weak))
    if not (named or entity == "PLACE"):
        return None
    strong = entity == "PLACE" or follows_preposition(around, first, last, rules.strong, rules)
    doubtful = entity in {"PERSON", "ORGANIZATION"}
    return Unlisted(first=first, last=last, name_first=first, name_last=last, strong=strong, doubtful=doubtful)


def noun_of(around: Surroundings, first: int, last: int, rules: PlaceRules) -> tuple[str | None, int, int]:
    """The kind of the noun before or within an unknown name, and the tokens from noun to name."""
    tokens = around.tokens
    for end in range(first - 1, max(first - 6, -1), -1):
        gap = around.content[tokens[end].end : tokens[first].start].replace("\n", " ")
        if rules.of.fullmatch(gap):
            for start in range(max(end - LONGEST_NOUN + 1, 0), end + 1):
                kind = rules.kinds.get(keys(tokens, start, end))
                if kind:
                    return kind, start, last
    after = noun_after(around, last, rules)
    if after:
        return after, first, last + 1
    return noun_within(around, first, last, rules), first, last


def noun_after(around: Surroundings, last: int, rules: PlaceRules) -> str | None:
    """The kind of a noun right behind an unknown name where the language puts it there: "Salaheddin district"."""
    if not rules.noun_after or last + 1 >= len(around.tokens):
        return None
    following = around.tokens[last + 1]
    gap = around.content[around.tokens[last].end : following.start]
    return rules.kinds.get(following.key) if gap == " " and following.text.islower() else None


def noun_within(around: Surroundings, first: int, last: int, rules: PlaceRules) -> str | None:
    """The kind of a noun that is part of the name: "Splendid Hotel", "Promenade des Anglais"; not "City Hall"."""
    tokens = around.tokens
    starts = [start for start in range(first + 1, last + 1) if rules.kinds.get(keys(tokens, start, last)) in BUILT]
    if starts and any(token.key not in rules.ordinary for token in tokens[first : starts[0]]):
        return rules.kinds[keys(tokens, starts[0], last)]
    ends = [end for end in range(first, last) if keys(tokens, first, end) in rules.kinds]
    return rules.kinds[keys(tokens, first, ends[-1])] if ends and not rules.noun_after else None


def keys(tokens: Sequence[Token], start: int, end: int) -> str:
    """The folded words of tokens `start` to `end`."""
    return " ".join(token.key for token in tokens[start : end + 1])


def follows_preposition(
    around: Surroundings, first: int, last: int, prepositions: frozenset[str], rules: PlaceRules
) -> bool:
    """True for an unknown name of some length right after one of `prepositions`: "à Koutougou"."""
    before = around.tokens[first - 1] if first else None
    if before is None or around.content[before.end : around.tokens[first].start] not in {" ", "'", "’"}:
        return False
    name = keys(around.tokens, first, last)
    known = name in rules.ordinary or around.tokens[last].key in rules.organizations or name in around.surnames
    return (
        before.key in prepositions
        and len(name) >= FEWEST_LETTERS
        and not known
        and not around.tokens[first].text.isupper()
    )
