"""The chain behind each value of an incident's field, told in sentences."""

from collections.abc import Iterator, Mapping, Sequence

from recoupe.explain import describe, explain_incident
from recoupe.records import Figure, Incident, IncidentClaim, Voice

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def tell_why(incident: Incident, contents: Mapping[str, str], field: str) -> tuple[str, ...]:
    """A paragraph for each value of the field, those that stand first; () where no document says anything of it.

    `contents` maps document ids to the strings that spans count in.
    """
    claims = [claim for claim in incident.claims if claim.field == field]
    standing = sorted(claims, key=lambda claim: (claim.superseded, -claim.origins.low, -len(claim.documents)))
    told = [" ".join(claim_sentences(claim, incident, contents)) for claim in standing]
    return (*told, *(_clash(conflict.reason) for conflict in incident.conflicts if conflict.field == field))


def claim_sentences(claim: IncidentClaim, incident: Incident, contents: Mapping[str, str]) -> tuple[str, ...]:
    """On whose word one value rests, sentence by sentence."""
    claims = [other for other in incident.claims if other.field == claim.field]
    return tuple(_sentences(claim, claims, incident, _words_by_document(incident, contents, claim.field)))


def _sentences(
    claim: IncidentClaim, claims: Sequence[IncidentClaim], incident: Incident, words: Mapping[str, str]
) -> Iterator[str]:
    if claim.decision is not None:
        yield from _decided(claim, incident)
        if not claim.superseded:
            return
    outlets = len(claim.outlets)
    origins = _range(claim.origins.low, claim.origins.high)
    yield (
        f"{claim.field}: {describe(claim.value)} rests on {origins} behind {_count(outlets, 'outlet')}."
        if claim.voices
        else f"{claim.field}: {describe(claim.value)} is held by nobody here."
    )
    yield from (f"{_speaker(voice)} {_path(voice)}." for voice in claim.voices)
    first = next((telling.passport for telling in incident.tellings if telling.passport.id in claim.documents), None)
    if first is not None and words.get(first.id):
        yield f"{first.outlet or first.id} has it in the words “{words[first.id]}”."
    yield from (f"Doubt: {reason}." for reason in claim.origins.reasons)
    held = ((outlet_of(incident, document), why) for document, why in incident.doubted if document in claim.documents)
    yield from (f"The date of {outlet} is in doubt: {why}." for outlet, why in held)
    if claim.superseded and claim.decision is None:
        yield f"Its own authority has replaced it{_replacement(claim, claims)}; it is kept as superseded."
    yield from (f"It is denied by {denier}." for denier in claim.denied_by)


def outlet_of(incident: Incident, document: str) -> str:
    """Who published the document; its identifier where that is not known."""
    passports = (telling.passport for telling in incident.tellings)
    return next((each.outlet for each in passports if each.id == document and each.outlet), document)


def _decided(claim: IncidentClaim, incident: Incident) -> Iterator[str]:
    """Who set a value, or set it aside, when and why."""
    done = "was set aside" if claim.superseded else "was set"
    for decision in incident.decisions:
        if decision.key == claim.decision:
            reason = f": {decision.reason}" if decision.reason else ""
            day = decision.made[:10]
            yield f"{claim.field}: {describe(claim.value)} {done} by {decision.user} on {day}{reason}."


def _replacement(claim: IncidentClaim, claims: Sequence[IncidentClaim]) -> str:
    later = [other for other in claims if not other.superseded and isinstance(other.value, Figure)]
    names = " or ".join(describe(other.value) for other in later if other is not claim)
    return f" by {names}" if names else ""


def _words_by_document(incident: Incident, contents: Mapping[str, str], field: str) -> dict[str, str]:
    found = {}
    for each in reversed(explain_incident(incident, contents, field=field)):
        if each.words:
            found[each.document] = " ".join(each.words[0].split())
    return found


def _speaker(voice: Voice) -> str:
    name = voice.speaker or (voice.chain[-1] if voice.chain else voice.root)
    return f"{name[:1].upper()}{name[1:]}{', unnamed,' if voice.anonymous else ''}"


def _path(voice: Voice) -> str:
    """The way the words took: "told AFP, which Le Fanal carries"."""
    between = [name for name in voice.chain[1:-1] if name != voice.speaker]
    outlet = voice.chain[0] if voice.chain else voice.outlet or "the outlet"
    if not voice.speaker:
        return "says so in its own words"
    return f"said so through {' and '.join(between)} in {outlet}" if between else f"said so in {outlet}"


def _clash(reason: str) -> str:
    return f"The accounts exclude one another: {reason}."


def _range(low: int, high: int) -> str:
    count = _count(high, "independent origin")
    return count if low == high else f"{NUMBERS[low] if low < len(NUMBERS) else low} to {count}"


def _count(number: int, noun: str) -> str:
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}"
