"""When two values in different words, or in two languages, are one value."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from recoupe.mentions.actors_table import ActorTable, load_actors, may_be_one
from recoupe.mentions.weapons import load_weapon_classes
from recoupe.records import Basis, EventDate, Figure, Outcome, Party, Value, WeaponUse
from recoupe.resources import read_toml

# Two names are the same when half of their content words agree: the newsroom guidelines' rule.
SAME_NAME = 0.5


@dataclass(frozen=True, slots=True)
class WordingRules:
    """What the packaged table says of words and of the bodies that voices speak for."""

    stop: frozenset[str]
    described: frozenset[str]
    hedges: frozenset[str]
    authorities: frozenset[str]
    forces: frozenset[str]
    kinds_of_people: frozenset[str]
    national: frozenset[str]
    commenting: frozenset[str]
    telling_roles: frozenset[str]
    one_command: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def load_wording_rules() -> WordingRules:
    """The table data/incidents/values.toml."""
    table = read_toml("incidents/values.toml")
    groups = tuple(frozenset(group) for group in table.pop("one_command"))
    return WordingRules(one_command=groups, **{name: frozenset(words) for name, words in table.items()})


@lru_cache(maxsize=1)
def load_known_actors() -> ActorTable:
    """The packaged table of actors."""
    return load_actors()


@lru_cache(maxsize=65536)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a name that carry content, folded to lower case without accents, in order."""
    stop = load_wording_rules().stop
    words = re.findall(r"\w+", anyascii(text).casefold())
    return tuple(word for word in words if word not in stop) or tuple(words)


def overlap(left: str, right: str) -> float:
    """F1 of the content words that two names share; of the closest pair where a value has several."""
    return max(_overlap(a, b) for a in split_names(left) for b in split_names(right))


def split_names(text: str) -> tuple[str, ...]:
    """The names of one value, best first; they are joined by " || " as the benchmarks join them."""
    return tuple(text.split(" || "))


def _overlap(left: str, right: str) -> float:
    a, b = Counter(content_words(left)), Counter(content_words(right))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def is_described(party: Party) -> bool:
    """True for a party of whom the text gives no name: "des hommes armés", "suspected jihadists"."""
    rules = load_wording_rules()
    name = split_names(party.text)[0]
    bare = " ".join(word for word in content_words(name) if word not in rules.hedges)
    return party.actor is None and (bare in rules.described or bare.split(" ")[0] in rules.described)


def same_value(left: Value, right: Value) -> bool:
    """True when the two are one value in other words; values of different kinds never are."""
    if isinstance(left, Figure) and isinstance(right, Figure):
        return same_figure(left, right)
    if isinstance(left, Party) and isinstance(right, Party):
        return basis_class(left) == basis_class(right) and same_party(left, right)
    if isinstance(left, WeaponUse) and isinstance(right, WeaponUse):
        return same_weapon(left, right)
    if isinstance(left, EventDate) and isinstance(right, EventDate):
        return left.earliest <= right.latest and right.earliest <= left.latest
    return isinstance(left, Outcome) and left == right


def same_figure(left: Figure, right: Figure) -> bool:
    """Equal at both ends."""
    return (left.low, left.high) == (right.low, right.high)


def may_be_same_figure(left: Figure, right: Figure) -> bool:
    """One exact and one open from there: "100" in a headline is the "at least 100" of the text below it."""
    return left.low == right.low and {left.high, right.high} == {None, left.low}


def basis_class(party: Party) -> str:
    """Told of themselves, or by others: a claim and an accusation are two values, "stated" and "accused" are not."""
    if party.basis is None or is_described(party):
        return "told"
    return "claimed" if party.basis is Basis.CLAIMED else "told"


def same_party(left: Party, right: Party) -> bool:
    """True for one actor under two names, two descriptions of unnamed people, or names that share their words."""
    if left.actor and right.actor:
        return may_be_one(left.actor, right.actor, load_known_actors())
    if is_described(left) and is_described(right):
        return True
    return overlap(left.text, right.text) >= SAME_NAME


def same_weapon(left: WeaponUse, right: WeaponUse) -> bool:
    """True for one class of weapon, whatever its number, or names that share their words."""
    if left.weapon and right.weapon:
        classes = load_weapon_classes()
        if classes.get(left.weapon) == classes.get(right.weapon):
            return True
    return overlap(left.text, right.text) >= SAME_NAME
