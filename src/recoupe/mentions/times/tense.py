"""Tells from the words around a time whether it lies ahead of the story or behind it."""

from recoupe.mentions.times.grammar import Cues
from recoupe.mentions.times.patterns import FIRST_WORD

# Characters on either side in which a verb still belongs to the time; found on French TimeBank and AQUAINT.
REACH_BEFORE = 90
REACH_AFTER = 90
# "a donné jusqu'au 30 juin": so near in front, these words announce
# something to come, unless a verb behind says otherwise: "Until Thursday, they had not called".
HINT_WORDS = 2
# Words between a plan and the verb in front of it: "was originally scheduled".
PLAN_REACH = 2
CLAUSE_SIGNS = ';:[]"“”«»¶'


def looks_ahead(content: str, start: int, end: int, bounds: tuple[int, int], cues: Cues) -> bool | None:
    """True when the nearest cue in the sentence `bounds` is of the future, False when of the past, None without any.

    Words in front count first, the ones behind only where none in front says anything.
    """
    before = _last_clause(content[max(bounds[0], start - REACH_BEFORE) : start])
    words = _read_words(before, cues)[::-1]
    after = _first_clause(content[end : min(bounds[1], end + REACH_AFTER)])
    behind = _first_cue(_read_words(after, cues), cues)
    if not cues.hints.isdisjoint(words[:HINT_WORDS]):
        return behind is not False
    for index, word in enumerate(words):
        if is_future(word, cues):
            return True
        if is_past(word, cues) and not _led_by_present(words[index + 1 : index + 4], cues):
            return False
    return behind


def was_planned(content: str, start: int, end: int, bounds: tuple[int, int], cues: Cues) -> bool:
    """True where the future is that of a plan told of in the past: "the vigil planned for Saturday was canceled"."""
    before = _read_words(_last_clause(content[max(bounds[0], start - REACH_BEFORE) : start]), cues)[::-1]
    index = next((place for place, word in enumerate(before) if is_future(word, cues)), None)
    if index is None or before[index] not in cues.plans:
        return False
    leading = before[index + 1 : index + 1 + PLAN_REACH]
    if any(word in cues.present or is_future(word, cues) for word in leading):
        return False
    after = _read_words(_first_clause(content[end : min(bounds[1], end + REACH_AFTER)]), cues)
    return not cues.over.isdisjoint(leading) or not cues.over.isdisjoint(after)


def _read_words(text: str, cues: Cues) -> list[str]:
    """The words of `text` in small letters, the pairs that are one cue ("is to", "set to") taken together."""
    words = FIRST_WORD.findall(text.lower())
    joined: list[str] = []
    for word in words:
        pair = f"{joined[-1]} {word}" if joined else ""
        if pair in cues.pairs:
            joined[-1] = pair
        else:
            joined.append(word)
    return joined


def _last_clause(text: str) -> str:
    return text[max((text.rfind(sign) for sign in CLAUSE_SIGNS), default=-1) + 1 :]


def _first_clause(text: str) -> str:
    ends = [at for sign in CLAUSE_SIGNS if (at := text.find(sign)) >= 0]
    return text[: min(ends)] if ends else text


def _led_by_present(words: list[str], cues: Cues) -> bool:
    """True where an auxiliary decides, not the participle: "will be held Tuesday", "the case is heard in May"."""
    return any(is_future(word, cues) for word in words) or bool(words and words[0] in cues.present)


def _first_cue(words: list[str], cues: Cues) -> bool | None:
    for word in words:
        if is_future(word, cues):
            return True
        if is_past(word, cues):
            return False
    return None


def is_future(word: str, cues: Cues) -> bool:
    """True for a word that announces something to come."""
    return word in cues.future or (word.endswith(cues.future_endings) and word not in cues.not_future)


def is_past(word: str, cues: Cues) -> bool:
    """True for a word that tells of something done."""
    return word in cues.past or (word.endswith(cues.past_endings) and word not in cues.not_past)
