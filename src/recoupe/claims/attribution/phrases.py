"""Finds who speaks where no verb of saying does: "selon l'AFP", "according to", "reportedly", "claims that"."""

import re
from collections.abc import Iterator

from recoupe.claims.attribution.contents import content_before
from recoupe.claims.attribution.parsed import parsed_phrase
from recoupe.claims.attribution.reports import relative_speaker
from recoupe.claims.attribution.rules import PhraseRule
from recoupe.claims.attribution.sources import phrase_from, with_asides
from recoupe.claims.attribution.tokens import PUNCTUATION, Line, Range
from recoupe.claims.attribution.voices import find_body
from recoupe.records import Attribution, SourceKind, Span


def find_phrases(line: Line) -> tuple[Attribution, ...]:
    """Attributions by preposition, adverb, impersonal passive and noun of saying, in that order."""
    return (
        *_by_preposition(line),
        *_by_adverb(line, line.rules.adverbs, "adverb"),
        *_by_adverb(line, line.rules.passives, "passive"),
        *_by_noun(line),
    )


def _matches(line: Line, rules: tuple[PhraseRule, ...]) -> "Iterator[tuple[PhraseRule, re.Match[str]]]":
    for rule in rules:
        for match in rule.pattern.finditer(line.content, line.sentence.start, line.sentence.end):
            if not _is_quoted(line, match.start()):
                yield rule, match


def _is_quoted(line: Line, place: int) -> bool:
    return any(span.start < place < span.end for span in line.quotations)


def _by_preposition(line: Line) -> Iterator[Attribution]:
    for rule, match in _matches(line, line.rules.prepositions):
        first = line.index_at(match.end())
        source = _phrase_source(line, first)
        if source is None:
            continue
        cue_first = line.index_at(match.start())
        if not _may_speak(line, cue_first, source):
            continue
        content = _beside(line, cue_first, source[1])
        if content:
            yield Attribution(
                source=(line.span(*source),),
                cue=(Span(match.start(), match.end()),),
                content=tuple(line.span(*part) for part in content),
                kind=SourceKind.OFFICIAL,
                speaker=relative_speaker(line, source, cue_first),
                stance=rule.stance,
                rule=f"{rule.name}:preposition",
            )


def _phrase_source(line: Line, first: int) -> Range | None:
    if line.is_word(first, "subject_pronouns") or (
        first < len(line.tokens) and line.tokens[first].low in ("lui", "eux", "him", "them", "her", "moi", "us", "nous")
    ):
        return first, first
    if line.is_word(first, "relatives"):
        return first, first
    if line.is_word(first + 1, "that"):  # "selon ce que rapportent des médias"
        return None
    parsed = parsed_phrase(line, first) if not line.rules.inverts_freely else None
    found = parsed or phrase_from(line, first)
    return with_asides(line, _with_name(line, found)) if found else None


def _with_name(line: Line, source: Range) -> Range:
    """The phrase and the name between commas behind it: "Selon le ministre de l'Intérieur, Ali Sow, les suspects"."""
    comma = source[1] + 1
    end = comma + 1
    while end < len(line.tokens) and line.tokens[end].text[:1].isupper() and not line.tokens[end].quoted:
        end += 1
    if end == comma + 1 and line.tokens[source[1]].text[:1].isupper() and _opens_role(line, end):
        end = next((i for i in range(end, len(line.tokens)) if line.tokens[i].low in (",", ".", ";")), end)
    between = end - comma - 1
    closed = end < len(line.tokens) and line.tokens[end].low in (",", ".")
    if comma < len(line.tokens) and line.tokens[comma].low == "," and between >= 2 and closed:
        return source[0], end - 1
    return source


def _opens_role(line: Line, index: int) -> bool:
    """Whether a role begins here: "Philippe Close, le bourgmestre de la ville, ..."."""
    end = next((i for i in range(index, len(line.tokens)) if line.tokens[i].low in (",", ".", ";")), len(line.tokens))
    if (
        line.tokens[index - 2].text.isupper()
        or not line.is_word(index, "apposition_openers")
        or end >= len(line.tokens)
        or line.tokens[end].low != ","
    ):
        return False
    text = line.content[line.tokens[index].start : line.tokens[end].start]
    rules = line.rules.voices
    return find_body(text, (*rules.bodies, *rules.roles)) is not None


