"""Reads one verb of saying in its sentence: who speaks, and which words are reported."""

from recoupe.claims.attribution.complements import MARKS, Complement, find_complement
from recoupe.claims.attribution.contents import content_after, content_before, next_clause
from recoupe.claims.attribution.cues import Cue
from recoupe.claims.attribution.forms import Form
from recoupe.claims.attribution.parsed import is_clause, is_reduced, parsed_content, parsed_phrase, parsed_subject
from recoupe.claims.attribution.rules import REPORTING
from recoupe.claims.attribution.sources import antecedent, chunk_left, phrase_from, subject_left, subject_right
from recoupe.claims.attribution.tokens import PUNCTUATION, Line, Range
from recoupe.records import Attribution, SourceKind, Span

OPENERS = MARKS | {",", "»", "”", "?", "!", "–", "—", "("}  # after which a verb may stand before its subject
CLOSING = ('"', "”", "''", "’’", "»")
NEAR = 3  # characters: a mark and a blank
PARSED_KINDS = ("bare", "phrase", "infinitive")  # a clause with "that" mostly runs to the end, whatever the parse


def find_reports(line: Line, cues: tuple[Cue, ...]) -> tuple[Attribution, ...]:
    """An attribution for every verb group that reports something; later verbs share the source of earlier ones."""
    found: list[Attribution] = []
    shared: Range | None = None
    for cue in cues:
        report = _read_cue(line, cue, cues, shared)
        if report is not None:
            found.append(report)
            shared = _source_range(line, report) or shared
    return tuple(found)


def _source_range(line: Line, report: Attribution) -> Range | None:
    if not report.source:
        return None
    return line.index_at(report.source[0].start), line.index_before(report.source[-1].end)


def _read_cue(line: Line, cue: Cue, cues: tuple[Cue, ...], shared: Range | None) -> Attribution | None:
    """What the verb reports: through its agent, its inverted subject, as an aside, or to its right."""
    complement = find_complement(line, cue)
    if _has_agent(line, cue, complement, shared):
        return _agent(line, cue)
    if cue.pronoun >= 0 and not _follows_mark(line, cue):  # "Le groupe a-t-il reconnu les faits ?"
        return None
    if _is_inverted(line, cue, complement):
        return _inverted(line, cue)
    if complement.kind == "nothing" or _learns_aside(line, cue) or _ends_quotation(line, cue, complement):
        return _aside(line, cue, shared)
    return _to_the_right(line, cue, cues, complement, shared)


def _ends_quotation(line: Line, cue: Cue, complement: Complement) -> bool:
    """Whether a quotation ends right before the subject: "It is over," she said several months after her release."""
    if line.rules.inverts_freely or complement.kind == "clause" or not cue.takes("aside"):
        return False
    source = chunk_left(line, cue.first - 1)
    if source is None or source[0] == 0:
        return False
    before = line.tokens[source[0] - 1]
    return before.quoted and before.low in CLOSING and not line.tokens[source[0]].quoted


def _learns_aside(line: Line, cue: Cue) -> bool:
    """Whether what was learnt stands before: "..., Reuters learned from an official of the force that the UN leads"."""
    if not (line.is_word(cue.verb, "learning") and line.is_word(cue.last + 1, "learnt_from")):
        return False
    source = chunk_left(line, cue.first - 1)
    return source is not None and source[0] > 0 and line.tokens[source[0] - 1].low == ","


def _has_agent(line: Line, cue: Cue, complement: Complement, shared: Range | None) -> bool:
    """Whether only an agent can speak: a passive, or a participle that describes a noun.

    A verb with a "that" of its own is finite, whatever the parse: "An official confirmed to Reuters that ..."
    """
    if cue.passive and cue.pronoun < 0:
        return True
    reduced = not line.rules.inverts_freely and is_reduced(line, cue) and complement.kind != "clause"
    return reduced or (cue.form is Form.PARTICIPLE and not cue.auxiliary and shared is None)


