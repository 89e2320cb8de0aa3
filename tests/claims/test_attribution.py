"""Attribution: who is said to have said what, in sentences nobody has parsed."""

import pytest

from recoupe.claims.attribution import AttributionRules, find_attributions, load_attribution
from recoupe.claims.attribution.forms import Form, inflect, read_paradigms
from recoupe.claims.attribution.parsed import subtree
from recoupe.claims.attribution.quotations import find_quotations
from recoupe.claims.attribution.rules import Example
from recoupe.claims.attribution.tokens import read_line
from recoupe.claims.outlets import OutletTable, load_outlets
from recoupe.language.sentences import find_sentences, load_sentence_rules
from recoupe.records import Attribution, Sentence, SourceKind, Span, Word

RULES = {language: load_attribution(language) for language in ("en", "fr")}
EXAMPLES = [(language, example) for language, rules in RULES.items() for example in rules.examples]


@pytest.fixture(scope="module")
def outlets() -> OutletTable:
    return load_outlets()


def attribute(text: str, language: str, outlets: OutletTable) -> tuple[Attribution, ...]:
    spans = find_sentences(text, load_sentence_rules(language))
    sentences = tuple(Sentence(index=i, start=span.start, end=span.end) for i, span in enumerate(spans))
    return find_attributions(text, sentences, RULES[language], outlets)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(("language", "example"), EXAMPLES, ids=[f"{lang}-{e.rule}" for lang, e in EXAMPLES])
def test_every_rule_finds_its_examples_and_nothing_in_its_counter_examples(
    language: str, example: Example, outlets: OutletTable
) -> None:
    found = attribute(example.text, language, outlets)
    pairs = [(words(example.text, a.source), words(example.text, a.content)) for a in found]
    if example.content is None:
        assert pairs == []
    else:
        assert (example.source, example.content) in pairs


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_each_language_knows_several_hundred_verbs_of_saying(rules: AttributionRules) -> None:
    assert len({rule.lemma for verbs in rules.verbs.values() for rule in verbs}) >= 300


@pytest.mark.parametrize(
    ("text", "language", "stance"),
    [
        ("Téhéran dément toute implication.", "fr", "denies"),
        ("Le groupe prétend que la base a été détruite.", "fr", "claims"),
        ("Le gouverneur accuse les milices d'avoir tiré.", "fr", "accuses"),
        ("Analysts doubt that the truce will hold.", "en", "doubts"),
        ("The army said that it had withdrawn.", "en", "says"),
    ],
)
def test_the_verb_gives_the_stance(text: str, language: str, stance: str, outlets: OutletTable) -> None:
    assert attribute(text, language, outlets)[0].stance == stance


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Deux drones ont été abattus, a indiqué l'AFP.", "fr", SourceKind.AGENCY),
        ("Selon un habitant, le marché a brûlé.", "fr", SourceKind.WITNESS),
        ("According to the BBC, the market burnt.", "en", SourceKind.OUTLET),
        ("According to a statement, the market burnt.", "en", SourceKind.DOCUMENT),
        ("The rebels said that the market burnt.", "en", SourceKind.ORGANIZATION),
    ],
)
def test_the_source_has_a_kind(text: str, language: str, kind: SourceKind, outlets: OutletTable) -> None:
    assert attribute(text, language, outlets)[0].kind is kind


def test_a_pronoun_is_given_the_words_of_the_last_speaker(outlets: OutletTable) -> None:
    text = "« Le pont a sauté », a indiqué le colonel Diallo. Deux soldats sont morts, a-t-il ajouté."
    assert words(text, attribute(text, "fr", outlets)[-1].speaker) == "le colonel Diallo"


def test_a_quotation_that_fills_the_next_sentence_goes_to_the_same_speaker(outlets: OutletTable) -> None:
    text = '"They came at dawn," said a trader. "They burnt everything."'
    (found,) = attribute(text, "en", outlets)
    assert words(text, found.content) == '"They came at dawn," "They burnt everything."'


def test_those_who_cite_pass_on_what_they_cite(outlets: OutletTable) -> None:
    text = "Selon l'AFP, citant un responsable de la coalition, deux drones ont été abattus."
    host, relayed = attribute(text, "fr", outlets)
    assert words(text, relayed.source) == "un responsable de la coalition"
    assert relayed.content == host.content
    assert relayed.chain == ("l'AFP",)


def test_nobody_says_nothing(outlets: OutletTable) -> None:
    assert attribute("Aucun groupe n'a revendiqué l'attentat.", "fr", outlets) == ()
    assert attribute("No group claimed the attack.", "en", outlets) == ()


def test_words_that_grant_anonymity_report_nothing(outlets: OutletTable) -> None:
    text = "Two drones fell, said an official who asked not to be named."
    assert [a.cue for a in attribute(text, "en", outlets)] == [(Span(17, 21),)]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("Il a dit « oui » puis « non ».", ["« oui »", "« non »"]),
        ("He said “yes, ‘sir’” and left.", ["“yes, ‘sir’”"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("''One,'' he said.", ["''One,''"]),
        ("“One.\n“Two.”", ["“One.", "“Two.”"]),
        ('A 12" gun stood there.', []),
    ],
)
def test_quotations_of_every_kind_are_found(text: str, quotations: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_quotations(text)] == quotations


def test_a_word_without_a_token_of_its_own_belongs_to_the_last_one() -> None:
    text = "The army said soldiers x05-12"
    spans = ((0, 3), (4, 8), (9, 13), (14, 22), (23, 25), (26, 29))
    words = tuple(Word(text[a:b], a, b, "", "NOUN", "dep", 2) for a, b in spans)
    line = read_line(text, Sentence(index=0, start=0, end=len(text), words=words), (), RULES["en"])
    assert subtree(line, 5)[0] == len(line.tokens) - 1


def test_a_verb_is_inflected_by_the_first_ending_that_fits() -> None:
    endings = [
        {"lemma": "y$", "cut": 1, "finite": "y ies ied", "base": "y", "participle": "ied", "gerund": "ying"},
        {"lemma": "", "cut": 0, "finite": "- s ed", "base": "-", "participle": "DOUBLEed", "gerund": "ing"},
    ]
    paradigms = read_paradigms(endings, {"say": "say; says said; said; saying"})
    assert ("denies", Form.FINITE) in inflect("deny", paradigms)
    assert ("slammed", Form.PARTICIPLE) in inflect("slam", paradigms)
    assert inflect("say", paradigms)[-1] == ("saying", Form.GERUND)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('"It is over," she said several months after her release.', "she", '"It is over,"'),
        ('The envoy said:\n\n"Nobody fired a shot."', "The envoy", '"Nobody fired a shot."'),
        ("The envoy is stressing the need for a truce.", "The envoy", "the need for a truce"),
        ("Ten died, Reuters learned from an official of the force.", "an official of the force", "Ten died"),
    ],
)
def test_english_words_go_to_their_speaker(text: str, source: str, content: str, outlets: OutletTable) -> None:
    assert (source, content) in [
        (words(text, a.source), words(text, a.content)) for a in attribute(text, "en", outlets)
    ]
