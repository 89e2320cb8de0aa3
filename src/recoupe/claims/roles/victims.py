"""Victims: how many were killed where no figure says so, counted from those whom the text names as killed."""

from collections.abc import Iterable
from dataclasses import replace

from recoupe.claims.roles.arguments import counts_people, find_arguments
from recoupe.claims.roles.phrases import Phrase, Reader, lemmas_of, read_phrase
from recoupe.claims.roles.ties import find_ties
from recoupe.claims.roles.tolls import is_reason
from recoupe.records import EventType, Figure, Happening, Outcome, Party, PartyKind, Span, TriggerMention

VICTIM_SLOTS = ("of", "object", "poss")
RULE = "named victims, one by one"


def count_killed(reader: Reader, happening: Happening) -> Figure | None:
    """How many the happening's own words name as killed: "l'assassinat de X au côté de Y et de 8 compagnons" is 10.

    None unless the happening was carried out and everybody among them is one person or has a figure.
    """
    if happening.outcome != Outcome.CARRIED_OUT:
        return None
    for trigger in happening.triggers:
        if happening.focus and is_reason(reader, trigger.span):
            continue  # "cette opération venge l'assassinat des commandants": dead of another day
        victims = find_victims(reader, trigger)
        sizes = [size_of(reader, victim) for victim in victims]
        if sizes and None not in sizes:
            total = sum(size for size in sizes if size is not None)
            return Figure(low=total, high=total, spans=tuple(each.span for each in victims), rule=RULE)
    return None


def name_victims(reader: Reader, happening: Happening, targets: tuple[Party, ...]) -> tuple[Party, ...]:
    """Those killed beside somebody who are named themselves and are not among the targets yet."""
    if happening.type != EventType.ASSASSINATION:
        return ()
    known = [span for party in targets for span in party.spans]
    return tuple(
        Party(
            text=victim.text,
            kind=PartyKind.PERSON,
            spans=(victim.span,),
            actor=victim.actor.actor if victim.actor else None,
            rule=RULE,
        )
        for trigger in happening.triggers[:1]
        for victim in find_victims(reader, trigger)
        if victim.actor is not None and not any(span.overlaps(victim.span) for span in known)
    )


def find_victims(reader: Reader, trigger: TriggerMention) -> tuple[Phrase, ...]:
    """The persons whom a word of killing is about, those beside them included, each once."""
    if trigger.word is None:
        return ()
    word = reader.word(trigger.sentence, trigger.word)
    if not reader.rules.killings.intersection(lemmas_of(word, reader.rules)):
        return ()
    heads: dict[int, None] = {}
    for slot, at in find_arguments(reader, trigger.sentence, trigger.word):
        if slot in VICTIM_SLOTS and (
            reader.word(trigger.sentence, at).pos != "NUM" or counts_people(reader, trigger.sentence, at)
        ):
            for each in (at, *find_companions(reader, trigger.sentence, at)):
                heads[each] = None
    phrases = [_read_person(reader, trigger.sentence, head) for head in heads]
    return _distinct(reader, (phrase for phrase in phrases if phrase.kind in (PartyKind.PERSON, PartyKind.UNKNOWN)))


def _read_person(reader: Reader, sentence: int, head: int) -> Phrase:
    """The phrase at a word, cut to the person where the parse runs a name into the one before it.

    "du Hachd al-Chaabi Abou Mahdi al-Mohandes" is a movement and its leader.
    """
    phrase = read_phrase(reader, sentence, head)
    actor = reader.actors.get(reader.word(sentence, head).start)
    if actor is None or actor.kind != PartyKind.PERSON or phrase.kind == PartyKind.PERSON:
        return phrase
    text = reader.content[actor.span.start : actor.span.end]
    return replace(phrase, head=head, span=actor.span, text=text, kind=PartyKind.PERSON, actor=actor, plural=False)


def find_companions(reader: Reader, sentence: int, at: int) -> list[int]:
    """Those whom the text puts beside somebody: "au côté du général", "alongside nine others"."""
    words = reader.sentence(sentence).words
    found = []
    for child in reader.children[sentence][at]:
        below = words[child]
        if reader.rules.comitatives.intersection(lemmas_of(below, reader.rules)):
            for grand in reader.children[sentence][child]:
                if words[grand].dep == "nmod":
                    found += [grand, *_joined(reader, sentence, grand)]
        elif any(words[c].text.lower() in reader.rules.comitatives for c in reader.children[sentence][child]):
            found += [child, *_joined(reader, sentence, child)]
    return found


def _joined(reader: Reader, sentence: int, at: int) -> list[int]:
    words = reader.sentence(sentence).words
    return [
        c for c in reader.children[sentence][at] if words[c].dep == "conj" and words[c].pos in ("NOUN", "PROPN", "NUM")
    ]


def _distinct(reader: Reader, phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """The phrases without those that only name another of them again: "du dirigeant Abou Mahdi"."""
    kept: list[Phrase] = []
    covered: list[Span] = []
    for phrase in phrases:
        ties = [tie.span for tie in find_ties(reader, phrase)]
        if not any(span.overlaps(phrase.span) for span in covered):
            kept.append(phrase)
            covered += [phrase.span, *ties]
    return tuple(kept)


def size_of(reader: Reader, phrase: Phrase) -> int | None:
    """How many persons a phrase is: its figure, else one for a name or a singular; None for an open plural."""
    word = reader.word(phrase.sentence, phrase.head)
    if word.pos == "NUM":
        return int(word.text) if word.text.isdecimal() and counts_people(reader, phrase.sentence, phrase.head) else None
    for count in reader.annotated.mentions.counts:
        if count.span.overlaps(phrase.span) and count.low is not None and count.low == count.high:
            return count.low
    return None if phrase.plural else 1
