"""On whose word a telling rests: those who tell of the happening, those of one particular, and copies traced back."""

from dataclasses import replace

import pytest

from incidents.newsroom import COALITION_TO_AFP, event, source, telling, toll
from recoupe.incidents import gather_incidents
from recoupe.incidents.voices import tellers_of, voices_of
from recoupe.records import Claim, Event, Party, PartyKind, SourceKind, Span, Voice, Wording

ATTACK = Wording(text="ont visé", spans=(Span(10, 18),))
OVER, BESIDE = (Span(0, 30),), (Span(60, 90),)  # words that hold the word for the attack, and words that do not
POLICE = replace(COALITION_TO_AFP, body="police", country="IQ", root="IQ/police", content=OVER)
NURSE = replace(COALITION_TO_AFP, body="medical", role="nurse", root="?medical/nurse@afp", content=BESIDE)


def roots(voices: tuple[Voice, ...]) -> list[str]:
    return [voice.root for voice in voices]


def told_by(*voices: Voice, **values: object) -> Event:
    return event(trigger=ATTACK, sources=(), voices=voices, **values)


def test_who_only_counts_the_hurt_tells_nothing_of_when_and_where() -> None:
    told = telling("A", told=told_by(POLICE, NURSE, claims=(toll(3, 3, NURSE),)))
    assert roots(tellers_of(told)) == [POLICE.root]
    assert roots(voices_of(told)) == [POLICE.root, NURSE.root]


def test_who_says_with_what_it_was_done_tells_of_it() -> None:
    gunmen = Party(text="des hommes armés", kind=PartyKind.UNKNOWN, spans=BESIDE)
    claim = Claim(field="perpetrators", value=gunmen, source=source(NURSE))
    told = telling("A", told=told_by(POLICE, NURSE, claims=(claim,)))
    assert roots(tellers_of(told)) == [POLICE.root, NURSE.root]


@pytest.mark.parametrize(
    "voice",
    [
        replace(POLICE, stance="denies"),
        replace(POLICE, stance="claims"),
        replace(POLICE, body=None, role="expert", root="?-/expert@afp"),
        Voice(outlet="A", agency=None, kind=SourceKind.OUTLET, root="outlet:a", chain=("A",), content=OVER),
    ],
    ids=["denies", "only claims", "explains", "hearsay of the outlet"],
)
def test_other_voices_tell_nothing_of_the_happening(voice: Voice) -> None:
    official = replace(COALITION_TO_AFP, content=OVER)
    assert roots(tellers_of(telling("A", told=told_by(voice, official)))) == [official.root]


def test_another_readers_events_without_voices_are_told_by_their_sources() -> None:
    assert roots(tellers_of(telling("A"))) == [COALITION_TO_AFP.root]


def test_copies_inherit_the_voice_of_the_first_where_nobody_names_an_agency() -> None:
    sketch = tuple(range(100))
    first, second = (
        replace(COALITION_TO_AFP, agency=None, outlet=name, root=f"?coalition/official@{name}") for name in ("a", "b")
    )
    tellings = [
        telling("A", 8, sketch=sketch, told=event(sources=(source(first),))),
        telling("B", 9, sketch=sketch, told=event(sources=(source(second),))),
    ]
    (incident,) = gather_incidents(tellings)
    assert (incident.independent_origins.low, incident.independent_origins.high) == (1, 1)


def test_a_copy_that_adds_a_voice_of_its_own_adds_an_origin() -> None:
    sketch = tuple(range(100))
    governor = replace(COALITION_TO_AFP, body="governor", country="IQ", root="IQ/governor", agency=None)
    tellings = [
        telling("A", 8, sketch=sketch),
        telling("B", 9, sketch=sketch, told=event(sources=(source(COALITION_TO_AFP), source(governor)))),
    ]
    (incident,) = gather_incidents(tellings)
    assert incident.independent_origins.low == 2
