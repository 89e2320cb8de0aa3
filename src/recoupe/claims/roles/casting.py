"""Casting: who stands where beside the words of one happening, each with the features that speak for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.claims.roles.arguments import find_arguments, is_passive
from recoupe.claims.roles.phrases import Phrase, Reader, lemma_of, lemmas_of, read_phrase
from recoupe.claims.roles.rules import Frame
from recoupe.claims.roles.scope import Scope, sentences_of, weigh_word
from recoupe.records import Basis, EventType, Happening, PartyKind, Word

UNCONDITIONAL = {"victim": "target", "accuser": "accuser"}
SUFFERERS = ("target", "either", "site")
OPENING = frozenset(("VERB", "AUX", "ADJ", "NOUN", "PROPN"))  # parts of speech that open a frame
HIGHEST = 6  # governors between a word and the hedge that still holds for it
SITE = "site"  # a building in which it happened was hit: "dans une maison de retraite"
BASES = {"claimer": Basis.CLAIMED, "accused": Basis.ACCUSED, "suspect": Basis.SUSPECTED, "captive": Basis.SUSPECTED}
ARRESTS = (EventType.ARREST, EventType.WEAPONS_SEIZURE)
GROUND = (EventType.TERRITORIAL_CHANGE, EventType.SHELLING, EventType.AIR_STRIKE, EventType.ARMED_CLASH)
FIGHTS = (EventType.ARMED_CLASH, EventType.UNREST, EventType.PROTEST, EventType.TERRITORIAL_CHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """One phrase in one role, by one position beside one word."""

    role: str  # "perpetrator", "target", "defender"
    phrase: Phrase
    raw: str  # the role in the frame's own words: "claimer", "captive"
    slot: str
    frame: Frame
    weight: float  # how surely the word beside it tells of the happening
    predicate: tuple[int, int]  # sentence and word
    basis: Basis | None = None
    traced: bool = False  # through a pronoun


def find_castings(reader: Reader, happening: Happening, scope: Scope) -> tuple[Casting, ...]:
    """Every reading of a phrase as party to the happening, in order of the text."""
    return tuple(
        casting
        for sentence in sentences_of(scope, reader)
        for index, word in enumerate(reader.sentence(sentence).words)
        for frame in frames_of(reader, sentence, index, word)
        if not frame.types or happening.type in frame.types
        for casting in _read_frame(reader, happening, scope, sentence, index, frame)
    )


def frames_of(reader: Reader, sentence: int, index: int, word: Word) -> tuple[Frame, ...]:
    """The frames that the word opens, given its part of speech and its object."""
    if word.pos not in OPENING:
        return ()
    found = reader.frames.get((sentence, index))
    if found is None:  # all happenings of a document ask
        found = reader.frames[sentence, index] = _open_frames(reader, sentence, index, word)
    return found


def _open_frames(reader: Reader, sentence: int, index: int, word: Word) -> tuple[Frame, ...]:
    rules = reader.rules
    forms = lemmas_of(word, rules)
    if word.pos in ("VERB", "AUX") or (word.pos == "ADJ" and "VerbForm=Part" in word.morph):
        frames = next((rules.verb_frames[form] for form in forms if form in rules.verb_frames), ())
        frames = tuple(frame for frame in frames if _object_allows(reader, sentence, index, frame))
        return _side_of(frames, reader, sentence, index)
    if word.pos in ("NOUN", "PROPN", "ADJ"):
        return next((rules.noun_frames[form] for form in forms if form in rules.noun_frames), ())
    return ()


def _side_of(frames: tuple[Frame, ...], reader: Reader, sentence: int, index: int) -> tuple[Frame, ...]:
    """Of a verb that attackers and defenders share, the side that its object tells.

    "abattre un drone", "shot the gunman", "opened fire on two drones" defend; "abattre un policier" attacks.
    """
    if len({frame.defence for frame in frames}) < 2:
        return frames
    objects = [at for slot, at in find_arguments(reader, sentence, index) if slot in ("object", "against")]
    defends = any(_is_foe(reader, sentence, at) for at in objects)
    return tuple(frame for frame in frames if frame.defence == defends)


def _is_foe(reader: Reader, sentence: int, at: int) -> bool:
    word = reader.word(sentence, at)
    forms = set(lemmas_of(word, reader.rules))
    rules = reader.rules
    return word.start in reader.weapons or bool(forms & (rules.attackers | rules.suspects | rules.projectiles))


def _object_allows(reader: Reader, sentence: int, index: int, frame: Frame) -> bool:
    if not (frame.with_object or frame.with_event or frame.with_weapon):
        return True
    wanted = frame.with_object or reader.rules.event_nouns
    for slot, child in find_arguments(reader, sentence, index):
        word = reader.word(sentence, child)
        armed = frame.with_weapon and (word.start in reader.weapons or lemma_of(word) in reader.rules.projectiles)
        if slot in ("object", "of", "to") and (lemma_of(word) in wanted or armed):
            return True
    return False


def _read_frame(
    reader: Reader, happening: Happening, scope: Scope, sentence: int, index: int, frame: Frame
) -> Iterator[Casting]:
    weight = weigh_word(scope, sentence, index)
    if weight == 0.0:
        return
    slots = dict(frame.slots)
    for slot, at in find_arguments(reader, sentence, index):
        raw = slots.get(slot) or (SITE if slot in ("at", "to", "against") and not frame.defence else "")
        found = resolve(reader, sentence, at) if raw else None
        if found is None:
            continue
        role = role_of(raw, slot, found, happening)
        if role is None:
            continue
        yield Casting(
            role=role,
            phrase=found,
            raw=raw,
            slot=slot,
            frame=frame,
            weight=weight,
            predicate=(sentence, index),
            basis=basis_of(reader, raw, role, sentence, index, found),
            traced=found.sentence != sentence or found.head != at,
        )


def basis_of(reader: Reader, raw: str, role: str, sentence: int, index: int, phrase: Phrase) -> Basis | None:
    """On what ground a perpetrator is one."""
    if role != "perpetrator":
        return None
    if raw in BASES:
        return BASES[raw]
    words = reader.sentence(sentence).words
    near = {
        words[at].text.lower()
        for at in (index, *reader.children[sentence][index], *_governors(reader, sentence, index))
    }
    own = {lemma_of(words[child]) for child in reader.children[phrase.sentence][phrase.head] if child < len(words)}
    if near & reader.rules.hedges or own & reader.rules.suspect_adjectives or phrase.lemma in reader.rules.suspects:
        return Basis.SUSPECTED
    return Basis.STATED


def _governors(reader: Reader, sentence: int, index: int) -> list[int]:
    """The words above a word: "semble" above "s'inscrire dans le cadre des opérations de résistance"."""
    words = reader.sentence(sentence).words
    above: list[int] = []
    while words[index].head != index and len(above) < HIGHEST:
        index = words[index].head
        above.append(index)
    return above


def role_of(raw: str, slot: str, phrase: Phrase, happening: Happening) -> str | None:
    """The field that a frame's role comes to for this kind of phrase and happening, None for no field."""
    if phrase.kind is None or phrase.weapon is not None:
        return None
    if raw in UNCONDITIONAL:
        return UNCONDITIONAL[raw]
    if raw == "captive":
        return "target" if happening.type in (*ARRESTS, EventType.ABDUCTION) else "perpetrator"
    if raw in SUFFERERS:
        return _sufferer(raw, slot, phrase, happening)
    return _actor(raw, happening) if phrase.kind not in (PartyKind.FACILITY, PartyKind.VEHICLE) else None


