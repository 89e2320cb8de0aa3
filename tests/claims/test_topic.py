"""The topic score tells public violence from what only sounds like it."""

import pytest

from recoupe.claims.topic import explain_topic, load_topic, score_topic, topic_words

TEXTS = [
    (
        "fr",
        "Deux assaillants armés ont ouvert le feu sur des policiers : trois blessés, l'attaque a été revendiquée.",
        True,
    ),
    ("fr", "Un attentat à la bombe a tué des soldats, selon l'armée ; les rebelles sont accusés.", True),
    ("fr", "La judokate remporte le combat en finale du championnat et décroche la médaille d'or olympique.", False),
    (
        "fr",
        "Le titre attaque la semaine en hausse : la banque vend une usine, le chômage et la croissance stagnent.",
        False,
    ),
    ("en", "Gunmen opened fire on a police post and killed three soldiers; the rebels claimed the attack.", True),
    (
        "en",
        "The striker attacked the goal; the team won the rugby match and the season, with two tries and a conversion.",
        False,
    ),
    ("en", "Researchers say the virus infects cells; the study was published by a university journal.", False),
]


@pytest.mark.parametrize(("language", "text", "violent"), TEXTS)
def test_the_score_stands_on_the_right_side(language: str, text: str, violent: bool) -> None:
    rules = load_topic(language)
    assert (score_topic(topic_words(text), rules) > -1.0) is violent


def test_a_text_without_known_words_has_the_bias() -> None:
    rules = load_topic("fr")
    assert score_topic(topic_words("xyzzy"), rules) == rules.bias


def test_the_words_that_weigh_most_are_named() -> None:
    assert any(part.startswith("attentat +") for part in explain_topic(topic_words("un attentat"), load_topic("fr")))
