"""Voices: on whose word the parts of a happening are told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from recoupe.claims.attribution import REPORTING
from recoupe.claims.roles.counted import find_word
from recoupe.claims.roles.phrases import Phrase, Reader, folded, read_phrase
from recoupe.claims.roles.scope import Scope, sentences_of
from recoupe.records import Attribution, CountState, EventDate, Source, Span, TimeType, Voice

# Points that a source needs (the log of its odds), found on the newsroom dev documents by cross-validation.
NEEDED = -0.6
SHORT, LONG = 60, 250  # characters of the words that rest on a source
PERSON = "PERSON"
PAST = "PAST_REF"  # "in recent weeks"
FIGURES = (CountState.KILLED, CountState.INJURED, CountState.MISSING, CountState.CAPTURED, CountState.VICTIMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An attribution that touches a happening, its source as the text names it, and the features that speak for it."""

    source: Source
    attribution: Attribution
    features: tuple[str, ...]
    score: float


def find_sources(reader: Reader, scope: Scope, authors: Iterable[Span]) -> tuple[Source, ...]:
    """Those whom the text names as saying so of the happening, each once, in order of the text."""
    kept: list[Source] = []
    for speaker in find_speakers(reader, scope, tuple(authors)):
        if speaker.score >= NEEDED and not any(same_source(speaker.source, other) for other in kept):
            kept.append(speaker.source)
    return tuple(kept)


def find_voices(reader: Reader, scope: Scope, when: EventDate | None) -> tuple[Voice, ...]:
    """Everybody whose words stand in a sentence of the happening, each once, in order of the text.

    Sources are those worth naming; independent origins are counted from all who speak.
    """
    own = [reader.sentence(index).span for index in sentences_of(scope, reader)]
    told: dict[str, Voice] = {}
    for voice, attribution in zip(reader.annotated.voices[1:], reader.annotated.attributions, strict=False):
        content = tuple(part for part in attribution.content if any(part.overlaps(span) for span in own))
        if not content or attribution.stance not in REPORTING or _spoke_before(reader, attribution, when):
            continue
        known = told.get(voice.root)
        told[voice.root] = replace(known, content=(*known.content, *content)) if known else voice
    return tuple(told.values())


def _spoke_before(reader: Reader, attribution: Attribution, when: EventDate | None) -> bool:
    """Whether the words were spoken before it happened: "officials had said in recent weeks that they expected"."""
    spans = (*attribution.source, *attribution.cue)
    if when is None or not spans or not attribution.content:
        return False
    start, end = spans[0].start, max(spans[-1].end, attribution.content[0].start + 1)
    spoken = [t for t in reader.annotated.mentions.times if start <= t.span.start < end and t.type == TimeType.DATE]
    return any(time.value == PAST or (time.earliest and time.earliest < when.earliest) for time in spoken)


def find_speakers(reader: Reader, scope: Scope, authors: tuple[Span, ...]) -> tuple[Speaker, ...]:
    """Every named voice whose words or whose sentence tell of the happening, in order of the text."""
    sentences = sentences_of(scope, reader)
    weights = reader.rules.weights["source"]
    found = []
    for source, attribution in list_sources(reader):
        spans = (*attribution.content, *attribution.cue)
        if not any(span.overlaps(reader.sentence(index).span) for span in spans for index in sentences):
            continue
        phrase = _head_phrase(reader, source)
        if phrase is None or phrase.kind is None:  # "The previous day", "weeks of protests" say nothing
            continue
        features = tuple(dict.fromkeys((*_features(reader, scope, attribution, authors), *_features_of_name(phrase))))
        score = sum(weights.get(name, 0.0) for name in features)
        found.append(Speaker(source=source, attribution=attribution, features=features, score=score))
    return tuple(found)


def _head_phrase(reader: Reader, source: Source) -> Phrase | None:
    """The noun phrase around the head of the source's name; None where the name has no noun: "saying they forgave"."""
    at = find_word(reader, source.spans[0])
    if at is None or reader.word(*at).pos not in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
        return None
    return read_phrase(reader, *at)


def _features_of_name(phrase: Phrase) -> Iterator[str]:
    """What the name itself is: officials, agencies and witnesses speak, places and buildings hardly."""
    yield f"a {phrase.kind}"
    if phrase.proper:
        yield f"a named {phrase.kind}"
    if phrase.plural:
        yield "many"
    if phrase.actor is not None:
        yield "known actor" if phrase.actor.actor else "described actor"


