"""Prospects: which texts are worth a parse by their words alone, and that the others tell of nothing when parsed."""

from dataclasses import replace

import pytest

from recoupe.claims.events import find_events
from recoupe.claims.prospects import may_tell
from recoupe.claims.relevance import find_relevant
from recoupe.desk import Desks
from recoupe.pipeline import annotate
from recoupe.records import AnnotatedDocument, Document

TELLING = [
    ("fr", "Une bombe a explosé mardi sur le marché de Gao."),
    ("fr", "Deux soldats ont été tués mardi près de Gao."),
    ("fr", "La police a arrêté mardi à Nice un homme soupçonné de préparer un attentat."),
    ("en", "A bomb went off on Tuesday in the market of Gao."),
    ("en", "Police arrested two men in Leeds on Tuesday over a plot to bomb a station."),
]
HOPELESS = [
    ("fr", "La police a arrêté mardi un voleur de vélos à Nice. Il avait vendu douze vélos."),
    ("fr", "L'attaque du club de Lyon a marqué trois buts dimanche en championnat."),
    ("fr", "Le député a lancé mardi à Paris une attaque contre le budget."),
    ("fr", "En cas d'attaque, les élèves de Nice sortent par la cour."),
    ("en", "Police arrested a bicycle thief in Leeds on Tuesday."),
    ("en", "A man was arrested on Tuesday for the murder of his wife in Leeds."),
]


@pytest.fixture(scope="module")
def desks() -> Desks:
    return Desks()


def parse(language: str, text: str, desks: Desks) -> AnnotatedDocument:
    return annotate(Document(id="x", text=text, language=language), desks.open(language), thorough=True)


def forget_parse(annotated: AnnotatedDocument) -> AnnotatedDocument:
    return replace(annotated, sentences=tuple(replace(sentence, words=()) for sentence in annotated.sentences))


@pytest.mark.parametrize(
    ("language", "text", "worth"), [(*each, True) for each in TELLING] + [(*each, False) for each in HOPELESS]
)
def test_the_words_alone_say_whether_an_incident_may_be_told(
    language: str, text: str, worth: bool, desks: Desks
) -> None:
    annotated, rules = parse(language, text, desks), desks.open(language).events
    for each in (annotated, forget_parse(annotated)):
        assert may_tell(each, range(len(each.sentences)), rules) is worth
        assert bool(find_relevant(each, rules)) is worth


@pytest.mark.parametrize(("language", "text"), HOPELESS)
def test_what_is_not_worth_a_parse_tells_of_nothing_when_parsed(language: str, text: str, desks: Desks) -> None:
    annotated = parse(language, text, desks)
    whole = replace(annotated, relevant=tuple(range(len(annotated.sentences))))
    assert find_events(whole, desks.open(language).events) == ()


@pytest.mark.parametrize(("language", "text"), TELLING[:2])
def test_a_text_with_prospects_tells_of_an_incident(language: str, text: str, desks: Desks) -> None:
    assert find_events(parse(language, text, desks), desks.open(language).events)
