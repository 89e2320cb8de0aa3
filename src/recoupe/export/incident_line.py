"""One line of `recoupe link`: an incident as other programs read it."""

from typing import Any

from recoupe.export.coding_rows import incident_codes
from recoupe.incidents.values import FIGURE_FIELDS, LIST_FIELDS
from recoupe.plain import to_plain
from recoupe.records import Incident, IncidentClaim, Party, WeaponUse

Line = dict[str, Any]


def incident_line(incident: Incident) -> Line:
    """Consensus first, then every claim with its holders, and what holds the tellings together."""
    return {
        "id": incident.id,
        "type": incident.type.value,
        "outcome": incident.outcome.value,
        "date": to_plain(incident.date),
        "place": to_plain(incident.place),
        **{name: consensus_figure(incident, name) for name in FIGURE_FIELDS},
        **{name: consensus_list(incident, name) for name in LIST_FIELDS},
        "documents": list(incident.documents),
        "focus": list(incident.focus),
        "outlets": list(incident.outlets),
        "agencies": list(incident.agencies),
        "independent_origins": origins_range(incident.independent_origins.low, incident.independent_origins.high),
        "support": to_plain(incident.support),
        "claims": [claim_line(claim) for claim in incident.claims],
        "conflicts": [conflict.field for conflict in incident.conflicts],
        "conflict_reasons": {conflict.field: conflict.reason for conflict in incident.conflicts},
        "loaded": [{"outlet": outlet, "text": wording.text} for outlet, wording in incident.loaded],
        "doubted": [{"document": document, "reason": reason} for document, reason in incident.doubted],
        "tellings": [{"document": telling.passport.id, "event": telling.event.id} for telling in incident.tellings],
        "links": to_plain(incident.links),
        "codes": incident_codes(incident),
        **decided(incident),
    }


def decided(incident: Incident) -> Line:
    """What people have decided, where anybody has."""
    if not incident.decisions:
        return {}
    return {"state": incident.state, "flagged": incident.flagged, "decisions": to_plain(incident.decisions)}


def claim_line(claim: IncidentClaim) -> Line:
    """One distinct value with the documents and voices that hold it."""
    return {
        "field": claim.field,
        "value": claim_value(claim),
        "documents": list(claim.documents),
        "outlets": list(claim.outlets),
        "origins": origins_range(claim.origins.low, claim.origins.high),
        "origin_reasons": list(claim.origins.reasons),
        "superseded": claim.superseded,
        **({"decision": claim.decision} if claim.decision is not None else {}),
        "denied_by": list(claim.denied_by),
        "voices": [
            {"root": voice.root, "chain": list(voice.chain), "kind": voice.kind.value} for voice in claim.voices
        ],
    }


def claim_value(claim: IncidentClaim) -> Any:
    """The value as plain values; a name with all its wordings, joined as the benchmarks join them."""
    value = to_plain(claim.value)
    if isinstance(claim.value, Party | WeaponUse):
        value["text"] = " || ".join(claim.wordings)
    return value


def consensus_figure(incident: Incident, field: str) -> Any:
    """The best supported figure that stands, or None."""
    standing = [claim for claim in incident.claims if claim.field == field and not claim.superseded]
    return to_plain(max(standing, key=lambda c: (c.origins.low, len(c.documents))).value) if standing else None


def consensus_list(incident: Incident, field: str) -> list[Any]:
    """All names of a field that nobody denies."""
    return [claim_value(claim) for claim in incident.claims if claim.field == field and not claim.denied_by]


def origins_range(low: int, high: int) -> dict[str, int]:
    return {"low": low, "high": high}
