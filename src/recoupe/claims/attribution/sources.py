"""Finds the words that say who speaks: the subject on the left, the inverted subject on the right, the agent."""

from dataclasses import replace

from recoupe.claims.attribution.cues import Cue
from recoupe.claims.attribution.parsed import parsed_antecedent, parsed_range, parsed_subject
from recoupe.claims.attribution.tokens import PUNCTUATION, Line, Range
from recoupe.claims.attribution.voices import fold_name
from recoupe.records import Attribution, Span

DASHES = ("-", "–", "—")
ARTICLES = frozenset(("a", "an", "the", "le", "la", "les", "un", "une", "des", "du", "de", "l'", "l’"))
NEAR_START = 8  # tokens of a sentence within which "and" more likely joins speakers than clauses
LONGEST = 40  # tokens of a source
APPOSITION_ENDS = frozenset((*',;:.!?()–—"“”«»', "adding", "citing", "ajoutant", "précisant"))


CLOSING = ("”", "''", "’’")
LONGEST_ASIDE = 40  # tokens


def subject_left(line: Line, cue: Cue) -> Range | None:
    """The subject before the verb group, by the parse where it knows one, else by the words."""
    found = parsed_subject(line, cue)
    if found is None or found[0] >= cue.verb:
        found = chunk_left(line, cue.first - 1)
    if found is not None and line.is_word(found[0], "relatives"):
        return found[0], found[0]  # "who in 2010 said"
    return _trimmed(line, _past_quotation(line, found)) if found else None


def _past_quotation(line: Line, source: Range) -> Range:
    """The source behind a quotation that the parse has taken into it: "It is over," [Rep. Gwen Moore] told CNN."""
    if line.rules.inverts_freely:
        return source
    first, last = source
    closing = [place for place in range(first, last) if line.tokens[place].low in CLOSING]
    return (closing[-1] + 1, last) if closing else source


def _trimmed(line: Line, source: Range) -> Range | None:
    """The source without a conjunction before it ("as Biden") or an aside behind ("Clinton, without naming him")."""
    first, last = source
    while first < last and (line.is_word(first, "trimmed") or line.tokens[first].pos in ("ADP", "SCONJ", "CCONJ")):
        first += 1
    if _is_time(line, first) and first + 1 < last and line.tokens[first + 1].low == ",":
        first += 2  # "Monday, the agency reported"
    for place in range(last - 1, first, -1):
        if line.tokens[place].low in DASHES and line.tokens[place - 1].low in (*DASHES, ")"):
            first = place + 1  # "BAGHDAD, Jan. 4 (Xinhua) -- Iraq's military said"
            break
    for place in range(first + 1, last):
        if line.tokens[place].low == "," and (line.is_word(place + 1, "asides") or _is_participle(line, place + 1)):
            last = place - 1
            break
    while last > first and (line.is_word(last, "times") or line.tokens[last].pos == "ADV"):
        last -= 1
        if line.tokens[last].low in ("on", "last", "this", "late", "early") and last > first:
            last -= 1
    bare = first == last and line.tokens[first].low in ARTICLES
    return (first, last) if line.tokens[last].low not in PUNCTUATION - {")"} and not bare else None


def subject_right(line: Line, cue: Cue) -> Range | None:
    """The inverted subject: "a indiqué mardi [le commandement] dans un communiqué", "said [the official]"."""
    if cue.pronoun >= 0:
        return cue.pronoun, cue.pronoun
    first = _skip_adverbials(line, cue.last + 1)
    found = phrase_from(line, first)
    return with_asides(line, _with_apposition(line, found)) if found else None


