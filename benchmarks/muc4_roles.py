"""Events of the contract as MUC-4 role fillers and templates."""

from typing import Any

Line = dict[str, Any]

INCIDENT_TYPES = {
    "bombing": "bombing",
    "suicide_bombing": "bombing",
    "abduction": "kidnapping",
    "arson": "arson",
}
"""MUC's types; what is none of these is an attack."""

NO_INCIDENT = frozenset({"arrest", "armed_clash", "weapons_seizure", "territorial_change", "weapons_test", "protest"})
"""Not incidents for MUC-4: neither clashes with soldiers nor what the authorities do."""

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
THINGS = ("facility", "vehicle", "place")


def muc_line(line: Line) -> Line:
    """One document's templates, and its roles over all of them."""
    templates = [template(event) for event in line["events"] if event["type"] not in NO_INCIDENT]
    merged = {role: unique(entity for each in templates for entity in each[role]) for role in ROLES}
    return {"id": line["id"], "roles": merged, "templates": templates}


def template(event: Line) -> Line:
    """One event as a template: one mention an entity, the best, since every wrong one costs."""
    perpetrators, targets = event["perpetrators"], event["targets"]
    people = [each for each in targets if each["kind"] == "person"]
    return {
        "incident_type": INCIDENT_TYPES.get(event["type"], "attack"),
        "PerpInd": mentions(each for each in perpetrators if each["kind"] in ("person", "unknown")),
        "PerpOrg": mentions(each for each in perpetrators if each["kind"] in ("organization", "state")),
        "Target": mentions(each for each in targets if each["kind"] in THINGS),
        "Victim": mentions(people),
        "Weapon": mentions(event["weapons"]),
    }


def mentions(parties: Any) -> list[list[str]]:
    """The best name of each."""
    return unique([party["text"].partition(" || ")[0]] for party in parties)


def unique(entities: Any) -> list[list[str]]:
    """Each entity once, by its name without case."""
    return list({entity[0].casefold(): entity for entity in entities}.values())
