"""One article through every stage; prints what docs/tour.md shows: `python docs/tour.py reading`."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from recoupe.desk import Desks
from recoupe.explain import describe
from recoupe.incidents import gather_incidents
from recoupe.language.sentences import find_sentences
from recoupe.pipeline import annotate, read_document
from recoupe.reading.fingerprint import content_hash, fingerprint
from recoupe.reading.language import identify_language
from recoupe.reading.passports import read_tellings
from recoupe.reading.paths import read_paths
from recoupe.records import Document, Span

NEWSROOM = Path(__file__).parents[1] / "examples" / "newsroom"
ARTICLE, LATER = "fleuve-220104", "post-220104"
DESKS = Desks()


def article(identifier: str = ARTICLE) -> Document:
    """An article of the demo newsroom."""
    every = read_paths([NEWSROOM])
    return next(each for each in every if isinstance(each, Document) and each.id == identifier)


def words(document: Document, *spans: Span) -> str:
    """The words of spans."""
    return " … ".join(f"“{document.content[span.start : span.end]}”" for span in spans)


def reading() -> Iterator[str]:
    """The document as it came, its language, and what its copies are known by."""
    document = article()
    yield f"{document.id}: {document.outlet}, {document.published}, {document.url}"
    yield document.content
    yield f"language: {identify_language(document)}; content hash: {content_hash(document)}"
    yield f"fingerprint: {len(fingerprint(document))} hashes, the smallest {fingerprint(document)[0]}"


def language() -> Iterator[str]:
    """Its sentences, and the parse of the first one."""
    document, desk = article(), DESKS.open("fr")
    spans = find_sentences(document.content, desk.sentences)
    for span in spans:
        yield f"{span.start:4}-{span.end:<4} {document.content[span.start : span.end]}"
    [sentence] = desk.parser.parse(document.content, (spans[0],))
    for word in sentence.words:
        yield f"     {word.text:12} {word.lemma:12} {word.pos:6} {word.dep:10} <- {sentence.words[word.head].text}"


def mentions() -> Iterator[str]:
    """Times, places, counts, actors and weapons, and who is said to have said what."""
    document = article()
    found = annotate(document, DESKS.open("fr"), thorough=True)
    for time in found.mentions.times:
        yield f"time    {words(document, time.span)}: {time.value}   ({time.rule})"
    for place in found.mentions.places:
        where = f"{place.place.name}, {place.place.country}, {place.place.id}" if place.place else "nowhere known"
        yield f"place   {words(document, place.span)}: {where}   ({place.rule})"
    for count in found.mentions.counts:
        yield f"count   {words(document, count.span)}: {count.low} to {count.high} {count.state}   ({count.rule})"
    for actor in found.mentions.actors:
        known = actor.actor or "not in the table"
        yield f"actor   {words(document, actor.span)}: {actor.kind}, {known}   ({actor.rule})"
    for weapon in found.mentions.weapons:
        yield f"weapon  {words(document, weapon.span)}: {weapon.weapon}   ({weapon.rule})"
    for said in found.attributions:
        yield f"said    {words(document, *said.source)} {words(document, *said.cue)}: {words(document, *said.content)}"


def claims() -> Iterator[str]:
    """The events that the article tells of, and on whose word."""
    document = article()
    for event in read_document(document, DESKS).events:
        yield f"{event.id}: {event.type}, {event.outcome}, {'focus' if event.focus else 'in passing'}"
        values = [("date", event.date), ("place", event.place), ("killed", event.killed), ("injured", event.injured)]
        lists = [("weapon", event.weapons), ("target", event.targets), ("perpetrator", event.perpetrators)]
        single = [(name, value) for name, value in values if value]
        for name, value in [*single, *((name, each) for name, several in lists for each in several)]:
            yield f"   {name:12} {describe(value)}   {words(document, *value.spans)}"
        for source in event.sources:
            yield f"   {'on the word of':14} {' → '.join(source.voice.chain if source.voice else source.chain)}"


def incidents() -> Iterator[str]:
    """The same with another article that tells of it, in English, from another agency."""
    accounts = [read_document(article(each), DESKS) for each in (ARTICLE, LATER)]
    for incident in gather_incidents([telling for account in accounts for telling in read_tellings(account)]):
        origins, support = incident.independent_origins, incident.support
        yield f"{incident.id}: told by {', '.join(incident.documents)}"
        yield f"   independent origins: {origins.low} to {origins.high}; {support.grade}: {support.reason}"
        for link in incident.links:
            yield f"   linked: {', '.join(f'{each.name} {each.score:+.1f}' for each in link.features)}"


STAGES: dict[str, Callable[[], Iterator[str]]] = {
    stage.__name__: stage for stage in (reading, language, mentions, claims, incidents)
}

if __name__ == "__main__":
    for line in STAGES[sys.argv[1]]():
        print(line)