def with_asides(line: Line, source: Range) -> Range:
    """The source and all that the parse hangs on it: "said [Sanders, whose candidacy was founded on ...]".

    English only: French puts much else behind an inverted subject.
    """
    first, last = source
    parsed = parsed_range(line, first) if not line.rules.inverts_freely else None
    if parsed is None or parsed[0] != first or parsed[1] <= last or parsed[1] - first > LONGEST_ASIDE:
        return source
    if any(
        line.tokens[place].quoted or line.tokens[place].low in (";", ":") for place in range(last + 1, parsed[1] + 1)
    ):
        return source
    end = parsed[1]
    while end > last and line.tokens[end].low in PUNCTUATION - {")"}:
        end -= 1
    return first, end


def _is_participle(line: Line, index: int) -> bool:
    """ "Le texte, lu à la télévision": a verb right behind the comma, not part of what it stands for."""
    return line.tokens[index].pos == "VERB"


def _with_apposition(line: Line, source: Range) -> Range:
    """The source and what stands beside it: "Yahya Saree, porte-parole militaire des Houthis"."""
    first, last = source
    comma = last + 1
    if comma + 1 >= len(line.tokens) or line.tokens[comma].low != "," or line.tokens[comma + 1].quoted:
        return source
    start = line.tokens[comma + 1]
    if not (start.pos in ("NOUN", "DET", "PROPN", "ADJ", "NUM") or _opens_apposition(line, comma + 1)):
        return source
    end = comma + 1
    while (
        end + 1 < len(line.tokens)
        and line.tokens[end + 1].low not in APPOSITION_ENDS
        and not line.tokens[end + 1].quoted
    ):
        end += 1
    return first, end


