"""Parties: castings of the same somebody brought together, and the best of them chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recoupe.claims.roles.casting import Casting
from recoupe.claims.roles.phrases import Phrase, Reader, folded, lemma_of, read_phrase
from recoupe.records import ActorMention, Basis, Party, PartyKind, Span

MOST_NAMES = 3  # of one party; more say nothing new
AGAIN = 0.25  # points for every further position that says the same, up to MOST_AGAIN
MOST_AGAIN = 4
TOP_FEATURES = 3  # named in Party.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Phrases that name the same somebody, with the castings that rest on them."""

    phrases: tuple[Phrase, ...]
    castings: tuple[Casting, ...]

    @property
    def score(self) -> float:
        """The best casting's points and a little for every other position that agrees."""
        scores = sorted((casting.score for casting in self.castings), reverse=True)
        return scores[0] + AGAIN * min(len(scores) - 1, MOST_AGAIN)

    @property
    def best(self) -> Casting:
        return max(self.castings, key=lambda casting: (casting.score, -casting.phrase.span.start))

    @property
    def proper(self) -> bool:
        return any(phrase.proper for phrase in self.phrases)

    @property
    def person(self) -> bool:
        return any(phrase.kind == PartyKind.PERSON for phrase in self.phrases)

    @property
    def plural(self) -> bool:
        return all(phrase.plural for phrase in self.phrases)


def gather_entities(castings: Iterable[Casting], reader: Reader) -> tuple[Entity, ...]:
    """The castings brought together by whom they name, in order of first mention."""
    listed = list(castings)
    groups: list[list[int]] = []
    names = [(casting.phrase, *find_ties(reader, casting.phrase)) for casting in listed]
    for index in range(len(listed)):
        touching = [group for group in groups if any(_meet(names[index], names[other]) for other in group)]
        merged = [index]
        for group in touching:
            merged += group
            groups.remove(group)
        groups.append(sorted(merged))
    groups.sort(key=lambda group: listed[group[0]].phrase.span.start)
    return tuple(
        Entity(
            phrases=_distinct(phrase for index in group for phrase in names[index]),
            castings=tuple(listed[index] for index in group),
        )
        for group in groups
    )


def _distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple({phrase.span: phrase for phrase in phrases}.values())


def _meet(some: tuple[Phrase, ...], others: tuple[Phrase, ...]) -> bool:
    return any(same_party(one, other) for one in some for other in others)


def same_party(one: Phrase, other: Phrase) -> bool:
    """True where two phrases name one party: one actor, one name, or a name and its shorter form."""
    if one.span.overlaps(other.span):
        return True
    if one.actor and other.actor and one.actor.actor and one.actor.actor == other.actor.actor:
        return True
    some, others = _content(one), _content(other)
    if not some or not others:
        return False
    if one.proper and other.proper:
        small, large = sorted((some, others), key=len)
        return small <= large and one.kind == other.kind
    return one.lemma == other.lemma and one.plural == other.plural and (some <= others or others <= some)


def _content(phrase: Phrase) -> frozenset[str]:
    return frozenset(word for word in folded(phrase.text) if len(word) > 2 or word.isupper())


def find_ties(reader: Reader, phrase: Phrase) -> tuple[Phrase, ...]:
    """The names that the text itself gives the phrase: apposition, "X est Y", "identifié comme X"."""
    words = reader.sentence(phrase.sentence).words
    if not words:
        return ()
    found = []
    for child in reader.children[phrase.sentence][phrase.head]:
        if words[child].dep == "appos" and words[child].pos in ("PROPN", "NOUN"):
            found.append(child)
        elif words[child].dep == "acl":
            found += _named_by(reader, phrase.sentence, child)
    if words[phrase.head].dep == "appos" and words[phrase.head].head != phrase.head:
        found.append(words[phrase.head].head)
    governor = words[phrase.head].head
    if words[phrase.head].dep in ("nsubj", "nsubj:pass") and governor != phrase.head:
        if words[governor].pos in ("NOUN", "PROPN") and words[phrase.head].dep == "nsubj":
            found.append(governor)
        found += _named_by(reader, phrase.sentence, governor)
        for child in reader.children[phrase.sentence][governor]:
            if words[child].dep == "conj":
                found += _named_by(reader, phrase.sentence, child)
    return tuple(_of_kind(phrase, (read_phrase(reader, phrase.sentence, at) for at in found)))


