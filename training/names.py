"""Corpora of names, read as sentences of words with the spans of their names."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recoupe.language.sentences import SentenceRules, find_sentences, load_sentence_rules
from recoupe.language.words import WordRules, find_words, load_word_rules

# What is printed without a space before it, or after it.
CLOSING = re.compile(r"n't$|'[a-z]{1,2}$|[.,;:!?)\]%]+$")
OPENING = ("( ", "[ ", "$ ")
NAMES = Path(__file__).parent / "names.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSentence:
    """Words with the spaces after them; `names` are (first word, past the last word, label).

    `unknown` are stretches of which nobody has said whether they are names.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    names: tuple[tuple[int, int, str], ...]
    unknown: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMark:
    """A name in a text by its character offsets."""

    start: int
    end: int
    label: str


def read_name_rules() -> dict:
    """Gives the tables of names.toml."""
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


def read_winer(path: Path, rules: dict) -> list[list[NamedSentence]]:
    """Gives the documents of winer_fr, each as its sentences."""
    cutter = (load_sentence_rules("fr"), load_word_rules("fr"))
    labels = rules["labels"]
    return [
        cut_text(
            record["text"],
            [NameMark(start=a, end=b, label=labels[t]) for a, b, t in record["ents"] if t in labels],
            *cutter,
        )
        for record in _records(path)
    ]


def read_re3d(path: Path, rules: dict) -> list[list[NamedSentence]]:
    """Gives the documents of re3d, whose mentions are brought down to the names in them."""
    cutter = (load_sentence_rules("en"), load_word_rules("en"))
    rules = {**rules, "re3d": {**rules["re3d"], "cutter": cutter[1]}}
    records = list(_records(path))
    found = [_re3d_marks(record, rules) for record in records]
    places = _mostly_places(records, found) | set(rules["re3d"]["states"])
    peoples = set(rules["re3d"]["peoples"])
    return [
        cut_text(record["text"], _without_metonymy(record["text"], marks, places, peoples), *cutter)
        for record, marks in zip(records, found, strict=True)
    ]


def read_columns(path: Path, rules: dict, *, form: int = 0, label: int = 1) -> list[NamedSentence]:
    """Gives the sentences of a file with one word a line and its IOB label in another column."""
    cutter = load_word_rules("en")
    sentences: list[NamedSentence] = []
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# "):
            continue
        cells = line.split("\t") if "\t" in line else line.split()
        if len(cells) > max(form, label):
            rows.append((cells[form], cells[label]))
        elif rows:
            sentences.append(_from_rows(rows, rules["labels"], cutter))
            rows = []
    return sentences


def read_silver(path: Path) -> list[NamedSentence]:
    """Gives the sentences that training.silver has written."""
    return [
        NamedSentence(
            words=tuple(record["words"]),
            spaces=tuple(record["spaces"]),
            names=tuple((start, end, label) for start, end, label in record["names"]),
            unknown=tuple((start, end) for start, end in record["unknown"]),
        )
        for record in _records(path)
    ]


def cut_text(text: str, marks: Iterable[NameMark], sentences: SentenceRules, words: WordRules) -> list[NamedSentence]:
    """Gives the sentences of a text; of names that overlap the longest is kept."""
    longest = _longest(marks)
    return [_cut_sentence(text, span.start, span.end, longest, words) for span in find_sentences(text, sentences)]


def _cut_sentence(text: str, start: int, end: int, marks: Sequence[NameMark], rules: WordRules) -> NamedSentence:
    spans = [(start + a, start + b) for a, b in find_words(text[start:end], rules)]
    names = []
    for mark in marks:
        covered = [i for i, (a, b) in enumerate(spans) if a < mark.end and b > mark.start]
        if covered and start <= mark.start and mark.end <= end:
            names.append((covered[0], covered[-1] + 1, mark.label))
    return NamedSentence(
        words=tuple(text[a:b] for a, b in spans),
        spaces=tuple(text[b : b + 1].isspace() for _, b in spans),
        names=tuple(_disjoint(names)),
    )


