"""Whose words stand behind a telling."""

from collections.abc import Iterable
from dataclasses import replace

from recoupe.incidents.wordings import load_wording_rules
from recoupe.records import Passport, SourceKind, Telling, Voice

VAGUE_ROLES = (None, "source", "official")
OWN_KINDS = (SourceKind.OUTLET, SourceKind.AGENCY)
TELLING_STANCES = ("says", "accuses")
NARRATED_FIELDS = ("perpetrators", "defenders", "weapons")


def voices_of(telling: Telling) -> tuple[Voice, ...]:
    """Everybody on whose word the telling, or one particular of it, rests.

    Sources of whom the text says nothing ("a statement", "some") count only where nobody better is named, and the
    outlet's own voice only where there is nobody at all.
    """
    event = telling.event
    tellers = tuple(voice for voice in event.voices if _tells(voice, telling)) if event.voices else ()
    sources = () if event.voices else event.sources
    held = [claim.source for claim in event.claims if claim.source is not None]
    named = (*tellers, *(source.voice for source in (*sources, *held) if source.voice is not None))
    return _better_named(named) or (own_voice(telling.passport),)


def tellers_of(telling: Telling) -> tuple[Voice, ...]:
    """Those of its voices whose words tell of the happening itself, and not only of one particular of it.

    A nurse who has counted the wounded says nothing of when and where; where the text has no such words for
    anybody, all voices of the telling.
    """
    event = telling.event
    named = event.voices or tuple(source.voice for source in event.sources if source.voice is not None)
    return _better_named([voice for voice in named if _tells(voice, telling)]) or voices_of(telling)


def _better_named(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    named = unique_voices(voices)
    return tuple(voice for voice in named if is_identified(voice) or voice.role not in VAGUE_ROLES) or named


def _tells(voice: Voice, telling: Telling) -> bool:
    """Whether the voice's words hold a word for the happening, or say with what or by whom it was done.

    Whoever only claims or denies it speaks of its author, and an expert who explains it was not there.
    """
    event = telling.event
    if voice.kind in OWN_KINDS and not voice.speaker:
        return False
    if voice.stance not in TELLING_STANCES or voice.role in load_wording_rules().commenting:
        return False
    if any(part.overlaps(word) for part in voice.content for word in event.trigger.spans):
        return True
    named = (claim.source.voice for claim in event.claims if claim.source and claim.field in NARRATED_FIELDS)
    return any(each is not None and each.root == voice.root for each in named)


def is_identified(voice: Voice) -> bool:
    """True for a speaker of whom the text says who, of what body or in what role.

    An outlet in its own words, or a witness of whom nothing is told, may only repeat what the others say.
    """
    if voice.kind in OWN_KINDS:
        return False
    told = voice.role in load_wording_rules().telling_roles
    return told or voice.body is not None or voice.person is not None


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


def place_voice(voice: Voice, country: str | None) -> Voice:
    """The voice of a national body put in the country where it happened, when the text does not say whose it is.

    "L'état-major" in one report and "l'état-major burkinabè" in another so have one root.
    """
    rules = load_wording_rules()
    if country is None or voice.country or voice.body not in rules.authorities | rules.national:
        return voice
    mark = "?" if voice.root.startswith("?") else ""
    return replace(voice, country=country, root=f"{mark}{country}/{voice.root.removeprefix('?')}")
