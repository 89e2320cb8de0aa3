"""Triggers: the words of a document that tell of happenings, each with what its rule says of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from recoupe.claims.context import find_context
from recoupe.claims.phrases import PhraseMatch, match_phrases
from recoupe.claims.rules import EventRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, EventType, Sentence, Span, TriggerMention

NEAR_CHARS = 60  # "l'assassinat du 3 janvier 2020 du dirigeant du Hachd al-Chaabi"
# Of the kind told in the sentence before: "Les précédents avaient eu lieu en 2006", "A second was killed the same way".
AFTER_SENTENCE = ("earlier-ones", "same-fate")
PERSON, SUFFERING = "PERSON", ("nsubj:pass", "obj")
NAME_CHARS = 40  # "assassinat, en 2006 à Londres, de Litvinenko"
# How much a rule says about the type where its file does not tell.
WEIGHTS = {"event": 3.0, "effect": 0.0, "generic": 0.0, "evidence": 3.0, "echo": 1.0}


class Strength(StrEnum):
    """What a trigger can do by itself."""

    EVENT = "event"  # tells of a happening
    EFFECT = "effect"  # tells what befell people, which an accident does too
    GENERIC = "generic"  # points back to a happening
    EVIDENCE = "evidence"  # says of what kind it was
    ECHO = "echo"  # a pronoun for another happening of the kind just told: "ceux de 2006 et 2009"


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
    aside: str | None = None  # told for something else: "legal" (jugé pour), "recalled" (en hommage aux victimes de)
    always: bool = False  # an act of its own whatever else is told: a search, a confinement
    weak: bool = False  # what an accident does too: "killing seven", "une explosion"
    person: bool = False  # a particular person is singled out: "l'assassinat du général"

    @property
    def span(self) -> Span:
        return self.mention.span

    @property
    def sentence(self) -> int:
        return self.mention.sentence


def find_triggers(annotated: AnnotatedDocument, indices: Iterable[int], rules: EventRules) -> tuple[Trigger, ...]:
    """All triggers in the sentences named by `indices`, in order of the text."""
    folded = fold_text(annotated.document.content)
    found: list[Trigger] = []
    for index in indices:
        sentence = annotated.sentences[index]
        for match in match_phrases(folded, sentence.start, sentence.end, rules.triggers):
            if not is_name(annotated.document.content, sentence, match):
                found.append(read_trigger(annotated, sentence, match, folded, rules))
    return tuple(each for each in resolve_echoes(found) if each.strength is not Strength.ECHO)


def resolve_echoes(triggers: list[Trigger]) -> Iterator[Trigger]:
    """The triggers, each echo as a happening of the kind last told in its sentence: "après celle de Nice"."""
    told: Trigger | None = None
    for trigger in triggers:
        if trigger.strength is Strength.EVENT:
            told = trigger
        reach = 1 if trigger.mention.rule in AFTER_SENTENCE else 0
        if trigger.strength is Strength.ECHO and told is not None and trigger.sentence - told.sentence <= reach:
            yield replace(
                trigger,
                mention=replace(trigger.mention, types=told.mention.types),
                strength=Strength.EVENT,
                pointing=Pointing.ANOTHER,
                aside="recalled",
            )
        else:
            yield trigger


def is_name(content: str, sentence: Sentence, match: PhraseMatch) -> bool:
    """True for a common word with a capital inside a sentence: the police unit "RAID", the film "L'Attaque"."""
    before = content[sentence.start : match.start].rstrip()
    return (
        bool(match.rule.values.get("common"))
        and content[match.start].isupper()
        and before != ""
        and before[-1] not in ':«"“–—-'
        and not content[sentence.start : sentence.end].isupper()
    )


def read_trigger(
    annotated: AnnotatedDocument, sentence: Sentence, match: PhraseMatch, folded: str, rules: EventRules
) -> Trigger:
    """What the match says: its types, and by the words around it which happening it points to."""
    span, values = Span(match.start, match.end), match.rule.values
    types = tuple(EventType(each) for each in values["types"])
    strength = Strength(values["strength"])
    pointless = values.get("person") or values.get("form") == "verb"  # only nouns of deeds point: "une autre attaque"
    reference = None if pointless else find_context(rules.references, folded, span, sentence.span)
    muted = None if values.get("own") else find_context(rules.mute, folded, span, sentence.span)
    aside = None if values.get("own") else find_context(rules.asides, folded, span, sentence.span)
    return Trigger(
        mention=TriggerMention(
            span=span,
            sentence=sentence.index,
            word=find_head(sentence, span),
            types=types,
            rule=match.rule.name,
        ),
        strength=strength,
        weight=float(values.get("weight", WEIGHTS[strength])),
        pointing=Pointing(reference.value) if reference else Pointing.NEW,
        muted=muted.name if muted else None,
        title=sentence.start < annotated.document.title_offset,
        aside="legal" if values.get("legal") else aside.value if aside else None,
        weak=bool(values.get("weak")),
        always=bool(values.get("always")),
        person=EventType.ASSASSINATION in types
        and (
            singles_out(folded, sentence, span, rules) or (bool(values.get("named")) and names_victim(sentence, span))
        ),
    )


def singles_out(folded: str, sentence: Sentence, span: Span, rules: EventRules) -> bool:
    """True where one person, by name or office, is told of right beside a killing."""
    near = folded[max(sentence.start, span.start - NEAR_CHARS) : span.start]
    behind = folded[span.end : min(sentence.end, span.end + NEAR_CHARS)]
    told = folded[sentence.start : sentence.end]
    return bool((rules.office_after.search(behind) or rules.office_before.search(near)) and rules.death.search(told))


def names_victim(sentence: Sentence, span: Span) -> bool:
    """True where a word said of persons singled out names its victim: "l'assassinat de Jo Cox", "X a été assassinée".

    "meurtres" singles out nobody.
    """
    inside = [index for index, word in enumerate(sentence.words) if span.start <= word.start < span.end]
    if any(sentence.words[index].pos == "NOUN" and "Plur" in sentence.words[index].morph for index in inside):
        return False
    return any(
        word.entity == PERSON
        and (-NAME_CHARS <= word.start - span.end <= NAME_CHARS or (word.dep in SUFFERING and word.head in inside))
        for word in sentence.words
    )


def find_head(sentence: Sentence, span: Span) -> int | None:
    """Index of the word on which the others of the span hang; None in an unparsed sentence."""
    inside = [index for index, word in enumerate(sentence.words) if span.start <= word.start < span.end]
    for index in inside:
        if sentence.words[index].head not in inside or sentence.words[index].head == index:
            return index
    return inside[0] if inside else None