def _opens_apposition(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return token.low in line.rules.words["apposition_openers"]


def phrase_from(line: Line, first: int) -> Range | None:
    """The noun phrase that starts at token `first`, with its complements and, after a comma, its apposition."""
    tokens, stops = line.tokens, line.rules.words["stops"]
    inside = line.tokens[first - 1].quoted if 0 < first <= len(tokens) else False
    if first >= len(tokens) or tokens[first].low in PUNCTUATION or (tokens[first].quoted and not inside):
        return None
    if line.is_word(first, "subject_pronouns") and not line.rules.inverts_freely:
        return first, first
    if (
        line.is_word(first, "adverbials")
        and not line.is_word(first, "determiners")
        and not line.is_word(first, "openers")
    ):
        return None
    last = first
    while last + 1 < len(tokens) and last - first < LONGEST:
        low = tokens[last + 1].low
        if (low in PUNCTUATION and not _joins(line, last + 1)) or (tokens[last + 1].quoted and not inside):
            break
        if (
            low in stops
            and not _name_goes_on(line, first, last + 1)
            and tokens[last].low not in ("de", "d'", "d’", "du")
        ):
            break
        if _is_time(line, last + 1):
            break
        last += 1
    while last > first and (_is_time(line, last) or line.is_word(last, "conjunctions")):
        last -= 1
    return first, last


def _is_time(line: Line, index: int) -> bool:
    """A day or time of day, not a name made of one: "Le Soir"."""
    capital_day = not line.rules.inverts_freely
    return line.is_word(index, "times") and (capital_day or not line.tokens[index].text[0].isupper())


def _joins(line: Line, index: int) -> bool:
    """A mark inside a name: "Al-Qaida", "J. Smith"."""
    token = line.tokens[index]
    return token.low in ("-", ".") and index + 1 < len(line.tokens) and line.tokens[index + 1].start == token.end


def _name_goes_on(line: Line, first: int, index: int) -> bool:
    """ "le ministère de la Défense à Bamako", "the ministry for energy": a preposition inside the name."""
    low = line.tokens[index].low
    after = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    if low == "par" and line.tokens[index - 1].low.startswith(("joint", "contacté", "interrogé", "désigné", "nommé")):
        return True
    if low == "à" and after is not None and fold_name(after.text) in line.rules.voices.countries:
        return True
    if low == "à" and after is not None and after.low in ("l'", "l’", "la"):
        behind = line.tokens[index + 2].text if index + 2 < len(line.tokens) else ""
        return behind[:1].isupper() and not behind.isupper() and line.tokens[index - 1].low not in ("source", "sources")
    if low in ("for", "and", "pour", "en", "in", "au", "à", "aux"):
        return bool(after and (after.text[:1].isupper() or low == "and")) and low not in ("à",) and first < index
    return False


def _skip_adverbials(line: Line, first: int) -> int:
    """Past "mardi", "dimanche à l'AFP", "lundi soir", "dans un communiqué", to the subject that follows."""
    place = first
    words, tokens = line.rules.words, line.tokens
    while place < len(tokens):
        low = tokens[place].low
        if low in words["times"] or low in (
            "également",
            "aussi",
            "ensuite",
            "peu",
            "plus",
            "tard",
            "tôt",
            "alors",
            "encore",
        ):
            place += 1
            continue
        phrase = line.rules.adverbials.match(line.content, tokens[place].start, line.sentence.end)
        if phrase:
            place = line.index_at(phrase.end())
            continue
        addressed = line.rules.addressee.match(line.content, tokens[place].start)
        if addressed and addressed.end() <= line.sentence.end and low in ("à", "au", "aux", "auprès", "devant"):
            place = line.index_at(addressed.end())
            continue
        if low in ("dans", "lors", "sur", "en", "par", "via") and place > first - 1:
            place = _past_complement(line, place)
            continue
        break
    return place


def _past_complement(line: Line, place: int) -> int:
    """Past "dans un communiqué", "sur son compte Twitter", to the next determiner that is not a complement."""
    tokens = line.tokens
    index = place + 1
    while index < len(tokens) and line.is_word(index, "determiners"):
        index += 1
    while index < len(tokens) and tokens[index].low not in PUNCTUATION:
        if line.is_word(index, "determiners") and tokens[index].low not in ("de", "du", "d'", "d’", "des"):
            break
        if tokens[index].low in ("des",) and tokens[index - 1].low in ("communiqué", "twitter", "soir"):
            break
        index += 1
    return index


def chunk_left(line: Line, last: int) -> Range | None:
    """The noun phrase that ends at token `last`: back to a mark, a conjunction of clauses or the start."""
    tokens, words = line.tokens, line.rules.words
    while last >= 0 and (
        tokens[last].low in words["particles"] - words["subject_pronouns"] or tokens[last].low.endswith("ly")
    ):
        last -= 1
    if last < 0:
        return None
    if line.is_word(last, "subject_pronouns"):
        return last, last
    if line.is_word(last, "relatives"):
        return last, last
    if tokens[last].low in (",", ")", "—", "–"):
        return _before_aside(line, last)
    first = _back_to_boundary(line, last)
    first = _past_introduction(line, first, last)
    return (first, last) if first <= last and _nominal(line, first, last) else None


def _back_to_boundary(line: Line, last: int) -> int:
    tokens, words = line.tokens, line.rules.words
    first = last
    while first > 0 and last - first < LONGEST:
        token = tokens[first - 1]
        if token.low in PUNCTUATION and not _joins(line, first - 1):
            break
        if token.low in words["boundaries"] and not (token.low in words["conjunctions"] and _both_nominal(line, first)):
            break
        if token.quoted and not tokens[last].quoted:
            break
        first -= 1
    return first


def _both_nominal(line: Line, index: int) -> bool:
    """Whether the conjunction before `index` joins noun phrases: "army and police", "sources sécuritaire et locale"."""
    if line.tokens[index].pos == "ADJ" and index >= 2:
        return True
    return 2 <= index < NEAR_START and (line.tokens[index].text[0].isupper() or line.is_word(index, "determiners"))


def _past_introduction(line: Line, first: int, last: int) -> int:
    """Past "On Tuesday", "Mardi", "Meanwhile" at the start of what would be the subject."""
    tokens, words = line.tokens, line.rules.words
    start = first
    if tokens[first].low in words["adverbials"] and tokens[first].low not in words["determiners"]:
        while start < last and not (line.is_word(start, "determiners") and start > first):
            if start > first and tokens[start].text[0].isupper() and tokens[start].low not in words["times"]:
                break
            start += 1
        return start if start < last or tokens[last].text[0].isupper() else first
    while start < last and (tokens[start].low in words["times"] or tokens[start].low in words["conjunctions"]):
        start += 1
    return start


def _before_aside(line: Line, comma: int) -> Range | None:
    """ "Yahya Saree, the movement's spokesman, said": the aside between two commas and what it stands beside."""
    tokens = line.tokens
    opening = {")": "(", "—": "—", "–": "–"}.get(tokens[comma].low, ",")
    for place in range(comma - 1, max(-1, comma - LONGEST), -1):
        if tokens[place].low == opening:
            first = _back_to_boundary(line, place - 1) if place else 0
            first = _past_introduction(line, first, place - 1) if place else 0
            return (first, comma - 1) if place and _nominal(line, first, place - 1) else None
    return None


def antecedent(line: Line, relative: int) -> Range | None:
    """The noun phrase before the relative pronoun at token `relative`, its comma dropped."""
    parsed = parsed_antecedent(line, relative)
    if parsed:
        return parsed
    last = relative - 1
    if last >= 0 and line.tokens[last].low == ",":
        last -= 1
    if last < 0:
        return None
    first = _past_introduction(line, _back_to_boundary(line, last), last)
    while first < last and (
        line.is_word(first, "cleft") or _is_inverted_verb(line, first)
    ):  # "C'est la coalition elle-même qui le reconnaît"
        first += 1
    return (first, last) if first <= last else None


def _is_inverted_verb(line: Line, index: int) -> bool:
    """The verb before an inverted subject: "ajoute l'état-major, qui appelle", "said the official, who asked"."""
    return line.tokens[index].low in line.rules.verbs and not line.tokens[index].text[0].isupper()


def _nominal(line: Line, first: int, last: int) -> bool:
    """Whether the tokens can be a noun phrase: some word in them is no closed-class word."""
    words = line.rules.words
    closed = words["particles"] | words["adverbials"] | words["modals"] | words["auxiliaries_be"]
    chunk = line.tokens[first : last + 1]
    if any(token.pos in ("VERB", "AUX") for token in chunk):
        return False
    return any(token.text[0].isalnum() and token.low not in closed for token in chunk)


def split_sources(line: Line, attribution: Attribution) -> tuple[Attribution, ...]:
    """One attribution for each of two speakers: "une source sécuritaire et une source locale", "a nurse and a driver".

    Only unnamed ones are parted; "l'armée et la police" speak as one here.
    """
    if len(attribution.source) != 1:
        return (attribution,)
    first, last = line.index_at(attribution.source[0].start), line.index_before(attribution.source[0].end)
    for place in range(first + 1, last):
        if line.is_word(place, "joints"):
            parts = _two_speakers(line, first, place, last) or _two_adjectives(line, first, place, last)
            if parts:
                return tuple(replace(attribution, source=part) for part in parts)
    return (attribution,)


def _two_speakers(line: Line, first: int, joint: int, last: int) -> tuple[tuple[Span, ...], ...]:
    """ "a nurse" and "a driver", each with its article."""
    if not (line.is_word(first, "one") and line.is_word(joint + 1, "one") and joint + 1 < last):
        return ()
    return (line.span(first, joint - 1),), (line.span(joint + 1, last),)


def _two_adjectives(line: Line, first: int, joint: int, last: int) -> tuple[tuple[Span, ...], ...]:
    """ "des sources sécuritaire et locale", "security and local sources": two kinds of sources in one phrase."""
    if line.is_word(joint - 2, "source_nouns") and joint + 1 == last and joint - 2 >= first:
        return (line.span(first, joint - 1),), (line.span(first, joint - 2), line.span(last, last))
    if line.is_word(last, "source_nouns") and joint + 2 == last and joint - 1 == first:
        return (line.span(first, first), line.span(last, last)), (line.span(joint + 1, last),)
    return ()
