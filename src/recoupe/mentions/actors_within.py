"""What one document says of its own actors: abbreviations it introduces, and descriptions that stand for names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from recoupe.mentions.actors_people import PeopleRules
from recoupe.mentions.actors_table import ActorTable
from recoupe.mentions.tokens import Tokens, read_words
from recoupe.records import PartyKind


@dataclass(frozen=True, slots=True)
class ActorFind:
    """An actor found, in tokens, before overlaps are settled."""

    first: int
    last: int
    kind: PartyKind
    actor: str | None
    country: str | None
    rule: str
    body: str | None = None


def find_abbreviations(content: str, tokens: Tokens, known: list[ActorFind]) -> Iterator[ActorFind]:
    """ "Forces démocratiques syriennes (FDS)": the abbreviation stands for the name wherever it is used."""
    for find in known:
        at = find.last
        if find.actor is None or tokens.words[at : at + 1] != ("(",) or tokens.words[at + 2 : at + 3] != (")",):
            continue
        short = content[tokens.starts[at + 1] : tokens.ends[at + 1]]
        if not (short.isupper() and len(short) > 1):
            continue
        for other in _same_words(content, tokens, at + 1, short):
            yield replace(find, first=other, last=other + 1, rule="abbreviation in the text")


# Words that lend no letter to an abbreviation: "Front DE libération DU Macina".
_SMALL = frozenset(read_words("de du des la le les l d et pour en au aux a of the for and in to ' -"))
_LONGEST = 14  # words of a name that an abbreviation stands for
_SHORTEST = 3  # letters; two initials fit too many names


def find_introduced(content: str, tokens: Tokens, known: Iterable[ActorFind]) -> Iterator[ActorFind]:
    """ "Mouvement des jeunes de l'Est (MJE)": a name with its initials in brackets is an organisation, known or not."""
    taken = {token for find in known if find.actor for token in range(find.first, find.last)}
    for at, word in enumerate(tokens.words[:-2]):
        if word != "(" or tokens.words[at + 2] != ")" or at in taken or at + 1 in taken:
            continue
        short = content[tokens.starts[at + 1] : tokens.ends[at + 1]]
        start = _start_of_name(content, tokens, at, tokens.words[at + 1]) if _is_initials(short) else None
        if start is None or taken & set(range(start, at)):
            continue
        yield ActorFind(start, at, PartyKind.ORGANIZATION, None, None, "name with its initials")
        for other in _same_words(content, tokens, at + 1, short):
            yield ActorFind(other, other + 1, PartyKind.ORGANIZATION, None, None, "initials of a name")


def _is_initials(text: str) -> bool:
    return text.isalpha() and text.isupper() and len(text) >= _SHORTEST


def _start_of_name(content: str, tokens: Tokens, end: int, letters: str) -> int | None:
    """Where the name before a bracket starts, if its words give the letters in order."""
    left = list(letters)
    for at in range(end - 1, max(-1, end - _LONGEST - 1), -1):
        word = tokens.words[at]
        if word in _SMALL:
            continue
        if not word[0].isalpha() or word[0] != left[-1]:
            return None
        left.pop()
        if not left:
            return at if content[tokens.starts[at]].isupper() else None
    return None


def _same_words(content: str, tokens: Tokens, at: int, text: str) -> Iterator[int]:
    """The tokens that are spelled as the token `at` is."""
    for other, word in enumerate(tokens.words):
        if word == tokens.words[at] and content[tokens.starts[other] : tokens.ends[other]] == text:
            yield other


def resolve_descriptions(
    found: list[ActorFind], tokens: Tokens, table: ActorTable, people: PeopleRules
) -> list[ActorFind]:
    """ "le groupe", "l'armée": the actor of that sort named before them in the text, where there is one."""
    resolved: list[ActorFind] = []
    for find in found:
        resolved.append(find if find.actor else _after(find, _antecedents(find, resolved, tokens, table, people)))
    return resolved


def _antecedents(
    find: ActorFind, before: list[ActorFind], tokens: Tokens, table: ActorTable, people: PeopleRules
) -> list[ActorFind]:
    """The named actors before a bare description that it may stand for."""
    words = tokens.words[find.first : find.last]
    if find.body and words in people.bodies:  # "les forces rebelles" are others than the forces named before
        plural = len(words) == 1 and words[0].endswith("s")  # "toutes les forces" may be anybody's
        definite = find.first > 0 and tokens.words[find.first - 1] in people.articles and not plural
        same = [other for other in before if definite and other.actor and other.body == find.body]
        return same if len({other.actor for other in same}) == 1 else []
    types = people.definite.get(words, frozenset())
    named = ((other, table.actors.get(other.actor or "")) for other in before)
    return [other for other, actor in named if actor is not None and actor.type in types]


def _after(find: ActorFind, before: list[ActorFind]) -> ActorFind:
    if not before:
        return find
    return replace(find, actor=before[-1].actor, country=before[-1].country, rule=f"{find.rule}, named before")
