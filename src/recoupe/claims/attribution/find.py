"""Finds who is said to have said what, sentence by sentence, and then across sentences."""

from collections.abc import Iterable
from dataclasses import replace

from recoupe.claims.attribution.cues import find_cues
from recoupe.claims.attribution.kinds import kind_of
from recoupe.claims.attribution.phrases import find_phrases
from recoupe.claims.attribution.quotations import find_quotations
from recoupe.claims.attribution.relays import RELAYS, find_relays, without_relays
from recoupe.claims.attribution.reports import find_reports
from recoupe.claims.attribution.rules import REPORTING, AttributionRules
from recoupe.claims.attribution.sources import split_sources
from recoupe.claims.attribution.speakers import join_quotations, resolve_speakers
from recoupe.claims.attribution.tokens import Line, read_line
from recoupe.claims.attribution.turns import find_turns
from recoupe.claims.outlets import OutletTable
from recoupe.records import Attribution, Sentence

OPINIONS = ("judges", "wants", "thinks", "asks")


def find_attributions(
    content: str, sentences: tuple[Sentence, ...], rules: AttributionRules, outlets: OutletTable
) -> tuple[Attribution, ...]:
    """Every attribution of the document, in order of its cue.

    Parsed sentences give subjects by their parse, others by their words. Quotations in the sentences that follow
    are joined to the speaker of the one before; `speaker` holds the words a pronoun stands for.
    """
    quotations = find_quotations(content)
    lines = [read_line(content, sentence, quotations, rules) for sentence in sentences]
    found = [attribution for line in lines for attribution in _in_line(line, outlets)]
    joined = join_quotations(content, lines, found, quotations)
    return tuple(resolve_speakers(content, rules.words["personal_pronouns"], joined))


def _in_line(line: Line, outlets: OutletTable) -> tuple[Attribution, ...]:
    phrases = (*find_phrases(line), *find_turns(line))
    citing = tuple(phrase for phrase in phrases if phrase.rule.startswith(RELAYS))
    reports = tuple(report for report in find_reports(line, find_cues(line)) if not _is_citing(report, citing))
    others = (phrase for phrase in phrases if phrase not in citing and not _is_told(phrase, reports))
    hosts = (*reports, *others)
    found: Iterable[Attribution] = (
        *(without_relays(host, citing) for host in hosts),
        *find_relays(line, hosts, citing),
    )
    return tuple(
        replace(attribution, kind=kind_of(line, attribution.source, outlets))
        for whole in found
        if not _is_nobody(line, whole) and not _is_nested(whole, reports)
        for attribution in split_sources(line, whole)
    )


def _is_nested(attribution: Attribution, reports: tuple[Attribution, ...]) -> bool:
    """Whether an opinion stands inside what somebody else reports: "she said that she admired him" is one report."""
    if attribution.stance not in OPINIONS or not attribution.cue:
        return False
    cue = attribution.cue[0]
    return any(part.covers(cue) for report in reports if report.stance in REPORTING for part in report.content)


def _is_nobody(line: Line, attribution: Attribution) -> bool:
    """ "No group claimed the attack", "Rien n'indique": nobody says anything."""
    if not attribution.source:
        return False
    text = line.content[attribution.source[0].start : attribution.source[-1].end]
    return line.rules.voices.nobody.search(text) is not None


def _is_citing(report: Attribution, citing: tuple[Attribution, ...]) -> bool:
    """Whether the verb is the "citing" that is read as a relay, or stands inside the relay's words."""
    return any(report.cue[0].overlaps(phrase.cue[0]) for phrase in citing)


def _is_told(phrase: Attribution, reports: tuple[Attribution, ...]) -> bool:
    """Whether a phrase says nothing new: hearsay inside what somebody reports, a source that its verb already has."""
    told = phrase.cue[0]
    inside = any(part.covers(told) for report in reports for part in report.content)
    known = bool(phrase.source) and any(report.source == phrase.source for report in reports)
    return (inside and not phrase.source) or known or any(report.cue[0].overlaps(told) for report in reports)
