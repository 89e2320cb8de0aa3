"""Traces each attribution to its voice: outlet -> agency -> cited outlet -> speaker or document, and its root.

The root is a key by which voices compare across documents and languages: "BF/army-staff" whoever carries it,
"?coalition/official@afp" for an unnamed official of the coalition who spoke to AFP.
"""

import re
from dataclasses import replace

from recoupe.claims.attribution.credits import find_credits
from recoupe.claims.attribution.mentioned import find_mentioned
from recoupe.claims.attribution.pointing import (
    BESIDE,
    OFFICE_ROLES,
    Newsroom,
    find_introduced,
    find_issuer,
    find_named,
    find_same_speaker,
    merge_voice,
)
from recoupe.claims.attribution.rules import AttributionRules
from recoupe.claims.attribution.voices import (
    BodyRule,
    find_body,
    find_countries,
    fold_name,
    is_country,
    main_country,
)
from recoupe.claims.outlets import Outlet, OutletTable, load_outlets
from recoupe.records import Attribution, Document, SourceKind, Span, Voice

__all__ = ["OutletTable", "find_voices", "load_outlets"]

ARMIES = ("army", "armed-forces", "army-staff", "security-command")  # an army speaks through its staff
INSTITUTIONAL = (
    "president",
    "prime-minister",
    "governor",
    "mayor",
    "prefect",
    "prosecutor",
)  # a body that is one person
UNNAMED_BODIES = ("security", "medical", "local", "diplomatic", "judicial", "intelligence")  # no body speaks as these
BODY_ROLES = ("spokesperson", "officer")  # named officers and spokesmen speak for their body
LEAD = 450  # characters of the text in which an agency that is spoken to is the one whose copy it is
LEADING = re.compile(r"^(?:(?:une?|an?|the|les?|la)\s|l['’])", re.IGNORECASE)
RELATIVE = re.compile(r",? (?:who|whom|whose|which|where|that)\b")  # English; French sources end before "qui"
ORGANISATION = re.compile(
    r"(?<=\w[ '’(])[A-ZÀ-Ý]\w|\b[A-ZÀ-Ý]{2,}\b"
)  # a capital inside: "Le BEA", "the Tennis Federation"


def find_voices(
    document: Document,
    attributions: tuple[Attribution, ...],
    rules: AttributionRules,
    outlets: OutletTable,
) -> tuple[Voice, ...]:
    """The document's own voice, then one voice for each attribution, in their order."""
    newsroom = _newsroom(document, attributions, rules, outlets)
    own = _own_voice(newsroom)
    voices: list[Voice] = []
    for attribution in attributions:
        voices.append(_voice(newsroom, attribution, own, voices))
    return (own, *(merge_voice(newsroom, voice, voices) for voice in voices))


def _newsroom(
    document: Document, attributions: tuple[Attribution, ...], rules: AttributionRules, outlets: OutletTable
) -> Newsroom:
    outlet = outlets.find_outlet(document.outlet or "") or outlets.find_outlet(document.url or "")
    credited = [credit for credit, _ in find_credits(document, outlets) if credit != outlet]
    agency = next((credit for credit in credited if credit.is_agency), None)
    if agency is None and outlet is not None and outlet.is_agency:
        agency = outlet
    return Newsroom(
        document=document,
        rules=rules.voices,
        pronouns=rules.words["personal_pronouns"],
        outlets=outlets,
        outlet=outlet,
        agency=agency or _agency_told(document, attributions, outlets),
        country=main_country(document.title, document.text, rules.voices),
        anonymous_words=tuple(Span(m.start(), m.end()) for m in rules.anonymity.finditer(document.content)),
    )


def _agency_told(document: Document, attributions: tuple[Attribution, ...], outlets: OutletTable) -> Outlet | None:
    """The agency that somebody spoke to in the lead: "shot down, an official told AFP" is that agency's copy."""
    for attribution in attributions:
        spans = (*attribution.source, *attribution.cue)
        if spans and document.title_offset <= spans[0].start < document.title_offset + LEAD:
            if outlets.find_outlet(_words(document, attribution.source)) is not None:
                continue
            told = find_mentioned(document.content, attribution, outlets)
            agency = next((outlet for outlet in told if outlet.is_agency), None)
            if agency is not None and not attribution.chain:
                return agency
    return None


