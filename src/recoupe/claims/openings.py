"""Openings: the place that a sentence opens with is the scene of what it tells, and of the rest of its paragraph.

"À Jytomyr, deux missiles ont endommagé un poste électrique. L'hôpital fonctionne sur groupe électrogène."
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recoupe.claims.rules import EventRules
from recoupe.claims.setting import DEEP, SetTrigger, depth_of, usable_places
from recoupe.claims.triggers import Strength
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument, PlaceMention

PLAIN_WEIGHT = 1.0  # a trigger that says no more than "attack"
LONGEST = 60  # characters before the place: "Dans un village situé à une dizaine de kilomètres de "


def find_openings(annotated: AnnotatedDocument, rules: EventRules) -> Mapping[int, PlaceMention]:
    """Sentence -> the town or site that it opens with; a name that no table knows is one too."""
    folded = fold_text(annotated.document.content)
    unknown = (mention for mention in annotated.mentions.places if mention.place is None and mention.role == "place")
    scenes = [each for each in (*usable_places(annotated, rules), *unknown) if depth_of(each) >= DEEP]
    openings: dict[int, PlaceMention] = {}
    for sentence in annotated.sentences:
        for mention in sorted(scenes, key=lambda each: each.span):
            before = folded[sentence.start : mention.span.start]
            early = sentence.start <= mention.span.start <= sentence.start + LONGEST
            if early and rules.opening.fullmatch(before):
                openings.setdefault(sentence.index, mention)
    return openings


def hold_openings(
    settings: Iterable[SetTrigger], annotated: AnnotatedDocument, rules: EventRules
) -> tuple[SetTrigger, ...]:
    """The triggers, each without a town or site of its own at the one that its paragraph has opened with last."""
    openings, content = find_openings(annotated, rules), annotated.document.content
    paragraph = {each.index: content.count("\n", 0, each.start) for each in annotated.sentences}

    def hold(each: SetTrigger) -> SetTrigger:
        at = each.trigger.sentence
        opened = [index for index in openings if index <= at and paragraph[index] == paragraph[at]]
        return place_trigger(each, openings[opened[-1]]) if opened and not each.trigger.aside else each

    return part_others([hold(each) for each in settings], annotated, rules)


def place_trigger(each: SetTrigger, scene: PlaceMention) -> SetTrigger:
    """The trigger at the scene, unless its own words give it a town or site."""
    own = [place for place in each.places if not is_measured(place)]
    if any(depth_of(place) >= DEEP for place in own):
        return replace(each, opened=own[0] == scene)
    return replace(each, places=(scene, *own), opened=True)


def part_others(
    settings: Sequence[SetTrigger], annotated: AnnotatedDocument, rules: EventRules
) -> tuple[SetTrigger, ...]:
    """The triggers, the first telling one behind "quelques heures plus tard" as another happening's."""
    others = find_others(annotated, rules)
    first = {each.trigger.sentence: each for each in reversed(settings) if is_telling(each)}
    apart = {id(first[sentence]) for sentence in others if sentence in first}
    return tuple(replace(each, listed=True) if id(each) in apart else each for each in settings)


def find_others(annotated: AnnotatedDocument, rules: EventRules) -> frozenset[int]:
    """The sentences that open with words for another happening: "Quelques heures plus tard, un kamikaze…"."""
    folded = fold_text(annotated.document.content)
    return frozenset(each.index for each in annotated.sentences if rules.meanwhile.match(folded, each.start, each.end))


def is_telling(each: SetTrigger) -> bool:
    """True for a trigger that says more than "attack"."""
    trigger = each.trigger
    return trigger.strength is Strength.EVENT and not trigger.muted and trigger.weight > PLAIN_WEIGHT


def is_measured(place: PlaceMention) -> bool:
    """True for what only says where the scene lies: "à Youssoufia, au sud de la capitale"."""
    return place.relation in ("near", "distance")
