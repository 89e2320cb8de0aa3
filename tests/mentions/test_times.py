"""Times: every phrase of the tables, every example of the rules, and what a time is resolved against."""

import time
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from recoupe.mentions.times import TimeGrammar, find_times, load_times
from recoupe.records import DatePrecision, TimeMention, TimeType
from recoupe.resources import LANGUAGES

CORPUS = Path(__file__).parents[1] / "corpus"
STORY_DAY = date(2024, 3, 10)
GRAMMARS = {language: load_times(language) for language in LANGUAGES}


def read_phrases(language: str) -> list[tuple[str, str, str, str, str]]:
    lines = (CORPUS / language / "times.tsv").read_text("utf-8").splitlines()[1:]
    return [(language, *line.split("\t")) for line in lines]  # type: ignore[misc]


def read_plain_sentences(language: str) -> list[tuple[str, str]]:
    lines = (CORPUS / language / "times_none.txt").read_text("utf-8").splitlines()
    return [(language, line) for line in lines if line]


def write_days(mention: TimeMention) -> str:
    if mention.earliest == mention.latest:
        return str(mention.earliest or "")
    return f"{mention.earliest}..{mention.latest}"


PHRASES = [phrase for language in LANGUAGES for phrase in read_phrases(language)]
PLAIN = [sentence for language in LANGUAGES for sentence in read_plain_sentences(language)]
EXAMPLES = [
    (language, rule.name, text, value)
    for language in LANGUAGES
    for rule in GRAMMARS[language].rules
    for text, value in rule.examples.items()
]
NEVER = [
    (language, rule.name, text) for language in LANGUAGES for rule in GRAMMARS[language].rules for text in rule.never
]


@pytest.mark.parametrize(("language", "published", "marked", "value", "days"), PHRASES)
def test_a_phrase_of_the_table_has_its_value_and_days(
    language: str, published: str, marked: str, value: str, days: str
) -> None:
    content = marked.replace("[", "").replace("]", "")
    start, end = marked.index("["), marked.index("]") - 1
    found = find_times(content, date.fromisoformat(published) if published else None, GRAMMARS[language])
    there = [mention for mention in found if mention.span.start < end and start < mention.span.end]
    assert (value, days) in [(mention.value, write_days(mention)) for mention in there]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_at_least_150_phrases(language: str) -> None:
    assert len(read_phrases(language)) >= 150


@pytest.mark.parametrize(("language", "sentence"), PLAIN)
def test_words_that_only_look_like_times_are_none(language: str, sentence: str) -> None:
    assert find_times(sentence, STORY_DAY, GRAMMARS[language]) == ()


@pytest.mark.parametrize(("language", "rule", "text", "value"), EXAMPLES)
def test_an_example_of_a_rule_is_found_by_it(language: str, rule: str, text: str, value: str) -> None:
    found = find_times(text, STORY_DAY, GRAMMARS[language])
    assert (rule, value) in [(mention.rule, mention.value) for mention in found]


@pytest.mark.parametrize(("language", "rule", "text"), NEVER)
def test_a_counter_example_of_a_rule_is_not_found_by_it(language: str, rule: str, text: str) -> None:
    assert rule not in [mention.rule for mention in find_times(text, STORY_DAY, GRAMMARS[language])]


def only(content: str, published: date | datetime | None, language: str) -> TimeMention:
    (mention,) = find_times(content, published, GRAMMARS[language])
    return mention


def test_a_mention_carries_its_span_type_precision_and_rule() -> None:
    mention = only("Une bombe a explosé mardi soir.", date(2022, 1, 5), "fr")
    assert (mention.span.start, mention.span.end) == (20, 30)
    assert mention.type is TimeType.TIME
    assert mention.precision is DatePrecision.DAY
    assert mention.rule == "weekday and part of day"


def test_the_hour_of_publication_does_not_matter() -> None:
    at_noon = only("Il a parlé hier.", datetime(2022, 1, 5, 12), "fr")
    assert at_noon == only("Il a parlé hier.", date(2022, 1, 5), "fr")


def test_the_dateline_comes_before_the_day_of_publication() -> None:
    found = find_times("WARSAW, February 26 (Xinhua) -- They met here today.", date(1999, 2, 27), GRAMMARS["en"])
    assert [mention.value for mention in found] == ["1999-02-26", "1999-02-26"]


def test_a_dateline_far_from_publication_is_no_dateline() -> None:
    found = find_times("WARSAW, February 2 (Xinhua) -- They met here today.", date(1999, 2, 27), GRAMMARS["en"])
    assert found[-1].value == "1999-02-27"


def test_an_old_date_without_publication_is_not_taken_for_the_story_day() -> None:
    found = find_times("Le 3 mars 2012, il a fui. Il est revenu mardi.", None, GRAMMARS["fr"])
    assert [mention.value for mention in found] == ["2012-03-03", "XXXX-WXX-2"]


