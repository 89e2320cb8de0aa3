"""Fills the roles of one happening: the order of the steps, each of which has a file of its own."""

from recoupe.claims.roles.casting import Casting, find_castings
from recoupe.claims.roles.defenders import choose_defenders
from recoupe.claims.roles.perpetrators import (
    choose_perpetrators,
    find_attackers,
    flip_defences,
    gather_perpetrators,
)
from recoupe.claims.roles.phrases import Reader, open_reader
from recoupe.claims.roles.rules import RoleRules
from recoupe.claims.roles.scope import Scope, open_scope
from recoupe.claims.roles.targets import choose_targets, find_counted
from recoupe.claims.roles.tolls import choose_toll, find_tolls
from recoupe.claims.roles.voices import find_sources, make_claims
from recoupe.claims.roles.weapons import find_weapon_uses
from recoupe.records import AnnotatedDocument, Claim, CountState, Happening, Roles


def fill_roles(
    happening: Happening,
    happenings: tuple[Happening, ...],
    annotated: AnnotatedDocument,
    rules: RoleRules,
) -> Roles:
    """Who and what took part in `happening`, one of `happenings`, how many suffered, and on whose word."""
    reader = open_reader(annotated, rules)
    scope = open_scope(happening, happenings, reader)
    castings = cast_happening(reader, happening, scope)
    authors = gather_perpetrators(castings, reader)
    castings = flip_defences(castings, authors)
    authors = gather_perpetrators(castings, reader)
    perpetrators = choose_perpetrators(authors, reader)
    chosen = tuple(entity for entity in authors if entity.score >= 2.5)
    targets = choose_targets(castings, chosen, reader)
    defenders = choose_defenders(castings, chosen, reader)
    weapons = find_weapon_uses(reader, scope)
    tolls = find_tolls(reader, happening, scope)
    return Roles(
        perpetrators=perpetrators,
        targets=targets,
        defenders=defenders,
        weapons=weapons,
        killed=choose_toll(tolls, CountState.KILLED, reader),
        injured=choose_toll(tolls, CountState.INJURED, reader),
        missing=choose_toll(tolls, CountState.MISSING, reader),
        captured=choose_toll(tolls, CountState.CAPTURED, reader),
        sources=find_sources(reader, scope),
        claims=claim_values(reader, perpetrators, defenders, weapons),
    )


def cast_happening(reader: Reader, happening: Happening, scope: Scope) -> tuple[Casting, ...]:
    """All castings of the happening, from frames, attacker nouns and counts."""
    return (
        *find_castings(reader, happening, scope),
        *find_attackers(reader, happening, scope),
        *find_counted(reader, happening, scope),
    )


def claim_values(reader: Reader, perpetrators, defenders, weapons) -> tuple[Claim, ...]:  # type: ignore[no-untyped-def]
    return (
        *make_claims(reader, "perpetrators", perpetrators),
        *make_claims(reader, "defenders", defenders),
        *make_claims(reader, "weapons", weapons),
    )
