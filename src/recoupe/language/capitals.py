"""Capitals: sentences written all in capitals, given the letters that a newspaper would have printed."""

from recoupe.language.lemmas import LemmaTable, look_up

# A sentence is in capitals when so large a part of its letters is; "ISIL CLAIMS ATTACK in Iraq" still counts.
SHARE = 0.7
# Below so many letters it may be an abbreviation: "ONU :".
LETTERS = 8
# A word that no dictionary has and that is no longer than this is taken for an abbreviation: FMLN, ELN, AFP.
ABBREVIATION = 4


def lower_capitals(forms: list[str], lemmas: LemmaTable) -> list[str]:
    """The forms in small letters where all of them are in capitals, names with their first letter large.

    Every form keeps its length, since the words' offsets are those of the text.
    """
    joined = "".join(forms)
    letters = sum(map(str.isalpha, joined))
    if letters < LETTERS or sum(map(str.isupper, joined)) < SHARE * letters:
        return forms
    return [_print(form, index == 0, lemmas) for index, form in enumerate(forms)]


def _print(form: str, first: bool, lemmas: LemmaTable) -> str:
    low = form.lower()
    if len(low) != len(form) or not form.isupper():
        return form
    if low in lemmas.forms or low[-1:] == "'":
        return low.capitalize() if first else low
    lemma = look_up(low, lemmas.language)
    if lemma is None and len(form) <= ABBREVIATION:
        return form
    if lemma is None or lemma[:1].isupper():
        return form.capitalize()
    return low.capitalize() if first else low
