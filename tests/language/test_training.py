"""The recipes read treebanks and name corpora as the package cuts words."""

import json
from pathlib import Path

from training.names import NamedSentence, NameMark, cut_text, read_name_rules, read_re3d
from training.treebanks import TreeWord, read_labels, read_treebank

from recoupe.language.sentences import load_sentence_rules
from recoupe.language.words import load_word_rules

CONTRACTION = """\
1	Le	le	DET	_	_	2	det	_	_
2	chef	chef	NOUN	_	Gender=Masc|Number=Sing|Foo=Bar	0	root	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	_	5	det	_	_
5	camp	camp	NOUN	_	_	2	nmod	_	SpaceAfter=No
6	.	.	PUNCT	_	_	2	punct	_	_

"""
PASSIVE = """\
1	He	he	PRON	_	_	4	nsubj:pass	_	_
2-3	wasn't	_	_	_	_	_	_	_	_
2	was	be	AUX	_	_	4	aux:pass	_	_
3	n't	not	PART	_	_	4	advmod	_	_
4	hit	hit	VERB	_	_	0	root	_	_
5	by	by	ADP	_	_	6	case	_	_
6	rebels	rebel	NOUN	_	_	4	obl	_	_

"""


def read(tmp_path: Path, text: str, language: str) -> list[TreeWord]:
    path = tmp_path / "bank.conllu"
    path.write_text(text, encoding="utf-8")
    return read_treebank(path, language, read_labels())[0]


def test_a_contraction_is_one_word_with_the_relation_of_its_preposition(tmp_path: Path) -> None:
    words = read(tmp_path, CONTRACTION, "fr")
    assert [(w.form, w.pos, w.relation, w.head) for w in words] == [
        ("Le", "DET", "det", 1),
        ("chef", "NOUN", "root", 1),
        ("du", "ADP", "case", 3),
        ("camp", "NOUN", "nmod", 1),
        (".", "PUNCT", "punct", 1),
    ]


def test_features_that_not_all_treebanks_have_are_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, CONTRACTION, "fr")[1].features == "Gender=Masc|Number=Sing"


def test_parts_that_are_written_out_stay_apart(tmp_path: Path) -> None:
    words = read(tmp_path, PASSIVE, "en")
    assert [(w.form, w.space_after) for w in words[1:3]] == [("was", False), ("n't", True)]


def test_the_doer_of_a_passive_is_an_agent(tmp_path: Path) -> None:
    assert read(tmp_path, PASSIVE, "en")[-1].relation == "obl:agent"


def test_of_names_that_overlap_the_longest_is_kept() -> None:
    text = "La Grande Mosquée de Valence brûle. Rien."
    marks = [NameMark(start=3, end=28, label="ORGANIZATION"), NameMark(start=21, end=28, label="PLACE")]
    cut = cut_text(text, marks, load_sentence_rules("fr"), load_word_rules("fr"))
    assert [sentence.names for sentence in cut] == [((1, 5, "ORGANIZATION"),), ()]


def test_our_own_sentences_have_one_root_each() -> None:
    labels = read_labels()
    folder = Path(__file__).parents[2] / "training" / "own"
    for language in ("fr", "en"):
        for sentence in read_treebank(folder / f"{language}.conllu", language, labels):
            assert [word.relation for index, word in enumerate(sentence) if word.head == index] == ["root"]


def test_a_name_inside_a_longer_mention_is_a_name_where_that_comes_to_none(tmp_path: Path) -> None:
    text = "An ISIL tactical unit left the Iraqi city of Mosul with Mr Hadi."
    mentions = [
        ("An ISIL tactical unit", "Organisation", 1.0),
        ("ISIL", "Organisation", 0.0),
        ("the Iraqi city of Mosul", "Location", 1.0),
        ("Mosul", "Location", 0.0),
        ("Mr Hadi", "Person", 1.0),
        ("Hadi", "Location", 0.0),
        ("unit", "Person", 0.0),
    ]
    entities = [
        {"begin": text.index(form), "end": text.index(form) + len(form), "type": kind, "confidence": confidence}
        for form, kind, confidence in mentions
    ]
    path = tmp_path / "re3d.jsonl"
    rules = read_name_rules()
    path.write_text(json.dumps({"text": text, "entities": entities}) + "\n", encoding="utf-8")
    sentence = read_re3d(path, rules)[0][0]
    assert _written(sentence) == [("ISIL", "ORGANIZATION"), ("Mosul", "PLACE"), ("Hadi", "PERSON")]
    rules["re3d"]["inner"] = False
    assert _written(read_re3d(path, rules)[0][0]) == [("Hadi", "PERSON")]


def _written(sentence: NamedSentence) -> list[tuple[str, str]]:
    return [(" ".join(sentence.words[start:end]), kind) for start, end, kind in sentence.names]
