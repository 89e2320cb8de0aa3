"""Scope: how surely a word of the document tells of one happening and not of another."""

from dataclasses import dataclass

from recoupe.claims.roles.phrases import Reader
from recoupe.records import AnnotatedDocument, Happening, Sentence

# Shares, found on the newsroom dev documents: a trigger is certain, a word in its sentence nearly so.
TRIGGER, OWN_SENTENCE, NEXT_SENTENCE, ELSEWHERE = 1.0, 0.8, 0.55, 0.4
HEAD = 4  # index of the last sentence of title, dateline and lead
NOBODY = -1  # the owner of sentences that go on about no happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The words and sentences of one happening among those of the others."""

    triggers: dict[tuple[int, int], int]  # (sentence, word) -> index of the happening
    tellers: dict[int, tuple[int, ...]]  # sentence -> happenings told of there
    me: int
    heirs: dict[int, int]  # sentence that tells of none -> the happening that it goes on about
    several: bool


def open_scope(happening: Happening, happenings: tuple[Happening, ...], reader: Reader) -> Scope:
    """The scope of `happening`, one of `happenings`."""
    everyone = happenings if happening in happenings else (happening, *happenings)
    tellers: dict[int, tuple[int, ...]] = {}
    triggers: dict[tuple[int, int], int] = {}
    for number, each in enumerate(everyone):
        for sentence in sorted({*each.sentences, *(t.sentence for t in each.triggers)}):
            tellers[sentence] = (*tellers.get(sentence, ()), number)
        for trigger in each.triggers:
            if trigger.word is not None:
                triggers.setdefault((trigger.sentence, trigger.word), number)
    return Scope(
        triggers=triggers,
        tellers=tellers,
        me=everyone.index(happening),
        heirs=_find_heirs(everyone, tellers, reader.annotated),
        several=len(everyone) > 1,
    )


def _find_heirs(
    everyone: tuple[Happening, ...], tellers: dict[int, tuple[int, ...]], annotated: AnnotatedDocument
) -> dict[int, int]:
    """Sentences without a trigger go on about the last happening told of in a sentence of its own.

    Where a paragraph ends so does what was told in passing; what the head of the document tells of goes on.
    """
    heirs: dict[int, int] = {}
    first = next((number for number, each in enumerate(everyone) if each.focus), 0)
    current = first
    for sentence in annotated.sentences:
        if sentence.index in tellers:
            focal = [number for number in tellers[sentence.index] if everyone[number].focus]
            current = (focal or list(tellers[sentence.index]))[0]
        else:
            if current != NOBODY and not _goes_on(everyone[current]) and _opens_paragraph(annotated, sentence):
                current = first if _goes_on(everyone[first]) else NOBODY
            heirs[sentence.index] = current
    return heirs


def _goes_on(happening: Happening) -> bool:
    return happening.focus and any(index <= HEAD for index in happening.sentences)


def _opens_paragraph(annotated: AnnotatedDocument, sentence: Sentence) -> bool:
    before = annotated.document.content[: sentence.start].rstrip(" ")
    return before.endswith("\n")


def weigh_word(scope: Scope, sentence: int, word: int) -> float:
    """How surely the word belongs to the happening: 1 for its trigger, 0 for what tells of another."""
    owner = scope.triggers.get((sentence, word))
    if owner is not None:
        return TRIGGER if owner == scope.me else 0.0
    tellers = scope.tellers.get(sentence, ())
    if scope.me in tellers:
        return OWN_SENTENCE if len(tellers) == 1 or _nearest(scope, sentence, word) == scope.me else 0.0
    if tellers or scope.heirs.get(sentence) != scope.me:
        return 0.0
    return NEXT_SENTENCE if scope.me in scope.tellers.get(sentence - 1, ()) or not scope.several else ELSEWHERE


def _nearest(scope: Scope, sentence: int, word: int) -> int | None:
    """The happening whose trigger stands nearest to the word in its sentence, the earlier one on a tie."""
    near = [(abs(at - word), at, owner) for (where, at), owner in scope.triggers.items() if where == sentence]
    return min(near)[2] if near else scope.tellers[sentence][0]


def sentences_of(scope: Scope, reader: Reader) -> tuple[int, ...]:
    """The sentences with words of the happening, in order of the text."""
    return tuple(
        index
        for index in range(len(reader.annotated.sentences))
        if scope.me in scope.tellers.get(index, ()) or (index not in scope.tellers and scope.heirs[index] == scope.me)
    )