def _to_the_right(
    line: Line, cue: Cue, cues: tuple[Cue, ...], complement: Complement, shared: Range | None
) -> Attribution | None:
    """The usual order: subject, verb, and what is said."""
    if not _fits(cue, complement) or (complement.kind == "bare" and not is_clause(line, cue)):
        return None
    source = _source(line, cue, shared)
    if complement.kind == "infinitive" and cue.takes("impersonal"):
        return _impersonal(line, cue, source, complement)
    content = _parsed_or_rest(line, cue, cues, complement)
    return _report(line, cue, source, [content] if content else [], complement.kind)


def _follows_mark(line: Line, cue: Cue) -> bool:
    """Whether a comma or closing mark parts the inverted verb from what is said: ", a-t-il dit"."""
    before = line.tokens[cue.first - 1].low if cue.first else ""
    return before in (",", "»", "”", '"', "?", "!", "…", "–", "—", "", "''")


def _inverted(line: Line, cue: Cue) -> Attribution | None:
    """ "..., a indiqué l'armée", "..., a-t-il dit"; "on" is nobody, or whom it was learnt from."""
    source = subject_right(line, cue)
    if cue.pronoun >= 0 and line.tokens[cue.pronoun].low in ("-t-on", "-on"):
        after = max(cue.last, cue.pronoun) + 1
        start = line.tokens[after].start if after < len(line.tokens) else line.sentence.end
        told = line.rules.sourced.match(line.content, start, line.sentence.end)
        source = phrase_from(line, line.index_at(told.end())) if told else None
    return _report(line, cue, source, _around(line, cue, after=source[1] if source else None), "inverted")


def _impersonal(line: Line, cue: Cue, subject: Range | None, complement: Complement) -> Attribution | None:
    """ "The attackers appear to have fled": nobody is said to say so; subject and infinitive are what is told."""
    rest = content_after(line, complement.first)
    parts = [part for part in (subject, rest) if part]
    return _report(line, cue, None, parts, "impersonal")


def _parsed_or_rest(line: Line, cue: Cue, cues: tuple[Cue, ...], complement: Complement) -> Range | None:
    """What is reported by the parse; else the rest of the sentence, up to the next verb of saying."""
    if complement.kind in PARSED_KINDS:
        found = parsed_content(line, cue, complement.first, complement.kind)
        if found:
            return found
    return content_after(line, complement.first, next_clause(line, complement.first, cues, cue))


def _fits(cue: Cue, complement: Complement) -> bool:
    """Whether the verb can report in the way that was found."""
    kind = complement.kind
    needed = {
        "clause": ("clause",),
        "bare": ("clause", "person"),
        "quote": ("quote", "phrase", "phrasal", "clause"),
        "colon": ("quote", "clause"),
        "phrase": ("phrase", "phrasal", "person_infinitive"),
        "infinitive": ("infinitive", "impersonal"),
    }
    return any(cue.takes(what) for what in needed.get(kind, ()))


def _source(line: Line, cue: Cue, shared: Range | None) -> Range | None:
    """The subject; that of the verb before for a gerund or a second verb: "said ..., adding that"."""
    joined = cue.first > 0 and (line.is_word(cue.first - 1, "conjunctions") or line.tokens[cue.first - 1].low == ",")
    if cue.form is Form.GERUND and not cue.auxiliary:
        if shared is not None and line.tokens[cue.first - 1].low == ",":
            return shared
        return parsed_subject(line, cue) or shared
    if shared is not None and joined and (line.tokens[cue.first - 1].low != "," or cue.form is Form.PARTICIPLE):
        return shared
    return subject_left(line, cue) or shared


def _agent(line: Line, cue: Cue) -> Attribution | None:
    """ "communiqué mardi par l'état-major", "reported by two outlets": the agent speaks."""
    for place in range(cue.last + 1, min(len(line.tokens), cue.last + 7)):
        if line.is_word(place, "by"):
            parsed = parsed_phrase(line, place + 1) if not line.rules.inverts_freely else None
            source = parsed or phrase_from(line, place + 1)
            if source is None or not _may_act(line, cue, source[0]):
                return None
            content = content_before(line, cue.first - 1)
            if source and content:
                rest = None if cue.auxiliary else _rest_behind(line, source)
                return _report(line, cue, source, [content, rest] if rest else [content], "agent")
        if line.tokens[place].low in PUNCTUATION:
            break
    return None


