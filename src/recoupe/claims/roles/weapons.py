"""Weapons: with what it was done."""

from recoupe.claims.roles.counted import find_word
from recoupe.claims.roles.phrases import Reader, lemmas_of
from recoupe.claims.roles.scope import Scope, weigh_word
from recoupe.records import EventType, Happening, PartyKind, WeaponMention, WeaponUse

NEEDED = 0.5  # share of the scope; a weapon further off belongs to what was found later or to somebody else
MOST = 3
# Words that only say that there was a weapon; dropped beside one that says which.
VAGUE = ("weapons", "projectile", "explosives", "explosive-device", "fire")
SEARCHES = (EventType.ARREST,)  # what was found in a flat was not used on it


def find_weapon_uses(reader: Reader, happening: Happening, scope: Scope) -> tuple[WeaponUse, ...]:
    """The weapons told of with the happening, each once, in order of the text."""
    if happening.type in SEARCHES:
        return ()
    found: dict[str, list[WeaponMention]] = {}
    for mention in reader.annotated.mentions.weapons:
        at = find_word(reader, mention.span)
        if at is not None and weigh_word(scope, *at) >= NEEDED and not _is_stored(reader, *at):
            found.setdefault(mention.weapon, []).append(mention)
    if any(weapon not in VAGUE for weapon in found):
        found = {weapon: mentions for weapon, mentions in found.items() if weapon not in VAGUE}
    return tuple(make_use(mentions, reader) for mentions in list(found.values())[:MOST])


def _is_stored(reader: Reader, sentence: int, head: int) -> bool:
    """True for what a building holds: "des dépôts d'armes et de munitions auraient été détruits"."""
    words = reader.sentence(sentence).words
    above = words[head].head
    if words[head].dep == "conj":
        above = words[above].head
    forms = lemmas_of(words[above], reader.rules)
    return any(reader.rules.kinds.get(form) == PartyKind.FACILITY for form in forms)


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
