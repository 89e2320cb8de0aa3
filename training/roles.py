"""Trains the weights of roles: `python -m training.roles NEWSROOM [--news NEWS] [--roles target] [--folds 6]`.

One logistic regression a role over the named features of recoupe.claims.roles, from newsroom/dev.jsonl (CC BY 2.5)
and, with `--news`, the labelled articles of training/newsdesk, whose texts are found by id in the news set: of each
gold event, the phrases that agree with a filler are right, all others wrong. `--roles` trains some and keeps the rest.
Every gold event is learned from twice
where Recoupe finds it: with the triggers that Recoupe gives it, and with the document's triggers dealt out among the
gold events by their words. `--folds` prints cross-validated figures of the benchmark's own scorer instead. Texts are
read and forgotten; what is written are weights of features that hold no words.
"""

import argparse
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from recoupe.claims.events import make_event
from recoupe.claims.happenings import find_happenings
from recoupe.claims.roles import RoleRules, fill_roles, load_role_rules
from recoupe.claims.roles.candidates import ROLES, find_candidates
from recoupe.claims.roles.phrases import open_reader
from recoupe.claims.roles.scope import open_scope
from recoupe.claims.roles.voices import find_speakers
from recoupe.desk import Desks
from recoupe.export.contract import account_line
from recoupe.pipeline import annotate
from recoupe.reading.lines import read_line
from recoupe.records import Account, AnnotatedDocument, Certainty, EventType, Happening, Outcome, TriggerMention

FIELDS = {"perpetrator": "perpetrators", "target": "targets", "defender": "defenders", "source": "sources"}
AGREES, UNCLEAR, UNCLEAR_WEIGHT = 0.5, 0.3, 0.3  # overlap of words; between the two a phrase counts little
RAREST = 3  # examples in which a feature must hold
PRIOR = 2.0  # of the squared weights; 1 to 12 tried by cross-validation
SMALL = 0.03
CROWDED = 0.5  # 0: every phrase weighs alike; 1: every article does; by cross-validation
STEPS = 25
HEADER = "# Points of each feature for each role; written by training/roles.py, see docs/sources.d/roles.md.\n"
LABELS = Path(__file__).parent / "newsdesk" / "wikinews_labels.jsonl"
Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A gold article as Recoupe reads it."""

    id: str
    gold: list[dict[str, Any]]
    annotated: AnnotatedDocument
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One candidate for one role: its features, and how well it agrees with the gold."""

    article: str
    role: str
    features: tuple[str, ...]
    overlap: float


def main() -> None:
    """Reads, trains, and writes or cross-validates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/recoupe/data/roles/weights.toml"))
    parser.add_argument("--news", type=Path, help="folder of the news set, for the labels of training/newsdesk")
    parser.add_argument("--roles", nargs="+", choices=FIELDS, default=list(FIELDS), help="the others stay as they are")
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.folder / "score.py")
    articles = list(read_articles(read_rows(arguments.folder / "dev.jsonl")))
    further = list(read_articles(find_labelled(arguments.news))) if arguments.news else []
    rules = {language: load_role_rules(language) for language in ("en", "fr")}
    examples = [example for article in (*articles, *further) for example in make_examples(article, rules, scorer)]
    if arguments.folds:
        cross_validate(articles, examples, rules, scorer, arguments.folds)
    else:
        trained = train(example for example in examples if example.role in arguments.roles)
        arguments.output.write_text(write_weights({**rules["en"].weights, **trained}), "utf-8")


def load_scorer(path: Path) -> Any:
    """The benchmark's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("newsroom_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file; give the folder of the newsroom benchmark")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def find_labelled(news: Path) -> Iterator[dict[str, Any]]:
    """The labelled articles of training/newsdesk with their texts; SystemExit where the news set lacks one."""
    known = {row["id"]: row for path in sorted(news.glob("*.jsonl")) for row in read_rows(path)}
    for label in read_rows(LABELS):
        if label["id"] not in known:
            raise SystemExit(f"{label['id']} of {LABELS.name} is not among the articles in {news}; give the news set")
        yield {**known[label["id"]], "events": label["events"]}


def read_articles(rows: Iterable[dict[str, Any]]) -> Iterator[Article]:
    """The gold articles, annotated."""
    desks = Desks()
    for number, row in enumerate(rows, 1):
        document = read_line(json.dumps({k: v for k, v in row.items() if k != "events"}).encode(), f"line {number}")
        desk = desks.open(str(document.language)[:2])
        annotated = annotate(document, desk, thorough=True)
        happenings = find_happenings(annotated, desk.events)
        yield Article(id=document.id, gold=row["events"], annotated=annotated, happenings=happenings)


def make_examples(article: Article, rules: dict[str, RoleRules], scorer: Any) -> Iterator[Example]:
    """The examples of one article, from both ways of knowing where an event is told."""
    found = fill_article(article, rules)
    for gold, number in scorer.align(article.gold, found):
        yield from _judge(article, article.gold[gold], article.happenings, number, rules, scorer)
    dealt = deal_triggers(article)
    for number, event in enumerate(article.gold):
        if dealt[number].triggers:
            yield from _judge(article, event, dealt, number, rules, scorer)


def _judge(
    article: Article,
    event: dict[str, Any],
    happenings: tuple[Happening, ...],
    number: int,
    rules: dict[str, RoleRules],
    scorer: Any,
) -> Iterator[Example]:
    own = rules[article.annotated.language]
    happening = happenings[number]
    reader = open_reader(article.annotated, own)
    scope = open_scope(happening, happenings, reader)
    for candidate in find_candidates(reader, happening, scope):
        for role in ROLES:
            overlap = best_overlap(event[FIELDS[role]], candidate.phrase.text, scorer)
            yield Example(article=article.id, role=role, features=candidate.features[role], overlap=overlap)
    authors = fill_roles(happening, happenings, reader).perpetrators
    for speaker in find_speakers(reader, scope, tuple(span for party in authors for span in party.spans)):
        overlap = best_overlap(event["sources"], speaker.source.text, scorer)
        yield Example(article=article.id, role="source", features=speaker.features, overlap=overlap)


