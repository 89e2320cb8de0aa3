"""Finds whom words point back to in a document: "ce responsable", "la même source", "Malki", "un nouveau bilan"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recoupe.claims.attribution.rules import REPORTING
from recoupe.claims.attribution.voices import BodyRule, VoiceRules, find_body, find_person, fold_name, is_country
from recoupe.claims.outlets import Outlet, OutletTable
from recoupe.records import Attribution, Document, Span, Voice

OFFICE_ROLES = (None, "spokesperson")
GENERIC_BODIES = ("security-command", "authorities", "ministry", "army")  # too vague to tell two voices apart
LONGEST_ARTICLE = 3  # letters
VAGUE = ("government", "authorities")  # bodies that stand for any authority of their state
ISSUER = 60  # characters behind a document in which the body that issued it can stand
BESIDE = 120  # characters behind a source or name in which what stands beside it belongs to it
BEHIND = re.compile(r"[^,.;:\n«»“”]*")
BESIDE_NAME = re.compile(r"[^.;:\n«»“”]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What is known of a document as a whole while its voices are traced."""

    document: Document
    rules: VoiceRules
    pronouns: frozenset[str]
    outlets: OutletTable
    outlet: Outlet | None
    agency: Outlet | None
    country: str | None
    anonymous_words: tuple[Span, ...]


def find_issuer(newsroom: Newsroom, attribution: Attribution, text: str) -> str | None:
    """A document and who issued it: "un décompte communiqué mardi par l'état-major"; None for no document."""
    if not newsroom.rules.document.search(text) or find_body(text, newsroom.rules.bodies) is not None:
        return None
    end = attribution.source[-1].end
    behind = BEHIND.match(newsroom.document.content, end, end + ISSUER)
    extended = text + (behind.group() if behind else "")
    return extended if find_body(extended, newsroom.rules.bodies) is not None else text


def find_introduced(newsroom: Newsroom, attribution: Attribution, text: str) -> str | None:
    """The name with a rank, and what stands beside it, that "l'officier" points back to though it said nothing yet."""
    role = find_body(text, newsroom.rules.roles)
    if role is None or role.key != "officer" or not newsroom.rules.definite.search(text) or find_named(newsroom, text):
        return None
    content, end = newsroom.document.content, attribution.source[0].start
    ranked = list(newsroom.rules.ranked.finditer(content, 0, end))
    if not ranked:
        return None
    beside = BESIDE_NAME.match(content, ranked[-1].start(), min(end, ranked[-1].start() + BESIDE))
    return beside.group().strip(" ,") if beside else None


def find_same_speaker(newsroom: Newsroom, text: str, issuer: str | None, before: list[Voice]) -> Voice | None:
    """The voice already met that the words point back to: "il", "la même source", "ce responsable", "Malki"."""
    known = [voice for voice in reversed(before) if voice.speaker]
    if known and (text.lower() in newsroom.pronouns or newsroom.rules.same.search(text)):
        role = find_body(text, newsroom.rules.roles)  # "nos sources" are those met before, whoever spoke last
        return next((voice for voice in known if role is not None and voice.role == role.key), known[0])
    name = find_named(newsroom, text)
    if name:
        folded = fold_name(name)
        return next((voice for voice in known if voice.person and _names_match(voice.person, folded)), None)
    if issuer is not None:
        return _issuer_before(newsroom, text, issuer, known)
    return _body_before(newsroom, text, known)


def _issuer_before(newsroom: Newsroom, text: str, issuer: str, known: list[Voice]) -> Voice | None:
    """The body that spoke last, for "le communiqué" or "un premier bilan" that names no issuer of its own."""
    points = newsroom.rules.toll.search(text) or newsroom.rules.definite.search(text)
    if not points or find_body(issuer, newsroom.rules.bodies) is not None:
        return None
    return next((voice for voice in known if voice.body), None)


def _body_before(newsroom: Newsroom, text: str, known: list[Voice]) -> Voice | None:
    """The voice that "a ministry spokesman" or "the official" means."""
    body = find_body(text, newsroom.rules.bodies)
    if body is not None and body.key == "ministry" and _is_bare(newsroom, text, body):
        return next((voice for voice in known if (voice.body or "").endswith("-ministry")), None)
    if not newsroom.rules.definite.search(text):
        return None
    return next((voice for voice in known if _points_back(newsroom, text, voice)), None)


def _is_bare(newsroom: Newsroom, text: str, body: BodyRule) -> bool:
    """Whether the words say no more than body and role: "a ministry spokesman", not "the Emergencies Ministry"."""
    left = body.pattern.sub(" ", text)
    for role in newsroom.rules.roles:
        left = role.pattern.sub(" ", left)
    return not any(len(word) > LONGEST_ARTICLE for word in re.findall(r"\w+", left))


def _names_match(full: str, name: str) -> bool:
    return full == name or full.endswith(" " + name) or name.endswith(" " + full)


def _points_back(newsroom: Newsroom, text: str, voice: Voice) -> bool:
    """Whether a definite phrase ("the official") can mean the voice: same role, and no other body or country."""
    role, body = find_body(text, newsroom.rules.roles), find_body(text, newsroom.rules.bodies)
    if body is not None and (body.key != voice.body):
        return role is not None and role.key == voice.role and body.key in GENERIC_BODIES
    if role is None:
        return body is not None and voice.role in OFFICE_ROLES
    return voice.role == role.key or (role.key in ("official", "officer") and bool(voice.person))


def find_named(newsroom: Newsroom, text: str) -> str | None:
    """The person named; one capital word only where the document has it elsewhere too (not "Pictures show")."""
    name = find_person(text, newsroom.rules)
    if name is None or " " in name or "-" in name:
        return name
    content = newsroom.document.content
    return name if content.count(name) > 1 and name.lower() not in content else None


def merge_voice(newsroom: Newsroom, voice: Voice, voices: Sequence[Voice]) -> Voice:
    """The voice, or the one in the document that it stands for.

    A headline says "Coalition" or "US" where the text has "a coalition official" or the secretary of state; "the
    authorities" are the ministry that was named.
    """
    if not voice.named or voice.person or voice.body is None:
        return voice
    for other in voices:
        if other is not voice and _stands_for(newsroom, voice, other):
            return replace(other, spans=voice.spans, content=voice.content, stance=voice.stance, rule=voice.rule)
    return voice


def _stands_for(newsroom: Newsroom, voice: Voice, other: Voice) -> bool:
    """Whether a body named in general is the one named more closely in the same document."""
    if other.body is None or other.country != voice.country or other.stance not in REPORTING:
        return False
    general = voice.body == "authorities" or (voice.body in VAGUE and is_country(voice.speaker, newsroom.rules))
    if general and other.named and other.body not in (voice.body, "authorities"):
        return any(rule.key == other.body and (rule.state or rule.country) for rule in newsroom.rules.bodies)
    in_title = bool(voice.spans) and voice.spans[0].end <= newsroom.document.title_offset
    return in_title and other.body == voice.body and other.anonymous