def _words(document: Document, spans: tuple[Span, ...]) -> str:
    return " ".join(document.content[span.start : span.end] for span in spans)


def _named_part(words: str) -> str:
    """The words that name a source, up to what they only tell of it: "the official[, who asked not to be named]"."""
    return RELATIVE.split(words, maxsplit=1)[0] or words


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
    """The voice of one attribution: somebody met before, an outlet, a speaker; the document's own for nobody."""
    text = _named_part(_words(newsroom.document, attribution.speaker or attribution.source))
    if not text or newsroom.rules.nobody.search(text) or newsroom.rules.things.search(text):
        return _speaking_as(own, attribution)
    issuer = find_issuer(newsroom, attribution, text)
    earlier = find_same_speaker(newsroom, text, issuer, before)
    if earlier is not None:
        return _speaking_as(earlier, attribution)
    untold = issuer is not None and newsroom.rules.toll.search(text) and not find_body(issuer, newsroom.rules.bodies)
    if text.lower() in newsroom.pronouns or untold:
        return _speaking_as(own, attribution)
    outlet = newsroom.outlets.find_outlet(text)
    if outlet is not None and outlet.kind != "platform":
        return _cited_voice(newsroom, attribution, outlet.name, outlet)
    if issuer is None and newsroom.rules.outlet_words.search(text) and find_body(text, newsroom.rules.bodies) is None:
        return _cited_voice(newsroom, attribution, text, None)
    introduced = find_introduced(newsroom, attribution, text) if issuer is None else None
    return _speaker_voice(newsroom, attribution, introduced or issuer or text)


def _speaking_as(voice: Voice, attribution: Attribution) -> Voice:
    return replace(
        voice,
        spans=attribution.source,
        content=attribution.content,
        stance=attribution.stance,
        rule=attribution.rule,
    )


def _cited_voice(newsroom: Newsroom, attribution: Attribution, name: str, outlet: Outlet | None) -> Voice:
    """The word of an agency or outlet that the document cites: its root is that outlet.

    Who writes "according to AFP" cites AFP, and carries no copy of it: `agency` is that of the document alone.
    """
    carriers = tuple(carrier for carrier in _carriers(newsroom) if carrier != name)
    is_agency = outlet is not None and outlet.is_agency
    return Voice(
        outlet=_outlet_name(newsroom),
        agency=newsroom.agency.id if newsroom.agency else None,
        cited=(outlet.id if outlet else fold_name(name),),
        speaker=name,
        country=outlet.country if outlet else None,
        kind=SourceKind.AGENCY if is_agency else SourceKind.OUTLET,
        named=True,
        root=_mouthpiece(newsroom, outlet)
        or (f"agency:{outlet.id}" if outlet is not None and outlet.is_agency else outlet_root(outlet, name)),
        chain=(*carriers, name),
        spans=attribution.source,
        content=attribution.content,
        stance=attribution.stance,
        rule=attribution.rule,
    )


def _mouthpiece(newsroom: Newsroom, outlet: Outlet | None) -> str | None:
    """The body that speaks through the outlet of a party to a conflict: Amaq is the Islamic State."""
    if outlet is None or outlet.state != "party":
        return None
    body = next((rule for rule in newsroom.rules.bodies if rule.key == outlet.owner), None)
    return None if body is None else f"{body.country}/{body.key}" if body.country else body.key


