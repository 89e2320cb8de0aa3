"""Triggers: the words of a document that tell of happenings, each with what its rule says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from recoupe.claims.context import find_context
from recoupe.claims.phrases import PhraseMatch, find_phrases
from recoupe.claims.rules import EventRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, EventType, Sentence, Span, TriggerMention

# How much a rule says about the type where its file does not tell.
WEIGHTS = {"event": 3.0, "effect": 0.0, "generic": 0.0, "evidence": 3.0}


class Strength(StrEnum):
    """What a trigger can do by itself."""

    EVENT = "event"  # tells of a happening
    EFFECT = "effect"  # tells what befell people, which an accident does too
    GENERIC = "generic"  # points back to a happening
    EVIDENCE = "evidence"  # says of what kind it was


class Pointing(StrEnum):
    """Which happening a mention points to."""

    NEW = "new"
    GIVEN = "given"  # "l'attaque", "cet attentat"
    ANOTHER = "another"  # "une autre attaque", "un nouvel attentat"
    GENERAL = "general"  # "plusieurs attentats", "ce genre d'attaques"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One trigger with all that is read off its own words."""

    mention: TriggerMention
    strength: Strength
    weight: float
    pointing: Pointing
    muted: str | None  # the rule that says it is no happening of its own
    title: bool

    @property
    def span(self) -> Span:
        return self.mention.span

    @property
    def sentence(self) -> int:
        return self.mention.sentence


def find_triggers(annotated: AnnotatedDocument, indices: Iterable[int], rules: EventRules) -> tuple[Trigger, ...]:
    """All triggers in the sentences named by `indices`, in order of the text."""
    folded = fold_text(annotated.document.content)
    return tuple(
        read_trigger(annotated, annotated.sentences[index], match, folded, rules)
        for index in indices
        for match in find_phrases(
            folded, annotated.sentences[index].start, annotated.sentences[index].end, rules.triggers
        )
    )


def read_trigger(
    annotated: AnnotatedDocument, sentence: Sentence, match: PhraseMatch, folded: str, rules: EventRules
) -> Trigger:
    """What the match says: its types, and by the words around it which happening it points to."""
    span, values = Span(match.start, match.end), match.rule.values
    strength = Strength(values["strength"])
    reference = None if values.get("person") else find_context(rules.references, folded, span, sentence.span)
    muted = find_context(rules.mute, folded, span, sentence.span)
    return Trigger(
        mention=TriggerMention(
            span=span,
            sentence=sentence.index,
            word=find_head(sentence, span),
            types=tuple(EventType(each) for each in values["types"]),
            rule=match.rule.name,
        ),
        strength=strength,
        weight=float(values.get("weight", WEIGHTS[strength])),
        pointing=Pointing(reference.value) if reference else Pointing.NEW,
        muted=muted.name if muted else None,
        title=sentence.start < annotated.document.title_offset,
    )


def find_head(sentence: Sentence, span: Span) -> int | None:
    """Index of the word on which the others of the span hang; None in an unparsed sentence."""
    inside = [index for index, word in enumerate(sentence.words) if span.start <= word.start < span.end]
    for index in inside:
        if sentence.words[index].head not in inside or sentence.words[index].head == index:
            return index
    return inside[0] if inside else None
