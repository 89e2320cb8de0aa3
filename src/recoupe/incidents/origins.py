"""How many independent voices stand behind a value.

`low` counts voices that are surely different, `high` all that could be (the wire-desk rules): one root is one
origin; unnamed officials of one body, or such an official and the body itself, may be one person; an outlet or
agency that tells a thing in its own words, or a witness nobody identifies, adds at most one in all, to `high`.
"""

from collections.abc import Sequence

from recoupe.incidents.voices import is_identified, unique_voices
from recoupe.incidents.wordings import load_wording_rules
from recoupe.records import Origins, Voice

AUTHORITIES = "authorities"  # "the authorities" may be any body of that state


def count_origins(voices: Sequence[Voice]) -> Origins:
    """The range of independent origins among the voices that say one value; each doubt gives its reason."""
    distinct = unique_voices(voices)
    speakers = [voice for voice in distinct if is_identified(voice)]
    others = [voice for voice in distinct if voice not in speakers]
    groups = group_voices(speakers)
    reasons = [_doubt(group) for group in groups if len(group) > 1]
    if speakers and others:
        reasons.append(f"{_names(others)}: may rest on the others")
    return Origins(
        low=len(groups) or min(1, len(others)), high=len(speakers) + min(1, len(others)), reasons=tuple(reasons)
    )


def group_voices(voices: Sequence[Voice]) -> list[list[Voice]]:
    """The voices in groups of those that may be one and the same, each group in order."""
    groups: list[list[Voice]] = []
    for voice in voices:
        home = next((group for group in groups if any(may_be_one(voice, other) for other in group)), None)
        if home is None:
            groups.append([voice])
        else:
            home.append(voice)
    return groups


def may_be_one(left: Voice, right: Voice) -> bool:
    """True for two voices of one body of one country, unless both are people with different names."""
    rules = load_wording_rules()
    bodies = {left.body, right.body}
    if bodies == {None} and not (left.person or right.person):
        return left.role == right.role  # a survivor to one agency, a survivor to another
    one_state = AUTHORITIES in bodies and bodies <= rules.authorities and left.country == right.country
    one_command = any(bodies <= group for group in rules.one_command)
    if None in bodies or not (len(bodies) == 1 or one_command or one_state):
        return False
    if left.country and right.country and left.country != right.country:
        return False
    if left.body in rules.kinds_of_people and left.role != right.role:
        return False
    both_named = left.person and right.person and left.person != right.person
    return not both_named or left.body in rules.forces


def _doubt(group: Sequence[Voice]) -> str:
    return f"{_names(group)}: may be one voice"


def _names(voices: Sequence[Voice]) -> str:
    return " / ".join(voice.speaker or (voice.chain[-1] if voice.chain else voice.root) for voice in voices)
