"""Prospects: whether the words of a document, before anything is parsed, leave room for an incident.

Half of the documents with a trigger tell of none in the end: their "attack" is a footballer's, their arrest a thief's.
What says so are often words of the text alone, and then the parse, which is most of what reading costs, is spared.
"""

from collections.abc import Iterable
from dataclasses import replace

from recoupe.claims.bars import (
    BARE_WEIGHT,
    ORDER,
    is_bare_killing,
    is_barred,
    lead_indices,
    lead_texts,
    say,
    tells_of_killing,
    texts_of,
)
from recoupe.claims.rules import EventRules
from recoupe.claims.triggers import Strength, Trigger, find_triggers
from recoupe.records import AnnotatedDocument


def may_tell(annotated: AnnotatedDocument, indices: Iterable[int], rules: EventRules) -> bool:
    """False where the sentences with those indices give no incident, whatever a parse may say of their words.

    True promises nothing: whether an incident has a place or a day of its own is asked later.
    """
    triggers = find_triggers(annotated, indices, rules)
    tellers = _find_tellers(triggers, annotated, rules)
    told = {trigger.sentence for trigger in triggers}
    if not tellers or is_barred(tellers, told, annotated, rules):
        return False
    if any(type_ not in ORDER for teller in tellers for type_ in teller.mention.types):
        return True
    return _may_be_public(told, annotated, rules)


def _find_tellers(
    triggers: tuple[Trigger, ...], annotated: AnnotatedDocument, rules: EventRules
) -> tuple[Trigger, ...]:
    """All triggers that a strand may be made of: those of deeds, and of killings told with no word for the deed."""
    deeds = tuple(each for each in triggers if each.strength is Strength.EVENT and not each.muted)
    if not tells_of_killing(annotated, rules):
        return deeds
    lead = lead_indices(annotated)
    return (*deeds, *(replace(each, weight=BARE_WEIGHT) for each in triggers if is_bare_killing(each, lead)))


def _may_be_public(told: Iterable[int], annotated: AnnotatedDocument, rules: EventRules) -> bool:
    """False where no arrest that the document tells of can be one of public violence."""
    lead = lead_texts(annotated)
    return say(rules.public, (*lead, *texts_of(annotated, told))) and not say(rules.private, lead)
