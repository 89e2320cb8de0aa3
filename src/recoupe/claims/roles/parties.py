"""Parties: candidates that name the same somebody brought together, and the best of them chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from recoupe.claims.roles.candidates import Candidate
from recoupe.claims.roles.phrases import Phrase, Reader, folded
from recoupe.claims.roles.scope import TRIGGER
from recoupe.claims.roles.ties import find_ties
from recoupe.records import ActorMention, Basis, Party, PartyKind

MOST_NAMES = 3  # of one party; more say nothing new
TOP_FEATURES = 3  # named in Party.rule
LENGTH = 0.3  # points of a description for each word that it is longer
ALSO = -1.5  # points that a further mention of a chosen party needs to lend it its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Candidates that name the same somebody, and the phrases tied to them."""

    role: str
    candidates: tuple[Candidate, ...]
    phrases: tuple[Phrase, ...]

    @property
    def score(self) -> float:
        return max(candidate.scores[self.role] for candidate in self.candidates)

    @property
    def best(self) -> Candidate:
        return max(self.candidates, key=lambda each: (each.scores[self.role], -each.phrase.span.start))

    @property
    def proper(self) -> bool:
        return any(phrase.proper for phrase in self.phrases)

    @property
    def person(self) -> bool:
        return any(phrase.kind == PartyKind.PERSON for phrase in self.phrases)

    @property
    def plural(self) -> bool:
        return all(phrase.plural for phrase in self.phrases)


def gather_entities(candidates: Iterable[Candidate], role: str, reader: Reader) -> tuple[Entity, ...]:
    """The candidates brought together by whom they name, in order of first mention."""
    listed = list(candidates)
    names = [(each.phrase, *find_ties(reader, each.phrase)) for each in listed]
    groups: list[list[int]] = []
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
            role=role,
            candidates=tuple(listed[index] for index in group),
            phrases=_distinct(phrase for index in group for phrase in names[index]),
        )
        for group in groups
    )


def join_entities(entities: Iterable[Entity]) -> Entity:
    """One entity of several."""
    listed = list(entities)
    return Entity(
        role=listed[0].role,
        candidates=tuple(candidate for entity in listed for candidate in entity.candidates),
        phrases=_distinct(phrase for entity in listed for phrase in entity.phrases),
    )


def _distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple({phrase.span: phrase for phrase in phrases}.values())


def _meet(some: tuple[Phrase, ...], others: tuple[Phrase, ...]) -> bool:
    return any(same_party(one, other) for one in some for other in others)


def same_party(one: Phrase, other: Phrase) -> bool:
    """True where two phrases name one party: one actor, one name, or a name and its shorter form."""
    if one.span.overlaps(other.span) or _same_actor(one, other):
        return True
    small, large = sorted((content_words(one), content_words(other)), key=len)
    if not small:
        return False
    if one.proper and other.proper:
        return small <= large and (one.kind == other.kind or small == large)
    alike = one.lemma == other.lemma and one.plural == other.plural
    # "l'armée turque" is not "l'armée syrienne", but "une base syrienne" may be "une base aérienne".
    forces = one.kind == PartyKind.ORGANIZATION and other.kind == PartyKind.ORGANIZATION
    return alike and (small <= large or not (one.proper or other.proper or forces))


def _same_actor(one: Phrase, other: Phrase) -> bool:
    return bool(one.actor and other.actor and one.actor.actor and one.actor.actor == other.actor.actor)


def content_words(phrase: Phrase) -> frozenset[str]:
    """The words of a phrase that tell it from others."""
    return frozenset(word for word in folded(phrase.text) if len(word) > 2 or word.isupper())


def make_party(entity: Entity, reader: Reader) -> Party:
    """The party of an entity: its best names, its kind, its basis, and the features that decided."""
    names = rank_names(entity)[:MOST_NAMES]
    actor = _actor_of(entity)
    return Party(
        text=" || ".join(name.text for name in names),
        kind=_kind_of(entity, actor),
        spans=tuple(name.span for name in names),
        basis=basis_of_entity(entity) if entity.role == "perpetrator" else None,
        actor=actor.actor if actor else None,
        rule=explain(entity.best, entity.role, reader),
    )


def explain(candidate: Candidate, role: str, reader: Reader) -> str:
    """The features that weighed most, with their points: "perpetrator as subject +2.1; beside the trigger +0.9"."""
    weights = reader.rules.weights[role]
    points = [(name, weights.get(name, 0.0)) for name in candidate.features[role] if name != "always"]
    points.sort(key=lambda pair: -abs(pair[1]))
    return "; ".join(f"{name} {value:+.1f}" for name, value in points[:TOP_FEATURES])


def rank_names(entity: Entity) -> list[Phrase]:
    """The entity's phrases, the most telling first, each wording once: names, then what is likeliest the party."""
    scores = {candidate.phrase.span: candidate.scores[entity.role] for candidate in entity.candidates}

    def rank(phrase: Phrase) -> tuple[bool, float, int]:
        named = phrase.proper and phrase.kind != PartyKind.PLACE
        length = min(len(content_words(phrase)), 3)
        told = -scores.get(phrase.span, 0.0)
        return not named, (-length if named else told - LENGTH * length), phrase.span.start

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


def basis_of_entity(entity: Entity) -> Basis:
    """On what ground the entity is a perpetrator: a claim outweighs the rest, then what its surest position says.

    Somebody accused who also stands beside another word of the attack stays accused.
    """
    castings = [casting for candidate in entity.candidates for casting in candidate.casts("perpetrator")]
    held = {casting.basis for casting in castings}
    if Basis.CLAIMED in held:
        return Basis.CLAIMED
    told = any(c.basis == Basis.STATED and c.weight >= TRIGGER for c in castings)
    for basis in (Basis.ACCUSED, Basis.SUSPECTED):
        if basis in held and not told:
            return basis
    suspected = any("suspect noun" in candidate.features["perpetrator"] for candidate in entity.candidates)
    return Basis.SUSPECTED if suspected and not told else Basis.STATED
