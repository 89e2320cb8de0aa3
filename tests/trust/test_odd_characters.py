"""Characters that look like others, are no letters, or turn the line: read like any other, or refused with a reason."""

import pytest

from recoupe.desk import Desks
from recoupe.pipeline import read_documents
from recoupe.records import Document

DESKS = Desks()
FRAMES = {
    "fr": "Une attaque à Mossoul le 4{0} janvier 2022 a fait {0}tués, {0} 12{0} morts et 3{0}blessés, selon {0}l'AFP.",
    "en": "An attack in Mosul on 4{0} January 2022 killed {0}people, {0} 12{0} dead and 3{0} injured, {0}AFP{0} said.",
}
ODD = {
    "superscript digits": "⁰r²",
    "digits of other scripts": "١٢",
    "circled digits": "①",
    "a half": "½",
    "mathematical digits": "𝟙",
    "a right-to-left override": "\u202e",
    "a zero-width space": "\u200b",
    "a byte order mark": "\ufeff",
    "a combining accent": "\u0301" * 30,
    "a Cyrillic a": "\u0430",
    "an emoji with modifiers": "👩🏽‍🚒",
    "a line separator": "\u2028",
}


@pytest.mark.parametrize("language", FRAMES)
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_characters_are_read_and_every_span_lies_in_the_text(odd: str, language: str) -> None:
    document = Document(id="odd", text=FRAMES[language].format(odd), language=language)
    (account,) = read_documents([document], DESKS)
    assert account.error is None
    content = document.content
    for event in account.events:
        assert all(0 <= span.start < span.end <= len(content) for span in event.trigger.spans)


@pytest.mark.parametrize(("odd", "said"), [("\ud800", "lone surrogates"), ("\x00", "control characters")])
def test_what_no_text_holds_is_refused_with_the_reason(odd: str, said: str) -> None:
    (account,) = read_documents([Document(id="odd", text=FRAMES["en"].format(odd), language="en")], DESKS)
    assert account.error and said in account.error