def _may_act(line: Line, cue: Cue, first: int) -> bool:
    """Whether the words behind "by" can be one who speaks: not in "décidée par prudence", "groups backed by Iran"."""
    if not cue.auxiliary and cue.stance not in REPORTING:
        return False
    named = line.tokens[first].text[0].isupper() or line.tokens[first].low.startswith(("source", "offic", "polic"))
    return named or line.is_word(first, "determiners") or not line.rules.inverts_freely


def _rest_behind(line: Line, source: Range) -> Range | None:
    """What follows the agent's comma: "Le bilan, communiqué par le gouvernement, [s'établit à 132 morts]"."""
    comma = source[1] + 1
    if comma + 1 < len(line.tokens) and line.tokens[comma].low == ",":
        return content_after(line, comma + 1)
    return None


def _is_inverted(line: Line, cue: Cue, complement: Complement) -> bool:
    """Whether the subject stands behind the verb: ", a indiqué l'armée", "... ," said the official."""
    if cue.pronoun >= 0:
        return True
    if not _may_invert(line, cue) or complement.kind in ("clause", "colon", "infinitive"):
        return False
    source = subject_right(line, cue)
    if source is None or line.tokens[source[0]].low in PUNCTUATION:
        return False
    if not line.rules.inverts_freely and _has_verb(line, source):
        return False
    return _ends_there(line, source) and not _subject_stands_before(line, cue, line.tokens[cue.first - 1].low)


def _may_invert(line: Line, cue: Cue) -> bool:
    """Whether the verb stands behind a mark, in a form that can go before its subject."""
    loose = cue.form is Form.GERUND or (cue.form is Form.BASE and not cue.auxiliary)
    if cue.first == 0 or loose or not _takes_aside(line, cue, cue.first):
        return False
    strict = cue.auxiliary or cue.last != cue.verb or cue.takes("person")
    if strict and not line.rules.inverts_freely:
        return False
    return line.tokens[cue.first - 1].low in OPENERS


def _has_verb(line: Line, part: Range) -> bool:
    """Whether a verb outside a relative clause stands in the words: "said the base was angry" is no inversion."""
    for place in range(part[0], part[1] + 1):
        if line.is_word(place, "relatives"):
            return False
        if line.tokens[place].pos in ("VERB", "AUX"):
            return line.words[line.tokens[place].word].dep not in ("acl", "amod", "acl:relcl")
    return False


def _ends_there(line: Line, source: Range) -> bool:
    """Whether nothing but adverbials follows the inverted subject up to a mark."""
    after = source[1] + 1
    if after >= len(line.tokens):
        return True
    token = line.tokens[after]
    return token.low in PUNCTUATION or line.is_word(after, "stops") or line.is_word(after, "times")


def _subject_stands_before(line: Line, cue: Cue, mark: str) -> bool:
    """ "Le porte-parole, Yahya Saree, a annoncé l'arrestation": an apposition between subject and verb."""
    if mark != "," or line.tokens[cue.verb].quoted:
        return False
    left = range(cue.first - 1)
    if _has_main_verb(line, left):
        return False
    word = line.tokens[cue.verb].word
    if word >= 0 and any(line.words[i].dep.startswith("nsubj") and i < word for i in line.children[word]):
        return True
    return any(line.tokens[place].low == "," for place in left)


def _has_main_verb(line: Line, part: range) -> bool:
    """Whether a verb stands in the tokens outside relative clauses and asides: then they are a clause of their own."""
    words = line.rules.words
    relative = False
    for place in part:
        token = line.tokens[place]
        if token.low in words["relatives"] or (
            place and line.tokens[place - 1].low == "," and token.low in words["asides"]
        ):
            relative = True
        elif token.low == ",":
            relative = False
        elif not relative and _is_verb(line, place):
            return True
    return False


def _is_verb(line: Line, place: int) -> bool:
    """Whether the token is an auxiliary or a verb that governs: no participle that describes."""
    token, words = line.tokens[place], line.rules.words
    if token.low in words["auxiliaries_have"] or token.low in words["auxiliaries_be"]:
        return True
    return token.pos in ("VERB", "AUX") and line.words[token.word].dep not in ("acl", "amod")


