"""Chronicles: documents that tell a day line by line, each entry with its hour: "Vers 23h00, à Châtellerault, …".

An entry tells of its own happenings: none goes on in another entry, and all are the news of the day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from recoupe.claims.rules import EventRules
from recoupe.claims.setting import SetTrigger, depth_of, usable_places
from recoupe.claims.strands import Strand
from recoupe.mentions.tokens import fold_text
from recoupe.records import AnnotatedDocument

FEWEST = 4  # lines that begin with an hour; an article tells of two or three turns of a day so
OF_THE_DAY = timedelta(days=1)  # "dans la nuit de mardi à mercredi"


def find_entries(annotated: AnnotatedDocument, rules: EventRules) -> Mapping[int, int]:
    """Sentence -> entry of a chronicle, by the lines of the text; {} for any other document."""
    content = annotated.document.content
    if len(rules.entry.findall(fold_text(content))) < FEWEST:
        return {}
    return {sentence.index: content.count("\n", 0, sentence.start) for sentence in annotated.sentences}


def split_entries(settings: Sequence[SetTrigger], entries: Mapping[int, int]) -> Iterator[tuple[SetTrigger, ...]]:
    """The triggers of each entry by themselves; all together where there are no entries."""
    for _, group in groupby(settings, key=lambda each: entries.get(each.trigger.sentence)):
        yield tuple(group)


def place_entries(
    settings: Iterable[SetTrigger], entries: Mapping[int, int], annotated: AnnotatedDocument, rules: EventRules
) -> tuple[SetTrigger, ...]:
    """The triggers, one without a place at the place its entry has named before: "À Oiry, … Un cabanon a brûlé"."""
    if not entries:
        return tuple(settings)
    scenes = [
        (sentence.index, place)
        for place in usable_places(annotated, rules)
        for sentence in annotated.sentences
        if depth_of(place) > 0 and sentence.span.covers(place.span)
    ]

    def place(each: SetTrigger) -> SetTrigger:
        at, entry = each.trigger.sentence, entries[each.trigger.sentence]
        before = [scene for index, scene in scenes if entries[index] == entry and index <= at]
        return each if each.places or not before else replace(each, places=(before[-1],))

    return tuple(place(each) for each in settings)


def is_of_the_day(strand: Strand, entries: Mapping[int, int], published: date | None) -> bool:
    """True for what an entry tells of the day itself, with a place of its own."""
    if not entries or published is None or not any(depth_of(place) > 0 for place in strand.places):
        return False
    days = [time for time in strand.times if time.earliest and time.latest]
    return all(
        time.earliest is not None
        and time.latest is not None
        and time.earliest - OF_THE_DAY <= published <= time.latest + OF_THE_DAY
        for time in days
    )
