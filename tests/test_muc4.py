"""The MUC-4 benchmark's own scorer: what it compares, weighs and deals out."""

import numpy as np
import pytest
from benchmarks.muc4_case import recase_text
from benchmarks.muc4_fillers import Filler, keep_entities, same_entity
from benchmarks.muc4_reading import hash_features
from benchmarks.muc4_scorer import TYPES, Scores, Wording, remember, step
from benchmarks.muc4_spans import normal
from benchmarks.muc4_tables import Line, Numbers, Slot, Table, Trees, load_model
from benchmarks.muc4_templates import deal_row, make_templates


def make_wording(key: str, *, mentions: tuple[int, ...] = (0,), actors: tuple[str, ...] = ()) -> Wording:
    return Wording(
        text=key.title(),
        key=key,
        candidates=tuple(range(len(mentions))),
        mentions=frozenset(mentions),
        sentences=tuple(0 for _ in mentions),
        actors=frozenset(actors),
        words=frozenset(key.split()),
    )


def make_filler(key: str, chance: float, *, mention: int) -> Filler:
    return Filler(wording=make_wording(key, mentions=(mention,)), chance=chance)


@pytest.mark.parametrize(
    ("capitals", "small"),
    [
        ("LIMA, 3 MAY 89 -- MEN MAY HAVE COME", "Lima, 3 May 89 -- men may have come"),
        ("FOR A MAN LIKE ANDREW BALL, A BALL", "For a man like Andrew Ball, a ball"),
        ("HERE VARGAS SAID NO", "Here Vargas said no"),
        ("NEAR THE U.S., THEY TOLD US", "Near the U.S., they told us"),
    ],
)
def test_capitals_become_small_letters_but_for_names(capitals: str, small: str) -> None:
    assert recase_text(capitals) == small


@pytest.mark.parametrize(
    ("text", "expected"), [("The M-16 rifle", "m16 rifle"), ("a Bomb", "bomb"), ("An", ""), ("Theatre", "theatre")]
)
def test_wordings_are_compared_without_signs_and_articles(text: str, expected: str) -> None:
    assert normal(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (make_wording("luis vega"), make_wording("vega", mentions=(4,)), True),
        (make_wording("luis vega"), make_wording("rosa vega", mentions=(4,)), False),
        (make_wording("two men"), make_wording("men on foot"), True),
        (make_wording("fmln", actors=("x",)), make_wording("front", mentions=(4,), actors=("x",)), True),
    ],
)
def test_wordings_of_one_entity_share_a_mention_an_actor_or_words(one: Wording, other: Wording, same: bool) -> None:
    assert same_entity(one, other) is same


def test_every_entity_is_kept_once_under_its_surest_wording() -> None:
    fillers = [make_filler("vega", 0.4, mention=1), make_filler("luis vega", 0.7, mention=2)]
    fillers += [make_filler("rosa lara", 0.5, mention=3), make_filler("a rumour", 0.01, mention=4)]
    assert [each.wording.key for each in keep_entities(fillers)] == ["luis vega", "rosa lara"]


def test_a_table_adds_up_the_weights_of_the_features_that_it_has() -> None:
    keys = hash_features(["bomb", "car"])
    weights = np.array([[10, 0], [-4, 2]], dtype=np.int8)
    table = Table(keys=keys, weights=weights, step=np.array([0.1, 0.5]), bias=np.zeros(2))
    assert table.total(hash_features(["bomb", "car", "never seen"])) == pytest.approx([0.6, 1.0])
    assert table.total(hash_features(["never seen"])) == pytest.approx([0.0, 0.0])


def test_a_wording_is_remembered_by_the_documents_that_have_it_and_the_slots_that_it_fills() -> None:
    counts = np.array([[9, 0, 4, 0, 0, 0]], dtype=np.int8)
    memory = Table(keys=hash_features(["red front"]), weights=counts, step=np.ones(6), bias=np.zeros(6))
    found = remember([make_wording("red front"), make_wording("blue front")], memory)
    assert found.tolist() == [[9, 0, 4, 0, 0, 0], [0, 0, 0, 0, 0, 0]]


def test_trees_add_up_the_values_of_the_leaves_that_a_row_falls_into() -> None:
    trees = Trees(
        roots=np.array([0, 3], dtype=np.int32),
        feature=np.array([1, -1, -1, -1], dtype=np.int16),
        threshold=np.array([0.5, 0.0, 0.0, 0.0]),
        below=np.array([1, 0, 0, 0], dtype=np.int32),
        above=np.array([2, 0, 0, 0], dtype=np.int32),
        value=np.array([0.0, -1.0, 2.0, 0.25]),
        base=0.5,
    )
    assert trees.score(np.array([[9.0, 0.5], [0.0, 0.6]])) == pytest.approx([-0.25, 2.75])
    assert len(trees.score(np.zeros((0, 2)))) == 0


