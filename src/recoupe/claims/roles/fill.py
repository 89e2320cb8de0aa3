"""Fills the roles of one happening: the order of the steps, each of which has a file of its own."""

from recoupe.claims.roles.candidates import find_candidates
from recoupe.claims.roles.choices import choose_cast
from recoupe.claims.roles.phrases import Reader
from recoupe.claims.roles.scope import open_scope
from recoupe.claims.roles.tellings import tell_parties, tell_tolls
from recoupe.claims.roles.tolls import choose_toll, find_tolls
from recoupe.claims.roles.victims import count_killed, name_victims
from recoupe.claims.roles.voices import find_sources, find_voices
from recoupe.claims.roles.weapons import find_weapon_uses
from recoupe.records import CountState, Happening, Roles


def fill_roles(
    happening: Happening,
    happenings: tuple[Happening, ...],
    reader: Reader,
) -> Roles:
    """Who and what took part in `happening`, one of `happenings`, how many suffered, and on whose word.

    `reader` is of `open_reader`, the same for all happenings of a document.
    """
    scope = open_scope(happening, happenings, reader)
    candidates = find_candidates(reader, happening, scope)
    cast = choose_cast(candidates, happening, reader)
    weapons = find_weapon_uses(reader, happening, scope)
    tolls = find_tolls(reader, happening, scope)
    return Roles(
        perpetrators=cast.perpetrators,
        targets=(*cast.targets, *name_victims(reader, happening, cast.targets)),
        defenders=cast.defenders,
        weapons=weapons,
        killed=choose_toll(tolls, CountState.KILLED, reader) or count_killed(reader, happening),
        injured=choose_toll(tolls, CountState.INJURED, reader),
        missing=choose_toll(tolls, CountState.MISSING, reader),
        captured=choose_toll(tolls, CountState.CAPTURED, reader),
        sources=find_sources(reader, scope, (span for party in cast.perpetrators for span in party.spans)),
        voices=find_voices(reader, scope, happening.date),
        claims=(
            *tell_parties(reader, "perpetrators", cast.perpetrators),
            *tell_parties(reader, "defenders", cast.defenders),
            *tell_parties(reader, "weapons", weapons),
            *tell_tolls(reader, tolls),
        ),
    )
