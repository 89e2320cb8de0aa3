"""Traces each attribution to its voice: outlet -> agency -> cited outlet -> speaker or document, and its root.

The root is a key by which voices compare across documents and languages: "BF/army-staff" whoever carries it,
"?coalition/official@afp" for an unnamed official of the coalition who spoke to AFP.
"""

from dataclasses import dataclass, replace

from recoupe.claims.attribution.credits import find_credits
from recoupe.claims.attribution.mentioned import find_mentioned
from recoupe.claims.attribution.rules import AttributionRules
from recoupe.claims.attribution.speakers import PRONOUNS
from recoupe.claims.attribution.voices import (
    VoiceRules,
    find_body,
    find_countries,
    find_person,
    fold_name,
    main_country,
)
from recoupe.claims.outlets import Outlet, OutletTable, load_outlets
from recoupe.records import Attribution, Document, SourceKind, Span, Voice

__all__ = ["OutletTable", "find_voices", "load_outlets"]

INSTITUTIONAL = (
    "president",
    "prime-minister",
    "governor",
    "mayor",
    "prefect",
    "prosecutor",
)  # a body that is one person
UNNAMED_BODIES = ("security", "medical", "local", "diplomatic", "judicial", "intelligence")  # no body speaks as these
OFFICE_ROLES = (None, "spokesperson")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What is known of a document as a whole while its voices are traced."""

    document: Document
    rules: VoiceRules
    outlets: OutletTable
    outlet: Outlet | None
    agency: Outlet | None
    country: str | None
    anonymous_words: tuple[Span, ...]


def find_voices(
    document: Document,
    attributions: tuple[Attribution, ...],
    rules: AttributionRules,
    outlets: OutletTable,
) -> tuple[Voice, ...]:
    """The document's own voice, then one voice for each attribution, in their order."""
    newsroom = _newsroom(document, rules, outlets)
    own = _own_voice(newsroom)
    voices: list[Voice] = []
    for attribution in attributions:
        voices.append(_voice(newsroom, attribution, own, voices))
    return (own, *voices)


def _newsroom(document: Document, rules: AttributionRules, outlets: OutletTable) -> Newsroom:
    outlet = outlets.find_outlet(document.outlet or "") or outlets.find_outlet(document.url or "")
    credits = [credit for credit, _ in find_credits(document, outlets) if credit != outlet]
    agency = next((credit for credit in credits if credit.is_agency), None)
    if agency is None and outlet is not None and outlet.is_agency:
        agency = outlet
    return Newsroom(
        document=document,
        rules=rules.voices,
        outlets=outlets,
        outlet=outlet,
        agency=agency,
        country=main_country(document.title, document.text, rules.voices),
        anonymous_words=tuple(Span(m.start(), m.end()) for m in rules.anonymity.finditer(document.content)),
    )


def _outlet_name(newsroom: Newsroom) -> str | None:
    if newsroom.outlet is not None:
        return newsroom.outlet.name
    return newsroom.document.outlet or _domain(newsroom.document.url)


def _domain(url: str | None) -> str | None:
    return url.split("//")[-1].split("/")[0].removeprefix("www.") if url else None


def _carriers(newsroom: Newsroom) -> tuple[str, ...]:
    """Outlet and agency by name, the outlet left out where it is the agency."""
    names = (_outlet_name(newsroom), newsroom.agency.name if newsroom.agency else None)
    return tuple(dict.fromkeys(name for name in names if name))


def _own_voice(newsroom: Newsroom) -> Voice:
    """The voice of the document itself: its agency, or else its outlet by owner."""
    name = _outlet_name(newsroom)
    return Voice(
        outlet=name,
        agency=newsroom.agency.id if newsroom.agency else None,
        country=newsroom.outlet.country if newsroom.outlet else None,
        kind=SourceKind.AGENCY if newsroom.agency else SourceKind.OUTLET,
        root=f"agency:{newsroom.agency.id}" if newsroom.agency else outlet_root(newsroom.outlet, name),
        chain=_carriers(newsroom),
        named=True,
        rule="own",
    )


def outlet_root(outlet: Outlet | None, name: str | None) -> str:
    """The key of an outlet's own word: its owner family where known, else itself."""
    if outlet is None:
        return f"outlet:{fold_name(name or '?')}"
    return f"owner:{outlet.owner}" if outlet.owner else f"outlet:{outlet.id}"


def _voice(newsroom: Newsroom, attribution: Attribution, own: Voice, before: list[Voice]) -> Voice:
    spans = attribution.speaker or attribution.source
    if not spans:
        return replace(own, content=attribution.content, stance=attribution.stance, rule=attribution.rule)
    text = newsroom.document.content[spans[0].start : spans[-1].end]
    earlier = _same_speaker(newsroom, attribution, text, before)
    if earlier is not None:
        return replace(
            earlier,
            spans=attribution.source,
            content=attribution.content,
            stance=attribution.stance,
            rule=attribution.rule,
        )
    outlet = newsroom.outlets.find_outlet(text)
    if outlet is not None:
        return _cited_voice(newsroom, attribution, outlet, text)
    return _speaker_voice(newsroom, attribution, text, before)


def _same_speaker(newsroom: Newsroom, attribution: Attribution, text: str, before: list[Voice]) -> Voice | None:
    """The voice already met that the words point back to: "il", "la même source", "ce responsable", "Malki"."""
    known = [voice for voice in before if voice.speaker]
    if not known:
        return None
    if text.lower() in PRONOUNS or newsroom.rules.same.search(text):
        return known[-1]
    name = find_person(text, newsroom.rules)
    if name:
        folded = fold_name(name)
        return next((v for v in reversed(known) if v.person and _names_match(v.person, folded)), None)
    if not newsroom.rules.definite.search(text):
        return None
    return next((voice for voice in reversed(known) if _points_back(newsroom, text, voice)), None)


