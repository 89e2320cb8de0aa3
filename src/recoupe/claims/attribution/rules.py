"""The rules by which one language tells who said what: forms of verbs of saying, prepositions, closed words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from recoupe.claims.attribution.forms import Form, Paradigms, inflect, read_paradigms
from recoupe.claims.attribution.voices import VoiceRules, load_voices
from recoupe.errors import DataError
from recoupe.resources import read_toml

STANCES = ("says", "denies", "claims", "accuses", "doubts", "thinks", "judges", "wants", "asks")
REPORTING = ("says", "denies", "claims", "accuses", "doubts")  # stances that give news on somebody's word
TAKES = (
    "clause", "quote", "aside", "aside_quoted", "phrase", "infinitive", "person", "person_infinitive", "impersonal",
    "phrasal",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbRule:
    """Verbs that behave alike: what can be reported with them, and what that says of the speaker."""

    name: str
    stance: str
    takes: frozenset[str]
    lemma: str
    form: Form
    particle: tuple[str, ...] = ()  # words that must follow: ("état", "de")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRule:
    """A pattern such as "according to", with the name and stance it stands for."""

    name: str
    stance: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRule:
    """A turn of phrase with the groups `cue` and `content`; its source stands before it, or behind it with `agent`."""

    name: str
    stance: str
    pattern: re.Pattern[str]
    agent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with what the rule must find in it; `source` and `content` None where it must find nothing."""

    rule: str
    text: str
    source: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRules:
    """Everything `find_attributions` knows of a language."""

    language: str
    inverts_freely: bool
    token: re.Pattern[str]
    words: dict[str, frozenset[str]]
    verbs: dict[str, tuple[VerbRule, ...]]  # by form in lower case
    nouns: dict[str, tuple[str, str]]  # noun -> rule name, stance
    prepositions: tuple[PhraseRule, ...]
    adverbs: tuple[PhraseRule, ...]
    passives: tuple[PhraseRule, ...]
    turns: tuple[TurnRule, ...]
    addressee: re.Pattern[str]
    anonymity: re.Pattern[str]
    adverbials: re.Pattern[str]
    sourced: re.Pattern[str]
    voices: VoiceRules
    examples: tuple[Example, ...]


def load_attribution(language: str) -> AttributionRules:
    """The attribution rules of `language`; raises DataError naming the rule that breaks the format."""
    file = f"languages/{language}/attribution.toml"
    table = read_toml(file)
    try:
        return _build(language, table)
    except (KeyError, ValueError, re.error) as problem:
        raise DataError(f"data/{file}: {problem!r}; each rule needs name, stance, and lemmas or pattern") from problem


def _build(language: str, table: dict[str, Any]) -> AttributionRules:
    paradigms = read_paradigms(table["endings"]["rules"], table["irregular"])
    return AttributionRules(
        language=language,
        inverts_freely=table["inverts_freely"],
        token=re.compile(table["token"]),
        words={name: frozenset(words.split()) for name, words in table["words"].items()},
        verbs=_verbs(table["verb"], paradigms),
        nouns={noun: (rule["name"], _stance(rule)) for rule in table["noun"] for noun in rule["lemmas"].split()},
        prepositions=_phrases(table["preposition"]),
        adverbs=_phrases(table["adverb"]),
        passives=_phrases(table["passive"]),
        turns=tuple(_turn(rule) for rule in table["turn"]),
        addressee=re.compile(table["addressee"]["pattern"]),
        anonymity=re.compile(table["anonymity"]["pattern"], re.IGNORECASE),
        adverbials=re.compile(table["adverbials"]["pattern"]),
        sourced=re.compile(table["sourced"]["pattern"]),
        voices=load_voices(language),
        examples=tuple(_examples(table)),
    )


def _stance(rule: dict[str, Any]) -> str:
    if rule["stance"] not in STANCES:
        raise ValueError(f"rule {rule['name']!r} has stance {rule['stance']!r}; known are {', '.join(STANCES)}")
    return str(rule["stance"])


def _phrases(rules: Iterable[dict[str, Any]]) -> tuple[PhraseRule, ...]:
    return tuple(
        PhraseRule(name=rule["name"], stance=_stance(rule), pattern=re.compile(rf"(?<!\w)(?:{rule['pattern']})"))
        for rule in rules
    )


def _turn(rule: dict[str, Any]) -> TurnRule:
    pattern = re.compile(rf"(?<![\w'’])(?:{rule['pattern']})")
    return TurnRule(name=rule["name"], stance=_stance(rule), pattern=pattern, agent=rule.get("agent", False))


def _verbs(rules: Iterable[dict[str, Any]], paradigms: Paradigms) -> dict[str, tuple[VerbRule, ...]]:
    found: dict[str, list[VerbRule]] = {}
    for rule in rules:
        unknown = set(rule["takes"]) - set(TAKES)
        if unknown:
            raise ValueError(f"rule {rule['name']!r} takes {sorted(unknown)}; known are {', '.join(TAKES)}")
        for entry in dict.fromkeys(rule["lemmas"].split()):
            for text, verb in _verb_forms(entry, rule, paradigms):
                found.setdefault(text, []).append(verb)
    return {text: tuple(verbs) for text, verbs in found.items()}


def _verb_forms(entry: str, rule: dict[str, Any], paradigms: Paradigms) -> Iterable[tuple[str, VerbRule]]:
    """The forms of one entry: "annoncer", or with words that belong to it "faire-état-de"."""
    lemma, *particle = entry.split("-") if "phrasal" in rule["takes"] else [entry]
    base = VerbRule(
        name=rule["name"],
        stance=_stance(rule),
        takes=frozenset(rule["takes"]),
        lemma=lemma,
        form=Form.BASE,
        particle=tuple(particle),
    )
    verbs = {form: replace(base, form=form) for form in Form}
    return ((text, verbs[form]) for text, form in inflect(lemma, paradigms))


def _examples(table: dict[str, Any]) -> Iterable[Example]:
    for rule in [rule for kind in ("verb", "noun", "preposition", "adverb", "passive", "turn") for rule in table[kind]]:
        for text, value in rule.get("examples", {}).items():
            source, content = value.split("|")
            yield Example(rule=rule["name"], text=text, source=source.strip(), content=content.strip())
        for text in rule.get("never", ()):
            yield Example(rule=rule["name"], text=text)
