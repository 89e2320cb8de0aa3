"""Copies traced back: each voice of a copied text given the root that it has where the text stood first."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from recoupe.incidents.copies import publication_order
from recoupe.incidents.voices import (
    OWN_KINDS,
    VAGUE_ROLES,
    is_identified,
    own_voice,
    place_voice,
    unique_voices,
    voices_of,
)
from recoupe.records import Source, Telling, Voice

# Roles by which a text points back to somebody whom it has named: "the officer", "l'officier".
POINTING_ROLES = (*VAGUE_ROLES, "officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What the copies of one text have their words from."""

    document: str  # the earliest known copy
    donors: tuple[Voice, ...]  # voices of copies that name an agency, then those of the earliest
    sources: tuple[Source, ...]  # those on whose word the earliest rests


def inherit_roots(tellings: Sequence[Telling], copies: dict[str, str]) -> tuple[Telling, ...]:
    """The same tellings, voices in copies given the root that the earliest known copy gives them.

    An outlet that carries a wire often drops the agency's name, so that "a coalition official" would seem to have
    spoken to the outlet itself; the copy beside it says that he spoke to the agency, or was there first.
    """
    members: dict[str, list[Telling]] = defaultdict(list)
    placed = [_map_voices(telling, partial(place_voice, country=_country(telling))) for telling in tellings]
    for telling in placed:
        members[_text_of(telling, copies)].append(telling)
    originals = {root: _original(root, group) for root, group in members.items()}
    return tuple(_trace(telling, originals[_text_of(telling, copies)]) for telling in placed)


def _text_of(telling: Telling, copies: dict[str, str]) -> str:
    return copies.get(telling.passport.id, telling.passport.id)


def _original(root: str, group: Sequence[Telling]) -> Original:
    ordered = sorted(group, key=lambda telling: publication_order(telling.passport))
    voices = [(telling, voice) for telling in ordered for voice in (*_all_voices(telling), own_voice(telling.passport))]
    agency = [voice for _, voice in voices if voice.agency and not _is_vague(voice)]
    first = [telling for telling in ordered if telling.passport.id == root]
    named = unique_voices(voice for telling in first for voice in voices_of(telling) if is_identified(voice))
    return Original(
        document=root,
        donors=(*agency, *(voice for telling, voice in voices if telling.passport.id == root)),
        sources=tuple(Source(text=v.speaker, kind=v.kind, chain=v.chain, spans=(), voice=v) for v in named),
    )


def _all_voices(telling: Telling) -> tuple[Voice, ...]:
    return unique_voices((*voices_of(telling), *telling.event.voices))


def _trace(telling: Telling, original: Original) -> Telling:
    """The telling with the roots of its original; a copy that names nobody rests on those whom the original names."""
    first = telling.passport.id == original.document
    traced = _map_voices(telling, partial(_donated, donors=original.donors, first=first))
    if first or any(voice.speaker for voice in voices_of(traced)):
        return traced
    return replace(traced, event=replace(traced.event, sources=original.sources, voices=()))


def _country(telling: Telling) -> str | None:
    return telling.event.place.country if telling.event.place else None


def _map_voices(telling: Telling, change: Callable[[Voice], Voice]) -> Telling:
    """The same telling with every voice changed, the document's own too."""
    event = telling.event

    def changed(source: Source) -> Source:
        return replace(source, voice=change(source.voice)) if source.voice else source

    claims = tuple(replace(claim, source=changed(claim.source) if claim.source else None) for claim in event.claims)
    return Telling(
        passport=replace(telling.passport, voice=change(own_voice(telling.passport))),
        event=replace(
            event, sources=tuple(map(changed, event.sources)), voices=tuple(map(change, event.voices)), claims=claims
        ),
    )


def _donated(voice: Voice, donors: tuple[Voice, ...], *, first: bool) -> Voice:
    if voice.agency and is_identified(voice):
        return voice
    donor = next((donor for donor in donors if _same_speaker(voice, donor)), None)
    if donor is None and not first and _is_vague(voice):
        donor = next((donor for donor in donors if is_identified(donor)), None)
    return replace(voice, root=donor.root, agency=voice.agency or donor.agency) if donor else voice


def _is_vague(voice: Voice) -> bool:
    """Whether the words name nobody: "the official" of a copy is one whom the original names."""
    return not is_identified(voice) and voice.kind not in OWN_KINDS and voice.role in POINTING_ROLES


def _same_speaker(voice: Voice, donor: Voice) -> bool:
    """Whether two voices of one text are one: by body or person, else by their words or role ("un élu", "an MP")."""
    if voice.kind in OWN_KINDS or donor.kind in OWN_KINDS:
        return voice.kind in OWN_KINDS and donor.kind in OWN_KINDS and voice.speaker == donor.speaker
    if (voice.person, voice.body, voice.anonymous) != (donor.person, donor.body, donor.anonymous):
        return False
    named = voice.body is not None or voice.person is not None
    return named or voice.speaker == donor.speaker or (voice.role not in VAGUE_ROLES and voice.role == donor.role)
