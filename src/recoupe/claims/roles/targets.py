"""Targets: what was aimed at or hit, the named victims among them."""

from collections.abc import Iterator

from recoupe.claims.roles.casting import BELONGS, Casting, features_of
from recoupe.claims.roles.parties import Entity, gather_entities, make_party
from recoupe.claims.roles.phrases import Phrase, Reader, read_phrase
from recoupe.claims.roles.rules import Frame
from recoupe.claims.roles.scope import Scope, weigh_word
from recoupe.records import CountMention, CountState, Happening, Party, PartyKind, Span

COUNTED = 1.5  # "26 soldats tués": who is counted as a victim was hit
THRESHOLD = 2.6
MARGIN = 1.4
MOST = 3
VAGUE = -1.1  # "personnes": says that there were victims, not whom the attack was on
VICTIM_STATES = (CountState.KILLED, CountState.INJURED, CountState.MISSING, CountState.CAPTURED)
COUNT_FRAME = Frame(name="counted victims", verbs=frozenset(), nouns=frozenset(), slots=())


def find_counted(reader: Reader, happening: Happening, scope: Scope) -> Iterator[Casting]:
    """Castings of those whom the counts of dead, hurt, missing and taken are counts of."""
    for count in reader.annotated.mentions.counts:
        if count.state not in VICTIM_STATES or count.of is None or count.part or count.high == 0:
            continue
        at = find_word(reader, count.of)
        if at is None:
            continue
        sentence, index = at
        weight = weigh_word(scope, sentence, index)
        if not weight:
            continue
        phrase = read_phrase(reader, sentence, index)
        if phrase.kind is not None and phrase.kind != PartyKind.PLACE:
            points = [("counted as victims", COUNTED), ("belongs", BELONGS * weight), *features_of(phrase, "object")]
            yield Casting(role="target", phrase=phrase, features=tuple(points), frame=COUNT_FRAME, predicate=index)


def find_word(reader: Reader, span: Span) -> tuple[int, int] | None:
    """Sentence and index of the head word inside the span: the one whose governor stands outside."""
    for sentence in reader.annotated.sentences:
        if not sentence.span.overlaps(span):
            continue
        inside = [i for i, word in enumerate(sentence.words) if span.start <= word.start < span.end]
        nouns = [i for i in inside if sentence.words[i].pos in ("NOUN", "PROPN")] or inside
        for index in nouns:
            if sentence.words[index].head not in inside or sentence.words[index].head == index:
                return sentence.index, index
        if nouns:
            return sentence.index, nouns[0]
    return None


def choose_targets(castings: tuple[Casting, ...], authors: tuple[Entity, ...], reader: Reader) -> tuple[Party, ...]:
    """The parties that pass the threshold, best first; vague words only where nothing better is said."""
    own = {span for entity in authors for span in (phrase.span for phrase in entity.phrases)}
    listed = [c for c in castings if c.role == "target" and c.phrase.span not in own]
    scored = [(rank_target(entity, reader), entity) for entity in gather_entities(listed, reader)]
    passed = [(score, entity) for score, entity in scored if score >= THRESHOLD]
    if not passed:
        return ()
    best = max(score for score, _ in passed)
    kept = sorted((pair for pair in passed if pair[0] >= best - MARGIN), key=lambda pair: -pair[0])[:MOST]
    return tuple(make_party(entity, reader, basis=False) for _, entity in kept)


def rank_target(entity: Entity, reader: Reader) -> float:
    """The entity's points, less where it is only "personnes"."""
    return entity.score + (VAGUE if all(_is_vague(phrase, reader) for phrase in entity.phrases) else 0.0)


def _is_vague(phrase: Phrase, reader: Reader) -> bool:
    return phrase.lemma in reader.rules.vague


def victims_of(counts: tuple[CountMention, ...], state: CountState) -> tuple[CountMention, ...]:
    """The counts of one state."""
    return tuple(count for count in counts if count.state == state)
