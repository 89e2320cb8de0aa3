"""One incident in full: every value with its evidence, why it stands there, and the way the words took."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recoupe.explain import describe, quote
from recoupe.incidents.values import FIELDS, Report, report_field
from recoupe.incidents.wordings import same_value
from recoupe.plain import to_plain
from recoupe.records import Decision, Document, EventPlace, Incident, IncidentClaim, Link, Outcome, Span, Telling, Voice
from recoupe.store.histories import VersionRow
from recoupe.web.answers import (
    Bounds,
    Evidence,
    FeatureAnswer,
    FieldValue,
    FieldValues,
    Graph,
    IncidentAnswer,
    LinkAnswer,
    LoadedWording,
    Node,
    Status,
    TellingAnswer,
    VersionAnswer,
)
from recoupe.web.decision_answers import decision_answer
from recoupe.web.incident_rows import row_fields, row_of
from recoupe.why import claim_sentences

Documents = Mapping[str, Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What has become of an incident: its decisions, undone ones too, and its versions."""

    decisions: Sequence[Decision]
    versions: Sequence[VersionRow]


def incident_answer(incident: Incident, documents: Documents, history: History) -> IncidentAnswer:
    """The page of an incident; `documents` by id, those that the incident names."""
    return IncidentAnswer(
        **row_fields(row_of(incident)),
        support_reason=incident.support.reason,
        fields=[field_values(incident, name, documents) for name in FIELDS if _claims(incident, name)],
        graph=draw_graph(incident),
        loaded=[LoadedWording(outlet=outlet, text=wording.text) for outlet, wording in incident.loaded],
        links=[_link(link) for link in incident.links],
        decisions=[decision_answer(each) for each in history.decisions],
        tellings=[_telling(each) for each in incident.tellings],
        versions=[_version(each) for each in history.versions],
    )


def field_values(incident: Incident, field: str, documents: Documents) -> FieldValues:
    """Every value of one field, those that stand first, the best founded of them at the top."""
    claims = sorted(
        _claims(incident, field),
        key=lambda each: (each.superseded, each.decision is None, -each.origins.low, -len(each.documents)),
    )
    clash = next((conflict.reason for conflict in incident.conflicts if conflict.field == field), None)
    return FieldValues(
        field=field, values=[field_value(claim, incident, documents) for claim in claims], conflict=clash
    )


def field_value(claim: IncidentClaim, incident: Incident, documents: Documents) -> FieldValue:
    """One value with all that is known of it."""
    contents = {identifier: document.content for identifier, document in documents.items()}
    return FieldValue(
        text=describe(claim.value),
        value=to_plain(claim.value),
        status=_status(claim),
        decision=claim.decision,
        denied_by=list(claim.denied_by),
        origins=Bounds(low=claim.origins.low, high=claim.origins.high),
        why=list(claim_sentences(claim, incident, contents)),
        outlets=list(claim.outlets),
        chains=[list(voice.chain) for voice in claim.voices],
        evidence=[
            _evidence(report, contents)
            for telling in incident.tellings
            for report in report_field(telling, claim.field)
            if _holds(report, claim)
        ],
    )


def draw_graph(incident: Incident) -> Graph:
    """The ways of all values in one graph: speakers, agencies, outlets, documents."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], None] = {}
    for claim in incident.claims:
        for voice in claim.voices:
            way = list(_way(voice))
            nodes.update({node.id: node for node in way})
            edges.update({(first.id, second.id): None for first, second in pairwise(way)})
    for telling in incident.tellings:
        document = Node(id=f"document:{telling.passport.id}", label=telling.passport.id, kind="document")
        outlet = telling.passport.outlet or telling.passport.id
        nodes.setdefault(f"outlet:{outlet}", Node(id=f"outlet:{outlet}", label=outlet, kind="outlet"))
        nodes[document.id] = document
        edges[f"outlet:{outlet}", document.id] = None
    return Graph(nodes=list(nodes.values()), edges=list(edges))


def _way(voice: Voice) -> Iterator[Node]:
    """From the deepest voice to the outlet; one voice quoted by several outlets is one node."""
    chain = list(voice.chain)
    if voice.speaker:
        yield Node(id=f"speaker:{voice.root}", label=voice.speaker, kind="speaker")
    agencies = [name for name in chain[1:] if name != voice.speaker] if chain else []
    for name in reversed(agencies):
        yield Node(id=f"agency:{name}", label=name, kind="agency")
    outlet = chain[0] if chain else voice.outlet
    if outlet:
        yield Node(id=f"outlet:{outlet}", label=outlet, kind="outlet")


def _status(claim: IncidentClaim) -> Status:
    if claim.superseded:
        return "superseded"
    return "amended" if claim.decision is not None else "denied" if claim.denied_by else "standing"


def _version(row: VersionRow) -> VersionAnswer:
    return VersionAnswer(at=row.added, until=row.ended, by=row.user or "", verb=row.verb)


def _claims(incident: Incident, field: str) -> list[IncidentClaim]:
    return [claim for claim in incident.claims if claim.field == field]


def _holds(report: Report, claim: IncidentClaim) -> bool:
    """True where the report is one of those that the claim was made of."""
    if report.telling.passport.id not in claim.documents:
        return False
    # Places are alike by distance; a document that the claim names told its only place.
    return isinstance(claim.value, EventPlace) or same_value(report.value, claim.value)


def _evidence(report: Report, contents: Mapping[str, str]) -> Evidence:
    passport = report.telling.passport
    spans, rule = _grounds(report)
    return Evidence(
        document=passport.id,
        outlet=passport.outlet or passport.id,
        title=passport.title,
        published=passport.published.isoformat() if passport.published else None,
        quote=" … ".join(quote(contents.get(passport.id, ""), spans)),
        spans=[(span.start, span.end) for span in spans],
        rule=rule,
        status=report.status,
    )


def _grounds(report: Report) -> tuple[tuple[Span, ...], str]:
    """The words a value was read from and the rule that read them; an outcome has them in its reason."""
    if not isinstance(report.value, Outcome):
        return report.value.spans, report.value.rule
    event = report.telling.event
    reason = next((each for each in event.reasons if each.field == "outcome"), None)
    return (reason.spans if reason and reason.spans else event.trigger.spans), reason.rule if reason else ""


def _link(link: Link) -> LinkAnswer:
    features = [FeatureAnswer(name=each.name, score=each.score) for each in link.features]
    return LinkAnswer(documents=link.documents, score=link.score, features=features)


def _telling(telling: Telling) -> TellingAnswer:
    passport = telling.passport
    return TellingAnswer(
        document=passport.id,
        event=telling.event.id,
        title=passport.title,
        outlet=passport.outlet,
        published=passport.published.isoformat() if passport.published else None,
    )
