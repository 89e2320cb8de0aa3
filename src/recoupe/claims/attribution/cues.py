"""Finds verbs of saying with the words that belong to them: "a également indiqué", "was quoted as saying"."""

from dataclasses import dataclass

from recoupe.claims.attribution.forms import Form
from recoupe.claims.attribution.rules import VerbRule
from recoupe.claims.attribution.tokens import Line

VERBAL = ("VERB", "AUX", "")
TELLING = ("denies", "accuses", "claims", "doubts")  # stances that tell more than "says", where a verb has both
FARTHEST_AUXILIARY = 5  # words between auxiliary and verb: "a, lui aussi, formellement démenti"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb group of saying: tokens `first` to `last`, the verb itself at `verb`."""

    first: int
    verb: int
    last: int
    rules: tuple[VerbRule, ...]
    form: Form
    passive: bool = False
    auxiliary: bool = False
    pronoun: int = -1  # token of an inverted pronoun: "a-t-il"

    @property
    def stance(self) -> str:
        return next((rule.stance for rule in self.rules if rule.stance in TELLING), self.rules[0].stance)

    def takes(self, what: str) -> bool:
        """Whether one of the verb's rules lets it report in this way."""
        return any(what in rule.takes for rule in self.rules)


def find_cues(line: Line) -> tuple[Cue, ...]:
    """All verb groups of saying in the sentence, quoted speech left alone, in order."""
    cues: list[Cue] = []
    for index, token in enumerate(line.tokens):
        if token.low not in line.rules.verbs or (cues and index <= cues[-1].last) or line.is_anonymity(index):
            continue
        cue = _cue_at(line, index)
        if cue is not None and (not token.quoted or _interrupts(line, cue)):
            cues.append(cue)
    return tuple(cues)


def _interrupts(line: Line, cue: Cue) -> bool:
    """Whether the verb is the writer's aside in a quotation: "« Le convoi, a expliqué le colonel, est tombé »"."""
    if not line.rules.inverts_freely or cue.first == 0 or line.tokens[cue.first - 1].low != ",":
        return False
    return cue.form in (Form.FINITE, Form.PARTICIPLE) and any(token.low == "," for token in line.tokens[cue.last + 1 :])


def _cue_at(line: Line, index: int) -> Cue | None:
    rules = tuple(rule for rule in line.rules.verbs[line.tokens[index].low] if _particle_fits(line, index, rule))
    if not rules or not _is_verbal(line, index):
        return None
    longest = max((rule.particle for rule in rules), key=len)
    first, auxiliary, passive, pronoun = _group(line, index)
    if line.is_word(first - 1, "without"):  # "sans faire état de victimes" reports nothing
        return None
    form = _form({rule.form for rule in rules}, auxiliary or line.is_word(index + 1, "by"))
    last = index + len(longest)
    if line.is_word(index + 1, "pronoun_after") and pronoun < 0:
        pronoun = index + 1
    return Cue(
        first=first,
        verb=index,
        last=last,
        rules=tuple(rule for rule in rules if len(rule.particle) == len(longest)),
        form=form,
        passive=passive and form is not Form.GERUND,  # "is stressing the need" is active
        auxiliary=auxiliary,
        pronoun=pronoun,
    )


def _particle_fits(line: Line, index: int, rule: VerbRule) -> bool:
    following = line.tokens[index + 1 : index + 1 + len(rule.particle)]
    return tuple(token.low.rstrip("'’") for token in following) == tuple(word.rstrip("'") for word in rule.particle)


def _is_verbal(line: Line, index: int) -> bool:
    token = line.tokens[index]
    before = index - 1
    if line.is_word(before, "auxiliaries_have") or line.is_word(index + 1, "pronoun_after"):
        return True
    if token.pos in VERBAL[:2]:
        return True
    if token.pos:
        return _is_mistagged(line, index)
    if line.is_word(before, "determiners") and not line.is_word(before, "subject_pronouns"):
        return line.tokens[before].low in line.rules.words["particles"] and _after_subject(line, before)
    return not line.is_word(before, "by")


def _is_mistagged(line: Line, index: int) -> bool:
    """Whether what the parser took for a noun must be a verb: "», soupire Aminata", "craint que", "Ali argues that"."""
    if not line.rules.inverts_freely:
        finite = line.tokens[index].low.endswith(("es", "ys", "ts", "ns", "ms"))
        return finite and line.is_word(index + 1, "that") and line.tokens[index - 1].text[:1].isupper()
    before = line.tokens[index - 1] if index else None
    if before is None or (line.is_word(index - 1, "determiners") and not line.is_word(index - 1, "clitics")):
        return False
    if (
        line.is_word(index + 1, "whether")
        or line.is_word(index + 1, "that")
        or (index + 1 < len(line.tokens) and line.tokens[index + 1].low in ("«", "“", '"', ":"))
    ):
        return True
    behind = before if before.low != "," else line.tokens[index - 2] if index > 1 else before
    return behind.low in ("»", "”", '"') or _is_unlike_noun(line, index)


def _is_unlike_noun(line: Line, index: int) -> bool:
    """Whether an article or an infinitive follows, as none follows a noun: "menace les pays", "dément soutenir"."""
    after = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    if after is None or line.tokens[index].pos not in ("NOUN", "ADJ", "PROPN") or not line.tokens[index - 1].pos:
        return False
    if line.tokens[index - 1].low in ("de", "d'", "d’", "en", "par", "sous", "sur", "et", "ou"):
        return False
    return after.low in ("le", "la", "les", "l'", "l’", "un", "une") or (
        after.pos == "VERB" and after.low.endswith(("er", "ir", "re"))
    )


def _after_subject(line: Line, index: int) -> bool:
    """Whether a word that is article or pronoun ("le", "leur") is the pronoun here: "il le dément"."""
    return line.is_word(index - 1, "subject_pronouns") or line.is_word(index - 1, "negations")


def _group(line: Line, index: int) -> tuple[int, bool, bool, int]:
    """First token of the verb group, whether it has an auxiliary, whether that makes it passive, inverted pronoun."""
    words = line.rules.words
    first, auxiliary, passive, pronoun = index, False, False, -1
    for place in range(index - 1, max(-1, index - 1 - FARTHEST_AUXILIARY), -1):
        low = line.tokens[place].low
        if low in words["pronoun_after"]:
            pronoun = place
        elif low in words["auxiliaries_be"] or low in words["auxiliaries_have"]:
            first, auxiliary = place, True
            passive = passive or (low in words["auxiliaries_be"] and not _reflexive(line, place))
        elif low in words["modals"]:
            first, auxiliary = place, True
        elif low in words["particles"] or low in words["negations"] or low.endswith(("ly", "ment")):
            if low in words["clitics"] and line.is_word(place - 1, "determiners"):
                break
            if auxiliary or low in words["negations"] or low in words["clitics"]:
                first = place
        else:
            break
    return first, auxiliary, passive, pronoun


def _reflexive(line: Line, index: int) -> bool:
    """ "s'est dit", "s'est félicité": être, yet active."""
    return index > 0 and line.tokens[index - 1].low in ("s'", "s’", "se", "me", "nous")


def _form(forms: set[Form], auxiliary: bool) -> Form:
    if len(forms) == 1:
        return next(iter(forms))
    if auxiliary and Form.PARTICIPLE in forms:
        return Form.PARTICIPLE
    if Form.FINITE in forms:
        return Form.FINITE
    return sorted(forms)[0]
