"""Nearness: how far a time or place stands from the words that tell of a happening."""

from recoupe.claims.triggers import Trigger
from recoupe.records import Sentence, Span

# What parts a mention from a trigger, in characters: a comma closes a phrase, a semicolon a clause.
SIGN_COST = {",": 25, ";": 80, ":": 30, "(": 10, "»": 30, "«": 30, '"': 20}
BEFORE_COST = 15  # "attentat à Bagdad" rather than "à Bagdad, l'attentat"
CLAUSE_COST = 50  # "On Monday, Fars reported that … the assassination … in January": Monday is that of the report
CLAUSES = frozenset(("ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"))


def distance(content: str, sentence: Sentence, trigger: Trigger, span: Span) -> float:
    """How far a mention is from a trigger in its sentence: characters between them, and what the signs there cost."""
    if span.overlaps(trigger.span):
        return 0.0
    before = span.end <= trigger.span.start
    gap = content[span.end : trigger.span.start] if before else content[trigger.span.end : span.start]
    cost = len(gap) + sum(SIGN_COST.get(sign, 0) for sign in gap) + (BEFORE_COST if before else 0)
    return cost + CLAUSE_COST * clauses_between(sentence, trigger.mention.word, word_at(sentence, span))


def word_at(sentence: Sentence, span: Span) -> int | None:
    """Index of the word on which the words of the span hang; None in an unparsed sentence."""
    inside = [index for index, word in enumerate(sentence.words) if span.start <= word.start < span.end]
    free = [index for index in inside if sentence.words[index].head not in inside]
    return next(iter((*free, *inside)), None)


def clauses_between(sentence: Sentence, one: int | None, other: int | None) -> int:
    """How many clause borders lie between two words in the parse; 0 where nothing was parsed."""
    if one is None or other is None:
        return 0
    up, across = _chain(sentence, one), _chain(sentence, other)
    shared = next((index for index in up if index in across), None)
    ways = (up[: up.index(shared)] + across[: across.index(shared)]) if shared is not None else up + across
    return sum(sentence.words[index].dep in CLAUSES for index in ways)


def _chain(sentence: Sentence, index: int) -> list[int]:
    """The word and its governors up to the root."""
    chain = [index]
    while sentence.words[index].head != index and sentence.words[index].head not in chain:
        index = sentence.words[index].head
        chain.append(index)
    return chain