def _names_match(full: str, name: str) -> bool:
    return full == name or full.endswith(" " + name) or name.endswith(" " + full)


def _points_back(newsroom: Newsroom, text: str, voice: Voice) -> bool:
    """Whether a definite phrase ("the official") can mean the voice: same role, and no other body or country."""
    role, body = find_body(text, newsroom.rules.roles), find_body(text, newsroom.rules.bodies)
    if role is None or voice.role != role.key or role.key in ("resident", "source") and not voice.anonymous:
        return False
    return body is None or body.key == voice.body


def _cited_voice(newsroom: Newsroom, attribution: Attribution, outlet: Outlet, text: str) -> Voice:
    """The word of an agency or outlet that the document cites: its root is that outlet."""
    carriers = tuple(name for name in _carriers(newsroom) if name != outlet.name)
    return Voice(
        outlet=_outlet_name(newsroom),
        agency=outlet.id if outlet.is_agency else (newsroom.agency.id if newsroom.agency else None),
        cited=(outlet.id,),
        speaker=text,
        country=outlet.country,
        kind=SourceKind.AGENCY if outlet.is_agency else SourceKind.OUTLET,
        named=True,
        root=f"agency:{outlet.id}" if outlet.is_agency else outlet_root(outlet, None),
        chain=(*carriers, outlet.name),
        spans=attribution.source,
        content=attribution.content,
        stance=attribution.stance,
        rule=attribution.rule,
    )


def _speaker_voice(newsroom: Newsroom, attribution: Attribution, text: str, before: list[Voice]) -> Voice:
    rules = newsroom.rules
    body, role, person = find_body(text, rules.bodies), find_body(text, rules.roles), find_person(text, rules)
    cited = find_mentioned(newsroom.document.content, attribution, newsroom.outlets)
    agency = newsroom.agency or next((outlet for outlet in cited if outlet.is_agency), None)
    others = tuple(outlet for outlet in cited if outlet not in (agency, newsroom.outlet))
    anonymous = _is_anonymous(
        newsroom, attribution, text, person, role.key if role else None, body.key if body else None
    )
    voice = Voice(
        outlet=_outlet_name(newsroom),
        agency=agency.id if agency else None,
        cited=tuple(outlet.id for outlet in others),
        speaker=text,
        person=fold_name(person) if person else None,
        body=body.key if body else None,
        role=role.key if role else None,
        country=_body_country(newsroom, text, body.country if body else None, state=bool(body and body.state)),
        named=not anonymous,
        anonymous=anonymous,
        kind=SourceKind.ANONYMOUS if anonymous and attribution.kind is SourceKind.OFFICIAL else attribution.kind,
        root="",
        chain=_chain(newsroom, agency, others, text),
        spans=attribution.source,
        content=attribution.content,
        stance=attribution.stance,
        rule=attribution.rule,
    )
    return replace(voice, root=root_of(voice, carrier=agency.id if agency else _carrier(newsroom)))


def _carrier(newsroom: Newsroom) -> str:
    return newsroom.outlet.id if newsroom.outlet else fold_name(_outlet_name(newsroom) or "?")


def _chain(newsroom: Newsroom, agency: Outlet | None, others: tuple[Outlet, ...], text: str) -> tuple[str, ...]:
    names = (_outlet_name(newsroom), agency.name if agency else None, *(outlet.name for outlet in others), text)
    return tuple(dict.fromkeys(name for name in names if name))


def _body_country(newsroom: Newsroom, text: str, fixed: str | None, *, state: bool) -> str | None:
    if fixed:
        return fixed
    named = find_countries(text, newsroom.rules)
    if named:
        return named[0]
    return newsroom.country if state else None


def _is_anonymous(
    newsroom: Newsroom, attribution: Attribution, text: str, person: str | None, role: str | None, body: str | None
) -> bool:
    """Whether nobody is named: a person by role, or "sources"; a body that speaks as itself is named."""
    if person is not None:
        return False
    end = attribution.source[-1].end
    if any(
        0 <= words.start - end < 120 or attribution.source[0].start <= words.start < end
        for words in newsroom.anonymous_words
    ):
        return True
    if role in (None, "spokesperson") or (body in INSTITUTIONAL and role is None):
        return body is None or body in UNNAMED_BODIES
    return not (
        role in ("official", "officer", "soldier")
        and body is not None
        and not newsroom.rules.indefinite.search(text)
        and not _plural_people(text)
    )


def _plural_people(text: str) -> bool:
    return text.lower().split()[-1:] != [] and any(
        word in text.lower() for word in ("officials", "responsables", "officers", "officiers", "sources")
    )


def root_of(voice: Voice, *, carrier: str) -> str:
    """The key of the deepest identified voice.

    A body that speaks by statement or named spokesman is one voice; a named person without a body is one;
    an unnamed one is told apart by body, role and whom they spoke to.
    """
    place = f"{voice.country}/" if voice.country else ""
    if voice.anonymous:
        return f"?{place}{voice.body or '-'}/{voice.role or 'source'}@{carrier}"
    if voice.body is not None and (voice.role in OFFICE_ROLES or voice.person is None or voice.body in INSTITUTIONAL):
        return f"{place}{voice.body}"
    if voice.person is not None:
        return f"person:{voice.person}"
    return f"{place}{voice.body}" if voice.body else f"says:{fold_name(voice.speaker)}"