def _of_kind(phrase: Phrase, ties: Iterable[Phrase]) -> Iterator[Phrase]:
    for tie in ties:
        if tie.kind in (phrase.kind, PartyKind.UNKNOWN) and tie.kind is not None and not tie.span.overlaps(phrase.span):
            yield tie


def _named_by(reader: Reader, sentence: int, verb: int) -> list[int]:
    """The name under "identifié comme étant X", "nommé X"."""
    words = reader.sentence(sentence).words
    if lemma_of(words[verb]) not in reader.rules.naming:
        return []
    return [
        child
        for child in reader.children[sentence][verb]
        if words[child].dep in ("obj", "obl", "xcomp", "ccomp", "advcl", "obl:arg", "obl:mod") and words[child].pos == "PROPN"
    ]


def make_party(entity: Entity, reader: Reader, *, basis: bool) -> Party:
    """The party of an entity: its best names, its kind, and the features that decided."""
    names = rank_names(entity)[:MOST_NAMES]
    actor = _actor_of(entity)
    top = sorted(entity.best.features, key=lambda pair: -abs(pair[1]))[:TOP_FEATURES]
    return Party(
        text=" || ".join(name.text for name in names),
        kind=_kind_of(entity, actor),
        spans=tuple(name.span for name in names),
        basis=_basis_of(entity) if basis else None,
        actor=actor.actor if actor else None,
        rule="; ".join(f"{name} {points:+.1f}" for name, points in top),
    )


def rank_names(entity: Entity) -> list[Phrase]:
    """The entity's phrases, the most telling first, each wording once.

    A name beats a description; a description beats a word that only says "attacker"; earlier beats later.
    """
    cast = {casting.phrase.span: casting.score for casting in entity.castings}

    def rank(phrase: Phrase) -> tuple[bool, float, int]:
        named = phrase.proper and (phrase.kind != PartyKind.PLACE)
        return (not named, -cast.get(phrase.span, 0.0) - min(len(_content(phrase)), 3) * 0.3, phrase.span.start)

    found: dict[tuple[str, ...], Phrase] = {}
    for phrase in sorted(entity.phrases, key=rank):
        found.setdefault(folded(phrase.text), phrase)
    return list(found.values())


def _actor_of(entity: Entity) -> ActorMention | None:
    actors = [phrase.actor for phrase in entity.phrases if phrase.actor is not None]
    return next((actor for actor in actors if actor.actor), actors[0] if actors else None)


def _kind_of(entity: Entity, actor: ActorMention | None) -> PartyKind:
    if actor is not None and actor.kind == PartyKind.STATE:
        return PartyKind.STATE
    kinds = [phrase.kind for phrase in entity.phrases if phrase.kind not in (None, PartyKind.UNKNOWN)]
    return kinds[0] or PartyKind.UNKNOWN if kinds else PartyKind.UNKNOWN


def _basis_of(entity: Entity) -> Basis:
    """Claimed outweighs the rest, a plain statement outweighs accusation and suspicion of the same party."""
    held = {casting.basis for casting in entity.castings}
    for basis in (Basis.CLAIMED, Basis.STATED, Basis.ACCUSED, Basis.SUSPECTED):
        if basis in held:
            return basis
    return Basis.STATED


def spans_of(entity: Entity) -> tuple[Span, ...]:
    """Where the entity's names stand."""
    return tuple(phrase.span for phrase in entity.phrases)
