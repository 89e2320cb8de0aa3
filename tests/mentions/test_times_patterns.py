"""The pattern language of the time rules, its numbers and its calendar."""

from datetime import date

import pytest

from recoupe.errors import DataError
from recoupe.mentions.times import load_times
from recoupe.mentions.times.calendar import Period, day_period, easter, holiday, narrow, shift, week_period
from recoupe.mentions.times.numbers import read_number
from recoupe.mentions.times.patterns import ANY, Piece, compile_pattern, piece_of_words
from recoupe.mentions.times.text import fold

MACROS = {"unit": piece_of_words("unit", {"jour": 1, "jours": 1}), "year": Piece(expression=r"\d{4}")}
PHRASES = {"about": "(environ|près de)"}


def compiled(pattern: str) -> object:
    return compile_pattern(pattern, MACROS, PHRASES, where="times.toml, rule 'x'")


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("il y a <unit>", "il y a jours", True),
        ("[le ]<unit>", "le jour", True),
        ("[le ]<unit>", "jour", True),
        ("{about} un <unit>", "près de un jour", True),
        ("(un|deux)_<unit>", "deuxjours", True),
        ("l'<unit>", "l’jour", True),
        ("un <unit>", "un jourx", False),
        ("un <unit>", "un\n\njour", False),
        ("un \\(<unit>\\)", "un (jour)", True),
    ],
)
def test_a_pattern_matches_what_it_says(pattern: str, text: str, matches: bool) -> None:
    expression, _ = compile_pattern(pattern, MACROS, PHRASES, where="here")
    assert bool(expression.match(fold(text))) == matches


def test_a_pattern_is_looked_up_under_the_words_it_may_begin_with() -> None:
    _, piece = compile_pattern("[le |la ](un|12) <unit>", MACROS, PHRASES, where="here")
    assert piece.firsts == {"le", "la", "un", "#2"}


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("il y a", {("il", "y")}),
        ("le <unit>", {("le", "jour"), ("le", "jours")}),
        ("[le ]un[ <unit>]", {("le", "un"), ("un", ""), ("un", "jour"), ("un", "jours")}),
        ("l'<unit>", {("l", "jour"), ("l", "jours")}),
        ("le an[s]", {("le", "an"), ("le", ANY)}),
        ("an[s]", {("an", ""), ("an", ANY)}),
        ("un_<unit>", {("un", ANY)}),
    ],
)
def test_a_pattern_is_tried_only_before_the_words_that_may_come_second(
    pattern: str, starts: set[tuple[str, str]]
) -> None:
    _, piece = compile_pattern(pattern, MACROS, PHRASES, where="here")
    assert piece.starts == starts


@pytest.mark.parametrize("pattern", ["<nothing>", "{nothing}", "(un", "[un", "un)", "[un]", "<unit"])
def test_a_faulty_pattern_is_named_with_its_rule(pattern: str) -> None:
    with pytest.raises(DataError, match=r"times\.toml, rule 'x'"):
        compiled(pattern)


def test_a_language_without_grammar_is_named_with_those_that_have_one() -> None:
    with pytest.raises(DataError, match="en, fr"):
        load_times("tlh")


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "vingt et un", 21),
        ("fr", "soixante-quinze", 75),
        ("fr", "deux cents", 200),
        ("fr", "cent vingt", 120),
        ("fr", "mille", 1000),
        ("fr", "deux mille trois", 2003),
        ("fr", "une dizaine de", 10),
        ("fr", "plusieurs", None),
        ("en", "twenty-four", 24),
        ("en", "a dozen", 12),
        ("en", "one hundred and five", 105),
        ("en", "a couple of", 2),
        ("en", "several", None),
    ],
)
def test_number_words_have_their_number(language: str, text: str, number: int | None) -> None:
    grammar = load_times(language)
    assert read_number(fold(text), grammar.numbers, grammar.number_phrases) == number


@pytest.mark.parametrize(
    ("year", "day"),
    [(1999, date(1999, 4, 4)), (2016, date(2016, 3, 27)), (2019, date(2019, 4, 21)), (2024, date(2024, 3, 31))],
)
def test_easter_falls_on_its_sunday(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("spelling", "day"),
    [
        ("12-25", date(2023, 12, 25)),
        ("11 4 4", date(2023, 11, 23)),
        ("easter+49", date(2023, 5, 28)),
        ("easter-2", date(2023, 4, 7)),
        ("11 1 1 1", date(2023, 11, 7)),
        ("6 0 1", date(2023, 5, 29)),
    ],
)
def test_feasts_fall_on_their_days(spelling: str, day: date) -> None:
    assert holiday(2023, spelling) == day


def test_shifting_by_months_stays_inside_the_month() -> None:
    assert shift(date(2024, 3, 31), -1, "month") == date(2024, 2, 29)


def test_weeks_begin_on_monday() -> None:
    week = week_period(date(2024, 3, 10))
    assert (week.value, week.earliest, week.latest) == ("2024-W10", date(2024, 3, 4), date(2024, 3, 10))


def test_a_single_day_and_an_unknown_one_have_no_thirds() -> None:
    assert narrow(day_period(date(2024, 3, 10)), "END") == day_period(date(2024, 3, 10))
    assert narrow(Period(value="XXXX-03"), "START") == Period(value="XXXX-03")


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "L’Été «ﬁn» ŒUVRE İstanbul — 14\u00a0h"
    assert len(fold(text)) == len(text)