def best_overlap(fillers: Iterable[Any], text: str, scorer: Any) -> float:
    """How well a text agrees with the filler that it agrees with best."""
    names = (name for filler in fillers for name in scorer.as_text(filler).split(" || "))
    return max((scorer.overlap(name, text) for name in names), default=0.0)


def deal_triggers(article: Article) -> tuple[Happening, ...]:
    """The gold events as happenings: each sentence's triggers go to the event whose words it shares most."""
    words = [_words_of(event) for event in article.gold]
    triggers: list[list[TriggerMention]] = [[] for _ in article.gold]
    for trigger in sorted({t for h in article.happenings for t in h.triggers}, key=lambda t: t.span):
        sentence = article.annotated.sentences[trigger.sentence]
        here = _content_words(article.annotated.document.content[sentence.start : sentence.end])
        shared = [len(each & here) for each in words]
        if shared:
            triggers[shared.index(max(shared))].append(trigger)
    return tuple(
        Happening(
            type=EventType(event["type"]),
            triggers=tuple(mine),
            sentences=tuple(sorted({trigger.sentence for trigger in mine})),
            outcome=Outcome(event["outcome"]),
            focus=event["focus"],
            claim=Certainty(event["claim"]),
        )
        for event, mine in zip(article.gold, triggers, strict=True)
    )


def _words_of(event: dict[str, Any]) -> set[str]:
    texts = [party["text"] for field in ("perpetrators", "targets") for party in event[field]]
    if event["place"]:
        texts.append(event["place"]["name"])
    return _content_words(" ".join(texts))


def _content_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def train(examples: Iterable[Example]) -> Weights:
    """Role -> feature -> points."""
    by_role: dict[str, list[Example]] = {}
    for example in examples:
        by_role.setdefault(example.role, []).append(example)
    return {role: fit(listed) for role, listed in by_role.items()}


def fit(examples: list[Example]) -> dict[str, float]:
    """Feature -> points of a logistic regression, by Newton's steps."""
    counts = Counter(feature for example in examples for feature in set(example.features))
    names = sorted(feature for feature, count in counts.items() if count >= RAREST)
    index = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        matrix[row, [index[feature] for feature in set(example.features) if feature in index]] = 1.0
    overlaps = np.array([example.overlap for example in examples])
    target = (overlaps >= AGREES).astype(float)
    cost = np.where((overlaps > UNCLEAR) & (overlaps < AGREES), UNCLEAR_WEIGHT, 1.0) * weigh_articles(examples)
    prior = np.array([0.001 if name == "always" else PRIOR for name in names])
    beta = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-matrix @ beta))
        slope = matrix.T @ (cost * (chance - target)) + prior * beta
        bend = (matrix * (cost * chance * (1 - chance))[:, None]).T @ matrix + np.diag(prior)
        beta -= np.linalg.solve(bend, slope)
    return {name: round(float(value), 2) for name, value in zip(names, beta, strict=True) if abs(value) >= SMALL}


def weigh_articles(examples: list[Example]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The weight of each example, less in articles with many: a chronicle of forty lines is one article."""
    sizes = Counter(example.article for example in examples)
    mean = len(examples) / len(sizes)
    return np.array([(mean / sizes[example.article]) ** CROWDED for example in examples])


def write_weights(weights: Weights) -> str:
    """The weights as TOML, the heaviest first."""
    parts = [HEADER]
    for role, points in weights.items():
        lines = [
            f"{json.dumps(name)} = {value}" for name, value in sorted(points.items(), key=lambda p: (-abs(p[1]), p[0]))
        ]
        parts.append(f"\n[{role}]\n" + "\n".join(lines) + "\n")
    return "".join(parts)


def fill_article(article: Article, rules: dict[str, RoleRules]) -> list[dict[str, Any]]:
    """The article's events as the contract writes them."""
    own = rules[article.annotated.language]
    reader = open_reader(article.annotated, own)
    events = tuple(
        make_event(number, happening, fill_roles(happening, article.happenings, reader), article.annotated)
        for number, happening in enumerate(article.happenings, 1)
    )
    account = Account(document=article.annotated.document, language=article.annotated.language, events=events)
    listed: list[dict[str, Any]] = account_line(account)["events"]
    return listed


def cross_validate(
    articles: list[Article], examples: list[Example], rules: dict[str, RoleRules], scorer: Any, folds: int
) -> None:
    """Prints the benchmark's figures, every dev article scored with weights that never saw it."""
    fold = {article.id: number % folds for number, article in enumerate(articles)}
    predicted: dict[str, list[dict[str, Any]]] = {}
    for part in range(folds):
        weights = train(example for example in examples if fold.get(example.article) != part)
        trained = {language: replace(each, weights=weights) for language, each in rules.items()}
        predicted |= {article.id: fill_article(article, trained) for article in articles if fold[article.id] == part}
    chosen: Callable[[int], bool]
    for name, chosen in (("all", lambda _: True), ("unread", lambda number: number % 3 == 2)):
        gold = {article.id: article.gold for number, article in enumerate(articles) if chosen(number)}
        result = scorer.score(gold, {key: predicted[key] for key in gold})
        figures = "  ".join(f"{field} {100 * result[field]['f1']:.1f}" for field in FIELDS.values())
        print(f"{name:7} mean {100 * result['mean']['f1']:.1f}  {figures}")


if __name__ == "__main__":
    main()
