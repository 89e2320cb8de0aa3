"""Phrases: the shortest words that name somebody or something, around one head word of the parse."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from recoupe.claims.roles.rules import Frame, RoleRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import ActorMention, AnnotatedDocument, PartyKind, Sentence, Span, WeaponMention, Word

# What belongs to a name: "la base aérienne d'Aïn al-Assad", "Donald Trump", "U.S. Navy destroyers".
NAMING = ("det", "amod", "compound", "flat", "nummod", "fixed", "flat:name", "flat:foreign", "nmod:poss", "goeswith")
LONGEST = 9  # words; the longest name in the newsroom gold that says no more than who or what it is
ENTITY_KINDS = {
    "PERSON": PartyKind.PERSON,
    "ORGANIZATION": PartyKind.ORGANIZATION,
    "PLACE": PartyKind.PLACE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase of one sentence, with what the mentions say of it."""

    sentence: int
    head: int  # index of the head word in the sentence
    span: Span
    text: str
    lemma: str
    kind: PartyKind | None
    proper: bool
    plural: bool
    actor: ActorMention | None = None
    weapon: WeaponMention | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Reader:
    """A document with its mentions where a phrase can look them up."""

    annotated: AnnotatedDocument
    rules: RoleRules
    children: tuple[tuple[tuple[int, ...], ...], ...]  # by sentence, by word
    actors: dict[int, ActorMention]  # by each character offset that one covers
    weapons: dict[int, WeaponMention]
    places: frozenset[int]
    demonyms: frozenset[int]  # characters at which a word for a country's people or things begins
    times: frozenset[int]
    phrases: dict[tuple[int, int], Phrase] = field(default_factory=dict)  # read so far, by sentence and head
    frames: dict[tuple[int, int], tuple[Frame, ...]] = field(default_factory=dict)  # by sentence and word

    @cached_property
    def speaking(self) -> tuple[Span, ...]:
        """The words of all who are said to have said something."""
        return tuple(span for attribution in self.annotated.attributions for span in attribution.source)

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The names of its places, and the last word of each."""
        names = [place.name for place in self.annotated.mentions.places if place.role == "place"]
        return frozenset([*names, *(name.split()[-1] for name in names)])

    @property
    def content(self) -> str:
        return self.annotated.document.content

    def sentence(self, index: int) -> Sentence:
        return self.annotated.sentences[index]

    def word(self, sentence: int, index: int) -> Word:
        return self.annotated.sentences[sentence].words[index]


def open_reader(annotated: AnnotatedDocument, rules: RoleRules) -> Reader:
    """The reader of one document."""
    return Reader(
        annotated=annotated,
        rules=rules,
        children=tuple(_children(sentence) for sentence in annotated.sentences),
        actors={offset: m for m in annotated.mentions.actors for offset in range(m.span.start, m.span.end)},
        demonyms=frozenset(place.span.start for place in annotated.mentions.places if place.role == "demonym"),
        places=frozenset(
            offset
            for place in annotated.mentions.places
            if place.role == "place"
            for offset in range(place.span.start, place.span.end)
        ),
        times=frozenset(
            offset for time in annotated.mentions.times for offset in range(time.span.start, time.span.end)
        ),
        weapons={offset: m for m in annotated.mentions.weapons for offset in range(m.span.start, m.span.end)},
    )


def _children(sentence: Sentence) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in sentence.words]
    for index, word in enumerate(sentence.words):
        if word.head != index:
            below[word.head].append(index)
    return tuple(tuple(indices) for indices in below)


def read_phrase(reader: Reader, sentence: int, head: int) -> Phrase:
    """The phrase around the word `head`; an actor or weapon mention that holds the head lends its span."""
    found = reader.phrases.get((sentence, head))
    if found is None:  # each is asked for by several roles of several happenings
        found = _read_phrase(reader, sentence, _top_of_name(reader, sentence, head))
        reader.phrases[sentence, head] = found
    return found


def _read_phrase(reader: Reader, sentence: int, head: int) -> Phrase:
    word = reader.sentence(sentence).words[head]
    actor = reader.actors.get(word.start)
    span = _phrase_span(reader, sentence, head)
    if actor is not None and actor.span.overlaps(span) and not _reaches_beyond(actor.span, reader.sentence(sentence)):
        span = _wider(span, actor.span)
    weapon = reader.weapons.get(word.start)
    return Phrase(
        sentence=sentence,
        head=head,
        span=span,
        text=reader.content[span.start : span.end],
        lemma=lemma_of(word),
        kind=_kind_of(word, actor, reader, sentence, head),
        proper=_is_name(word, reader.sentence(sentence)),
        plural="Number=Plur" in word.morph,
        actor=actor,
        weapon=weapon,
    )


def _is_name(word: Word, sentence: Sentence) -> bool:
    """True for a name; "EI" and "Daech" are names though the parser may take them for common nouns."""
    if word.pos == "PROPN" or word.entity:
        return True
    capital = word.text[:1].isupper() and word.pos in ("NOUN", "X", "ADJ")
    return capital and (word.text.isupper() or word.start != sentence.start)


def _wider(span: Span, other: Span) -> Span:
    return other if other.covers(span) else span


def _reaches_beyond(span: Span, sentence: Sentence) -> bool:
    return not sentence.span.covers(span)


def lemma_of(word: Word) -> str:
    """The lemma in small letters, the word itself where the parser gave none."""
    return (word.lemma or word.text).lower()


def lemmas_of(word: Word, rules: RoleRules) -> tuple[str, ...]:
    """The lemma and the forms that stand for one where lemmatisers fail: "visé" -> "viser", "prise" -> "prise"."""
    return _lemmas(word.text.lower(), lemma_of(word), rules, bends=word.pos in ("VERB", "AUX", "ADJ"))


@lru_cache(maxsize=20_000)
def _lemmas(text: str, lemma: str, rules: RoleRules, *, bends: bool) -> tuple[str, ...]:
    endings = rules.endings if bends else {}
    stems = (text[: -len(end)] + whole for end, whole in endings.items() if text.endswith(end))
    return tuple(dict.fromkeys((lemma, text, *stems)))


def _top_of_name(reader: Reader, sentence: int, head: int) -> int:
    """The governor of a name's part: "Trump" in "Donald Trump" where the parse starts at "Donald"."""
    words = reader.sentence(sentence).words
    while words[head].dep.startswith(("flat", "compound", "fixed")) and words[head].head != head:
        head = words[head].head
    return head


