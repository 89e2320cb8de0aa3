"""Context rules: what the words around a mention of a happening say of it.

A context rule of events.toml looks at the folded text before, behind or all about a mention inside its sentence, and
gives a value: that it points to another happening, that it may not have come about, how far it got.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recoupe.claims.phrases import compile_around
from recoupe.errors import DataError
from recoupe.records import EventType, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRule:
    """One rule; any of its expressions is enough. Empty `types` stand for all."""

    name: str
    value: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    sentence: re.Pattern[str] | None = None
    types: tuple[EventType, ...] = ()

    def find(self, folded: str, mention: Span, bounds: Span) -> Span | None:
        """The words about `mention`, inside the sentence `bounds`, that fit the rule; None where nothing does."""
        places = (
            (self.before, bounds.start, mention.start),
            (self.after, mention.end, bounds.end),
            (self.sentence, bounds.start, bounds.end),
        )
        for expression, start, end in places:
            found = expression.search(folded[start:end]) if expression else None
            if found:
                return Span(start + found.start(), start + found.end())
        return None

    def fits(self, before: str, after: str, sentence: str) -> bool:
        """Whether the folded words before, behind and all about a mention fit the rule."""
        return bool(
            (self.before and self.before.search(before))
            or (self.after and self.after.search(after))
            or (self.sentence and self.sentence.search(sentence))
        )


def read_context(
    source: str, table: Mapping[str, Any], section: str, macros: Mapping[str, str]
) -> tuple[ContextRule, ...]:
    """The rules under `[[section]]`; DataError naming file and section where one lacks a name or value."""
    rules = []
    for entry in table.get(section, ()):
        if "name" not in entry or "value" not in entry:
            raise DataError(
                f"{source}: a [[{section}]] rule needs 'name' and 'value'; it has: {', '.join(sorted(entry))}"
            )
        rules.append(
            ContextRule(
                name=entry["name"],
                value=entry["value"],
                types=tuple(EventType(each) for each in entry.get("types", ())),
                **{key: compile_around(source, entry.get(key, ()), macros) for key in ("before", "after", "sentence")},
            )
        )
    return tuple(rules)


def find_context(rules: tuple[ContextRule, ...], folded: str, mention: Span, bounds: Span) -> ContextRule | None:
    """The first rule that fits the mention."""
    before, after = folded[bounds.start : mention.start], folded[mention.end : bounds.end]
    whole = folded[bounds.start : bounds.end]
    return next((rule for rule in rules if rule.fits(before, after, whole)), None)
