"""Judges sightings: a place, a part of another name ("Bank of Baghdad", "Sydney Johnson"), or nothing of the kind.

Evidence is summed from named features; what reaches `ENOUGH` is a place. The weights were set by hand on the parts of the
development sets that are read.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recoupe.mentions.places.names import Token
from recoupe.mentions.places.rules import PlaceRules
from recoupe.mentions.places.spotting import Sighting, is_loud, joined
from recoupe.records import Place, PlacePrecision, Sentence, Word

ENOUGH = 4.5
# What a place's size says for its being meant at all; a town adds the logarithm of its population.
PRIOR = {PlacePrecision.COUNTRY: 8.0, PlacePrecision.DISTRICT: 5.5, PlacePrecision.SITE: 5.0}
STRONG = 2.5
WEAK = 0.7
COMMON = -3.0
OPENS_SENTENCE = -1.0
ENTITY = {"PLACE": 2.5, "PERSON": -4.0, "ORGANIZATION": -2.5, "": -0.7}
SURNAME = -3.5
SEVERAL_WORDS = 1.0
CONTAINED = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a document offers for judging its names, worked out once."""

    content: str
    tokens: Sequence[Token]
    words: dict[int, Word]
    surnames: frozenset[str]
    openings: frozenset[int]


def survey(content: str, tokens: Sequence[Token], sentences: tuple[Sentence, ...], sightings: Sequence[Sighting],
           rules: PlaceRules) -> Surroundings:  # fmt: skip
    """The surroundings of a document's names."""
    words = {word.start: word for sentence in sentences for word in sentence.words}
    return Surroundings(
        content=content,
        tokens=tokens,
        words=words,
        surnames=find_surnames(content, tokens, sightings, rules),
        openings=find_openings(content, tokens),
    )


def find_openings(content: str, tokens: Sequence[Token]) -> frozenset[int]:
    """The tokens that open a sentence or line, where a capital says nothing."""
    return frozenset(
        index
        for index, token in enumerate(tokens)
        if index == 0 or any(mark in content[tokens[index - 1].end : token.start] for mark in ".!?\n:«“\"")
    )


def find_surnames(
    content: str, tokens: Sequence[Token], sightings: Sequence[Sighting], rules: PlaceRules
) -> frozenset[str]:
    """Last words of runs that look like persons: "Chiquita Raquel Henry" makes a later "Henry" one."""
    known = {index for sighting in sightings if sighting.first != sighting.last for index in range(sighting.first, sighting.last + 1)}
    surnames = set()
    for index in range(1, len(tokens)):
        left, right = tokens[index - 1], tokens[index]
        ends = index + 1 == len(tokens) or not (tokens[index + 1].capital and joined(content, right, tokens[index + 1]))
        if ends and index not in known and is_given_and_family(content, left, right, rules):
            surnames.add(right.key)
    return frozenset(surnames)


def is_given_and_family(content: str, left: Token, right: Token, rules: PlaceRules) -> bool:
    """True for two capitalised words of which the first is neither a function word nor a noun of places."""
    plain = left.text[0].isupper() and right.text[0].isupper() and not right.text.isupper() and not left.text.isupper()
    if not plain or content[left.end : right.start] != " " or right.key in rules.organizations:
        return False
    words = rules.openers | rules.followers | rules.organizations | rules.strong | rules.weak
    return left.key not in words and left.key not in rules.kinds and right.key not in rules.kinds and left.key not in PARTS


# First words of compound names of places: "North Charleston", "New Milford", "Saint-Denis".
PARTS = frozenset("north south east west new nouveau nouvelle st great grand port lake san santa los las el la le al ft mt cape".split())


