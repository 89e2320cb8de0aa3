"""How many independent voices stand behind a value.

`low` counts voices that are surely different, `high` all that could be (the wire-desk rules): one root is one
origin; unnamed officials of one body, or such an official and the body itself, may be one person; an outlet or
agency that tells a thing in its own words adds at most one, to `high`.
"""

from collections.abc import Sequence

from recoupe.incidents.voices import OWN_KINDS, unique_voices
from recoupe.incidents.wordings import load_wording_rules
from recoupe.records import Origins, Voice


def count_origins(voices: Sequence[Voice]) -> Origins:
    """The range of independent origins among the voices that say one value; each doubt gives its reason."""
    distinct = unique_voices(voices)
    speakers = [voice for voice in distinct if is_identified(voice)]
    others = [voice for voice in distinct if voice not in speakers]
    groups = group_voices(speakers)
    reasons = [_doubt(group) for group in groups if len(group) > 1]
    if speakers and others:
        reasons.append(f"{_names(others)}: may rest on the others")
    return Origins(low=len(groups) or min(1, len(others)), high=len(distinct), reasons=tuple(reasons))


def is_identified(voice: Voice) -> bool:
    """True for a speaker of whom the text says who or of what body; an outlet in its own words may only repeat."""
    return voice.kind not in OWN_KINDS and (voice.body is not None or voice.person is not None)


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
    if left.body is None or not (left.body == right.body or {left.body, right.body} <= rules.one_command):
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
