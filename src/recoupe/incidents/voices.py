"""Whose words stand behind a telling, copies traced back to the voice they were taken from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from recoupe.incidents.copies import publication_order
from recoupe.incidents.wordings import load_wording_rules
from recoupe.records import Passport, Source, SourceKind, Telling, Voice

OWN_KINDS = (SourceKind.OUTLET, SourceKind.AGENCY)


def inherit_roots(tellings: Sequence[Telling], copies: dict[str, str]) -> tuple[Telling, ...]:
    """The same tellings, voices in copies given the root that the earliest known copy gives them.

    An outlet that carries a wire often drops the agency's name, so that "a coalition official" would seem to have
    spoken to the outlet itself; the copy beside it says that he spoke to the agency.
    """
    members: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        members[copies.get(telling.passport.id, telling.passport.id)].append(telling)
    donors = {root: _donors(group) for root, group in members.items()}
    return tuple(_inherit(t, donors[copies.get(t.passport.id, t.passport.id)]) for t in tellings)


def voices_of(telling: Telling) -> tuple[Voice, ...]:
    """Everybody on whose word the telling rests.

    Sources of whom the text says nothing ("a statement", "some") count only where nobody better is named, and the
    outlet's own voice only where there is nobody at all.
    """
    named = unique_voices(source.voice for source in _sources(telling) if source.voice is not None)
    return tuple(filter(is_identified, named)) or named or (own_voice(telling.passport),)


def is_identified(voice: Voice) -> bool:
    """True for a speaker of whom the text says who or of what body; an outlet in its own words may only repeat."""
    return voice.kind not in OWN_KINDS and (voice.body is not None or voice.person is not None)


def own_voice(passport: Passport) -> Voice:
    """The voice of the outlet, or of the agency whose copy it carries."""
    name = passport.outlet or passport.id
    return passport.voice or Voice(
        outlet=passport.outlet, agency=None, kind=SourceKind.OUTLET, root=f"outlet:{name.casefold()}", chain=(name,)
    )


def unique_voices(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """One voice a root, the first of each, in order."""
    return tuple({voice.root: voice for voice in reversed(list(voices))}.values())[::-1]


def authority(voice: Voice) -> str:
    """The key under which later figures of a voice replace its earlier ones.

    The bodies of one state speak for the same authorities one after the other; other voices for their body, or
    only for themselves.
    """
    if voice.body in load_wording_rules().authorities and not (voice.anonymous and voice.role == "source"):
        return f"authorities:{voice.country or '?'}"
    if voice.body:
        return f"{voice.body}:{voice.country or '?'}"
    return voice.root


def _sources(telling: Telling) -> list[Source]:
    claims = [claim.source for claim in telling.event.claims if claim.source is not None]
    return [*telling.event.sources, *claims]


def _donors(group: Sequence[Telling]) -> tuple[Voice, ...]:
    """Voices of a cluster of copies that name an agency, earliest document first."""
    ordered = sorted(group, key=lambda telling: publication_order(telling.passport))
    voices = [voice for telling in ordered for voice in (*voices_of(telling), own_voice(telling.passport))]
    return tuple(voice for voice in voices if voice.agency)


def _inherit(telling: Telling, donors: tuple[Voice, ...]) -> Telling:
    if not donors:
        return telling
    event = telling.event
    return Telling(
        passport=replace(telling.passport, voice=_donated(own_voice(telling.passport), donors)),
        event=replace(
            event,
            sources=tuple(_with_voice(source, donors) for source in event.sources),
            claims=tuple(
                replace(claim, source=_with_voice(claim.source, donors) if claim.source else None)
                for claim in event.claims
            ),
        ),
    )


def _with_voice(source: Source, donors: tuple[Voice, ...]) -> Source:
    return replace(source, voice=_donated(source.voice, donors)) if source.voice else source


def _donated(voice: Voice, donors: tuple[Voice, ...]) -> Voice:
    if voice.agency:
        return voice
    donor = next((donor for donor in donors if _same_speaker(voice, donor)), None)
    return replace(voice, root=donor.root, agency=donor.agency) if donor else voice


def _same_speaker(voice: Voice, donor: Voice) -> bool:
    if voice.kind in OWN_KINDS or donor.kind in OWN_KINDS:
        return voice.kind in OWN_KINDS and donor.kind in OWN_KINDS and not donor.speaker
    return (voice.person, voice.body, voice.anonymous) == (donor.person, donor.body, donor.anonymous) and (
        voice.body is not None or voice.person is not None or voice.speaker == donor.speaker
    )