def judge(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> Sighting | None:
    """The sighting with its role, or None when it is no name of a place at all."""
    if sighting.role == "demonym":
        return sighting if demonym_stands(sighting, around) else None
    role = name_role(sighting, around, rules)
    if role == "name_part":
        return replace(sighting, role=role)
    return sighting if evidence(sighting, around, rules) >= ENOUGH else None


def demonym_stands(sighting: Sighting, around: Surroundings) -> bool:
    """False where the parser takes the word for a person's name: "Roman Polanski"."""
    word = around.words.get(sighting.start)
    return not (word and word.entity == "PERSON")


def name_role(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> str:
    """ "name_part" where the words beside the name make it a person's, an organisation's or a thing's."""
    if is_loud(around.content, around.tokens[sighting.first]):
        return "place"
    left = neighbour(sighting.first, -1, around)
    right = neighbour(sighting.last, 1, around)
    if right and right.capital and takes_over(right, rules):
        return "name_part"
    if left and left.key in rules.titles:
        return "name_part"
    if left and left.capital and names_more(left, sighting, around, rules):
        return "name_part"
    return "name_part" if follows_organization(sighting, around, rules) else "place"


def neighbour(index: int, step: int, around: Surroundings) -> Token | None:
    """The word beside token `index` when nothing but a space or hyphen is between."""
    other = index + step
    if not 0 <= other < len(around.tokens):
        return None
    left, right = (around.tokens[min(index, other)], around.tokens[max(index, other)])
    gap = around.content[left.end : right.start]
    return around.tokens[other] if gap in {" ", "-", "\u00a0", ". "} and (gap != ". " or len(left.text) <= 4) else None


def takes_over(right: Token, rules: PlaceRules) -> bool:
    """True when the word after a name makes it another name: "Paris Hilton", "London Times", but "Texas Governor"."""
    if right.key in rules.organizations:
        return True
    return not (right.key in rules.followers or right.key in rules.kinds or right.key in rules.titles or right.text.isupper())


def names_more(left: Token, sighting: Sighting, around: Surroundings, rules: PlaceRules) -> bool:
    """True when the word before a name makes it part of a longer one: "Sydney Johnson", "President Lincoln"."""
    if left.key in rules.openers or left.key in rules.kinds or left.key in rules.strong or left.key in rules.weak:
        return False
    if left.key in rules.organizations or left.text.isupper() or left.key in PARTS:
        return False
    return best_prior(sighting.candidates) < PRIOR[PlacePrecision.COUNTRY]


def follows_organization(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> bool:
    """True after "Bank of", "Université de": an organisation's noun, capitalised, and a preposition."""
    index = sighting.first - 1
    while index >= 0 and around.tokens[index].key in {"of", "the", "de", "d", "du", "des", "la", "l"}:
        index -= 1
    if index < 0 or index == sighting.first - 1:
        return False
    noun = around.tokens[index]
    between = around.content[noun.end : sighting.start]
    return noun.capital and noun.key in rules.organizations and "," not in between and "." not in between


def evidence(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> float:
    """How much speaks for a place, summed over the features."""
    token = around.tokens[sighting.first]
    before = around.tokens[sighting.first - 1] if sighting.first else None
    gap = around.content[before.end : token.start] if before else "\n"
    total = best_prior(sighting.candidates)
    if before and not set(gap) & set(".,;:!?\n"):
        total += STRONG if before.key in rules.strong else WEAK if before.key in rules.weak else 0
    single = sighting.first == sighting.last
    if single and sighting.key in rules.common:
        total += COMMON
    if single and sighting.first in around.openings:
        total += OPENS_SENTENCE
    if single and sighting.key in around.surnames:
        total += SURNAME
    total += SEVERAL_WORDS * (not single) + CONTAINED * is_contained(sighting, around)
    return total + entity_weight(sighting, around)


def entity_weight(sighting: Sighting, around: Surroundings) -> float:
    """What the parser's names say; nothing where nobody has parsed."""
    word = around.words.get(around.tokens[sighting.last].start) or around.words.get(sighting.start)
    return ENTITY.get(word.entity, 0.0) if word else 0.0


def is_contained(sighting: Sighting, around: Surroundings) -> bool:
    """True before ", Ohio" or " (Irak)": a comma or bracket and another capital."""
    following = sighting.last + 1
    if following >= len(around.tokens):
        return False
    gap = around.content[sighting.end : around.tokens[following].start]
    return gap in {", ", " ("} and around.tokens[following].capital


def best_prior(candidates: tuple[Place, ...]) -> float:
    """The greatest prior among places."""
    return max(prior(place) for place in candidates)


def prior(place: Place) -> float:
    """How likely a place is meant before anything is read: the logarithm of its population, or that of its kind."""
    if place.precision == PlacePrecision.PROVINCE:
        return min(math.log10(max(place.population, 100_000)) + 0.3, 7.3)
    return PRIOR.get(place.precision) or math.log10(max(place.population, 100))
