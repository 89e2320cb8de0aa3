"""Counts: every phrase of the corpus, every example of the rules, and what a mention carries."""

from pathlib import Path

import pytest

from recoupe.errors import DataError
from recoupe.mentions.counts import CountGrammar, find_counts, load_counts
from recoupe.mentions.patterns import RulePattern, compile_pattern, make_lexicon
from recoupe.records import CountMention, CountState, Sentence
from recoupe.resources import LANGUAGES, read_toml

CORPUS = Path(__file__).parent.parent / "corpus"
GRAMMARS = {language: load_counts(language) for language in LANGUAGES}
LEAST_PHRASES = 120


def read_corpus(language: str) -> list[tuple[str, str]]:
    lines = (CORPUS / language / "counts.txt").read_text("utf-8").splitlines()
    return [(text, wanted) for text, _, wanted in (line.partition(" -> ") for line in lines if line[:1] != "#")]


def read_examples(language: str) -> list[tuple[str, str, str]]:
    rules = read_toml(f"languages/{language}/counts.toml")["rule"]
    return [(rule["name"], text, wanted) for rule in rules for text, wanted in rule.get("examples", {}).items()]


def read_counterexamples(language: str) -> list[tuple[str, str]]:
    return [
        (rule["name"], text)
        for rule in read_toml(f"languages/{language}/counts.toml")["rule"]
        for text in rule.get("never", ())
    ]


def count(text: str, grammar: CountGrammar) -> tuple[CountMention, ...]:
    return find_counts(text, (Sentence(index=0, start=0, end=len(text)),), grammar)


def describe(mentions: tuple[CountMention, ...], *, parts: bool = True) -> str:
    def bound(value: int | None) -> str:
        return "" if value is None else str(value)

    return ", ".join(
        f"{m.state} {bound(m.low)}..{bound(m.high)}{' part' if parts and m.part else ''}" for m in mentions
    )


CASES = [(language, *case) for language in LANGUAGES for case in read_corpus(language)]
EXAMPLES = [(language, *case) for language in LANGUAGES for case in read_examples(language)]
COUNTEREXAMPLES = [(language, *case) for language in LANGUAGES for case in read_counterexamples(language)]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_phrase_of_the_corpus_is_counted(language: str, text: str, wanted: str) -> None:
    assert (describe(count(text, GRAMMARS[language])) or "-") == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_corpus_is_large_enough(language: str) -> None:
    assert len(read_corpus(language)) >= LEAST_PHRASES


@pytest.mark.parametrize(("language", "rule", "text", "wanted"), EXAMPLES)
def test_example_of_a_rule_holds(language: str, rule: str, text: str, wanted: str) -> None:
    assert describe(count(text, GRAMMARS[language]), parts=False) == wanted, rule


@pytest.mark.parametrize(("language", "rule", "text"), COUNTEREXAMPLES)
def test_counterexample_of_a_rule_is_left_alone(language: str, rule: str, text: str) -> None:
    assert rule not in {mention.rule for mention in count(text, GRAMMARS[language])}


def test_mention_carries_figure_and_those_counted() -> None:
    text = "Au moins 24 soldats burkinabè ont été tués lundi."
    (mention,) = count(text, GRAMMARS["fr"])
    assert text[mention.number.start : mention.number.end] == "Au moins 24"
    assert mention.of is not None
    assert text[mention.of.start : mention.of.end] == "soldats burkinabè"
    assert text[mention.span.start : mention.span.end] == "Au moins 24 soldats burkinabè ont été tués"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le bilan s'alourdit à 86 morts."),
        ("fr", "Nouveau bilan : 24 morts."),
        ("en", "The death toll rose to 24."),
    ],
)
def test_new_toll_is_marked_as_update(language: str, text: str) -> None:
    assert [mention.update for mention in count(text, GRAMMARS[language])] == [True]


def test_plain_toll_is_no_update() -> None:
    assert [mention.update for mention in count("L'attaque a fait 24 morts.", GRAMMARS["fr"])] == [False]


def test_explicit_none_of_both_kinds_shares_its_span() -> None:
    killed, injured = count("no casualties", GRAMMARS["en"])
    assert (killed.state, injured.state) == (CountState.KILLED, CountState.INJURED)
    assert killed.span == injured.span


def test_text_without_figures_has_no_counts() -> None:
    assert count("Le ministre a pris la parole.", GRAMMARS["fr"]) == ()


def test_count_does_not_reach_over_the_end_of_a_sentence() -> None:
    text = "Le convoi comptait 12 camions. Des soldats ont été tués."
    sentences = (Sentence(index=0, start=0, end=30), Sentence(index=1, start=31, end=len(text)))
    assert [m.state for m in find_counts(text, sentences, GRAMMARS["fr"])] == []


def test_pattern_with_an_unknown_class_names_it() -> None:
    with pytest.raises(DataError, match="nobody"):
        compile_pattern("<nobody> tué", make_lexicon({"=tué": ["tué"]}))


def test_pattern_with_open_bracket_is_a_data_error() -> None:
    with pytest.raises(DataError, match="brackets"):
        compile_pattern("(tué", make_lexicon({"=tué": ["tué"]}))


def test_a_faulty_pattern_of_a_rule_is_named_when_it_is_tried() -> None:
    faulty = RulePattern(pattern="(tué", lexicon=make_lexicon({"=tué": ["tué"]}), rule="counts.toml: rule 'x'")
    with pytest.raises(DataError, match=r"rule 'x'.*brackets"):
        _ = faulty.compiled


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_packaged_pattern_can_be_tried(language: str) -> None:
    assert all(rule.pattern.compiled.search("") is None for rule in GRAMMARS[language].rules)
