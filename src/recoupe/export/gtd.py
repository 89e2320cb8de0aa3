"""Incidents as a table in GTD's columns (Global Terrorism Database)."""

from collections.abc import Mapping
from functools import cache

from recoupe.export.coding_rows import Row, addresses, titles
from recoupe.export.countries import country_name
from recoupe.export.tables import standing_figure, standing_names
from recoupe.records import Basis, EventType, Incident, Party, PartyKind, PlacePrecision, WeaponUse
from recoupe.resources import read_toml

CODEBOOK = "gtd"

COLUMNS = (
    "eventid", "iyear", "imonth", "iday", "approxdate", "country_txt", "city", "latitude", "longitude", "specificity",
    "summary", "success", "suicide", "attacktype1", "attacktype1_txt", "targtype1", "targtype1_txt", "target1", "gname",
    "claimed", "weaptype1", "weaptype1_txt", "nkill", "nwound", "scite1",
)  # fmt: skip

SPECIFICITY = {
    PlacePrecision.SITE: 1, PlacePrecision.TOWN: 1, PlacePrecision.DISTRICT: 3, PlacePrecision.PROVINCE: 4,
    PlacePrecision.COUNTRY: 5,
}  # fmt: skip

UNKNOWN_WEAPON = ("13", "Unknown")

FORCES = {"police": ("police", "gendarm"), "military": ("army", "military", "soldat", "soldier", "militaire", "troops")}


def make_row(incident: Incident, codes: Mapping[str, str]) -> Row:
    """The cells of one incident; a month or day that is not told is 0, as GTD has it."""
    killed, injured = standing_figure(incident, "killed"), standing_figure(incident, "injured")
    weapon, target = weapon_type(incident), target_type(incident)
    row: Row = {"eventid": incident.id, "summary": titles(incident), "scite1": addresses(incident), **codes}
    row |= {"suicide": int(incident.type is EventType.SUICIDE_BOMBING), "claimed": int(_is_claimed(incident))}
    row |= {"targtype1": target[0], "targtype1_txt": target[1], "weaptype1": weapon[0], "weaptype1_txt": weapon[1]}
    row |= {"target1": "; ".join(standing_names(incident, "targets")) or None}
    row |= {"gname": "; ".join(standing_names(incident, "perpetrators")) or "Unknown"}
    row |= {"nkill": killed.low if killed else None, "nwound": injured.low if injured else None}
    return row | _setting(incident)


def weapon_type(incident: Incident) -> tuple[str, str]:
    """GTD's number and name for the first weapon that has one."""
    known = _types()["weapon_types"]
    uses = [claim.value for claim in incident.claims if claim.field == "weapons"]
    found = [known[use.weapon] for use in uses if isinstance(use, WeaponUse) and use.weapon in known]
    return (found[0][0], found[0][1]) if found else UNKNOWN_WEAPON


def target_type(incident: Incident) -> tuple[str, str]:
    """GTD's number and name for the first target: forces by their words, else by its kind."""
    parties = [claim.value for claim in incident.claims if claim.field == "targets" and not claim.denied_by]
    known = _types()["target_types"]
    for party in parties:
        if isinstance(party, Party):
            code, name = known.get(_target_kind(party), known["unknown"])
            return code, name
    return known["unknown"][0], known["unknown"][1]


def _target_kind(party: Party) -> str:
    words = f"{party.actor or ''} {party.text}".casefold()
    force = next((kind for kind, names in FORCES.items() if any(name in words for name in names)), None)
    return force or (party.kind.value if party.kind in (PartyKind.PERSON, PartyKind.STATE) else "unknown")


def _is_claimed(incident: Incident) -> bool:
    parties = [claim.value for claim in incident.claims if claim.field == "perpetrators"]
    return any(isinstance(party, Party) and party.basis is Basis.CLAIMED for party in parties)


def _setting(incident: Incident) -> Row:
    when, where = incident.date, incident.place
    row: Row = {}
    if when:
        same_month = when.earliest.replace(day=1) == when.latest.replace(day=1)
        row |= {"iyear": when.earliest.year, "imonth": when.earliest.month if same_month else 0}
        row |= {"iday": when.earliest.day if when.earliest == when.latest else 0}
        row |= {"approxdate": None if row["iday"] else f"{when.earliest.isoformat()} to {when.latest.isoformat()}"}
    if where:
        row |= {"country_txt": country_name(where.country), "city": where.name, "latitude": where.latitude}
        row |= {"longitude": where.longitude, "specificity": SPECIFICITY[where.precision]}
    return row


@cache
def _types() -> dict[str, dict[str, list[str]]]:
    table = read_toml("codebooks/gtd.toml")
    return {name: table[name] for name in ("weapon_types", "target_types")}