def _disjoint(names: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    past = 0
    for start, end, label in names:
        if start >= past:
            yield start, end, label
            past = end


def _longest(marks: Iterable[NameMark]) -> list[NameMark]:
    kept: list[NameMark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)


def _records(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _from_rows(rows: list[tuple[str, str]], labels: dict[str, str], cutter: WordRules) -> NamedSentence:
    """The sentence with its words cut as the package does: "Franco-British" is three words in English."""
    marks: list[NameMark] = []
    text, last = "", "O"
    for form, tag in rows:
        text = text.rstrip() if CLOSING.match(form) or text.endswith(OPENING) else text
        start, label = len(text), labels.get(tag[2:])
        text += form + " "
        if label and tag[:1] == "I" and last[2:] == tag[2:] and marks:
            marks[-1] = NameMark(start=marks[-1].start, end=start + len(form), label=label)
        elif label:
            marks.append(NameMark(start=start, end=start + len(form), label=label))
        last = tag
    return _cut_sentence(text, 0, len(text), marks, cutter)


def _re3d_marks(record: dict, rules: dict) -> list[NameMark]:
    labels, text = rules["labels"], record["text"]
    marks = []
    sure, inner = _told_apart(record["entities"], rules["re3d"]["confidence"])
    for entity in sure:
        if label := labels.get(entity["type"]):
            marks.extend(_name_in(text, entity["begin"], entity["end"], label, rules["re3d"]))
    agreed = tuple(marks)
    for entity in inner if rules["re3d"]["inner"] else ():
        if label := labels.get(entity["type"]):
            found = _name_in(text, entity["begin"], entity["end"], label, rules["re3d"])
            marks.extend(mark for mark in found if not any(_overlap(mark, other) for other in agreed))
    return marks


def _told_apart(entities: Sequence[dict], least: float) -> tuple[list[dict], list[dict]]:
    """The mentions agreed on, and the shorter ones inside them.

    Of mentions inside one another the corpus gives confidence to the longest alone: "ISIL" in "an ISIL tactical
    unit" has none, and is a name all the same.
    """
    sure = [entity for entity in entities if entity["confidence"] >= least]
    inner = [
        entity
        for entity in entities
        if entity["confidence"] < least
        and any(
            other["begin"] <= entity["begin"]
            and entity["end"] <= other["end"]
            and other["end"] - other["begin"] > entity["end"] - entity["begin"]
            for other in sure
        )
    ]
    return sure, inner


def _overlap(one: NameMark, other: NameMark) -> bool:
    return one.start < other.end and other.start < one.end


def _name_in(text: str, start: int, end: int, label: str, rules: dict) -> list[NameMark]:
    """Brings "the Prime Minister-designate, Haider al-Abadi" down to the name; gives nothing for "a new minister"."""
    words = [(start + a, start + b) for a, b in find_words(text[start:end], rules["cutter"])]
    while words and text[slice(*words[-1])].lower() in rules["trailing"]:
        words.pop()
    if label == "PERSON":
        return _person_in(text, words, rules)
    if label == "PLACE":
        return _places_in(text, words, rules)
    while words and text[slice(*words[0])].lower() in rules["leading"]:
        words.pop(0)
    return _proper(text, words, label, rules["inside"])


def _person_in(text: str, words: list[tuple[int, int]], rules: dict) -> list[NameMark]:
    """The run of capitalised words that ends the mention, after its titles and commas."""
    begin = len(words)
    while begin and _personal(text[slice(*words[begin - 1])], rules):
        begin -= 1
    before = text[slice(*words[begin - 1])].lower() if begin else ""
    if before in rules["governing"]:
        return []
    while begin < len(words) and text[words[begin][0]].islower() and not text[words[begin][0] :].startswith("al-"):
        begin += 1
    return _proper(text, words[begin:], "PERSON", rules["particles"])


def _personal(word: str, rules: dict) -> bool:
    capital = word[:1].isupper() and word.lower() not in rules["titles"] and word.lower() not in rules["leading"]
    return capital or word in rules["particles"] or word.startswith("al-")


def _places_in(text: str, words: list[tuple[int, int]], rules: dict) -> list[NameMark]:
    """Each part of "Brandbergen, Haninge Municipality", without "northern", "the city of" and "district"."""
    parts: list[list[tuple[int, int]]] = [[]]
    for word in words:
        if text[slice(*word)] == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    marks: list[NameMark] = []
    for part in parts:
        while part and (text[slice(*part[0])].lower() in rules["leading"] or text[slice(*part[0])] in rules["around"]):
            part.pop(0)
        while part and text[slice(*part[-1])] in rules["around"]:
            part.pop()
        if not any(text[a].isdigit() for a, _ in part):
            marks.extend(_proper(text, part, "PLACE", rules["inside"]))
    return marks


def _proper(text: str, words: list[tuple[int, int]], label: str, inside: list[str]) -> list[NameMark]:
    forms = [text[a:b] for a, b in words]
    lower = [form for form in forms if form[:1].islower() and form not in inside and not form.startswith("al-")]
    if lower or not any(form[:1].isupper() for form in forms):
        return []
    return [NameMark(start=words[0][0], end=words[-1][1], label=label)]


def _mostly_places(records: list[dict], found: list[list[NameMark]]) -> set[str]:
    counts: Counter[str] = Counter()
    for record, marks in zip(records, found, strict=True):
        for mark in marks:
            counts[record["text"][mark.start : mark.end]] += {"PLACE": 1, "ORGANIZATION": -1}.get(mark.label, 0)
    return {name for name, balance in counts.items() if balance > 0}


def _without_metonymy(text: str, marks: list[NameMark], places: set[str], peoples: set[str]) -> list[NameMark]:
    """Calls "Iraq" a place also where the corpus means its government, and "Iraqis" nothing, as other corpora do."""
    kept = []
    for mark in marks:
        name = text[mark.start : mark.end]
        if name in peoples:
            continue
        label = "PLACE" if mark.label == "ORGANIZATION" and name in places else mark.label
        kept.append(NameMark(start=mark.start, end=mark.end, label=label))
    return kept