def _phrase_span(reader: Reader, sentence: int, head: int) -> Span:
    """Characters of the naming words around `head`, cut where something else stands between."""
    words = reader.sentence(sentence).words
    kept = {head, *_naming_words(reader, sentence, head, depth=0)}
    first = last = head
    while first - 1 in kept or (first - 2 in kept and words[first - 1].dep in ("case", "det")):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and words[last + 1].dep in ("case", "det", "punct")):
        last += 1
    while first < head and words[first].pos in ("PUNCT", "ADP", "CCONJ", "SCONJ", "ADV", "VERB", "AUX"):
        first += 1
    while last > head and words[last].pos in ("PUNCT", "ADP", "DET", "CCONJ"):
        last -= 1
    text = reader.content[words[first].start : words[last].end]
    opened = text.find("(") if ")" not in text else -1  # "Forces démocratiques syriennes (FDS"
    if opened > 0:
        return Span(words[first].start, words[first].start + len(text[:opened].rstrip()))
    return Span(words[first].start, words[last].end)


def _naming_words(reader: Reader, sentence: int, head: int, depth: int) -> list[int]:
    words, found = reader.sentence(sentence).words, []
    for child in reader.children[sentence][head]:
        dep = words[child].dep
        name_of = dep == "nmod" and depth < 2 and _is_name_link(reader, sentence, head, child)
        if dep in NAMING or name_of or (dep == "case" and depth):
            found += [child, *_naming_words(reader, sentence, child, depth + 1)]
    return found if len(found) < LONGEST else [child for child in found if words[child].dep in NAMING][:LONGEST]


def _is_name_link(reader: Reader, sentence: int, head: int, child: int) -> bool:
    """True for a complement that names: "base d'Aïn al-Assad", "forces du régime", "Ministry of Defence"."""
    cases = [
        reader.word(sentence, index).text.lower()
        for index in reader.children[sentence][child]
        if reader.word(sentence, index).dep == "case"
    ]
    if reader.rules.event_nouns.intersection(lemmas_of(reader.word(sentence, child), reader.rules)):
        return False  # "accuse les rebelles de l'attaque"
    if not cases:  # "le groupe État islamique", "l'organisation EI"
        return child > head and reader.word(sentence, child).text[:1].isupper()
    return child > head and any(reader.rules.prepositions.get(case) == "of" for case in cases)


def _kind_of(word: Word, actor: ActorMention | None, reader: Reader, sentence: int, head: int) -> PartyKind | None:
    """What the phrase names; None for what can be no party: an hour, "aucun groupe", an attack."""
    if word.start in reader.times or _is_negated(reader, sentence, head):
        return None
    if actor is not None and actor.actor and actor.kind != PartyKind.PERSON:
        return actor.kind  # "l'État islamique" is no condition
    if word.start in reader.demonyms and word.pos in ("ADJ", "PROPN") and word.dep in ("amod", "compound"):
        return PartyKind.STATE  # "frappes russes", "an Israeli strike"
    kinds = reader.rules.kinds
    listed = next((form for form in lemmas_of(word, reader.rules) if form in kinds), None)
    if listed is not None and (kinds[listed] is None or word.pos != "PROPN"):
        return kinds[listed]
    if actor is not None and not (word.start in reader.places and actor.actor is None):
        return actor.kind
    return _kind_of_name(word, reader, sentence, head) or (kinds[listed] if listed else PartyKind.UNKNOWN)


def _kind_of_name(word: Word, reader: Reader, sentence: int, head: int) -> PartyKind | None:
    """The kind of a name by a word in it, "Splendid Hotel", by the parser or by the gazetteer."""
    kinds = reader.rules.kinds
    named = next((form for form in _name_parts(reader, sentence, head) if form in kinds), "")
    if kinds.get(named) in (PartyKind.FACILITY, PartyKind.ORGANIZATION):
        return kinds[named]
    if word.start in reader.places and word.entity == "PERSON":  # the finder of places has weighed that: "Burkina Faso"
        return PartyKind.PLACE
    if word.entity in ENTITY_KINDS:
        return ENTITY_KINDS[word.entity]
    return PartyKind.PLACE if word.start in reader.places else None


def _is_negated(reader: Reader, sentence: int, head: int) -> bool:
    """True for "aucun groupe", "no group", "nobody": nobody did it."""
    negatives = reader.rules.negatives
    if lemma_of(reader.word(sentence, head)) in negatives:
        return True
    return any(lemma_of(reader.word(sentence, child)) in negatives for child in reader.children[sentence][head])


def _name_parts(reader: Reader, sentence: int, head: int) -> list[str]:
    return [lemma_of(reader.word(sentence, at)) for at in (head, *_naming_words(reader, sentence, head, depth=1))]


@lru_cache(maxsize=5_000)  # every name of a document is compared with every other
def folded(text: str) -> tuple[str, ...]:
    """The words of a text in plain small letters, for comparing names."""
    return tuple(fold_text(text).replace("'", " ").replace("’", " ").split())
