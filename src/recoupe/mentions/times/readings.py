"""Finds where a rule of the grammar matches: spans with the values of their words, not yet put on the calendar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from recoupe.mentions.times.grammar import GroupValue, Rule, TimeGrammar, Trial
from recoupe.mentions.times.patterns import FIRST_WORD, group_name, trigger

# Characters looked at in front of a match and behind it for words that rule it out.
CONTEXT = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A match of a rule with the values of its words."""

    rule: Rule
    start: int
    end: int
    groups: Mapping[str, GroupValue] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """The number under that name; None where there is none, or a vague one."""
        value = self.groups.get(name)
        return value if isinstance(value, int) else None

    def word(self, name: str) -> str | None:
        """The word's value under that name, such as a unit or a part of the day."""
        value = self.groups.get(name)
        return value if isinstance(value, str) else None

    @property
    def unit(self) -> str | None:
        """The unit written in it, in whichever of the tables of units it stands."""
        tables = ("unit", "units", "bigunit", "shortunit", "adverb")
        return next((unit for table in tables if (unit := self.word(table))), None)


def find_readings(content: str, folded: str, grammar: TimeGrammar) -> tuple[Reading, ...]:
    """The readings of `content` from left to right, the longest at each place, not overlapping."""
    readings = []
    free = 0
    by_first = grammar.by_first
    words = list(FIRST_WORD.finditer(folded))
    keys = [trigger(word.group()) for word in words] + [""]
    for index, word in enumerate(words):
        trials = by_first.get(keys[index])
        if not trials or word.start() < free:
            continue
        entries = trials.by_second.get(keys[index + 1], trials.always)
        reading = _longest(content, folded, word.start(), entries, grammar)
        if reading:
            readings.append(reading)
            free = reading.end
    return tuple(readings)


def _longest(
    content: str,
    folded: str,
    start: int,
    entries: tuple[Trial, ...],
    grammar: TimeGrammar,
) -> Reading | None:
    best: Reading | None = None
    for rule, expression in entries:
        match = expression.compiled.match(folded, start)
        if match and (best is None or match.end() > best.end) and _allowed(content, folded, rule, match):
            groups = {
                group_name(name): grammar.read_group(group_name(name), text)
                for name, text in match.groupdict().items()
                if text is not None
            }
            best = Reading(rule=rule, start=start, end=match.end(), groups=groups)
    return best


def _allowed(content: str, folded: str, rule: Rule, match: re.Match[str]) -> bool:
    """False where letter case or the words around show that no time is meant ("may", "18-year-old")."""
    for name, text in match.groupdict().items() if rule.cases else ():
        case = rule.cases.get(group_name(name)) if text is not None else None
        written = content[match.start(name) : match.end(name)] if case else ""
        if written and not _written_as(written, case or ""):
            return False
    start, end = match.span()
    before = folded[max(0, start - CONTEXT) : start]
    if (rule.not_after and rule.not_after.search(before)) or (rule.after and not rule.after.search(before)):
        return False
    if rule.before and not rule.before.match(folded, end, end + CONTEXT):
        return False
    return not (rule.not_before and rule.not_before.match(folded, end, end + CONTEXT))


def _written_as(written: str, case: str) -> bool:
    """True where a word has the letters its rule asks for; all-capitals text keeps only "title" away."""
    if written.isupper():
        return case != "title"
    return (written == written.lower()) == (case == "lower")
