"""Judges sightings: a place, a part of another name ("Bank of Baghdad", "Sydney Johnson"), or nothing of the kind.

Evidence is summed from named features; what reaches `ENOUGH` is a place. The weights were set by hand on the parts of
the development sets that are read.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from recoupe.mentions.places.framing import find_frame
from recoupe.mentions.places.names import Token, key_of
from recoupe.mentions.places.rules import PlaceRules
from recoupe.mentions.places.spotting import Sighting, is_loud, joined
from recoupe.records import Place, PlacePrecision, Sentence, Word

ENOUGH = 4.5
CERTAIN = 1.0
VOUCHED = 1.5
LONG_PERSON = -1.0  # "Ain al-Assad": the names of persons are found less surely in names of several words
LONGEST_TITLE = 4  # letters before a point: "Gen.", "M."
LINKING = frozenset({"of", "the", "de", "d", "du", "des", "la", "l"})
ARTICLE = -1.5  # "the Bush", "the Clinton" before no noun of places
# What a place's size says for its being meant at all; a town adds the logarithm of its population.
PRIOR = {PlacePrecision.COUNTRY: 8.0, PlacePrecision.DISTRICT: 5.5, PlacePrecision.SITE: 5.0}
STRONG = 2.5
WEAK = 0.7
COMMON = -3.0
COMMON_LOUD = -2.0  # more in a line of capitals: "GRENADE" is no island
OPENS_SENTENCE = -1.0
ENTITY = {"PLACE": 2.5, "PERSON": -2.7, "ORGANIZATION": -2.0, "": -0.5}
SURNAME = -3.6
RENAMED = -0.5
RENAMED_LOUD = -2.0  # of a line in capitals, where every word looks like a name
LONGEST_PERSON = 3  # names behind a title
FAMOUS = 5.9  # the prior of a province or a city of 800,000: "Costco Canada" makes no surname of Canada
SEVERAL_WORDS = 1.0
CONTAINED = 2.5
FRAMED = 2.0
OPENING = re.compile(r'[.!?\n:«“"]')
LOOK_BACK = 70  # characters before a name in which a relation may stand: "à une trentaine de kilomètres au nord de "


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
    gaps = (content[left.end : right.start] for left, right in pairwise(tokens))
    return frozenset([0, *(index for index, gap in enumerate(gaps, 1) if gap != " " and OPENING.search(gap))])


def find_surnames(
    content: str, tokens: Sequence[Token], sightings: Sequence[Sighting], rules: PlaceRules
) -> frozenset[str]:
    """Last words of runs that look like persons: "Chiquita Raquel Henry" makes a later "Henry" one."""
    known = {
        index
        for sighting in sightings
        if sighting.first != sighting.last
        for index in range(sighting.first, sighting.last + 1)
    }
    surnames = find_titled(content, tokens, rules)
    for index in range(1, len(tokens)):
        left, right = tokens[index - 1], tokens[index]
        ends = index + 1 == len(tokens) or not (tokens[index + 1].capital and joined(content, right, tokens[index + 1]))
        if ends and index not in known and is_given_and_family(content, left, right, rules):
            surnames.add(right.key)
    return frozenset(surnames)


def find_titled(content: str, tokens: Sequence[Token], rules: PlaceRules) -> set[str]:
    """The names behind a title, in whatever case: "PRESIDENT CEREZO", "Colonel Luis Arturo Isaacs"."""
    titled = set()
    for index, token in enumerate(tokens):
        last = index
        while token.key in rules.titles and last + 1 < len(tokens) and last - index < LONGEST_PERSON:
            following = tokens[last + 1]
            plain = following.key in rules.ordinary or following.key in rules.openers or not following.capital
            if plain or not joined(content, tokens[last], following):
                break
            titled.add(following.key)
            last += 1
    return titled


def is_given_and_family(content: str, left: Token, right: Token, rules: PlaceRules) -> bool:
    """True for two capitalised words of which the first is neither a function word nor a noun of places."""
    plain = left.text[0].isupper() and right.text[0].isupper() and not right.text.isupper() and not left.text.isupper()
    if not plain or content[left.end : right.start] != " " or right.key in rules.organizations:
        return False
    return left.key not in rules.no_given_names and right.key not in rules.kinds and left.key not in PARTS


# First words of compound names of places: "North Charleston", "New Milford", "Saint-Denis".
PARTS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "new",
        "nouveau",
        "nouvelle",
        "st",
        "great",
        "grand",
        "port",
        "lake",
        "san",
        "santa",
        "los",
        "las",
        "el",
        "la",
        "le",
        "al",
        "ft",
        "mt",
        "cape",
    ]
)


def judge_all(sightings: Sequence[Sighting], around: Surroundings, rules: PlaceRules) -> tuple[Sighting, ...]:
    """The sightings that are names of places, with their roles.

    A name that is surely a place once is held for one throughout: "in Clinton, Iowa" vouches for "Clinton".
    """
    weights = {s.start: evidence(s, around, rules) for s in sightings if s.role == "place"}
    vouched = frozenset(s.key for s in sightings if weights.get(s.start, 0.0) >= ENOUGH + CERTAIN)
    judged = (judge(s, around, rules, weights.get(s.start, 0.0) + VOUCHED * (s.key in vouched)) for s in sightings)
    return tuple(sighting for sighting in judged if sighting)


def judge(sighting: Sighting, around: Surroundings, rules: PlaceRules, weight: float) -> Sighting | None:
    """The sighting with its role, or None when it is no name of a place at all; `weight` is what speaks for it."""
    if sighting.role == "demonym":
        return sighting if demonym_stands(sighting, around) else None
    if (
        is_noun(sighting, rules)
        or around.content[sighting.end : sighting.end + 1] == "$"
        or (is_plain(sighting, rules) and not framed(sighting, around, rules))
    ):
        return None
    owner = owner_of(sighting, around, rules)
    if owner == "person" and follows_strong(sighting, around, rules):
        return None  # "à Khan Cheikhoun": an unknown name that a known one begins, no person
    if owner == "organization" and own_weight(sighting, rules) < ENOUGH:
        return None
    if owner:
        return replace(sighting, role="name_part", owner=owner)
    return sighting if weight >= ENOUGH else None


def own_weight(sighting: Sighting, rules: PlaceRules) -> float:
    """What speaks for a name by itself, whatever stands around it: little for "Superior" in "Superior Court"."""
    return best_prior(sighting.candidates) + COMMON * ordinary_name(sighting, rules)


def is_noun(sighting: Sighting, rules: PlaceRules) -> bool:
    """True for words that are never a place by themselves: months, "Minister", "Center", "Front"."""
    alone = sighting.first == sighting.last
    return sighting.key in rules.never or (alone and sighting.key in rules.never_alone)


def is_plain(sighting: Sighting, rules: PlaceRules) -> bool:
    """True for function words and directions that some place bears: "Nord", "The"."""
    return all(word in rules.openers for word in sighting.key.split())


def follows_strong(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> bool:
    """True where the run of capitals that the name is in comes right after a preposition of place."""
    first = sighting.first
    while (
        first
        and around.tokens[first - 1].capital
        and joined(around.content, around.tokens[first - 1], around.tokens[first])
    ):
        first -= 1
    before = around.tokens[first - 1] if first else None
    return (
        before is not None
        and before.key in rules.strong
        and around.content[before.end : around.tokens[first].start] == " "
    )


def demonym_stands(sighting: Sighting, around: Surroundings) -> bool:
    """False where the parser takes the word for a person's name: "Roman Polanski"."""
    word = around.words.get(sighting.start)
    return not (word and word.entity == "PERSON")