def test_a_slot_gives_the_mean_of_what_its_trees_and_its_line_say() -> None:
    leaf = np.array([-1], dtype=np.int16)
    nothing = np.zeros(1, dtype=np.int32)
    trees = Trees(
        roots=nothing, feature=leaf, threshold=np.zeros(1), below=nothing, above=nothing, value=np.zeros(1), base=0.0
    )
    line = Line(mean=np.array([1.0]), spread=np.array([2.0]), weights=np.array([0.0, 40.0]), bias=0.0)
    assert Slot(trees=trees, line=line).chances(np.array([[1.0], [9.0]])) == pytest.approx([0.5, 0.75])


@pytest.mark.parametrize(("score", "expected"), [(-9.0, 0), (-4.0, 0), (-0.1, 3), (0.0, 4), (3.9, 7), (40.0, 7)])
def test_scores_are_cut_into_equal_steps(score: float, expected: int) -> None:
    assert step(score, -4, 4, 8) == expected


def make_scores(document: list[float], *sentences: list[float]) -> Scores:
    return Scores(document=np.array(document), sentences=np.array(sentences))


def make_deal() -> Numbers:
    """Weights by which fillers are dealt out by their sentences alone."""
    row = deal_row(make_scores([0.0] * 5, [0.0] * 5), make_wording("x"), 0, 0)
    deal = np.zeros(len(row) + 1)
    deal[2] = 1.0
    return deal


def test_fillers_of_two_types_make_two_templates_and_share_the_perpetrators() -> None:
    scores = make_scores([3.0, 1.0, 1.0, -3.0, -3.0], [2.0, 3.0, -3.0, -3.0, -3.0], [2.0, -3.0, 3.0, -3.0, -3.0])
    shot, bombed = make_wording("luis vega"), make_wording("bridge")
    dealt = {name: [] for name in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")}
    dealt["Victim"] = [Filler(wording=shot, chance=0.9)]
    dealt["Target"] = [Filler(wording=Wording(**{**fields(bombed), "sentences": (1,)}), chance=0.9)]
    made = make_templates(scores, dealt, make_deal())
    assert [(each["incident_type"], each["Victim"], each["Target"]) for each in made] == [
        ("attack", [["Luis Vega"]], []),
        ("bombing", [], [["Bridge"]]),
    ]


@pytest.mark.parametrize(("place", "targets"), [(1, [["bridge", "bank"]]), (3, [["bridge"], ["bank"]])])
def test_what_was_hit_far_apart_makes_templates_of_its_own(place: int, targets: list[list[str]]) -> None:
    scores = make_scores([3.0, 0.0, 1.0, -3.0, -3.0], *([2.0, 0.0, 3.0, -3.0, -3.0] for _ in range(4)))
    at = {"bridge": 0, "bank": place, "red front": place}
    made = [Wording(**{**fields(make_wording(key)), "text": key, "sentences": (where,)}) for key, where in at.items()]
    bridge, bank, front = (Filler(wording=wording, chance=0.9) for wording in made)
    dealt = {"PerpInd": [], "PerpOrg": [front], "Target": [bridge, bank], "Victim": [], "Weapon": []}
    found = make_templates(scores, dealt, make_deal())
    assert [[name for (name,) in each["Target"]] for each in found] == targets
    assert found[-1]["PerpOrg"] == [["red front"]]


def fields(wording: Wording) -> dict[str, object]:
    return {name: getattr(wording, name) for name in Wording.__slots__}


@pytest.mark.parametrize(("relevance", "templates"), [(3.0, ["bombing"]), (-3.0, [])])
def test_without_fillers_only_a_document_that_surely_tells_of_an_incident_has_a_template(
    relevance: float, templates: list[str]
) -> None:
    scores = make_scores([relevance, 0.0, 1.0, 0.0, 0.0], [0.0] * 5)
    nothing = {name: [] for name in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")}
    assert [each["incident_type"] for each in make_templates(scores, nothing, make_deal())] == templates


def test_the_weights_beside_the_benchmark_fit_its_slots_and_types() -> None:
    model = load_model()
    assert len(model.slots) == 5
    assert model.document.weights.shape[1] == len(TYPES) + 2
    assert model.span.weights.shape[1] == 5
    assert (np.diff(model.span.keys.astype(np.int64)) > 0).all()