def test_the_eve_is_told_from_the_day_told_last() -> None:
    content = "Deux roquettes sont tombées vendredi. La veille, un drone avait été abattu."
    found = find_times(content, date(2022, 1, 9), GRAMMARS["fr"])
    assert [mention.value for mention in found] == ["2022-01-07", "2022-01-06"]


def test_an_hour_belongs_to_the_day_of_its_sentence() -> None:
    content = "L'attaque a eu lieu samedi. Le ministre a déclaré lundi que, jeudi à 18 h 55, tout était calme."
    found = find_times(content, date(2022, 1, 11), GRAMMARS["fr"])
    assert found[-1].value == "2022-01-06T18:55"


@pytest.mark.parametrize(
    ("language", "content", "marked", "value"),
    [
        (
            "en",
            "Gunmen struck on Tuesday night, officials said on Thursday. They came shortly after 8 p.m.",
            "8 p.m",
            "2022-01-04T20:00",
        ),
        (
            "fr",
            "Le maire est mort dimanche, a précisé lundi le ministre. Trois jours plus tôt, un adjoint a disparu.",
            "Trois jours",
            "2021-12-30",
        ),
        (
            "en",
            "Officials said on Tuesday that a bomb had gone off at 8 p.m. The eve was calm.",
            "8 p.m",
            "2022-01-04T20:00",
        ),
    ],
)
def test_the_day_of_a_statement_is_not_the_day_told_last(language: str, content: str, marked: str, value: str) -> None:
    found = find_times(content, date(2022, 1, 6), GRAMMARS[language])
    at = content.index(marked)
    assert [mention.value for mention in found if mention.span.start <= at < mention.span.end] == [value]


def test_both_dates_joined_by_and_take_the_year_of_the_second() -> None:
    found = find_times("in January and February 2019", STORY_DAY, GRAMMARS["en"])
    assert [mention.value for mention in found] == ["2019-01", "2019-02"]


def test_typographic_signs_and_hard_spaces_change_nothing() -> None:
    plain = find_times("aujourd'hui à 14 h 30, l'an dernier", STORY_DAY, GRAMMARS["fr"])
    typographic = find_times("aujourd’hui à 14\u00a0h\u202f30, l’an dernier", STORY_DAY, GRAMMARS["fr"])
    assert plain == typographic
    assert len(plain) == 3


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    content = " ".join(phrase[2].replace("[", "").replace("]", "") for phrase in PHRASES if phrase[0] == "fr")
    found = find_times(content, STORY_DAY, GRAMMARS["fr"])
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))
    assert found == find_times(content, STORY_DAY, GRAMMARS["fr"])


@pytest.mark.parametrize("content", ["", " ", "\n\n", "\x00", "١٢ مارس", "²³", "🕊" * 50, "1" * 500])
def test_odd_texts_hold_no_times(content: str) -> None:
    assert [find_times(content, STORY_DAY, GRAMMARS[language]) for language in LANGUAGES] == [(), ()]


@pytest.mark.parametrize(
    "content",
    [
        "un " * 20_000,
        "le 1 " * 20_000,
        "a " * 20_000,
        "dans la nuit de " * 5_000,
        "lundi " * 10_000,
        "lundi 14 h 30 à 10:30 GMT " * 3_000,
        "Monday 1 May " * 8_000,
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_take_no_more_than_linear_time(content: str, language: str) -> None:
    def once(text: str) -> float:
        start = time.process_time()
        find_times(text, STORY_DAY, GRAMMARS[language])
        return time.process_time() - start

    def seconds(text: str) -> float:
        """The best of three: a busy machine adds to a run and never takes away."""
        return min(once(text) for _ in range(3))

    half = max(seconds(content[: len(content) // 2]), 0.02)
    assert seconds(content) < 6 * half


def test_a_weekday_without_a_verb_is_the_day_dated_in_full_elsewhere() -> None:
    content = "Maceo Parker à Besançon mardi\n\nEn concert mardi 1er juin au grand Kursaal."
    found = find_times(content, date(1999, 5, 30), GRAMMARS["fr"])
    assert [mention.value for mention in found] == ["1999-06-01", "1999-06-01"]


@pytest.mark.parametrize("placeholder", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_placeholder_is_no_day_of_publication(placeholder: date) -> None:
    assert only("Il a parlé mardi.", placeholder, "fr").value == "XXXX-WXX-2"


def test_days_beyond_the_calendar_are_held_inside_it() -> None:
    far: TimeGrammar = GRAMMARS["en"]
    assert find_times("9999 years ago", STORY_DAY, far)[0].earliest == date(1, 1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_packaged_expression_can_be_tried(language: str) -> None:
    rules = GRAMMARS[language].rules
    forms = [form.expression for rule in rules for form in rule.forms]
    around = [each for rule in rules for each in (rule.after, rule.before, rule.not_after, rule.not_before) if each]
    assert len(around) > 10
    assert all(expression.search("") is None for expression in (*forms, *around))