def _may_speak(line: Line, cue: int, source: Range) -> bool:
    """Whether the words can name a speaker, asked where no comma parts them: "le prix varie selon les quartiers"."""
    if not line.rules.inverts_freely or cue == 0 or line.tokens[cue - 1].low in PUNCTUATION:
        return True
    first, last = source
    if any(line.tokens[place].text[0].isupper() or line.is_word(place, "speakers") for place in range(first, last + 1)):
        return True
    text = line.content[line.tokens[first].start : line.tokens[last].end]
    rules = line.rules.voices
    return find_body(text, (*rules.bodies, *rules.roles)) is not None or line.is_word(first, "subject_pronouns")


def _beside(line: Line, cue: int, last: int) -> list[Range]:
    """What the phrase bears on: the words before it, or behind its comma when it opens the sentence."""
    tokens = line.tokens
    end = len(tokens) - 1
    while end > 0 and tokens[end].low in ".!?…":
        end -= 1
    after = last + 1
    while after <= end and tokens[after].low not in (",", ";", ":", ")", "–", "—"):
        after += 1
    before = content_before(line, cue - 1) if cue > 0 else None
    if before is None or _opens(line, before):
        first = after + 1 if after < end else last + 1
        return [(first, end)] if first <= end else []
    before = _past_title(line, before)
    if after < end and tokens[after].low == "," and _short(before) and not _is_clause(line, before):
        return [before, (after + 1, end)]
    return [before]


def _opens(line: Line, before: Range) -> bool:
    """Whether nothing but small words stands before: "Toujours selon", "Mais, d'après"."""
    return all(
        token.low in PUNCTUATION
        or any(token.low in line.rules.words[kind] for kind in ("particles", "adverbials", "conjunctions"))
        for token in line.tokens[before[0] : before[1] + 1]
    )


def _past_title(line: Line, before: Range) -> Range:
    """Past a heading: "Attaque de drone : le bilan monte à douze morts"."""
    for place in range(before[0] + 1, min(before[0] + 7, before[1])):
        if line.tokens[place].low == ":":
            return place + 1, before[1]
    return before


def _short(part: Range) -> bool:
    return part[1] - part[0] < 12


def _is_clause(line: Line, part: Range) -> bool:
    words = line.rules.words
    return any(
        token.low in words["auxiliaries_have"] or token.low in words["auxiliaries_be"] or token.pos == "VERB"
        for token in line.tokens[part[0] : part[1] + 1]
    )


def _by_adverb(line: Line, rules: tuple[PhraseRule, ...], kind: str) -> Iterator[Attribution]:
    """Hearsay without a source: the whole clause is reported."""
    for rule, match in _matches(line, rules):
        clause = _clause_around(line, line.index_at(match.start()))
        if clause:
            yield Attribution(
                source=(),
                cue=(Span(match.start(), match.end()),),
                content=(line.span(*clause),),
                kind=SourceKind.ANONYMOUS,
                stance=rule.stance,
                rule=f"{rule.name}:{kind}",
            )


def _clause_around(line: Line, index: int) -> Range | None:
    first = last = index
    while first > 0 and line.tokens[first - 1].low not in (";", ":", "(", ","):
        first -= 1
    while last + 1 < len(line.tokens) and line.tokens[last + 1].low not in (";", ".", ")", ","):
        last += 1
    return (first, last) if last - first > 1 else None


def _by_noun(line: Line) -> Iterator[Attribution]:
    """ "claims that ...", "l'annonce que ...": the clause behind the noun is reported by somebody unsaid."""
    for index, token in enumerate(line.tokens[:-2]):
        found = line.rules.nouns.get(token.low)
        if found is None or token.quoted or token.pos not in ("", "NOUN") or not line.is_word(index + 1, "that"):
            continue
        last = len(line.tokens) - 1
        while last > index and line.tokens[last].low in PUNCTUATION:
            last -= 1
        yield Attribution(
            source=_possessor(line, index),
            cue=(Span(token.start, token.end),),
            content=(line.span(index + 1, last),),
            kind=SourceKind.ANONYMOUS,
            stance=found[1],
            rule=f"{found[0]}:noun",
        )


def _possessor(line: Line, noun: int) -> tuple[Span, ...]:
    """Whose statement it is: "Iran's claim that", "their fear that"."""
    place = noun - 1
    while place > 0 and line.tokens[place].pos == "ADJ":
        place -= 1
    if place >= 0 and line.tokens[place].low in ("his", "her", "their", "its", "my", "our", "leur", "son", "sa"):
        return (line.span(place, place),)
    if place > 0 and line.tokens[place].low in ("'s", "’s"):
        first = place - 1
        while first > 0 and line.tokens[first - 1].text[:1].isupper():
            first -= 1
        return (line.span(first, place - 1),)
    return ()
