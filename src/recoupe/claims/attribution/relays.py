"""Follows words from outlet to outlet: "selon l'AFP, citant un responsable", "Reuters learned from an official"."""

from collections.abc import Iterator
from dataclasses import replace

from recoupe.claims.attribution.sources import phrase_from
from recoupe.claims.attribution.tokens import PUNCTUATION, Line
from recoupe.records import Attribution, Span

RELAYS = ("citing", "citant")  # names of the rules for those who pass on another's word
FARTHEST = 3  # tokens between the verb and "from": "Reuters learned on Monday from"


def find_relays(line: Line, hosts: tuple[Attribution, ...], citing: tuple[Attribution, ...]) -> Iterator[Attribution]:
    """The voices behind those who cite them, each with what the citing one reports and that one in its chain."""
    for phrase in citing:
        host = _host(phrase, hosts)
        yield _relayed(line, phrase, host) if host else phrase
    for host in hosts:
        learnt = _learnt_from(line, host)
        if learnt is not None:
            yield learnt


def _host(phrase: Attribution, hosts: tuple[Attribution, ...]) -> Attribution | None:
    """Who cites: the last to speak before the phrase, else the first behind it."""
    spoken = [host for host in hosts if host.source and host.source != phrase.source]
    before = [host for host in spoken if host.source[0].start < phrase.cue[0].start]
    return before[-1] if before else next(iter(spoken), None)


def _relayed(line: Line, phrase: Attribution, host: Attribution) -> Attribution:
    content = without_relays(host, (phrase,)).content
    return replace(phrase, content=content, stance=host.stance, chain=(_text(line, host),))


def _text(line: Line, host: Attribution) -> str:
    return line.content[host.source[0].start : host.source[-1].end]


def without_relays(host: Attribution, citing: tuple[Attribution, ...]) -> Attribution:
    """The attribution, the words of "citing ..." cut out of what it reports."""
    content = host.content
    for phrase in citing:
        taken = Span(phrase.cue[0].start, phrase.source[-1].end)
        content = tuple(part for span in content for part in _cut(span, taken))
    return replace(host, content=content) if content else host


def _cut(span: Span, taken: Span) -> Iterator[Span]:
    """What is left of a span on both sides of the words taken out, marks and blanks between dropped."""
    if not span.overlaps(taken):
        yield span
        return
    if taken.start - 2 > span.start:
        yield Span(span.start, taken.start - 2)
    if taken.end + 2 < span.end:
        yield Span(taken.end + 2, span.end)


def _learnt_from(line: Line, host: Attribution) -> Attribution | None:
    """ "Reuters learned from an official", "a appris l'AFP auprès d'un élu": whom the subject had it from."""
    if not host.source or not host.cue:
        return None
    text = line.content[host.cue[0].start : host.cue[0].end].lower()
    if not any(text.endswith(verb) for verb in line.rules.words["learning"]):
        return None
    start = line.index_at(max(host.cue[0].end, host.source[-1].end))
    for place in range(start, min(len(line.tokens), start + FARTHEST)):
        if line.is_word(place, "learnt_from"):
            source = phrase_from(line, place + 1)
            if source is None or line.tokens[source[0]].low in PUNCTUATION:
                return None
            return replace(
                host, source=(line.span(*source),), speaker=(), chain=(_text(line, host),), rule="learnt:relay"
            )
    return None
