"""Tells by what follows a verb of saying how its words are reported, and where they begin."""

from dataclasses import dataclass

from recoupe.claims.attribution.cues import Cue
from recoupe.claims.attribution.tokens import PUNCTUATION, Line

MARKS = frozenset((*"\"“«„‘'", "''", "``"))
END = frozenset(".!?…,;)–—")
NEAR = 3  # tokens behind the verb among which an adverbial shows that "that" may follow
FARTHEST_THAT = 14  # tokens between verb and "that": "told the Security Council on Tuesday that"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """How the words are reported ("clause", "quote", "colon", "bare", "phrase", "infinitive", "nothing") and from which
    token on."""

    kind: str
    first: int


def find_complement(line: Line, cue: Cue) -> Complement:
    """What the verb reports to its right; "nothing" where the words must stand before it."""
    first = _past_aside(line, _past_address(line, cue))
    if first >= len(line.tokens) or line.tokens[first].low in END - {","}:
        return Complement(kind="nothing", first=first)
    return _direct(line, cue, first) or _distant(line, cue, first) or _bare(line, cue, first)


def _past_aside(line: Line, first: int) -> int:
    """Past ", citant des sources militaires," to the "que" behind it; else `first`."""
    if first + 1 >= len(line.tokens) or line.tokens[first].low != "," or not line.is_word(first + 1, "asides"):
        return first
    closing = next((i for i in range(first + 1, len(line.tokens)) if line.tokens[i].low == ","), None)
    return closing + 1 if closing is not None and line.is_word(closing + 1, "that") else first


def _direct(line: Line, cue: Cue, first: int) -> Complement | None:
    """A complement that begins at once: that, a quotation mark, a colon, an infinitive."""
    low = line.tokens[first].low
    if low in line.rules.words["that"] and cue.takes("clause"):
        return Complement(kind="clause", first=first)
    if low in line.rules.words["complementizers"] and cue.takes("clause") and _is_complementizer(line, first):
        return Complement(kind="clause", first=first)
    if low == ":" or (low == "," and first + 1 < len(line.tokens) and line.tokens[first + 1].low in MARKS):
        return Complement(kind="colon", first=first + 1)
    if low in MARKS and line.tokens[first].quoted:
        return Complement(kind="quote", first=first)
    if low in line.rules.words["to"] and (cue.takes("infinitive") or cue.takes("impersonal")) and _leads(line, first):
        return Complement(kind="infinitive", first=first)
    return None


def _is_complementizer(line: Line, first: int) -> bool:
    """Whether "ce" begins "ce que", not "ce responsable"."""
    return line.tokens[first].low != "ce" or line.is_word(first + 1, "that") or line.is_word(first + 1, "relatives")


def _leads(line: Line, first: int) -> bool:
    """Whether an infinitive follows "de": "menace de frapper", not "plus de quarante blessés"."""
    return not line.rules.inverts_freely or (first + 1 < len(line.tokens) and _is_infinitive(line, first + 1))


def _distant(line: Line, cue: Cue, first: int) -> Complement | None:
    """A "that" or a quotation after adverbials: "a déclaré mardi lors d'une conférence de presse que"."""
    tokens = line.tokens
    if not (cue.takes("clause") or cue.takes("quote")):
        return None
    near = range(first, min(len(tokens), first + NEAR))
    adverbial = tokens[first].low == "," or any(line.is_word(i, "adverbials") or line.is_word(i, "times") for i in near)
    if not (adverbial or cue.takes("person")):
        return None
    for place in range(first, min(len(tokens), first + FARTHEST_THAT)):
        found = _begins_at(line, cue, first, place)
        if found is not None:
            return found
        if _ends_search(line, place):
            break
    return None


def _begins_at(line: Line, cue: Cue, first: int, place: int) -> Complement | None:
    """The complement that begins at token `place` behind adverbials: its "that", its colon, its quotation."""
    low = line.tokens[place].low
    if low in line.rules.words["that"] and place > first and cue.takes("clause") and not line.is_anonymity(place):
        return Complement(kind="clause", first=place)
    if low == ":":
        return Complement(kind="colon", first=place + 1)
    if low in MARKS and line.tokens[place].quoted and line.tokens[place - 1].low == ",":
        return Complement(kind="quote", first=place)
    return None


def _ends_search(line: Line, place: int) -> bool:
    """Whether no complement can follow: another verb, or the end of the clause."""
    token = line.tokens[place]
    return (token.pos in ("VERB", "AUX") and not line.is_anonymity(place)) or (token.low in END and token.low != ",")


def _bare(line: Line, cue: Cue, first: int) -> Complement:
    """A clause without "that", a noun phrase, or nothing but adverbials up to the end."""
    tokens = line.tokens
    adverbial = line.is_word(first, "adverbials") or line.is_word(first, "times")
    asked = _asked_infinitive(line, first) if cue.takes("person_infinitive") else None
    if asked is not None:
        return Complement(kind="phrase", first=asked)
    if tokens[first].low in PUNCTUATION or (adverbial and not line.is_word(first, "determiners")):
        return Complement(kind="nothing", first=first)
    return Complement(kind=_bare_kind(line, cue, first), first=first)


def _bare_kind(line: Line, cue: Cue, first: int) -> str:
    """What the words that follow the verb without any mark can be, by what the verb takes."""
    if cue.takes("infinitive") and _is_infinitive(line, first):
        return "infinitive"
    asks = cue.takes("person_infinitive") and _has_infinitive(line, first)
    if cue.takes("phrase") or cue.takes("phrasal") or asks:
        return "phrase"
    return "bare" if cue.takes("clause") or cue.takes("person") else "nothing"


def _asked_infinitive(line: Line, first: int) -> int | None:
    """Where the infinitive begins behind those asked: "a demandé à ses ressortissants [de quitter le pays]"."""
    if not line.rules.inverts_freely or line.tokens[first].low not in ("à", "au", "aux"):
        return None
    for place in range(first + 1, min(len(line.tokens) - 1, first + 12)):
        if line.tokens[place].low in ("de", "d'", "d’") and _is_infinitive(line, place + 1):
            return place
    return None


def _is_infinitive(line: Line, first: int) -> bool:
    """French: "dit avoir entendu", "affirme ne pas savoir"."""
    low = line.tokens[first].low
    if not line.rules.inverts_freely:
        return False
    if low in ("ne", "n'", "n’", "en", "y", "se", "s'", "s’", "l'", "l’", "pas"):
        return first + 1 < len(line.tokens) and _is_infinitive(line, first + 1)
    token = line.tokens[first]
    if token.pos not in ("VERB", "AUX", "") or token.text[0].isupper() or (low.endswith("ier") and not token.pos):
        return False
    return low.endswith(("er", "ir", "re", "oir"))


def _has_infinitive(line: Line, first: int) -> bool:
    return any(line.is_word(place, "to") for place in range(first, min(len(line.tokens), first + 12)))


def _past_address(line: Line, cue: Cue) -> int:
    """Past the inverted pronoun and the addressee: "told Reuters", "a dit à l'AFP"."""
    first = max(cue.last, cue.pronoun) + 1
    if first >= len(line.tokens):
        return first
    first = _past_small_words(line, first)
    if first >= len(line.tokens):
        return first
    direct = not line.rules.inverts_freely and not cue.takes("person")
    match = line.rules.addressee.match(line.content, line.tokens[first].start, line.sentence.end)
    if match and (not direct or match.group().startswith(("to ", "with "))):
        return _past_small_words(line, line.index_at(match.end()))
    if cue.takes("person") and not line.is_word(first, "that"):
        return _past_person(line, first)
    return first


def _past_small_words(line: Line, first: int) -> int:
    """Past "pas", "également", "pour sa part" and, where what is said follows, the day: "a évoqué mercredi « ... »"."""
    while first < len(line.tokens):
        phrase = line.rules.adverbials.match(line.content, line.tokens[first].start, line.sentence.end)
        if phrase:
            first = line.index_at(phrase.end())
        elif line.is_word(first, "after_verb") or (
            line.is_word(first, "times") and first + 1 < len(line.tokens) and _says_next(line, first + 1)
        ):
            first += 1
        else:
            break
    return first


def _says_next(line: Line, index: int) -> bool:
    low = line.tokens[index].low
    return low in MARKS or line.is_word(index, "that") or line.is_word(index, "times") or low == ":"


def _past_person(line: Line, first: int) -> int:
    """Past the person told, up to "that", a mark or a pronoun that starts the clause: "told them he"."""
    if line.is_word(first, "determiners") or line.tokens[first].text[:1].isupper():
        for place in range(first + 1, min(len(line.tokens), first + 10)):
            if line.is_word(place, "that") or line.tokens[place].low in PUNCTUATION | {"to", "how", "what", "de", "d'"}:
                return place
            if line.is_word(place, "subject_pronouns") or line.is_word(place, "adverbials"):
                return place
    return first
