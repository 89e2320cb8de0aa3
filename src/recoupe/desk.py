"""A desk: the rules, tables and parser with which one language is read.

Opened once and handed to `read_document`; nothing in it changes while documents are read.
"""

from dataclasses import dataclass, field

from recoupe.claims.attribution import AttributionRules, load_attribution
from recoupe.claims.chains import OutletTable, load_outlets
from recoupe.claims.rules import EventRules, load_event_rules
from recoupe.errors import DocumentError
from recoupe.language.parser import Parser, load_parser
from recoupe.language.sentences import SentenceRules, load_sentence_rules
from recoupe.mentions.actors import PeopleRules, load_people
from recoupe.mentions.actors_table import ActorTable, load_actors
from recoupe.mentions.counts import CountGrammar, load_counts
from recoupe.mentions.places import Gazetteer, PlaceRules, load_gazetteer, load_place_rules
from recoupe.mentions.times import TimeGrammar, load_times
from recoupe.mentions.weapons import WeaponTable, load_weapons
from recoupe.resources import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything needed to read documents in one language."""

    language: str
    sentences: SentenceRules
    parser: Parser
    times: TimeGrammar
    places: PlaceRules
    counts: CountGrammar
    people: PeopleRules
    weapons: WeaponTable
    attribution: AttributionRules
    events: EventRules
    gazetteer: Gazetteer
    actors: ActorTable
    outlets: OutletTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """The desks of all languages, each opened when its first document arrives.

    `pipelines` names an installed spaCy pipeline to use for a language in place of the packaged one.
    """

    pipelines: dict[str, str] = field(default_factory=dict)
    _opened: dict[str, Desk] = field(default_factory=dict)

    def open(self, language: str) -> Desk:
        """The desk of `language`; raises DocumentError where Recoupe reads no such language."""
        if language not in LANGUAGES:
            raise DocumentError(
                f"the text is in {language!r}, which Recoupe does not read yet (it reads: {', '.join(LANGUAGES)});"
                " give its language as 'language' if this was guessed wrongly"
            )
        if language not in self._opened:
            self._opened[language] = open_desk(language, self.pipelines.get(language), share=self._any())
        return self._opened[language]

    def _any(self) -> Desk | None:
        return next(iter(self._opened.values()), None)


def open_desk(language: str, pipeline: str | None = None, *, share: Desk | None = None) -> Desk:
    """The desk of one language; tables that serve all languages are taken from `share` where given."""
    return Desk(
        language=language,
        sentences=load_sentence_rules(language),
        parser=load_parser(language, pipeline),
        times=load_times(language),
        places=load_place_rules(language),
        counts=load_counts(language),
        people=load_people(language),
        weapons=load_weapons(language),
        attribution=load_attribution(language),
        events=load_event_rules(language),
        gazetteer=share.gazetteer if share else load_gazetteer(),
        actors=share.actors if share else load_actors(),
        outlets=share.outlets if share else load_outlets(),
    )
