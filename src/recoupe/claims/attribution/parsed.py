"""Reads subject and complement of a verb of saying off the parse, where the sentence has one."""

from recoupe.claims.attribution.cues import Cue
from recoupe.claims.attribution.forms import Form
from recoupe.claims.attribution.tokens import PUNCTUATION, Line, Range

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
SHARING = (
    "conj",
    "xcomp",
    "aux",
    "aux:pass",
    "aux:tense",
    "cop",
    "fixed",
)  # a verb so linked has its governor's subject
NOMINAL = ("NOUN", "PROPN", "NUM")
FARTHEST = 6  # governors to climb for the subject of an infinitive: "went out of his way to praise"
REPORTED = ("ccomp", "obj", "xcomp", "parataxis", "obl", "nmod")
APART = ("conj", "punct", "parataxis", "cc", "discourse", "vocative")


def parsed_subject(line: Line, cue: Cue) -> Range | None:
    """The subject of the verb or of what it hangs on, with all its words; None where the parse has none."""
    word = line.tokens[cue.verb].word
    bare = not cue.auxiliary or (cue.form is Form.BASE and line.is_word(cue.first, "to"))
    loose = cue.form in (Form.GERUND, Form.BASE) and bare
    for _ in range(FARTHEST):
        if word < 0:
            return None
        subject = next((i for i in line.children[word] if line.words[i].dep in SUBJECTS), None)
        if subject is not None:
            return _past_joint(line, _noun_range(line, cue, subject))
        here = line.words[word]
        if here.head == word:
            return None
        if here.dep.startswith("acl") and cue.form is Form.GERUND:
            return _noun_range(line, cue, here.head)
        if here.dep not in SHARING and not loose:
            return None
        word = here.head
    return None


def _past_joint(line: Line, found: Range | None) -> Range | None:
    """The range, unless it begins behind an "and": the parse has then lost the first half of two speakers."""
    if found is None or not (line.is_word(found[0], "joints") or line.is_word(found[0] - 1, "joints")):
        return found
    return None


def _noun_range(line: Line, cue: Cue, noun: int) -> Range | None:
    """The words of the noun that stand on its side of the verb, marks at the edges dropped."""
    first, last = subtree(line, noun)
    if first <= cue.verb <= last:
        if line.words[noun].start > line.tokens[cue.verb].start:
            return None
        last = cue.first - 1
    while last > first and line.tokens[last].low in PUNCTUATION - {")"}:
        last -= 1
    while first < last and line.tokens[first].low in PUNCTUATION:
        first += 1
    return (first, last) if first <= last and line.tokens[first].low not in PUNCTUATION else None


def parsed_phrase(line: Line, first: int) -> Range | None:
    """The noun phrase that begins at token `first`, up to its first comma; None where the parse has none there."""
    word = line.tokens[first].word if first < len(line.tokens) else -1
    if word < 0:
        return None
    while line.words[word].head != word and subtree(line, line.words[word].head)[0] >= first:
        word = line.words[word].head
    case = [i for i in line.children[word] if line.words[i].dep == "case"]
    if line.words[word].pos not in NOMINAL or case:
        return None
    start, last = subtree(line, word)
    end = next((i for i in range(first, last + 1) if line.tokens[i].low in PUNCTUATION), last + 1) - 1
    return (first, end) if start <= first <= end else None


def parsed_range(line: Line, first: int) -> Range | None:
    """All that hangs on the noun whose words begin at token `first`; None where the parse has none there."""
    word = line.tokens[first].word if first < len(line.tokens) else -1
    if word < 0:
        return None
    while line.words[word].head != word and subtree(line, line.words[word].head)[0] >= first:
        word = line.words[word].head
    return subtree(line, word) if line.words[word].pos in NOMINAL else None


def is_reduced(line: Line, cue: Cue) -> bool:
    """Whether the verb is a participle that describes a noun: "a super PAC called Future 45"."""
    word = line.tokens[cue.verb].word
    return word >= 0 and not cue.auxiliary and line.words[word].dep == "acl" and cue.form is not Form.GERUND


def parsed_antecedent(line: Line, relative: int) -> Range | None:
    """The noun phrase that a relative pronoun's clause hangs on, up to the pronoun; None where the parse has none."""
    word = line.tokens[relative].word
    if word < 0 or not line.words[line.words[word].head].dep.startswith("acl"):
        return None
    noun = line.words[line.words[word].head].head
    first, last = subtree(line, noun)[0], relative - 1
    while first < last and (
        line.tokens[first].low in PUNCTUATION
        or line.tokens[first].pos in ("ADP", "SCONJ", "CCONJ", "VERB", "AUX", "ADV")
    ):
        first += 1  # ", selon [un bilan de l'état-major], qui mentionne"
    while last > first and line.tokens[last].low in PUNCTUATION:
        last -= 1
    return (first, last) if line.words[noun].pos in NOMINAL and first <= last else None


def parsed_content(line: Line, cue: Cue, first: int, kind: str) -> Range | None:
    """What the verb reports from token `first` on: its clause or object, and what hangs on the verb behind."""
    word = line.tokens[cue.verb].word
    if word < 0:
        return None
    start = line.tokens[first].start
    reported = [i for i in line.children[word] if line.words[i].dep in REPORTED and subtree(line, i)[1] >= first]
    if not reported:
        return None
    behind = [i for i in line.children[word] if line.words[i].start >= start and _belongs(line, i)]
    ends = [subtree(line, i)[1] for i in (*reported[:1], *(behind if kind != "clause" else ()))]
    last = _before_addition(line, first, max(ends))
    return (first, last) if last >= first else None


def _before_addition(line: Line, first: int, last: int) -> int:
    """Last token before ", who ..." or ", while ...", which is the writer's own addition; else `last`."""
    for place in range(first + 1, last):
        if line.tokens[place].low == "," and line.is_word(place + 1, "additions"):
            return place - 1
    return last


def is_clause(line: Line, cue: Cue) -> bool:
    """Whether the verb has a clause to report; taken for granted where nothing is parsed.

    "Officials added two names" reports nothing, "officials added two men had fled" does.
    """
    word = line.tokens[cue.verb].word
    if word < 0:
        return True
    below = line.children[word]
    if any(line.words[i].dep in ("ccomp", "parataxis", "xcomp") for i in below):
        return True
    objects = [i for i in below if line.words[i].dep == "obj"]
    return not objects or any(_holds_verb(line, i) for i in objects)


def _holds_verb(line: Line, word: int) -> bool:
    """Whether a verb stands among the words of an object: a clause that the parse took for a phrase."""
    first, last = subtree(line, word)
    return any(token.pos in ("VERB", "AUX") for token in line.tokens[first : last + 1])


def _belongs(line: Line, word: int) -> bool:
    """Whether a dependent is part of what is reported: no clause of its own behind a comma or a conjunction."""
    if line.words[word].dep in APART:
        return False
    first, _ = subtree(line, word)
    behind_comma = line.tokens[first].low == "," or (first > 0 and line.tokens[first - 1].low == ",")
    return not (line.words[word].dep == "advcl" and (behind_comma or line.is_word(first, "detached")))


def subtree(line: Line, word: int) -> Range:
    """First and last token of the words that hang on parsed word `word`, itself included.

    A word of nothing but marks may have no token of its own; behind the last one it counts as that.
    """
    low = high = word
    waiting = [word]
    while waiting:
        here = waiting.pop()
        low, high = min(low, here), max(high, here)
        waiting += line.children[here]
    first = min(line.index_at(line.words[low].start), len(line.tokens) - 1)
    return first, line.index_before(line.words[high].end)
