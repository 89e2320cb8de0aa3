"""Arguments: which words stand in which position beside a verb or noun, read off the parse.

The positions are those of the frames in roles.toml. The passive is turned back here, so that "tués par X" and
"X a tué" give the same reading, and a clause without a subject borrows that of its governor.
"""

from collections.abc import Iterator

from recoupe.claims.roles.phrases import Reader, lemma_of, lemmas_of
from recoupe.records import PartyKind, Span, Word

REACH = 6  # words between a predicate and a preposition that still belongs to it
DEEPEST = 4  # governors followed upwards for a missing subject; deeper chains are parser errors
HEAVY = ("xcomp", "advcl", "conj", "ccomp", "parataxis")


def find_arguments(reader: Reader, sentence: int, index: int) -> tuple[tuple[str, int], ...]:
    """(slot, word index) pairs of the predicate at `index`, co-ordinated words included, each pair once."""
    word = reader.word(sentence, index)
    direct = _verb_arguments if word.pos in ("VERB", "AUX") or _is_participle(word) else _noun_arguments
    found: dict[tuple[str, int], None] = {}
    for slot, argument in (*direct(reader, sentence, index), *_adjacent_arguments(reader, sentence, index)):
        for each in (argument, *find_conjuncts(reader, sentence, argument)):
            if each != index:
                found[slot, each] = None
    return tuple(found)


def find_conjuncts(reader: Reader, sentence: int, index: int) -> Iterator[int]:
    """The nouns tied to the noun at `index` by "and" or commas, at any depth."""
    for child in reader.children[sentence][index]:
        word = reader.word(sentence, child)
        if word.dep == "conj" and word.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            yield child
            yield from find_conjuncts(reader, sentence, child)


def is_passive(reader: Reader, sentence: int, index: int) -> bool:
    """True for "a été tué", "tués par", "interceptés et détruits" (the second takes the first's voice)."""
    word = reader.word(sentence, index)
    below = [reader.word(sentence, child).dep for child in reader.children[sentence][index]]
    if any(dep in ("nsubj:pass", "aux:pass", "obl:agent", "csubj:pass") for dep in below):
        return True
    if word.dep == "acl" and _is_past_participle(word):
        return True
    if "aux" in below or "nsubj" in below or "obj" in below or not _is_past_participle(word):
        return False
    if word.dep == "conj" and word.head != index:
        return is_passive(reader, sentence, word.head)
    return word.dep in ("root", "amod", "advcl", "parataxis", "acl")  # headlines: "26 soldats tués par des missiles"


def _is_participle(word: Word) -> bool:
    return "VerbForm=Part" in word.morph


def _is_past_participle(word: Word) -> bool:
    return _is_participle(word) and "Tense=Pres" not in word.morph and "VerbForm=Ger" not in word.morph


def _verb_arguments(reader: Reader, sentence: int, index: int) -> Iterator[tuple[str, int]]:
    passive = is_passive(reader, sentence, index)
    own_subject = False
    for child in reader.children[sentence][index]:
        dep = reader.word(sentence, child).dep
        if dep in ("nsubj", "nsubj:pass"):
            own_subject = True
            yield "object" if dep == "nsubj:pass" or passive else "subject", _antecedent(reader, sentence, child, index)
        elif dep == "obj":
            yield "object", _antecedent(reader, sentence, child, index)
        elif dep == "obl:agent":
            yield "subject", child
        elif dep in ("obl", "iobj", "nmod", "advmod", "obl:arg", "obl:mod"):
            slot = _slot_of_case(reader, sentence, child)
            if slot:
                yield ("subject" if slot == "by" and passive else slot), child
    if not own_subject:
        yield from _borrowed_subject(reader, sentence, index, passive)


def _borrowed_subject(reader: Reader, sentence: int, index: int, passive: bool) -> Iterator[tuple[str, int]]:
    """The subject of a clause that has none of its own: "une attaque visant", "tuant au moins 100 personnes"."""
    word = reader.word(sentence, index)
    if word.dep in ("acl", "acl:relcl", "amod") and word.head != index:
        yield ("object" if passive else "subject"), word.head
        return
    head, steps = index, 0
    while reader.word(sentence, head).dep in HEAVY and steps < DEEPEST:
        head, steps = reader.word(sentence, head).head, steps + 1
        subject = _subject_of(reader, sentence, head)
        if subject is not None:
            yield ("object" if passive else "subject"), subject
            return
        above = reader.word(sentence, head)
        if above.dep in ("acl", "acl:relcl") and above.head != head:
            yield ("object" if passive else "subject"), above.head
            return


def _subject_of(reader: Reader, sentence: int, index: int) -> int | None:
    for child in reader.children[sentence][index]:
        if reader.word(sentence, child).dep in ("nsubj", "nsubj:pass"):
            return _antecedent(reader, sentence, child, index)
    return None


def _antecedent(reader: Reader, sentence: int, child: int, predicate: int) -> int:
    """The noun that a relative pronoun stands for, else the word itself."""
    word = reader.word(sentence, child)
    if word.text.lower() not in reader.rules.relatives:
        return child
    clause, steps = predicate, 0
    while steps < DEEPEST:
        governor = reader.word(sentence, clause)
        if governor.dep in ("acl:relcl", "acl") and governor.head != clause:
            return governor.head
        if governor.dep not in HEAVY or governor.head == clause:
            break
        clause, steps = governor.head, steps + 1
    return child


