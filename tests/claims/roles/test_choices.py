"""What decides between candidates, on records built by hand."""

from dataclasses import replace

import pytest

from recoupe.claims.roles import RoleRules, load_role_rules
from recoupe.claims.roles.parties import same_party
from recoupe.claims.roles.phrases import Phrase
from recoupe.claims.roles.rules import read_frame
from recoupe.errors import DataError
from recoupe.records import ActorMention, PartyKind, Span
from recoupe.resources import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def rules(request: pytest.FixtureRequest) -> RoleRules:
    return load_role_rules(request.param)


def phrase(text: str, at: int, *, kind: PartyKind = PartyKind.PERSON, proper: bool = False, actor: str = "") -> Phrase:
    span = Span(at, at + len(text))
    mention = ActorMention(span=span, kind=kind, actor=actor, rule="by hand") if actor else None
    lemma = text.split(maxsplit=1)[0].lower()
    return Phrase(
        sentence=0, head=0, span=span, text=text, lemma=lemma, kind=kind, proper=proper, plural=False, actor=mention
    )


def test_a_surname_is_the_person_named_in_full() -> None:
    assert same_party(phrase("Chérif Chekatt", 0, proper=True), phrase("Chekatt", 40, proper=True))


def test_two_names_are_two_persons() -> None:
    assert not same_party(phrase("Julia Steers", 0, proper=True), phrase("Gildas Yihundimpundu", 40, proper=True))


def test_two_armies_are_two_parties() -> None:
    army = PartyKind.ORGANIZATION
    assert not same_party(phrase("armée turque", 0, kind=army), phrase("armée syrienne", 40, kind=army))


def test_one_actor_has_many_names() -> None:
    group = PartyKind.ORGANIZATION
    one = phrase("Daech", 0, kind=group, proper=True, actor="islamic-state")
    assert same_party(one, replace(phrase("EI", 40, kind=group, proper=True, actor="islamic-state"), lemma="ei"))


def test_every_role_has_weights(rules: RoleRules) -> None:
    assert set(rules.weights) == {"perpetrator", "target", "defender", "source"}
    assert all(rules.weights[role]["always"] < 0 for role in rules.weights)


def test_a_role_that_no_frame_may_give_is_named_in_the_error() -> None:
    with pytest.raises(DataError, match="villain"):
        read_frame({"name": "mistake", "verbs": ["attaquer"], "subject": "villain"}, "languages/fr/roles.toml")