def _speaker_voice(newsroom: Newsroom, attribution: Attribution, text: str) -> Voice:
    rules = newsroom.rules
    body, role, person = _body(newsroom, text), find_body(text, rules.roles), find_named(newsroom, text)
    cited = _cited(newsroom, attribution)
    agency = newsroom.agency or next((outlet for outlet in cited if outlet.is_agency), None)
    others = tuple(outlet for outlet in cited if outlet not in (agency, newsroom.outlet))
    anonymous = _is_anonymous(newsroom, attribution, text, (body, role), person)
    voice = Voice(
        outlet=_outlet_name(newsroom),
        agency=agency.id if agency else None,
        cited=tuple(outlet.id for outlet in others),
        speaker=text,
        person=fold_name(person) if person else None,
        body=body.key if body else None,
        role=role.key if role else None,
        country=_body_country(newsroom, text, body),
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


def _body(newsroom: Newsroom, text: str) -> BodyRule | None:
    """The body named; a country's name alone stands for its government: "Téhéran dément"."""
    if is_country(text, newsroom.rules):
        return find_body("government gouvernement", newsroom.rules.bodies)
    return find_body(text, newsroom.rules.bodies)


def _cited(newsroom: Newsroom, attribution: Attribution) -> tuple[Outlet, ...]:
    """The outlets on the way: those that relay the words, then those named beside them."""
    relays = (newsroom.outlets.find_outlet(name) for name in attribution.chain)
    beside = find_mentioned(newsroom.document.content, attribution, newsroom.outlets)
    return tuple(dict.fromkeys([*(outlet for outlet in relays if outlet), *beside]))


def _carrier(newsroom: Newsroom) -> str:
    return newsroom.outlet.id if newsroom.outlet else fold_name(_outlet_name(newsroom) or "?")


def _chain(newsroom: Newsroom, agency: Outlet | None, others: tuple[Outlet, ...], text: str) -> tuple[str, ...]:
    names = (_outlet_name(newsroom), agency.name if agency else None, *(outlet.name for outlet in others), text)
    return tuple(dict.fromkeys(name for name in names if name))


def _body_country(newsroom: Newsroom, text: str, body: BodyRule | None) -> str | None:
    """The country that the body is fixed to or that the words name; for bodies of a state, that of the document."""
    if body is not None and body.country:
        return body.country
    if body is not None and not body.state and body.key not in UNNAMED_BODIES:
        return None
    named = find_countries(text, newsroom.rules)
    return named[0] if named else (newsroom.country if body is not None else None)


def _is_anonymous(
    newsroom: Newsroom,
    attribution: Attribution,
    text: str,
    named: tuple[BodyRule | None, BodyRule | None],
    person: str | None,
) -> bool:
    """Whether nobody is named: a person by role, or "sources"; a body that speaks as itself is named."""
    body, role = named
    if person is not None:
        return False
    if _beside_anonymity(newsroom, attribution) or (body is None and role is None):
        return role is not None or not ORGANISATION.search(text)
    if body is None or body.key in UNNAMED_BODIES:
        return True
    return role is not None and role.key not in BODY_ROLES


def _beside_anonymity(newsroom: Newsroom, attribution: Attribution) -> bool:
    """Whether "sous couvert d'anonymat" or the like stands with the source."""
    start, end = attribution.source[0].start, attribution.source[-1].end
    return any(start <= words.start < end + BESIDE for words in newsroom.anonymous_words)


def root_of(voice: Voice, *, carrier: str) -> str:
    """The key of the deepest identified voice.

    A body that speaks by statement or named spokesman is one voice; a named person without a body is one;
    an unnamed one is told apart by body, role and whom they spoke to.
    """
    place = f"{voice.country}/" if voice.country else ""
    if voice.anonymous:
        return f"?{place}{voice.body or '-'}/{voice.role or 'source'}@{carrier}"
    if voice.body in ARMIES:
        return f"{place}army-staff"
    if voice.body is not None and (voice.person is None or voice.role in OFFICE_ROLES or voice.body in INSTITUTIONAL):
        return f"{place}{voice.body}"
    if voice.person is not None and voice.body not in (None, *UNNAMED_BODIES) and voice.role in BODY_ROLES:
        return f"{place}{voice.body}"
    if voice.person is not None:
        return f"person:{voice.person}"
    return f"body:{fold_name(LEADING.sub('', voice.speaker))}"
