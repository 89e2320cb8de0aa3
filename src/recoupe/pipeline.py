"""The whole way of a document, in order.

`read_document` needs nothing but its arguments, so that one document can be read in a shell, a test, a worker
or a cluster alike. Everything above incidents is per document; `recoupe.incidents` takes over from there.
"""

import logging
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from recoupe.claims.attribution import find_attributions
from recoupe.claims.background import find_background
from recoupe.claims.chains import find_voices
from recoupe.claims.events import find_events
from recoupe.claims.relevance import find_relevant
from recoupe.desk import Desk, Desks
from recoupe.errors import DataError, DocumentError
from recoupe.language.sentences import find_sentences
from recoupe.mentions.actors import find_actors
from recoupe.mentions.counts import find_counts
from recoupe.mentions.places import find_places
from recoupe.mentions.times import find_times
from recoupe.mentions.weapons import find_weapons
from recoupe.reading.language import identify_language
from recoupe.records import Account, AnnotatedDocument, Document, Mentions, Sentence, Unread

LOG = logging.getLogger(__name__)


def read_document(document: Document, desks: Desks, *, thorough: bool = True) -> Account:
    """All that one document says.

    `thorough` lists every place, time and attribution of the document, as the contract of `extract` asks;
    without it only sentences that may tell of an incident are looked into, for the same events.
    A document that cannot be read comes back with `error` and without events.
    """
    try:
        language = identify_language(document)
        desk = desks.open(language)
    except DocumentError as problem:
        return Account(document=document, language=document.language, error=str(problem))
    annotated = annotate(document, desk, thorough=thorough)
    return Account(
        document=document,
        language=language,
        events=find_events(annotated, desk.events),
        background=find_background(annotated, desk.events),
        mentions=annotated.mentions,
        attributions=annotated.attributions,
        voices=annotated.voices,
    )


def annotate(document: Document, desk: Desk, *, thorough: bool) -> AnnotatedDocument:
    """The document with its sentences, the parse of those worth parsing, mentions and attributions."""
    content = document.content
    unparsed = tuple(
        Sentence(index=index, start=span.start, end=span.end)
        for index, span in enumerate(find_sentences(content, desk.sentences))
    )
    unread = AnnotatedDocument(
        document=document, language=desk.language, sentences=unparsed, mentions=Mentions(), relevant=None
    )
    unread = replace(unread, relevant=find_relevant(unread, desk.events))
    wanted = range(len(unparsed)) if thorough else unread.relevant
    if not wanted:
        return unread
    sentences = parse_sentences(content, unparsed, wanted, desk)
    attributions = find_attributions(content, sentences, desk.attribution, desk.outlets)
    return replace(
        unread,
        sentences=sentences,
        mentions=find_mentions(document, sentences, desk),
        attributions=attributions,
        voices=find_voices(document, attributions, desk.attribution, desk.outlets),
    )


def parse_sentences(
    content: str, sentences: tuple[Sentence, ...], wanted: range | tuple[int, ...], desk: Desk
) -> tuple[Sentence, ...]:
    """The same sentences, those whose index is wanted with their words."""
    parsed = desk.parser.parse(content, tuple(sentences[index].span for index in wanted))
    words = {index: sentence.words for index, sentence in zip(wanted, parsed, strict=True)}
    return tuple(replace(sentence, words=words.get(sentence.index, ())) for sentence in sentences)


def find_mentions(document: Document, sentences: tuple[Sentence, ...], desk: Desk) -> Mentions:
    """Times, places, counts, actors and weapons of the document; no finder sees another's finds."""
    content = document.content
    outlet = desk.outlets.find_outlet(document.outlet or document.url or "")
    return Mentions(
        times=find_times(content, document.published, desk.times),
        places=find_places(
            content, sentences, desk.gazetteer, desk.places, outlet_country=outlet.country if outlet else None
        ),
        counts=find_counts(content, sentences, desk.counts),
        actors=find_actors(content, sentences, desk.actors, desk.people),
        weapons=find_weapons(content, sentences, desk.weapons),
    )


def read_documents(documents: Iterable[Document | Unread], desks: Desks, *, thorough: bool = True) -> Iterator[Account]:
    """One account for each thing given, in order; what is no document or cannot be read has `error`.

    This is the one place where a failure of Recoupe's own is turned into a document's error, so that no
    document ends a run.
    """
    for document in documents:
        if isinstance(document, Unread):
            stand_in = Document(id=document.id, text="", origin=document.origin)
            yield Account(document=stand_in, language=None, error=document.reason)
            continue
        try:
            yield read_document(document, desks, thorough=thorough)
        except DataError:  # the rules or tables are wrong, not the document
            raise
        except Exception as problem:
            LOG.debug("reading %s failed", document.id, exc_info=True)
            yield Account(document=document, language=document.language, error=own_failure(problem))


def own_failure(problem: Exception) -> str:
    """The sentence for a failure that is Recoupe's fault, with where it came about."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    where = f"{'/'.join(Path(last.filename).parts[-2:])}:{last.lineno}"
    return f"Recoupe itself failed on this document ({type(problem).__name__}: {problem}; {where}); please report it"
