"""Incidents as PLOVER events in the shape of POLECAT's records: one JSON object an incident.

Unlike ACLED's, PLOVER's actor and recipient have a direction: who does it, and to whom.
"""

from collections.abc import Mapping

from recoupe.codebooks import code_incident, load_codebook
from recoupe.export.coding_rows import Row, addresses, titles
from recoupe.export.countries import country_name
from recoupe.plain import to_plain
from recoupe.records import Incident, Party

CODEBOOK = "plover"


def make_row(incident: Incident, codes: Mapping[str, str]) -> Row:
    """One event; lists that hold nothing are empty."""
    when, where = incident.date, incident.place
    cameo = code_incident(incident, load_codebook("cameo"))
    return {
        "event_id": incident.id,
        "event_date": when.earliest.isoformat() if when else None,
        "event_date_end": when.latest.isoformat() if when else None,
        "event_type": codes["event"],
        "event_mode": [codes["mode"]] if codes.get("mode") else [],
        "event_context": [codes["context"]] if codes.get("context") else [],
        "cameo": cameo.codes.get("code"),
        "attributes": {"ACTOR": parties(incident, "perpetrators"), "RECIP": parties(incident, "targets")},
        "outcome": incident.outcome.value,  # of ours: an attack that was stopped is an ASSAULT like any other
        "location": None
        if where is None
        else to_plain(where) | {"country_name": country_name(where.country), "spans": []},
        "headline": titles(incident),
        "sources": list(incident.outlets),
        "story_ids": list(incident.documents),
        "urls": addresses(incident),
    }


def parties(incident: Incident, field: str) -> list[Row]:
    """Everybody who holds a role and is not denied it."""
    claims = [claim for claim in incident.claims if claim.field == field and not claim.denied_by]
    return [
        {"text": claim.value.text, "kind": claim.value.kind.value, "actor": claim.value.actor}
        for claim in claims
        if isinstance(claim.value, Party)
    ]