def _features(reader: Reader, scope: Scope, attribution: Attribution, authors: tuple[Span, ...]) -> Iterator[str]:
    """What speaks for the attribution being about the happening, and worth naming."""
    yield "always"
    yield f"stance {attribution.stance}" if attribution.stance in REPORTING else "stance of no report"
    yield f"kind {attribution.kind}"
    triggers = [reader.word(sentence, word) for (sentence, word), owner in scope.triggers.items() if owner == scope.me]
    inside = [w for w in triggers if any(span.start <= w.start < span.end for span in attribution.content)]
    yield "its words tell of the happening" if inside else "its words do not name the happening"
    if any(
        count.state in FIGURES and count.span.overlaps(span)
        for count in reader.annotated.mentions.counts
        for span in attribution.content
    ):
        yield "its words hold a toll"
    size = sum(span.end - span.start for span in attribution.content)
    yield "few words" if size < SHORT else "many words" if size > LONG else "some words"
    if any(span.overlaps(author) for span in attribution.source for author in authors):
        yield "perpetrator"
    own = [index for index, tellers in scope.tellers.items() if scope.me in tellers]
    near = any(span.overlaps(reader.sentence(index).span) for span in attribution.content for index in own)
    yield "in a sentence of the happening" if near else "in a sentence near it"
    yield "one happening" if not scope.several else "several happenings"
    start = min((span.start for span in attribution.source), default=0)
    content = min((span.start for span in attribution.content), default=0)
    yield "named first" if start < content else "named after"
    if attribution.speaker:
        yield "pronoun"
    length = len(reader.annotated.document.content)
    yield "early" if start < length / 3 else "late"


@lru_cache(maxsize=1)  # every value of every happening of one document asks
def list_sources(reader: Reader) -> tuple[tuple[Source, Attribution], ...]:
    """Each attribution with its source, pronouns that stand for nobody left out."""
    voices: tuple[Voice | None, ...] = reader.annotated.voices[1:]
    found = []
    for number, attribution in enumerate(reader.annotated.attributions):
        name = name_source(attribution, reader)
        if name is not None:
            voice = voices[number] if number < len(voices) else None
            found.append((make_source(attribution, name, voice, reader), attribution))
    return tuple(found)


def name_source(attribution: Attribution, reader: Reader) -> Span | None:
    """The shortest words that name the source: up to the first comma, without the signs around them.

    "Juliette Méadel , la secrétaire d'État" is Juliette Méadel, and so is "la secrétaire d'État , Juliette Méadel";
    a pronoun is the words that it stands for.
    """
    spans = attribution.speaker or attribution.source
    if not spans:
        return None
    span = max(spans, key=lambda each: each.end - each.start)
    text = reader.content[span.start : span.end]
    lead = len(text) - len(text.lstrip(" ,;:«»\"“”'’()–-"))
    cuts = [text.find(sign, lead + 1) for sign in (",", " (", ";", " «", ' "')]
    end = min((cut for cut in cuts if cut > 0), default=len(text))
    name = text[lead:end].rstrip()
    if not name or name.lower() in reader.rules.speechless:
        return None
    cut = Span(span.start + lead, span.start + lead + len(name))
    return find_person_behind(cut, reader) or cut


def find_person_behind(office: Span, reader: Reader) -> Span | None:
    """The name that only a comma parts from an office before it; None where there is none."""
    if not reader.content[office.end : office.end + 2].lstrip().startswith(","):
        return None
    sentence = next((each for each in reader.annotated.sentences if each.span.covers(office)), None)
    if sentence is None or any(
        w.entity == PERSON and w.start in range(office.start, office.end) for w in sentence.words
    ):
        return None
    behind = [word for word in sentence.words if word.start >= office.end]
    if not behind or behind[0].text != ",":
        return None
    name = list(takewhile(lambda word: word.entity == PERSON, behind[1:]))
    return Span(name[0].start, name[-1].end) if len(name) > 1 else None


def make_source(attribution: Attribution, name: Span, voice: Voice | None, reader: Reader) -> Source:
    """The source of one attribution under its name."""
    return Source(
        text=reader.content[name.start : name.end],
        kind=attribution.kind,
        chain=voice.chain if voice else attribution.chain,
        spans=(name,),
        rule=attribution.rule,
        voice=voice,
    )


def same_source(one: Source, other: Source) -> bool:
    """True where two sources are one voice: one root that names somebody, or one name in the other."""
    if one.voice and other.voice and one.voice.root == other.voice.root and one.voice.person:
        return True
    some, others = (frozenset(w for w in folded(each.text) if len(w) > 2) for each in (one, other))
    return bool(some and others) and (some <= others or others <= some)
