"""The codes of an incident in one codebook, or the reason why that codebook cannot say it."""

from collections.abc import Mapping
from dataclasses import dataclass

from recoupe.codebooks.rules import Codebook
from recoupe.mentions.weapons import load_weapon_classes
from recoupe.records import Figure, Incident, Outcome, Party, PartyKind, WeaponUse

# Targets whose id or words make them armed forces; police count with them, as in ACLED and UCDP.
FORCES = (
    "army",
    "armed-forces",
    "military",
    "police",
    "gendarm",
    "soldat",
    "soldier",
    "militaire",
    "troops",
    "policier",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The codes by column, empty where the codebook has none; `reason` is the rule's source or why it is left out."""

    codebook: str
    codes: Mapping[str, str]
    left_out: bool
    reason: str


def code_incident(incident: Incident, codebook: Codebook) -> Coding:
    """What the first rule that holds gives; an incident that no rule covers is left out, and says so."""
    facts = coding_facts(incident)
    rule = next((rule for rule in codebook.rules if rule.holds(facts)), None)
    if rule is None or rule.leave_out:
        reason = rule.leave_out if rule and rule.leave_out else "no rule of the codebook covers it"
        return Coding(codebook=codebook.name, codes={}, left_out=True, reason=reason)
    codes = dict(rule.code)
    if "success" in codebook.columns:
        codes["success"] = "1" if incident.outcome is Outcome.CARRIED_OUT else "0"
    return Coding(codebook=codebook.name, codes=codes, left_out=False, reason=rule.source)


def coding_facts(incident: Incident) -> dict[str, frozenset[str]]:
    """What the rules may ask of an incident: each name with the words that hold of it."""
    values = {
        name: [c.value for c in incident.claims if c.field == name] for name in ("perpetrators", "targets", "weapons")
    }
    return {
        "type": frozenset({incident.type.value}),
        "outcome": frozenset({incident.outcome.value}),
        "weapon": frozenset(
            w for value in values["weapons"] if isinstance(value, WeaponUse) for w in _weapon_words(value)
        ),
        "perpetrator": frozenset(_perpetrator_word(v) for v in values["perpetrators"] if isinstance(v, Party))
        or UNKNOWN,
        "target": frozenset(_target_word(value) for value in values["targets"] if isinstance(value, Party)) or UNKNOWN,
        "killed": frozenset({_killed_word(incident)}),
    }


UNKNOWN = frozenset({"unknown"})


def _weapon_words(value: WeaponUse) -> tuple[str, ...]:
    return (value.weapon, load_weapon_classes().get(value.weapon, "")) if value.weapon else ()


def _perpetrator_word(party: Party) -> str:
    if party.kind is PartyKind.ORGANIZATION:
        return "group"
    return "state" if party.kind is PartyKind.STATE else "unknown"


def _target_word(party: Party) -> str:
    words = f"{party.actor or ''} {party.text}".casefold()
    return "forces" if any(name in words for name in FORCES) else "other"


def _killed_word(incident: Incident) -> str:
    figures = [
        c.value for c in incident.claims if c.field == "killed" and not c.superseded and isinstance(c.value, Figure)
    ]
    if not figures:
        return "unknown"
    return "some" if any(figure.low or figure.high is None for figure in figures) else "none"