def owner_of(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> str | None:
    """What the words beside a name make of it: "person", "organization" or None, when the name stands for itself."""
    if is_loud(around.content, around.tokens[sighting.first]):
        return None
    left, right = neighbour(sighting.first, -1, around), neighbour(sighting.last, 1, around)
    if left and left.key in rules.titles:
        return "person"
    if in_organization(sighting, left, right, around, rules):
        return "organization"
    if right and right.capital and (owner := takes_over(right, sighting, rules)):
        return owner
    named = left is not None and left.capital and names_more(left, rules)
    return "person" if named and may_be_person(sighting, rules) else None


def may_be_person(sighting: Sighting, rules: PlaceRules) -> bool:
    """False for most countries: "Costco Canada" is no person, "François Hollande" is."""
    return sighting.key in rules.personal or best_prior(sighting.candidates) < PRIOR[PlacePrecision.COUNTRY]


def in_organization(
    sighting: Sighting, left: Token | None, right: Token | None, around: Surroundings, rules: PlaceRules
) -> bool:
    """True beside an organisation's noun: "la force al-Qods", "London Times", "Bank of Baghdad"."""
    if left and left.text.islower() and left.key in rules.organizations and not framed(sighting, around, rules):
        return True
    right = right or hyphened(sighting.last, around)
    if follows_organization(sighting, around, rules):
        return True
    # "at Garissa University" is where something happened; "Garissa University said" is not.
    site = right is not None and right.key in rules.kinds and follows_strong(sighting, around, rules)
    return bool(right and right.capital and right.key in rules.organizations and not site)


def hyphened(index: int, around: Surroundings) -> Token | None:
    """The word that a hyphen ties to token `index`: "Presse" in "Agence France-Presse"."""
    following = around.tokens[index + 1] if index + 1 < len(around.tokens) else None
    tied = following is not None and around.content[around.tokens[index].end : following.start] == "-"
    return following if tied else None


def neighbour(index: int, step: int, around: Surroundings) -> Token | None:
    """The word beside token `index` when nothing but a space is between, or the point of a title."""
    other = index + step
    if not 0 <= other < len(around.tokens):
        return None
    left, right = around.tokens[min(index, other)], around.tokens[max(index, other)]
    gap = around.content[left.end : right.start]
    titled = gap == ". " and step < 0 and len(left.text) <= LONGEST_TITLE and left.text[0].isupper()
    return around.tokens[other] if gap in {" ", "\u00a0"} or titled else None


def takes_over(right: Token, sighting: Sighting, rules: PlaceRules) -> str | None:
    """What a capitalised word after a name makes of it: "Paris Hilton" a person, "Quebec Health Minister" an office.

    "Texas Governor", "Bagram Air Base" and "Ohio Republicans" leave it a place.
    """
    if right.key in rules.followers or right.key in rules.kinds or right.key in rules.titles or right.text.isupper():
        return None
    if right.key in rules.ordinary:
        return "organization"
    return "person" if may_be_person(sighting, rules) else None


def names_more(left: Token, rules: PlaceRules) -> bool:
    """True when the word before a name makes it part of a longer one: "Sydney Johnson", "Lake Jackson"."""
    return left.key not in rules.no_parts_of_names and left.key not in PARTS and not left.text.isupper()


def follows_organization(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> bool:
    """True after "Bank of", "Université de": an organisation's noun with a capital; and after "ambassade de"."""
    index = sighting.first - 1
    while index >= 0 and around.tokens[index].key in LINKING:
        index -= 1
    if index < 0 or index == sighting.first - 1:
        return False
    noun = around.tokens[index]
    between = around.content[noun.end : sighting.start]
    if set(between) & set(",.;:\n"):
        return False
    return noun.key in rules.missions or (noun.capital and noun.key in rules.organizations)


def evidence(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> float:
    """How much speaks for a place, summed over the features."""
    token = around.tokens[sighting.first]
    before = around.tokens[sighting.first - 1] if sighting.first else None
    gap = around.content[before.end : token.start] if before else "\n"
    single = sighting.first == sighting.last
    total = best_prior(sighting.candidates)
    if single and not any(goes_by(place, sighting.key) for place in sighting.candidates):
        total += RENAMED_LOUD if is_loud(around.content, token) else RENAMED
    if before and not set(gap) & set(".,;:!?\n"):
        total += STRONG if before.key in rules.strong else WEAK if before.key in rules.weak else 0
        total += ARTICLE * (
            before.key == "the" and total < PRIOR[PlacePrecision.COUNTRY] and not framed(sighting, around, rules)
        )
        total += STRONG * (
            before.key not in rules.strong and relation_before(around.content, sighting.start, rules) != "in"
        )
    if ordinary_name(sighting, rules):
        total += COMMON + COMMON_LOUD * is_loud(around.content, token)
    total += FRAMED * framed(sighting, around, rules)
    if single and sighting.first in around.openings:
        total += OPENS_SENTENCE
    famous = best_prior(sighting.candidates) >= FAMOUS and sighting.key not in rules.personal
    if single and sighting.key in around.surnames and not famous:
        total += SURNAME
    total += SEVERAL_WORDS * (not single) + CONTAINED * is_contained(sighting, around)
    return total + entity_weight(sighting, around)


def ordinary_name(sighting: Sighting, rules: PlaceRules) -> bool:
    """True for "Union" and "The Bank": names of nothing but ordinary words, no country or province among them."""
    plain = all(word in rules.ordinary or word in rules.openers for word in sighting.key.split())
    return plain and (
        sighting.first == sighting.last or best_prior(sighting.candidates) < PRIOR[PlacePrecision.DISTRICT]
    )


def goes_by(place: Place, key: str) -> bool:
    """True when `key` is a place's own name, or one entered by hand; others may be words: "SOL" for Seoul."""
    return not place.id.startswith("geonames:") or key_of(place.name) == key


def framed(sighting: Sighting, around: Surroundings, rules: PlaceRules) -> bool:
    """True where a noun of places stands beside the name: "the Bagram air base"."""
    return find_frame(around.content, around.tokens, sighting.first, sighting.last, rules) is not None


def relation_before(content: str, start: int, rules: PlaceRules) -> str:
    """How the place meant lies to the place named at `start`: "in" where no rule says otherwise."""
    return _relation_behind(content[max(0, start - LOOK_BACK) : start].replace("\n", " "), rules)


@lru_cache(maxsize=256)  # asked of a name when it is judged and when it is written down
def _relation_behind(before: str, rules: PlaceRules) -> str:
    return next((relation.value for relation in rules.relations if relation.pattern.search(before)), "in")


def entity_weight(sighting: Sighting, around: Surroundings) -> float:
    """What the parser's names say; nothing where nobody has parsed."""
    word = around.words.get(around.tokens[sighting.last].start) or around.words.get(sighting.start)
    if word and word.entity == "PERSON" and sighting.first != sighting.last:
        return LONG_PERSON
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
