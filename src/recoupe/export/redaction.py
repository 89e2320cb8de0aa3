"""Names of private people withheld from what leaves the store.

Who suffered, who is accused and who saw it are in the record by what they are; their names are the business of those
who knew them. Public is a name that stands beside an office ("le général Qassem Soleimani") anywhere in what an
incident's accounts say. Others are replaced, in every field that carries words of articles; addresses stay, since they
are the source.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from anyascii import anyascii

from recoupe.language.vectors import KnownNames, read_known_names
from recoupe.mentions.actors_table import TABLES
from recoupe.mentions.tokens import expand_phrase
from recoupe.plain import from_plain, to_plain
from recoupe.reading.fingerprint import short_hash
from recoupe.records import Incident, IncidentClaim, Party, PartyKind, SourceKind, Voice
from recoupe.resources import LANGUAGES, read_rows, read_toml

WITHHELD = "[name withheld]"

BEFORE = 5
"""Words before a name among which an office tells whose it is: "le chef de la police de la ville, X"."""

BESIDE = 1
"""Words before a name among which the sort of a place tells that it is one: "rue X", not "un village, X"."""

CARRIERS = frozenset({"text", "title", "wordings", "speaker", "chain", "denied_by", "of"})
"""Fields of records that carry words of articles."""

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capital words, with where it stands and its folded words."""

    start: int
    end: int
    words: tuple[str, ...]
    before: tuple[str, ...]  # folded words before it

    @property
    def last(self) -> str:
        """The word by which somebody is called again."""
        return self.words[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who is known in one incident."""

    public: frozenset[str]  # last words of names beside an office
    private: frozenset[str]  # last words of names of those who suffered or are accused
    protected: frozenset[str]  # words of places, outlets and organisations


def redact_incidents(incidents: Iterable[Incident], mask: str = WITHHELD) -> tuple[Incident, ...]:
    """The incidents without the names of private people."""
    return tuple(redact_incident(each, mask) for each in incidents)


def redact_incident(incident: Incident, mask: str = WITHHELD) -> Incident:
    """One incident without the names of private people; without the names too that copies are known by."""
    bare = replace(incident, tellings=_bare(incident))
    plain = to_plain(bare)
    words = dict.fromkeys(_strings(plain, ""))
    circle = _circle_of(incident, words)
    changed = {text: told for text in words if (told := redact_words(text, circle, mask)) != text}
    found = from_plain(Incident, _redacted(plain, changed)) if changed else bare
    return replace(found, claims=tuple(_unrooted(claim) for claim in found.claims))


def redact_words(text: str, circle: Circle, mask: str = WITHHELD) -> str:
    """A text of the incident without those names."""
    for name in reversed(list(find_names(text))):
        if _is_private(name, circle):
            text = f"{text[: name.start]}{mask}{text[name.end :]}"
    return text


def know_circle(incident: Incident, texts: Iterable[str] = ()) -> Circle:
    """Who is public and who is private in an incident; `texts` are further words of its accounts."""
    return _circle_of(incident, dict.fromkeys((*_strings(to_plain(incident), ""), *texts)))


def _circle_of(incident: Incident, told: Iterable[str]) -> Circle:
    names = [name for text in told for name in find_names(text)]
    public = {name.last for name in names if _has_office(name)}
    sufferers = [claim for claim in incident.claims if claim.field in ("targets", "perpetrators")]
    protected = _protected(incident, sufferers)
    private = {
        name.last
        for text in _people(sufferers)
        for name in find_names(text)
        if not _has_office(name) and not set(name.words) <= protected and _may_be_person(name)
    }
    private |= {voice.person.split()[-1] for voice in _witnesses(incident) if voice.person}
    return Circle(public=frozenset(public), private=frozenset(private - public), protected=protected)


def find_names(text: str) -> Iterator[Name]:
    """The runs of capital words in a text that may be names."""
    words = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        end = _run_end(text, words, index)
        start = index
        while start < end and _is_ordinary(words[start][0]):  # "Le", "Deux", "President"
            start += 1
        if start < end:
            before = tuple(_fold(word[0]) for word in words[max(0, start - BEFORE) : start])
            run = tuple(_fold(word[0]) for word in words[start:end])
            yield Name(words[start].start(), words[end - 1].end(), run, before)
        index = max(end, index + 1)


def _run_end(text: str, words: list[re.Match[str]], index: int) -> int:
    """Where the run of capital words, with particles between them, that begins at `index` ends."""
    end = index
    for place in range(index, len(words)):
        if place > index and not _joined(text, words[place - 1], words[place]):
            break
        if words[place][0][0].isupper():
            end = place + 1
        elif place == index or _fold(words[place][0]) not in _words("particles"):
            break
    return end


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return bool(re.fullmatch(r" |-| ?\u2011 ?", text[left.end() : right.start()]))


def _is_private(name: Name, circle: Circle) -> bool:
    if name.last in circle.public or _has_office(name) or set(name.words) <= circle.protected:
        return False
    if name.words in _bodies() or _is_place(name):
        return False
    return name.last in circle.private or _reads_as_person(name.words)


def _has_office(name: Name) -> bool:
    return any(word in _words("roles") for word in (*name.before, *name.words))


def _is_place(name: Name) -> bool:
    """True for a mosque, street or camp called by somebody's name: "Al Noor Mosque", "rue Jean Jaurès"."""
    return any(word in _words("places") for word in (*name.before[-BESIDE:], *name.words))


def _may_be_person(name: Name) -> bool:
    """True for what is said of people and is no place by itself: of two words or more, or known as a name."""
    kinds = "".join(names.kinds.get(name.last, "") for names in _names())
    return len(name.words) > 1 or (bool(set(kinds) & {"g", "f"}) and "p" not in kinds)


def _reads_as_person(words: tuple[str, ...]) -> bool:
    """True where two words or more read as given and family name, some of them being nothing else.

    "Moussa" is a verb form too ("la bière moussa"), "Boubacar" in no list: the other word of the name decides.
    """
    known = [any(names.kinds.get(word, "").strip("pq") for names in _names()) for word in words]
    sure = [_is_only_name(word) for word in words]
    return len(words) > 1 and any(sure) and (sure[0] or sum(known) > 1 or not all(map(_is_listed, words)))


def _is_only_name(word: str) -> bool:
    """True for a given name that is no ordinary word and no place."""
    return all("g" in (kinds := names.describe(word)) and not set(kinds) & {"c", "p"} for names in _names()) or (
        all("f" in (kinds := names.describe(word)) and not set(kinds) & {"c", "p", "q"} for names in _names())
    )


def _is_listed(word: str) -> bool:
    """True for what is some word or name."""
    return any(names.describe(word) for names in _names())


def _is_ordinary(word: str) -> bool:
    low = word.lower()
    known = any("g" in names.kinds.get(_fold(word), "") for names in _names())
    return not word[0].isupper() or (not known and any("c" in names.describe(low) for names in _names()))


def _people(claims: Iterable[IncidentClaim]) -> Iterator[str]:
    """The words for those who are people, or may be."""
    for claim in claims:
        value = claim.value
        if isinstance(value, Party) and value.actor is None and value.kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
            yield from (value.text, *claim.wordings)


def _witnesses(incident: Incident) -> Iterator[Voice]:
    """The voices of those who saw it."""
    sources = [source.voice for telling in incident.tellings for source in telling.event.sources]
    voices = [voice for claim in incident.claims for voice in claim.voices]
    return (voice for voice in (*voices, *sources) if voice and voice.kind is SourceKind.WITNESS)


def _protected(incident: Incident, claims: Iterable[IncidentClaim]) -> frozenset[str]:
    """Words of what is no person: places, outlets, agencies, organisations."""
    places = [telling.event.place.name for telling in incident.tellings if telling.event.place]
    places += [claim.value.name for claim in incident.claims if claim.field == "place" and hasattr(claim.value, "name")]
    bodies = [
        each.value.text
        for each in claims
        if isinstance(each.value, Party)
        and (each.value.actor or each.value.kind not in (PartyKind.PERSON, PartyKind.UNKNOWN))
    ]
    told = [incident.place.name if incident.place else "", *places, *incident.outlets, *incident.agencies, *bodies]
    return frozenset(_fold(word) for text in told for word in _WORD.findall(text))


def _bare(incident: Incident) -> tuple[Any, ...]:
    """The tellings without what copies are known by: a document's names are among it."""
    return tuple(
        replace(telling, passport=replace(telling.passport, key_terms=(), sketch=())) for telling in incident.tellings
    )


def _strings(plain: Any, key: str) -> Iterator[str]:
    """The words of articles in a record as plain values."""
    if isinstance(plain, dict):
        for name, value in plain.items():
            yield from _strings(value, name)
    elif isinstance(plain, list):
        for value in plain:
            yield from _strings(value, key)
    elif isinstance(plain, str) and key in CARRIERS:
        yield plain


def _redacted(plain: Any, changed: Mapping[str, str], key: str = "") -> Any:
    if isinstance(plain, dict):
        return {name: _redacted(value, changed, name) for name, value in plain.items()}
    if isinstance(plain, list):
        return [_redacted(value, changed, key) for value in plain]
    return changed.get(plain, plain) if isinstance(plain, str) and key in CARRIERS else plain


def _unrooted(claim: IncidentClaim) -> IncidentClaim:
    return replace(claim, voices=tuple(_unnamed(voice) for voice in claim.voices))


def _unnamed(voice: Voice) -> Voice:
    """A witness's voice without the name in the key by which it is compared."""
    if voice.kind is not SourceKind.WITNESS or not voice.person:
        return voice
    return replace(voice, person=None, root=f"?witness/{short_hash(voice.root)}")


def _fold(word: str) -> str:
    return anyascii(word).casefold()


@cache
def _names() -> tuple[KnownNames, ...]:
    return tuple(read_known_names(language) for language in LANGUAGES)


@cache
def _bodies() -> frozenset[tuple[str, ...]]:
    """The runs of capital words in the names of known actors and outlets: "Wagner Group", "Hayat Tahrir"."""
    aliases = [row["aliases"] for table in TABLES for row in read_rows(f"actors/{table}.tsv")]
    spelt = [alias.lstrip("?") for cell in aliases for alias in cell.split(";")]
    phrases = [phrase for alias in spelt for phrase in expand_phrase(alias)]
    phrases += [name for row in read_rows("outlets.tsv") for cell in row.values() for name in (cell or "").split("|")]
    return frozenset(name.words for phrase in phrases for name in find_names(phrase))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_fold(word) for word in read_toml("privacy.toml")[kind])
