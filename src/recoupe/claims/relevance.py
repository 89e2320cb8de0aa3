"""Relevance: which sentences may tell of an incident, found by one scan of the unparsed text.

A document without a strong trigger, or whose triggers come to nothing by its words alone, costs that scan and nothing
more.
"""

from recoupe.claims.phrases import match_phrases
from recoupe.claims.prospects import may_tell
from recoupe.claims.rules import EventRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, Sentence

# Sentences around one with a trigger that still carry tolls, dates and sources: "40 autres ont été blessés."
NEIGHBOURS = 1
# Sentences at the head of a document that say where and when, whether or not they name the deed.
HEAD = 3
# A news item up to this length is parsed whole once it tells of an incident: "L'homme" and "la police" of any sentence
# may be its author or its defender. Longer texts, reports and transcripts, are read around what tells of one.
WHOLE = 60


def find_relevant(annotated: AnnotatedDocument, rules: EventRules) -> tuple[int, ...]:
    """Indices, in order, of the sentences worth parsing; () for a document that tells of no incident."""
    found = _find_telling(fold_text(annotated.document.content), annotated.sentences, rules)
    return found if found and may_tell(annotated, found, rules) else ()


def _find_telling(folded: str, sentences: tuple[Sentence, ...], rules: EventRules) -> tuple[int, ...]:
    """The sentences with triggers and those about them, where one of these is strong."""
    strengths = [_strengths(folded, sentence, rules) for sentence in sentences]
    head = range(min(HEAD, len(sentences)))
    killed = any("effect" in strengths[index] for index in head) and _tells_of_killing(folded, sentences[:HEAD], rules)
    if not killed and not any("event" in found for found in strengths):
        return ()
    if len(sentences) <= WHOLE:
        return tuple(range(len(sentences)))
    wanted = set(head)
    for index, found in enumerate(strengths):
        if found:
            wanted.update(range(max(0, index - NEIGHBOURS), min(len(sentences), index + NEIGHBOURS + 1)))
    return tuple(sorted(wanted))


def _strengths(folded: str, sentence: Sentence, rules: EventRules) -> frozenset[str]:
    found = match_phrases(folded, sentence.start, sentence.end, rules.triggers)
    return frozenset(str(match.rule.values["strength"]) for match in found)


def _tells_of_killing(folded: str, head: tuple[Sentence, ...], rules: EventRules) -> bool:
    """True where the head of a document has words of violence and none of accidents: "deux soldats tués"."""
    text = " ".join(folded[sentence.start : sentence.end] for sentence in head)
    return bool(rules.deed.search(text)) and not rules.accident.search(text)