def _noun_arguments(reader: Reader, sentence: int, index: int) -> Iterator[tuple[str, int]]:
    word = reader.word(sentence, index)
    for child in reader.children[sentence][index]:
        below = reader.word(sentence, child)
        if below.dep in ("nmod", "obl", "obl:arg", "obl:mod", "obl:agent"):
            slot = _slot_of_case(reader, sentence, child)
            if slot:
                yield slot, child
        elif below.dep == "nmod:poss":
            yield "poss", child
        elif below.dep == "amod":
            yield "adjective", child
        elif below.dep in ("compound", "nmod:unmarked"):
            yield "compound", child
        elif below.dep in ("appos", "acl:relcl"):
            yield "appos", child
        elif below.dep == "acl" and reader.rules.prepositions.get(below.text.lower()) == "against":
            yield from (
                ("against", each) for slot, each in _verb_arguments(reader, sentence, child) if slot == "object"
            )
        elif below.dep == "nsubj":  # "Le policier est la cible": the noun is the predicate
            yield "subject", _antecedent(reader, sentence, child, index)
    if word.dep == "appos" and word.head != index:
        yield "appos", word.head
    if reader.rules.killings.intersection(lemmas_of(word, reader.rules)):
        yield from (("of", at) for at in _people_after(reader, sentence, index))
    yield from _supported(reader, sentence, index)


def _people_after(reader: Reader, sentence: int, index: int) -> Iterator[int]:
    """The persons named after a word of killing up to the next verb or sign, and figures of people among them.

    For chains that no parse gets right: "l'assassinat du 3 janvier 2020 du dirigeant du Hachd al-Chaabi Abou Mahdi
    al-Mohandes au côté du chef de la force al-Qods […] le général Qassem Soleimani et de 8 de leurs compagnons".
    """
    words = reader.sentence(sentence).words
    last: Span | None = None
    for at in range(index + 1, len(words)):
        word = words[at]
        if (
            word.text in ".;:"
            or "VerbForm=Fin" in word.morph
            or (word.text == "," and not _goes_on(reader, sentence, at))
        ):
            return
        actor = reader.actors.get(word.start)
        if actor is not None and actor.kind == PartyKind.PERSON and word.pos == "PROPN":
            if actor.span != last:
                yield at
            last = actor.span
        elif word.pos == "NUM" and at + 1 < len(words) and counts_people(reader, sentence, at):
            yield at


def _goes_on(reader: Reader, sentence: int, comma: int) -> bool:
    """True after an aside on where and when: "l'assassinat, dimanche à Bamako, du journaliste"."""
    words = reader.sentence(sentence).words[comma + 1 : comma + 3]
    if words and reader.rules.prepositions.get(words[0].text.lower()) == "of":
        return True
    return any(word.start in reader.times or word.start in reader.places for word in words)


def counts_people(reader: Reader, sentence: int, at: int) -> bool:
    """ "8 de leurs compagnons": a figure without a noun, with people under it."""
    words = reader.sentence(sentence).words
    if words[at].dep == "nummod":
        return False
    below = [lemma_of(words[child]) for child in reader.children[sentence][at] if words[child].dep == "nmod"]
    return any(reader.rules.kinds.get(lemma) == PartyKind.PERSON for lemma in below)


def _supported(reader: Reader, sentence: int, index: int) -> Iterator[tuple[str, int]]:
    """What hangs on the verb that only carries the noun: "mener une attaque contre", "être la cible"."""
    word = reader.word(sentence, index)
    if word.dep not in ("obj", "nsubj:pass", "nsubj") or word.head == index:
        return
    for child in reader.children[sentence][word.head]:
        slot = _slot_of_case(reader, sentence, child)
        if child != index and reader.word(sentence, child).dep in ("obl", "obl:arg", "obl:mod") and slot == "against":
            yield slot, child


def _adjacent_arguments(reader: Reader, sentence: int, index: int) -> Iterator[tuple[str, int]]:
    """The noun after a preposition that follows closely, for where the parse hangs it elsewhere.

    "l'attentat, revendiqué par le groupe": no more than REACH words on, and no verb or full stop between.
    """
    words = reader.sentence(sentence).words
    passive = is_passive(reader, sentence, index) if words[index].pos in ("VERB", "AUX") else False
    for at in range(index + 1, min(index + 1 + REACH, len(words))):
        if words[at].pos in ("VERB", "AUX", "SCONJ") or words[at].text in ".;:":
            return
        slot = reader.rules.prepositions.get(words[at].text.lower())
        if slot in ("by", "against"):
            noun = _noun_after(reader, sentence, at)
            if noun is not None:
                yield ("subject" if slot == "by" and passive else slot), noun
            return


def _noun_after(reader: Reader, sentence: int, at: int) -> int | None:
    """The head of the noun phrase that starts right after the word `at`."""
    words = reader.sentence(sentence).words
    for index in range(at + 1, min(at + 1 + REACH, len(words))):
        if words[index].pos in ("NOUN", "PROPN"):
            head = words[index].head
            forward = head == index + 1 and words[index].dep in ("compound", "nmod", "amod", "flat")
            return head if forward else index
        if words[index].pos in ("VERB", "AUX", "PUNCT", "ADP", "PRON"):
            return None
    return None


def _slot_of_case(reader: Reader, sentence: int, index: int) -> str | None:
    """The position that the preposition of the word at `index` opens."""
    for child in reader.children[sentence][index]:
        below = reader.word(sentence, child)
        if below.dep in ("case", "mark"):
            slot = reader.rules.prepositions.get(below.text.lower()) or reader.rules.prepositions.get(lemma_of(below))
            if slot:
                return slot
    return None
