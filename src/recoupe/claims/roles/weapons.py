"""Weapons: with what it was done."""

from recoupe.claims.roles.phrases import Reader
from recoupe.claims.roles.scope import Scope, weigh_word
from recoupe.claims.roles.victims import find_word
from recoupe.records import WeaponMention, WeaponUse

NEEDED = 0.5  # share of the scope; a weapon further off belongs to what was found later or to somebody else
MOST = 3


def find_weapon_uses(reader: Reader, scope: Scope) -> tuple[WeaponUse, ...]:
    """The weapons told of with the happening, each once, in order of the text."""
    found: dict[str, list[WeaponMention]] = {}
    for mention in reader.annotated.mentions.weapons:
        at = find_word(reader, mention.span)
        if at is not None and weigh_word(scope, *at) >= NEEDED:
            found.setdefault(mention.weapon, []).append(mention)
    return tuple(make_use(mentions, reader) for mentions in list(found.values())[:MOST])


def make_use(mentions: list[WeaponMention], reader: Reader) -> WeaponUse:
    """One weapon from its mentions: the longest wording, the first figure."""
    texts = {reader.content[m.span.start : m.span.end].casefold(): m for m in reversed(mentions)}
    named = sorted(texts.values(), key=lambda m: (-(m.span.end - m.span.start), m.span.start))[:2]
    counted = next((m for m in mentions if m.low is not None and m.low == m.high), None)
    return WeaponUse(
        text=" || ".join(reader.content[m.span.start : m.span.end] for m in named),
        weapon=mentions[0].weapon,
        count=counted.low if counted else None,
        spans=tuple(m.span for m in mentions),
        rule=mentions[0].rule,
    )
