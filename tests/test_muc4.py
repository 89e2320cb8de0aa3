"""The MUC-4 benchmark's own scorer: what it compares, weighs and deals out."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.muc4_case import recase_text
from benchmarks.muc4_fillers import Filler, Fillers, keep_entities, same_entity, told_roles
from benchmarks.muc4_incidents import find_incidents, find_parts
from benchmarks.muc4_reading import hash_features
from benchmarks.muc4_scorer import SLOTS, TYPES, Scores, Wording, remember, step
from benchmarks.muc4_spans import normal
from benchmarks.muc4_tables import Dealer, Line, Net, Slot, Table, Trees, load_model
from benchmarks.muc4_templates import make_templates, worth


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


def make_trees(*nodes: tuple[int, float, int, int, float]) -> Trees:
    """One tree; a node: the number it looks at or -1, the threshold, where to go below and above it, the value."""
    feature, threshold, below, above, value = zip(*nodes, strict=True)
    return Trees(
        roots=np.array([0], dtype=np.int32),
        feature=np.array(feature, dtype=np.int16),
        threshold=np.array(threshold),
        below=np.array(below, dtype=np.int32),
        above=np.array(above, dtype=np.int32),
        value=np.array(value),
        base=0.0,
    )


def make_dealer(*, incident: float = 3.0) -> Dealer:
    """Types by the sentence of a filler alone, every incident as likely, with its members and what stands nearest."""
    member, lead = 6, 9  # of filler_numbers
    return Dealer(
        types=make_trees((1, 0.0, 1, 2, 0.0), (-1, 0.0, 0, 0, -3.0), (-1, 0.0, 0, 0, 3.0)),
        incidents=make_trees((-1, 0.0, 0, 0, incident)),
        fillers=make_trees(
            (member, 0.5, 1, 4, 0.0),
            (lead, -1e-9, 2, 3, 0.0),
            (-1, 0.0, 0, 0, -3.0),
            (-1, 0.0, 0, 0, 3.0),
            (-1, 0.0, 0, 0, 3.0),
        ),
    )


def make_fillers(chance: float = 0.9, **places: dict[str, tuple[int, ...]]) -> Fillers:
    """Fillers by slot and wording, at the sentences given."""
    return {
        slot: [
            Filler(wording=replace(make_wording(key), sentences=at), chance=chance)
            for key, at in places.get(slot, {}).items()
        ]
        for slot in SLOTS
    }


def test_fillers_of_two_types_make_two_templates_and_share_the_perpetrators() -> None:
    scores = make_scores([3.0, 1.0, 1.0, -3.0, -3.0], [2.0, 3.0, -3.0, -3.0, -3.0], [2.0, -3.0, 3.0, -3.0, -3.0])
    fillers = make_fillers(
        Victim={"luis vega": (0,)}, Target={"bridge": (1,)}, PerpOrg={"red front": (0, 1)}, PerpInd={"two men": (0,)}
    )
    made = make_templates(scores, fillers, make_dealer())
    assert [(each["incident_type"], each["Victim"], each["Target"]) for each in made] == [
        ("attack", [["Luis Vega"]], []),
        ("bombing", [], [["Bridge"]]),
    ]
    assert [each["PerpInd"] for each in made] == [[["Two Men"]], []]


@pytest.mark.parametrize(("place", "targets"), [(1, [["Bridge", "Bank"]]), (3, [["Bridge"], ["Bank"]])])
def test_what_was_hit_far_apart_makes_templates_of_its_own(place: int, targets: list[list[str]]) -> None:
    scores = make_scores([3.0, 0.0, 1.0, -3.0, -3.0], *([2.0, -3.0, 3.0, -3.0, -3.0] for _ in range(4)))
    fillers = make_fillers(Target={"bridge": (0,), "bank": (place,)}, PerpOrg={"red front": (place,)})
    found = make_templates(scores, fillers, make_dealer())
    assert [[name for (name,) in each["Target"]] for each in found] == targets
    assert found[-1]["PerpOrg"] == [["Red Front"]]


def test_perpetrators_make_an_incident_only_where_nothing_was_hit() -> None:
    scores = make_scores([3.0, 0.0, 1.0, -3.0, -3.0], *([2.0, -3.0, 3.0, -3.0, -3.0] for _ in range(9)))
    alone = make_fillers(PerpOrg={"red front": (7,)}, PerpInd={"two men": (7,)})
    assert [part["PerpOrg"] for part in make_templates(scores, alone, make_dealer())] == [[["Red Front"]]]
    parts = find_parts(scores, make_fillers(PerpOrg={"red front": (7,)}, Target={"bridge": (0,)}))
    assert [[SLOTS[parts[n].slot] for n in each.members] for each in find_incidents(scores, parts)] == [["Target"]]


@pytest.mark.parametrize(("chance", "found"), [(0.09, []), (0.12, ["bridge"])])
def test_fillers_that_are_hardly_possible_are_no_parts(chance: float, found: list[str]) -> None:
    parts = find_parts(make_scores([0.0] * 5, [0.0] * 5), make_fillers(chance, Target={"bridge": (0,)}))
    assert [part.filler.wording.key for part in parts] == found


def test_a_part_is_at_home_where_an_incident_is_likeliest_told() -> None:
    scores = make_scores([0.0] * 5, [0.0] * 5, [-1.0] * 5, [2.0] * 5)
    (part,) = find_parts(scores, make_fillers(Target={"bridge": (2, 0, 1, 0)}))
    assert (part.home, part.sentences) == (2, (0, 1, 2))


@pytest.mark.parametrize(
    ("chance", "dealt", "expected"), [(0.1, [], -0.14), (0.2, [0.1], 0.06), (0.5, [0.5, 0.2], 1.38), (0.1, [0.4], 0.32)]
)
def test_a_template_is_worth_its_likely_answers_less_what_they_cost(
    chance: float, dealt: list[float], expected: float
) -> None:
    assert worth(chance, np.array(dealt)) == pytest.approx(expected)


@pytest.mark.parametrize(("incident", "templates"), [(3.0, ["bombing"]), (-3.0, [])])
def test_without_fillers_only_a_document_that_likely_tells_of_an_incident_has_a_template(
    incident: float, templates: list[str]
) -> None:
    scores = make_scores([3.0, 0.0, 1.0, 0.0, 0.0], [0.0] * 5)
    made = make_templates(scores, make_fillers(), make_dealer(incident=incident))
    assert [each["incident_type"] for each in made] == templates


def test_a_document_without_sentences_has_no_templates() -> None:
    nothing = Scores(document=np.zeros(5), sentences=np.zeros((0, 5)))
    assert make_templates(nothing, make_fillers(), make_dealer()) == []


def test_sure_fillers_are_the_roles_of_a_document() -> None:
    fillers = make_fillers(0.25, Victim={"luis vega": (0,)}, PerpInd={"two men": (0,)})
    assert told_roles(fillers) == {"PerpInd": [], "PerpOrg": [], "Target": [], "Victim": [["Luis Vega"]], "Weapon": []}


def test_a_net_adds_up_the_buckets_of_features_and_tells_slots_by_the_units_that_are_lit() -> None:
    net = Net(
        inputs=np.array([[1, -1], [2, 3], [0, -7]], dtype=np.int8),
        step=np.array([0.5, 1.0]),
        bias=np.array([0.5, 0.0]),
        outputs=np.array([[1.0, 10.0], [5.0, 0.0]]),
        last=np.array([-1.0, -2.0]),
    )
    total = net.total(np.array([3, 4], dtype=np.uint32))  # buckets 0 and 1
    assert total == pytest.approx([1.5, 2.0])
    assert net.odds(total) == pytest.approx([2.0 + 10.0 - 1.0, 20.0 - 2.0])
    assert net.odds(net.total(np.array([2], dtype=np.uint32))) == pytest.approx([0.5 - 1.0, 5.0 - 2.0])


def test_the_weights_beside_the_benchmark_fit_its_slots_and_types() -> None:
    model = load_model()
    assert len(model.slots) == 5
    assert model.document.weights.shape[1] == len(TYPES) + 2
    assert model.span.weights.shape[1] == 5
    assert (np.diff(model.span.keys.astype(np.int64)) > 0).all()
    assert model.net.outputs.shape[1] == 5
