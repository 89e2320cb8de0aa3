"""Figures by field, checked by hand and, where it is at hand, against the newsroom's own scorer."""

import copy
import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from recoupe.errors import QueryError
from recoupe.evaluation import evaluate_lines

NEWSROOM = Path(__file__).parents[3] / "shared" / "benchmarks" / "newsroom"


def event(**values: Any) -> dict[str, Any]:
    basic: dict[str, Any] = {
        "type": "bombing",
        "outcome": "carried_out",
        "date": {"earliest": "2022-01-04", "latest": "2022-01-04", "precision": "day"},
        "place": {"name": "Bagdad", "country": "IQ", "latitude": 33.3, "longitude": 44.4, "precision": "town"},
        "killed": {"low": 2, "high": 2},
    }
    return basic | values


def line(*events: dict[str, Any]) -> dict[str, Any]:
    return {"id": "a", "title": None, "text": "Deux morts à Bagdad.", "events": list(events)}


def test_an_equal_event_agrees_in_every_field() -> None:
    scores = evaluate_lines([line(event())], [line(event())]).scores
    assert all(scores[name].f1 == 1 for name in ("event", "type", "date", "place", "killed"))


def test_another_toll_is_wrong_in_that_field_alone() -> None:
    (document,) = evaluate_lines([line(event())], [line(event(killed={"low": 3, "high": 3}))]).documents
    assert document.comparisons[0].disagreeing == ("killed",)


def test_an_invented_event_costs_precision_in_what_it_fills() -> None:
    far = event(place=None, date=None, killed={"low": 9, "high": 9}, perpetrators=[{"text": "inconnus"}])
    scores = evaluate_lines([line(event())], [line(event(), far)]).scores
    assert scores["event"].precision == 0.5
    assert scores["perpetrators"].predicted == 1


def test_documents_that_do_not_meet_are_an_error_that_says_what_to_do() -> None:
    with pytest.raises(QueryError, match="same 'id's"):
        evaluate_lines([line(event())], [{"id": "b", "events": []}])


def read_dev() -> list[dict[str, Any]]:
    path = NEWSROOM / "dev.jsonl"
    if not path.exists():
        pytest.skip("the newsroom development set is not beside this checkout")
    return [json.loads(row) for row in path.read_text("utf-8").splitlines()]


def disturb(events: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    """Events with some values taken away, some events dropped and some doubled."""
    kept = [copy.deepcopy(each) for each in events if dice.random() < 0.8]
    for each in kept:
        for name in list(each):
            if dice.random() < 0.2 and name != "type":
                each[name] = [] if isinstance(each[name], list) else None
    return kept + [copy.deepcopy(each) for each in kept if dice.random() < 0.1]


def test_figures_are_those_of_the_newsroom_scorer() -> None:
    gold, dice = read_dev(), random.Random(7)
    predicted = [{"id": row["id"], "events": disturb(row["events"], dice)} for row in gold]
    spec = importlib.util.spec_from_file_location("newsroom_score", NEWSROOM / "score.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    expected = scorer.score({r["id"]: r["events"] for r in gold}, {r["id"]: r["events"] for r in predicted})
    scores = evaluate_lines(gold, predicted).scores
    assert {name: round(score.f1, 9) for name, score in scores.items()} == {
        name: round(expected[name]["f1"], 9) for name in scores
    }
