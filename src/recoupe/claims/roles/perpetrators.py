"""Perpetrators: who did it, on what ground, and under which names."""

from collections.abc import Iterator
from dataclasses import replace

from recoupe.claims.roles.casting import ARRESTS, BELONGS, Casting, features_of
from recoupe.claims.roles.parties import Entity, gather_entities, make_party
from recoupe.claims.roles.phrases import Phrase, Reader, lemma_of, read_phrase
from recoupe.claims.roles.rules import Frame
from recoupe.claims.roles.scope import Scope, sentences_of, weigh_word
from recoupe.records import Basis, Happening, Party, PartyKind

NOUN_ALONE = 1.4  # "l'assaillant", "le tireur": says by itself who did it, but not of which happening
THRESHOLD = 2.5  # points: a position beside a trigger, or a claim in the same sentence, passes; a stray subject does not
MARGIN = 1.6  # points behind the best: further off, it is somebody else's deed
MOST = 3  # perpetrators of one happening; four and more in the gold are sides of one front
ATTACKER = Frame(name="attacker noun", verbs=frozenset(), nouns=frozenset(), slots=())


def find_attackers(reader: Reader, happening: Happening, scope: Scope) -> Iterator[Casting]:
    """Castings of nouns that name an author by themselves: "l'assaillant", "le suspect"."""
    if happening.type in ARRESTS:
        return
    nouns = reader.rules.attackers | reader.rules.suspects
    for sentence in sentences_of(scope, reader):
        for index, word in enumerate(reader.sentence(sentence).words):
            weight = weigh_word(scope, sentence, index)
            if word.pos not in ("NOUN", "ADJ", "PROPN") or not weight or lemma_of(word) not in nouns:
                continue
            phrase = read_phrase(reader, sentence, index)
            if word.dep in ("compound", "flat", "amod") or phrase.kind is None:
                continue
            suspected = lemma_of(word) in reader.rules.suspects or _is_presumed(reader, phrase)
            yield Casting(
                role="perpetrator",
                phrase=phrase,
                features=(("attacker noun", NOUN_ALONE), ("belongs", BELONGS * weight), *features_of(phrase, "subject")),
                frame=ATTACKER,
                basis=Basis.SUSPECTED if suspected else Basis.STATED,
                predicate=index,
            )


def _is_presumed(reader: Reader, phrase: Phrase) -> bool:
    """ "l'auteur présumé", "the alleged gunman"."""
    words = reader.sentence(phrase.sentence).words
    return any(lemma_of(words[child]) in reader.rules.suspect_adjectives for child in reader.children[phrase.sentence][phrase.head])


def gather_perpetrators(castings: tuple[Casting, ...], reader: Reader) -> tuple[Entity, ...]:
    """The entities cast as perpetrators, a lone attacker's descriptions joined to his name."""
    entities = gather_entities((casting for casting in castings if casting.role == "perpetrator"), reader)
    return join_lone_attacker(entities)


def join_lone_attacker(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """One entity for "un homme", "l'assaillant" and "Esteban Santiago" where at most one person is named."""
    singles = [entity for entity in entities if entity.person and not entity.plural]
    named = [entity for entity in singles if entity.proper]
    if len(singles) < 2:
        return entities
    if len(named) > 1:
        singles = [entity for entity in singles if not entity.proper] + [max(named, key=lambda entity: entity.score)]
    joined = Entity(
        phrases=tuple(phrase for entity in singles for phrase in entity.phrases),
        castings=tuple(casting for entity in singles for casting in entity.castings),
    )
    return tuple(entity for entity in entities if entity not in singles) + (joined,)


def choose_perpetrators(entities: tuple[Entity, ...], reader: Reader) -> tuple[Party, ...]:
    """The parties that pass the threshold, best first; a description of many gives way to the group that they are."""
    passed = [entity for entity in entities if entity.score >= THRESHOLD]
    if not passed:
        return ()
    best = max(entity.score for entity in passed)
    kept = sorted((e for e in passed if e.score >= best - MARGIN), key=lambda entity: -entity.score)[:MOST]
    return tuple(make_party(entity, reader, basis=True) for entity in kept)


def flip_defences(castings: tuple[Casting, ...], attackers: tuple[Entity, ...]) -> tuple[Casting, ...]:
    """The castings with the roles of an attack on the attacker turned: who kills "l'assaillant" is a defender.

    "L'assaillant a été abattu par un policier": the assailant is no target, the policeman no perpetrator.
    """
    authors = {span for entity in attackers if _sure(entity) for phrase in entity.phrases for span in (phrase.span,)}
    turned = {
        (casting.phrase.sentence, casting.predicate)
        for casting in castings
        if casting.role == "target" and casting.phrase.span in authors
    }
    found = []
    for casting in castings:
        here = (casting.phrase.sentence, casting.predicate) in turned
        if here and casting.role == "perpetrator" and casting.frame is not ATTACKER and casting.phrase.span not in authors:
            found.append(replace(casting, role="defender", basis=None))
        elif not (here and casting.role == "target" and casting.phrase.span in authors):
            found.append(casting)
    return tuple(found)


def _sure(entity: Entity) -> bool:
    return any(casting.frame is ATTACKER or casting.basis == Basis.CLAIMED for casting in entity.castings) or (
        entity.score >= THRESHOLD and entity.best.phrase.kind in (PartyKind.PERSON, PartyKind.ORGANIZATION)
    )