def _actor(raw: str, happening: Happening) -> str | None:
    """The field of somebody who acts; in an arrest the force is the defender and those it goes after the targets."""
    kind = happening.type
    if raw == "party":
        return "perpetrator" if kind in FIGHTS else None
    if raw == "defender":
        return "perpetrator" if kind in (EventType.ABDUCTION, EventType.EXECUTION) else "defender"
    if kind in ARRESTS:
        return {"perpetrator": "defender", "foe": "target"}.get(raw)
    return "perpetrator"


def _sufferer(raw: str, slot: str, phrase: Phrase, happening: Happening) -> str | None:
    """The field of somebody or something that an attack may be on."""
    if raw == "site":
        built = phrase.kind in (PartyKind.FACILITY, PartyKind.VEHICLE)
        return "target" if built and happening.type not in ARRESTS else None
    if phrase.kind == PartyKind.PLACE and happening.type not in GROUND:  # "l'attentat de Nice": where, not whom
        return "target" if raw == "target" and slot == "object" else None
    force = phrase.kind in (PartyKind.ORGANIZATION, PartyKind.STATE)
    return "perpetrator" if raw == "either" and force else "target"


def resolve(reader: Reader, sentence: int, index: int) -> Phrase | None:
    """The phrase at a word, a pronoun being traced to the last fitting subject before it."""
    word = reader.word(sentence, index)
    if word.pos in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
        return read_phrase(reader, sentence, index)
    if word.pos != "PRON":
        return None
    text = word.text.lower()
    if text in reader.rules.singular_pronouns:
        return _last_subject(reader, sentence, index, plural=False)
    if text in reader.rules.plural_pronouns:
        return _last_subject(reader, sentence, index, plural=True)
    return None


def _last_subject(reader: Reader, sentence: int, index: int, *, plural: bool) -> Phrase | None:
    for where in (sentence, sentence - 1, sentence - 2):
        if where < 0:
            break
        words = reader.sentence(where).words
        end = index if where == sentence else len(words)
        for at in range(end - 1, -1, -1) if where == sentence else range(end):
            if words[at].dep in ("nsubj", "nsubj:pass") and words[at].pos in ("NOUN", "PROPN"):
                phrase = read_phrase(reader, where, at)
                if phrase.kind in (PartyKind.PERSON, PartyKind.ORGANIZATION) and (
                    phrase.plural == plural or phrase.kind == PartyKind.ORGANIZATION
                ):
                    return phrase
    return None


def voice_of(reader: Reader, sentence: int, index: int) -> str:
    """ "passive" or "active", for explanations and tests."""
    return "passive" if is_passive(reader, sentence, index) else "active"
