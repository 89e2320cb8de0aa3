"""Incidents as FollowTheMoney entities, every value a statement that says whose it is.

One JSON object an entity: an Event for the incident, an entity for everybody who took part, an Article for every
document. A statement's `origin` is the chain of the voice it rests on, outlet to speaker; `original_value` the words.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha1
from typing import Any

from recoupe.plain import to_plain
from recoupe.records import Incident, IncidentClaim, Party, PartyKind, Passport

Entity = dict[str, Any]

DATASET = "recoupe"
SCHEMAS = {
    PartyKind.PERSON: "LegalEntity", PartyKind.ORGANIZATION: "Organization", PartyKind.STATE: "PublicBody",
    PartyKind.VEHICLE: "Vehicle",
}  # fmt: skip
"""A described person ("deux soldats") is no Person in the sense of FollowTheMoney, which means one human being."""

ROLES = ("perpetrators", "targets", "defenders")
FIGURES = ("killed", "injured", "missing", "captured")


def ftm_entities(incidents: Sequence[Incident]) -> Iterator[Entity]:
    """The entities of all incidents, each document's article once."""
    seen: set[str] = set()
    for incident in incidents:
        yield event_entity(incident)
        yield from party_entities(incident)
        for telling in incident.tellings:
            if telling.passport.id not in seen:
                seen.add(telling.passport.id)
                yield article_entity(telling.passport)


def event_entity(incident: Incident) -> Entity:
    """The Event: when, where, who, how many, each with its origin."""
    key, schema = entity_id("event", incident.id), "Event"
    told = "; ".join(incident.outlets)
    kind = incident.type.value.replace("_", " ")
    where = incident.place.name if incident.place else "place not said"
    statements = [_statement(key, schema, "name", f"{kind}, {where}", told)]
    statements.append(_statement(key, schema, "recordId", incident.id, told))
    statements.append(_statement(key, schema, "summary", f"{incident.support.grade}: {incident.support.reason}", told))
    statements.append(_statement(key, schema, "keywords", incident.outcome.value, told))
    for claim in incident.claims:
        statements += [
            _statement(key, schema, prop, value, origin, original=words)
            for prop, value, words in claim_values(incident, claim)
            for origin in claim_origins(claim)
        ]
    for document in incident.documents:
        statements.append(_statement(key, schema, "proof", entity_id("article", document), told))
    return _entity(key, schema, f"{kind}, {where}", statements)


def claim_values(incident: Incident, claim: IncidentClaim) -> list[tuple[str, str, str | None]]:
    """The property, value and words that a claim gives the Event; a superseded toll is told as such."""
    value = to_plain(claim.value)
    if claim.field == "date":
        return [("startDate", value["earliest"], None), ("endDate", value["latest"], None)]
    if claim.field == "place":
        country = [("country", value["country"].lower(), None)] if value["country"] else []
        return [("location", value["name"], value["name"]), *country]
    if claim.field in ROLES and isinstance(claim.value, Party):
        return [("involved", party_id(incident, claim), claim.value.text)]
    if claim.field in FIGURES:
        high = "or more" if value["high"] is None else f"to {value['high']}" if value["high"] != value["low"] else ""
        state = ", superseded" if claim.superseded else ""
        return [("notes", f"{claim.field}: {value['low']} {high}".strip() + state, value["of"])]
    return []


def claim_origins(claim: IncidentClaim) -> list[str]:
    """The chains of the voices behind a claim, "Le Fil > afp > un responsable"; its outlets where there is none."""
    chains = [" > ".join(voice.chain) for voice in claim.voices if voice.chain]
    return list(dict.fromkeys(chains or claim.outlets)) or [""]


def party_entities(incident: Incident) -> Iterator[Entity]:
    """Everybody who took part, with all wordings of the name."""
    made = set()
    for claim in incident.claims:
        if claim.field not in ROLES or not isinstance(claim.value, Party) or party_id(incident, claim) in made:
            continue
        made.add(party_id(incident, claim))
        key, schema = party_id(incident, claim), SCHEMAS.get(claim.value.kind, "Thing")
        names = list(
            dict.fromkeys(name for text in claim.wordings or (claim.value.text,) for name in text.split(" || "))
        )
        statements = [
            _statement(key, schema, "name" if not place else "alias", name, origin)
            for place, name in enumerate(names)
            for origin in claim_origins(claim)
        ]
        yield _entity(key, schema, names[0], statements)


def party_id(incident: Incident, claim: IncidentClaim) -> str:
    """The same for one actor of the actor table everywhere; else for one name in one incident."""
    actor = claim.value.actor if isinstance(claim.value, Party) else None
    words = claim.value.text if isinstance(claim.value, Party) else ""
    return entity_id("actor", actor) if actor else entity_id("party", f"{incident.id}|{words}")


def article_entity(passport: Passport) -> Entity:
    """A document."""
    key, schema, origin = entity_id("article", passport.id), "Article", passport.outlet or ""
    published = to_plain(passport.published)
    given = {
        "title": passport.title or passport.id,
        "publisher": passport.outlet,
        "sourceUrl": passport.url,
        "publishedAt": published[:10] if published else None,
    }
    statements = [_statement(key, schema, prop, value, origin) for prop, value in given.items() if value]
    return _entity(key, schema, passport.title or passport.id, statements)


def entity_id(kind: str, name: str) -> str:
    """The same for the same thing in every run."""
    return f"{DATASET}-{kind}-{sha1(name.encode(errors='surrogatepass'), usedforsecurity=False).hexdigest()[:20]}"


def _entity(key: str, schema: str, caption: str, statements: list[Entity]) -> Entity:
    unique = {each["id"]: each for each in statements}
    return {"id": key, "schema": schema, "caption": caption, "datasets": [DATASET], "statements": [*unique.values()]}


def _statement(key: str, schema: str, prop: str, value: str, origin: str, *, original: str | None = None) -> Entity:
    identity = sha1("|".join((DATASET, key, prop, value, origin)).encode(errors="surrogatepass"), usedforsecurity=False)
    return {
        "id": identity.hexdigest(),
        "entity_id": key,
        "canonical_id": key,
        "prop": prop,
        "schema": schema,
        "value": value,
        "dataset": DATASET,
        "original_value": original,
        "external": False,
        "origin": origin or None,
    }
