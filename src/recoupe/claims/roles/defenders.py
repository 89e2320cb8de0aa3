"""Defenders: who shot down, repelled, foiled, arrested or killed the attackers."""

from recoupe.claims.roles.casting import Casting
from recoupe.claims.roles.parties import Entity, gather_entities, make_party
from recoupe.claims.roles.phrases import Reader
from recoupe.records import Party

THRESHOLD = 2.6
MARGIN = 1.2
MOST = 2


def choose_defenders(castings: tuple[Casting, ...], authors: tuple[Entity, ...], reader: Reader) -> tuple[Party, ...]:
    """The parties cast as defenders, best first, nobody who is a perpetrator."""
    own = {span for entity in authors for span in (phrase.span for phrase in entity.phrases)}
    entities = gather_entities((c for c in castings if c.role == "defender" and c.phrase.span not in own), reader)
    passed = [entity for entity in entities if entity.score >= THRESHOLD]
    if not passed:
        return ()
    best = max(entity.score for entity in passed)
    kept = sorted((e for e in passed if e.score >= best - MARGIN), key=lambda entity: -entity.score)[:MOST]
    return tuple(make_party(entity, reader, basis=False) for entity in kept)