def _aside(line: Line, cue: Cue, shared: Range | None) -> Attribution | None:
    """ "Four died, the army said on Tuesday.": the words before, and those after a second comma."""
    if cue.form is Form.GERUND and not cue.auxiliary:
        return None
    source = _source(line, cue, shared)
    if source is None or source[0] == 0:  # a parse that takes the reported clause for the subject
        source = chunk_left(line, cue.first - 1)
    if source is None or source[0] == 0 or not _takes_aside(line, cue, min(source[0], cue.first)):
        return None
    return _report(line, cue, source, _around(line, cue, start=min(source[0], cue.first)), "aside")


def _takes_aside(line: Line, cue: Cue, start: int) -> bool:
    """Whether the verb may report what stands before token `start`; some verbs only report a quotation there."""
    if cue.takes("aside"):
        return True
    before = start - 2 if line.tokens[start - 1].low == "," else start - 1
    return cue.takes("aside_quoted") and before >= 0 and line.tokens[before].quoted


def _around(line: Line, cue: Cue, *, start: int | None = None, after: int | None = None) -> list[Range]:
    """The words before the aside, and those after it where the sentence goes on."""
    before = content_before(line, (cue.first if start is None else start) - 1)
    parts = [_quoted_part(line, before)] if before else []
    rest = _goes_on(line, cue) or _inside(line, cue, after)
    return [*parts, rest] if rest else parts


def _quoted_part(line: Line, before: Range) -> Range:
    """The quotation alone where it follows a colon: "Le préfet rassure : « Rien à craindre », dit-il"."""
    first, last = before
    if line.tokens[last].quoted and not line.tokens[first].quoted:
        place = next((i for i in range(last, first, -1) if not line.tokens[i].quoted), first)
        if line.tokens[place].low == ":":
            return place + 1, last
    return before


def _inside(line: Line, cue: Cue, after: int | None) -> Range | None:
    """The rest of a quotation that the aside interrupts: "« Le convoi, a expliqué le colonel, est tombé »"."""
    if after is None or after + 2 >= len(line.tokens) or not line.tokens[cue.verb].quoted:
        return None
    last = len(line.tokens) - 1
    return (after + 2, last) if line.tokens[after + 1].low == "," else None


def _goes_on(line: Line, cue: Cue) -> Range | None:
    """What follows the aside after a comma, when the reported sentence goes on there and nobody else speaks."""
    comma = cue.last + 1
    if (
        comma + 2 < len(line.tokens)
        and line.tokens[comma].low == ","
        and not _has_main_verb(line, range(cue.first - 1))
    ):
        return content_after(line, comma + 1)  # "Tehran, he said, had struck the port"
    for place in range(comma, len(line.tokens) - 2):
        token = line.tokens[place]
        if token.low in MARKS and token.quoted and line.tokens[place - 1].low in (",", ":"):
            return content_after(line, place)
    return None


def _report(line: Line, cue: Cue, source: Range | None, content: list[Range], kind: str) -> Attribution | None:
    spans = tuple(line.span(first, last) for first, last in content)
    if not spans and not (kind == "colon" and source):  # "He said:", the quotation stands in the next paragraph
        return None
    return Attribution(
        source=(line.span(*source),) if source else (),
        cue=(line.span(cue.first, cue.last),),
        content=spans if line.tokens[cue.verb].quoted else tuple(widen(line, span) for span in spans),
        kind=SourceKind.OFFICIAL,
        speaker=relative_speaker(line, source),
        stance=cue.stance,
        rule=f"{cue.rules[0].name}:{kind}",
    )


def relative_speaker(line: Line, source: Range | None, before: int | None = None) -> tuple[Span, ...]:
    """What a relative pronoun stands for: "[l'état-major], qui mentionne", "[the group], according to which"."""
    if source is None or source[0] != source[1] or not line.is_word(source[0], "relatives"):
        return ()
    found = antecedent(line, source[0] if before is None else before)
    return (line.span(*found),) if found else ()


def widen(line: Line, span: Span) -> Span:
    """The span, stretched over quotations that it cuts: back to where one began, on to where it ends."""
    start, end = span.start, span.end
    for quotation in line.quotations:
        if quotation.start < start < quotation.end and start - line.sentence.start < NEAR:
            start = quotation.start
        if quotation.start <= end <= quotation.end and end > start:
            end = quotation.end
    return Span(start, end)
