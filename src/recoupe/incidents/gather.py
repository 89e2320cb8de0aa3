"""Incidents out of tellings: copies, links, claims, origins, contradictions, consensus."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from anyascii import anyascii

from recoupe.incidents.backdated import Doubt, distrust, find_backdated, without_doubted
from recoupe.incidents.copies import find_copies, publication_order
from recoupe.incidents.corroboration import find_conflicts, grade_support, judge_claims
from recoupe.incidents.inheritance import inherit_roots
from recoupe.incidents.linking import Cluster, link_tellings
from recoupe.incidents.origins import count_origins
from recoupe.incidents.ties import NO_TIES, Ties, name_of
from recoupe.incidents.values import FIELDS, gather_holdings
from recoupe.incidents.voices import own_voice, unique_voices, voices_of
from recoupe.records import (
    EventDate,
    EventPlace,
    EventType,
    Incident,
    IncidentClaim,
    Outcome,
    Passport,
    SourceKind,
    Telling,
    TellingName,
    Wording,
)


def gather_incidents(
    tellings: Sequence[Telling], passports: Sequence[Passport] = (), ties: Ties = NO_TIES
) -> tuple[Incident, ...]:
    """The incidents that the tellings are of, in order of date, place and identifier.

    `passports` names further documents (without events) among which copies may be found. The result depends on
    what is given, not on its order. `ties` are what people have decided of tellings.
    """
    known = {passport.id: passport for passport in (*passports, *(telling.passport for telling in tellings))}
    copies = find_copies(tuple(known.values()))
    return gather_part(tellings, copies, ties)


def gather_part(
    tellings: Sequence[Telling],
    copies: dict[str, str],
    ties: Ties = NO_TIES,
    wanted: Collection[TellingName] | None = None,
) -> tuple[Incident, ...]:
    """The incidents of the tellings that are wanted; the others only lend their voices to copies.

    The same as gathering everything at once, where no other telling is alike enough to one wanted to be linked,
    and where all tellings of documents that carry the same text are given.
    """
    doubted = find_backdated(tellings, copies)
    trusted = tuple(distrust(telling, doubted) for telling in tellings)
    ordered = sorted(trusted, key=lambda telling: (publication_order(telling.passport), telling.event.id))
    traced = inherit_roots(ordered, without_doubted(copies, ordered, doubted))
    part = traced if wanted is None else tuple(telling for telling in traced if name_of(telling) in wanted)
    incidents = [make_incident(cluster, part) for cluster in link_tellings(part, copies, ties)]
    if doubted:
        published = {telling.passport.id: telling.passport.published for telling in tellings}
        incidents = [_with_doubts(incident, doubted, published) for incident in incidents]
    return tuple(sorted(incidents, key=lambda incident: incident.id))


def _with_doubts(
    incident: Incident, doubted: dict[str, Doubt], published: dict[str, date | datetime | None]
) -> Incident:
    """The incident with the dates that are doubted, its documents dated again as they date themselves."""
    tellings = tuple(
        replace(each, passport=replace(each.passport, published=published[each.passport.id]))
        for each in incident.tellings
    )
    own = tuple((document, doubted[document].reason) for document in incident.documents if document in doubted)
    return replace(incident, tellings=tellings, doubted=own)


def make_incident(cluster: Cluster, tellings: Sequence[Telling]) -> Incident:
    """One incident with its claims and consensus; `tellings` in order of publication."""
    members = tuple(tellings[position] for position in cluster.members)
    holdings = {name: gather_holdings(members, name) for name in FIELDS}
    claims = tuple(claim for name in FIELDS for claim in judge_claims(holdings[name]))
    conflicts = find_conflicts(claims, holdings["weapons"])
    voices = unique_voices(voice for telling in members for voice in voices_of(telling))
    origins = count_origins(voices)
    when, where = _best_date(claims), _best_place(claims)
    return Incident(
        id=_identifier(when, where, members[0]),
        type=_commonest_type(members),
        outcome=_best_outcome(claims),
        date=when,
        place=where,
        documents=_documents(members),
        focus=_documents([telling for telling in members if telling.event.focus]),
        claims=claims,
        conflicts=conflicts,
        outlets=tuple(dict.fromkeys(telling.passport.outlet or telling.passport.id for telling in members)),
        agencies=_agencies(members),
        independent_origins=origins,
        support=grade_support(origins, claims, conflicts),
        loaded=_loaded(members),
        tellings=members,
        links=cluster.links,
    )


def _documents(members: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(telling.passport.id for telling in members))


def _agencies(members: Sequence[Telling]) -> tuple[str, ...]:
    voices = [voice for telling in members for voice in (own_voice(telling.passport), *voices_of(telling))]
    cited = {voice.cited[-1] for voice in voices if voice.kind is SourceKind.AGENCY and voice.cited}
    return tuple(sorted(cited | {voice.agency for voice in voices if voice.agency}))


def _commonest_type(members: Sequence[Telling]) -> EventType:
    """The type that most tellings give, those that are about the incident counting double."""
    votes: Counter[EventType] = Counter()
    for telling in members:
        votes[telling.event.type] += 2 if telling.event.focus else 1
    return max(votes, key=lambda kind: (votes[kind], -list(EventType).index(kind)))


def _strongest(claims: Sequence[IncidentClaim], field: str) -> list[IncidentClaim]:
    """The claims of a field, best supported first."""
    of_field = [claim for claim in claims if claim.field == field]
    return sorted(of_field, key=lambda claim: (-claim.origins.low, -len(claim.documents)))


def _best_outcome(claims: Sequence[IncidentClaim]) -> Outcome:
    best = _strongest(claims, "outcome")[0].value
    assert isinstance(best, Outcome)  # every telling has an outcome
    return best


def _best_date(claims: Sequence[IncidentClaim]) -> EventDate | None:
    return next((claim.value for claim in _strongest(claims, "date") if isinstance(claim.value, EventDate)), None)


def _best_place(claims: Sequence[IncidentClaim]) -> EventPlace | None:
    return next((claim.value for claim in _strongest(claims, "place") if isinstance(claim.value, EventPlace)), None)


def _loaded(members: Sequence[Telling]) -> tuple[tuple[str, Wording], ...]:
    seen = {
        (telling.passport.outlet or telling.passport.id, wording.text.casefold()): wording
        for telling in reversed(members)
        for wording in telling.event.loaded
    }
    return tuple((outlet, wording) for (outlet, _), wording in sorted(seen.items(), key=lambda item: item[0]))


def _identifier(when: EventDate | None, where: EventPlace | None, first: Telling) -> str:
    """A readable name that stays while the earliest telling stays: "2022-01-04-ain-al-asad-3f9c21"."""
    day = when.earliest.isoformat() if when else "undated"
    place = re.sub(r"[^a-z0-9]+", "-", anyascii(where.name if where else "unplaced").lower()).strip("-")[:40]
    seed = hashlib.blake2b(f"{first.passport.id}\x00{first.event.id}".encode(), digest_size=3).hexdigest()
    return f"{day}-{place}-{seed}"
