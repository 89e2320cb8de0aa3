"""Bars: words that make no incident of what a document tells: private crime, accidents, sport and trade.

They are looked for in title and lead and in the sentences that tell of it, and ask nothing of the parse. What bars
several triggers together bars any of them alone, so that `prospects` may ask of all at once what `incidence` asks of
each strand.
"""

import re
from collections.abc import Collection, Iterable

from recoupe.claims.focus import find_lead
from recoupe.claims.rules import EventRules
from recoupe.claims.triggers import Trigger
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, EventType

ORDER = (EventType.ARREST, EventType.WEAPONS_SEIZURE)
PLAIN_WEIGHT = 1.0  # a rule that says no more than "attack"
VIOLENT_EFFECT, BARE_WEIGHT = "killed-or-hurt", 0.5


def is_barred(
    triggers: Collection[Trigger], told: Iterable[int], annotated: AnnotatedDocument, rules: EventRules
) -> bool:
    """True for private crime, accidents, and figures of speech in news of sport or trade.

    `triggers` tell of it, and `told` are the sentences that say something of it.
    """
    lead = lead_texts(annotated)
    if say(rules.lead_private, lead):
        return True
    if all(trigger.weak for trigger in triggers) and say(rules.accident, lead):
        return True
    other_matter = say(rules.other_matter, lead)
    if max(trigger.weight for trigger in triggers) > PLAIN_WEIGHT and not other_matter:
        return False
    return not say(rules.grave if other_matter else rules.violence, texts_of(annotated, told))


def tells_of_killing(annotated: AnnotatedDocument, rules: EventRules) -> bool:
    """True where the lead tells whom or with what one killed, and of no accident or game: "deux soldats tués"."""
    lead = lead_texts(annotated)
    return say(rules.deed, lead) and not say(rules.accident, lead) and not say(rules.other_matter, lead)


def is_bare_killing(trigger: Trigger, lead: Collection[int]) -> bool:
    """True for a word of the lead that tells of dead or hurt, and of no deed."""
    return trigger.mention.rule == VIOLENT_EFFECT and trigger.sentence in lead and not trigger.muted


def say(expression: re.Pattern[str], texts: Iterable[str]) -> bool:
    """True where one of the sentences has what the expression looks for."""
    return any(expression.search(text) for text in texts)


def lead_indices(annotated: AnnotatedDocument) -> frozenset[int]:
    """The sentences of title and lead."""
    return frozenset(sentence.index for sentence in find_lead(annotated))


def lead_texts(annotated: AnnotatedDocument) -> tuple[str, ...]:
    """The folded sentences of title and lead."""
    return texts_of(annotated, lead_indices(annotated))


def texts_of(annotated: AnnotatedDocument, indices: Iterable[int]) -> tuple[str, ...]:
    """The folded sentences with those indices."""
    folded = fold_text(annotated.document.content)
    chosen = (annotated.sentences[index] for index in sorted(indices))
    return tuple(folded[sentence.start : sentence.end] for sentence in chosen)
