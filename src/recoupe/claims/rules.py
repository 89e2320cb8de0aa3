"""The rules by which happenings are found and judged in one language, read from triggers.toml and events.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from recoupe.claims.context import ContextRule, read_context
from recoupe.claims.phrases import PhraseTable, compile_around, read_macros, read_phrases
from recoupe.claims.roles import RoleRules, load_role_rules
from recoupe.errors import DataError
from recoupe.resources import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRules:
    """All rules of the events chapter for one language, compiled."""

    language: str
    triggers: PhraseTable
    references: tuple[ContextRule, ...]
    certainty: tuple[ContextRule, ...]
    mute: tuple[ContextRule, ...]
    asides: tuple[ContextRule, ...]
    outcomes: tuple[ContextRule, ...]
    ordinals: tuple[re.Pattern[str], ...]
    ordinal_numbers: Mapping[str, int]
    loaded: PhraseTable
    standing: PhraseTable
    public: re.Pattern[str]  # words of public violence, one of which an arrest needs
    private: re.Pattern[str]  # words of private crime, which bar it
    accident: re.Pattern[str]  # words of accidents and disasters
    violence: re.Pattern[str]  # words one of which goes with a plain "attack" unless it is a figure of speech
    grave: re.Pattern[str]  # words of violence that sport and trade do not use
    deed: re.Pattern[str]  # words that tell of whom or with what one kills, beside a bare "tué"
    other_matter: re.Pattern[str]  # words of sport, trade and the arts
    lead_private: re.Pattern[str]  # words of private crime that bar all events where the lead has them
    office_before: re.Pattern[str]  # one person, by office, before or behind a killing
    office_after: re.Pattern[str]
    death: re.Pattern[str]  # words of death, without which nobody was assassinated
    not_when: re.Pattern[str]  # words before a time that dates something else: "né le"
    not_where: re.Pattern[str]  # words before a place where nothing happened: "originaire de"
    in_country: re.Pattern[str]  # words before a country in which something happened: "dans le nord du"
    opening: re.Pattern[str]  # words between the begin of a sentence and the place it opens with: "Dans la ville de"
    meanwhile: re.Pattern[str]  # words that open a sentence on another happening: "Hours later, a suicide bomber …"
    pluperfect: re.Pattern[str]  # an auxiliary before a verb of what had happened before the news: "had killed"
    entry: re.Pattern[str]  # a line that begins with an hour: "Vers 23h00, "
    anaphors: re.Pattern[str]  # words that stand for the town named last: "la ville"
    between: re.Pattern[str]  # words that make a range of two days: "entre jeudi et samedi"
    list_gap: re.Pattern[str]  # what may stand between the members of a list of places or days
    roles: RoleRules


def load_event_rules(language: str) -> EventRules:
    """The event rules of a language; raises DataError where triggers.toml or events.toml breaks its rules."""
    triggers_name, events_name = f"languages/{language}/triggers.toml", f"languages/{language}/events.toml"
    table = read_toml(events_name)
    macros = read_macros(events_name, table)
    ordinal = table["ordinal"][0]
    contexts = {
        name: read_context(events_name, table, name, macros)
        for name in ("reference", "certainty", "mute", "aside", "outcome")
    }
    return EventRules(
        language=language,
        triggers=read_phrases(triggers_name, read_toml(triggers_name)),
        references=contexts["reference"],
        certainty=contexts["certainty"],
        mute=contexts["mute"],
        asides=contexts["aside"],
        outcomes=contexts["outcome"],
        ordinals=tuple(_needed(events_name, [pattern], macros) for pattern in ordinal["patterns"]),
        ordinal_numbers=ordinal["numbers"],
        loaded=read_phrases(events_name, {**table, "loaded": [{"name": "loaded", **table["loaded"]}]}, "loaded"),
        standing=read_phrases(events_name, table, "standing"),
        public=_needed(events_name, table["public"]["needs"], macros),
        private=_needed(events_name, table["public"]["unless"], macros),
        accident=_needed(events_name, table["public"]["accident"], macros),
        violence=_needed(events_name, table["public"]["violence"], macros),
        grave=_needed(events_name, table["public"]["grave"], macros),
        deed=_needed(events_name, table["public"]["deed"], macros),
        other_matter=_needed(events_name, table["public"]["other_matter"], macros),
        lead_private=_needed(events_name, table["public"]["unless_lead"], macros),
        office_before=_needed(events_name, table["singled_out"]["before"], macros),
        office_after=_needed(events_name, table["singled_out"]["after"], macros),
        death=_needed(events_name, table["singled_out"]["needs"], macros),
        not_when=_needed(events_name, table["setting"]["not_when"], macros),
        not_where=_needed(events_name, table["setting"]["not_where"], macros),
        in_country=_needed(events_name, table["setting"]["in_country"], macros),
        opening=_needed(events_name, table["setting"]["opening"], macros),
        meanwhile=_needed(events_name, table["setting"]["meanwhile"], macros),
        pluperfect=_needed(events_name, table["setting"]["pluperfect"], macros),
        entry=_needed(events_name, table["setting"]["entry"], macros),
        anaphors=_needed(events_name, table["setting"]["anaphors"], macros),
        between=_needed(events_name, table["setting"]["between"], macros),
        list_gap=_needed(events_name, table["setting"]["list_gap"], macros),
        roles=load_role_rules(language),
    )


def _needed(source: str, patterns: list[str], macros: Mapping[str, str]) -> re.Pattern[str]:
    compiled = compile_around(source, patterns, macros)
    if compiled is None:
        raise DataError(f"{source}: a list of patterns is empty where at least one is needed")
    return compiled
