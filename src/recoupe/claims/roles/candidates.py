"""Candidates: every phrase that might have a part in the happening, with the named features that speak for each role.

A score is a sum: the weights of the features that hold. The features say only where a phrase stands and what it is,
never which words, so that one table of weights (data/roles/weights.toml) serves every language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recoupe.claims.roles.casting import Casting, find_castings
from recoupe.claims.roles.counted import counted_words
from recoupe.claims.roles.phrases import Phrase, Reader, folded, lemmas_of, read_phrase
from recoupe.claims.roles.scope import OWN_SENTENCE, TRIGGER, Scope, sentences_of, weigh_word
from recoupe.claims.roles.ties import find_ties
from recoupe.records import EventType, Happening, PartyKind, Word

ROLES = ("perpetrator", "target", "defender")
NEAR, NOT_FAR = 3, 8  # words between a phrase and a trigger
SENTENCES = ("same sentence", "next sentence", "two sentences off", "further off")
OFTEN = 3  # mentions by which a document makes somebody its matter
FAMILIES = {
    EventType.ARREST: "arrest",
    EventType.WEAPONS_SEIZURE: "arrest",
    EventType.TERRITORIAL_CHANGE: "ground",
    EventType.ARMED_CLASH: "ground",
    EventType.UNREST: "crowd",
    EventType.PROTEST: "crowd",
    EventType.ASSASSINATION: "on a person",
    EventType.ABDUCTION: "on a person",
    EventType.EXECUTION: "on a person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase in the words of a happening, every position it takes there, and its features by role."""

    phrase: Phrase
    castings: tuple[Casting, ...]
    features: dict[str, tuple[str, ...]]
    scores: dict[str, float]

    def casts(self, role: str) -> tuple[Casting, ...]:
        return tuple(casting for casting in self.castings if casting.role == role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the features of all phrases of one happening look up."""

    reader: Reader
    happening: Happening
    scope: Scope
    counted: frozenset[tuple[int, int]]
    often: frozenset[tuple[str, ...]]
    first: int  # the first sentence of the text proper
    attackers: bool  # somebody is called "l'assaillant"


def find_candidates(reader: Reader, happening: Happening, scope: Scope) -> tuple[Candidate, ...]:
    """The candidates of one happening, in order of the text."""
    castings: dict[tuple[int, int], list[Casting]] = {}
    for casting in find_castings(reader, happening, scope):
        for phrase in (casting.phrase, *find_ties(reader, casting.phrase)):
            castings.setdefault((phrase.sentence, phrase.head), []).append(casting)
    phrases = {(phrase.sentence, phrase.head): phrase for phrase in list_phrases(reader, scope)}
    for key in castings:
        phrases.setdefault(key, read_phrase(reader, *key))
    around = _look_around(reader, happening, scope, phrases.values())
    return tuple(_judge(phrases[key], tuple(castings.get(key, ())), around) for key in sorted(phrases))


def list_phrases(reader: Reader, scope: Scope) -> Iterator[Phrase]:
    """Every noun phrase in the sentences of the happening that can be a party."""
    for sentence in sentences_of(scope, reader):
        for index, word in enumerate(reader.sentence(sentence).words):
            if word.pos not in ("NOUN", "PROPN") or word.dep.startswith(("flat", "fixed")):
                continue
            phrase = read_phrase(reader, sentence, index)
            if phrase.head == index and phrase.kind is not None and phrase.weapon is None:
                yield phrase


def _look_around(reader: Reader, happening: Happening, scope: Scope, phrases: Iterable[Phrase]) -> Surroundings:
    tally: dict[tuple[str, ...], int] = {}
    listed = list(phrases)
    for phrase in listed:
        tally[folded(phrase.text)] = tally.get(folded(phrase.text), 0) + 1
    body = reader.annotated.document.title_offset
    return Surroundings(
        reader=reader,
        happening=happening,
        scope=scope,
        counted=counted_words(reader),
        often=frozenset(words for words, times in tally.items() if times >= OFTEN),
        first=next((s.index for s in reader.annotated.sentences if s.start >= body and len(s.words) > NOT_FAR), 0),
        attackers=any(phrase.lemma in reader.rules.attackers for phrase in listed),
    )


def _judge(phrase: Phrase, castings: tuple[Casting, ...], around: Surroundings) -> Candidate:
    common = tuple(dict.fromkeys((*_features_of_words(phrase, around), *_features_of_place(phrase, around))))
    features = {role: (*_features_of_casts(role, castings), *common) for role in ROLES}
    weights = around.reader.rules.weights
    scores = {role: _add_up(weights[role], features[role]) for role in ROLES}
    return Candidate(phrase=phrase, castings=castings, features=features, scores=scores)


def _add_up(weights: Mapping[str, float], features: tuple[str, ...]) -> float:
    return float(sum([weights[name] for name in features if name in weights]))


def _features_of_casts(role: str, castings: tuple[Casting, ...]) -> Iterator[str]:
    """What the positions beside attack words say: the best of each kind for the role, and for the others."""
    yield "always"
    mine = [casting for casting in castings if casting.role == role]
    for casting in _strongest(mine):
        position = f"{casting.raw} as {casting.slot}"
        yield position
        if casting.slot in ("of", "adjective", "compound"):  # "frappe russe", "attentat de Nice": what it is decides
            yield f"{position}, a {casting.phrase.kind}"
        yield f"{_sureness(casting.weight)}"
        if casting.traced:
            yield "through a pronoun"
    if len({casting.predicate for casting in mine}) > 1:
        yield "in several positions"
    for other in ROLES:
        if other != role and any(casting.role == other for casting in castings):
            yield f"cast as {other} too"
    if not castings:
        yield "in no position"


def _strongest(castings: list[Casting]) -> list[Casting]:
    best: dict[str, Casting] = {}
    for casting in castings:
        key = f"{casting.raw} {casting.slot}"
        if key not in best or casting.weight > best[key].weight:
            best[key] = casting
    return list(best.values())


def _sureness(weight: float) -> str:
    if weight >= TRIGGER:
        return "beside the trigger"
    return "in its sentence" if weight >= OWN_SENTENCE else "in another sentence"


def _features_of_words(phrase: Phrase, around: Surroundings) -> Iterator[str]:
    """What the phrase itself is."""
    rules = around.reader.rules
    words = around.reader.sentence(phrase.sentence).words
    family = FAMILIES.get(around.happening.type, "attack")
    yield f"kind {phrase.kind}"
    yield f"kind {phrase.kind} in {family}"
    if phrase.proper:
        yield f"name of {phrase.kind}"
    yield "plural" if phrase.plural else "singular"
    if phrase.actor is not None:
        yield "known actor" if phrase.actor.actor else "described actor"
    forms = set(lemmas_of(words[phrase.head], rules))
    for name, listed in (
        ("attacker noun", rules.attackers),
        ("suspect noun", rules.suspects),
        ("guard noun", rules.guards),
        ("vague noun", rules.vague),
    ):
        if forms & listed and not (phrase.actor and phrase.actor.actor and name == "guard noun"):
            yield name
            yield f"{name} in {family}"
            if name == "guard noun" and around.attackers:
                yield "guard beside attackers"
    tied = {form for tie in find_ties(around.reader, phrase) for form in (tie.lemma,)}
    if tied & (rules.attackers | rules.suspects):
        yield "named beside an attacker noun"
    if (phrase.sentence, phrase.head) in around.counted:
        yield "counted as victims"
        yield "counted, of no name" if forms & rules.vague else f"counted, a {phrase.kind}"
    if folded(phrase.text) in around.often:
        yield "named often"


def _features_of_place(phrase: Phrase, around: Surroundings) -> Iterator[str]:
    """Where the phrase stands."""
    reader, scope = around.reader, around.scope
    sentence = reader.sentence(phrase.sentence)
    word = sentence.words[phrase.head]
    yield f"relation {word.dep.split(':')[0]}"
    yield f"after {_case_of(reader, phrase)}"
    if word.dep == "conj":
        yield f"beside a {reader.rules.kinds.get(sentence.words[word.head].lemma.lower()) or 'other'}"
    if sentence.end <= reader.annotated.document.title_offset:
        yield "in the title"
    elif phrase.sentence == around.first:
        yield "in the first sentence"
    weight = weigh_word(scope, phrase.sentence, phrase.head)
    yield f"words {_sureness(weight)}" if weight else "words of another happening"
    yield from _features_of_distance(phrase, around)
    distances = [
        at - phrase.head
        for (where, at), owner in scope.triggers.items()
        if where == phrase.sentence and owner == scope.me
    ]
    if distances:
        nearest = min(distances, key=abs)
        side = "before the trigger" if nearest > 0 else "after the trigger"
        yield side if abs(nearest) <= NOT_FAR else f"far {side}"
        if abs(nearest) <= NEAR:
            yield f"just {side}"
    if _is_place_of(phrase, around.happening):
        yield f"the place itself, a {phrase.kind}"
    if any(span.overlaps(phrase.span) for span in reader.speaking):
        yield "speaks"


def _features_of_distance(phrase: Phrase, around: Surroundings) -> Iterator[str]:
    """How far from the sentences that tell of the happening, of one told in passing hardly further than these."""
    standing = "in focus" if around.happening.focus else "in passing"
    if not around.happening.focus:
        yield "told in passing"
    gap = min(abs(phrase.sentence - trigger.sentence) for trigger in around.happening.triggers)
    yield f"{SENTENCES[min(gap, len(SENTENCES) - 1)]}, {standing}"


def _case_of(reader: Reader, phrase: Phrase) -> str:
    """The position that the phrase's preposition opens, "nothing" without one."""
    for child in reader.children[phrase.sentence][phrase.head]:
        below: Word = reader.word(phrase.sentence, child)
        if below.dep == "case" and child < phrase.head:
            return reader.rules.prepositions.get(below.text.lower(), "another word")
    return "nothing"


def _is_place_of(phrase: Phrase, happening: Happening) -> bool:
    if happening.place is None or phrase.kind == PartyKind.PERSON:
        return False
    return any(span.overlaps(phrase.span) for span in happening.place.spans)
