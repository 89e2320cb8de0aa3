"""One line of `recoupe extract`: all that one document says, as other programs read it, and back.

Events are the records themselves as plain values, so that every field of a record is a field of the contract.
Besides, a line passes on what linking needs: outlet, url, published, title, the voice that publishes, and what
copies are known by.
"""

from typing import Any

from recoupe.errors import FormatError
from recoupe.plain import from_plain, to_plain
from recoupe.reading.passports import read_passport
from recoupe.records import Account, Attribution, Event, Mentions, Passport, PlaceMention, Span, Telling, Voice

Line = dict[str, Any]

LISTED: dict[str, Line] = {
    "perpetrators": {"kind": "unknown"},
    "targets": {"kind": "unknown"},
    "defenders": {"kind": "unknown"},
    "weapons": {"weapon": None, "count": None},
    "sources": {"kind": "anonymous", "chain": []},
    "loaded": {},
}
"""The lists of an event, with what their members are taken to be where another reader does not say."""


def account_line(account: Account) -> Line:
    """The contract's line for one document; one that could not be read has `error` and no events."""
    document, passport = account.document, read_passport(account)
    return {
        "id": document.id,
        "language": account.language,
        "title_offset": document.title_offset,
        "outlet": document.outlet,
        "url": document.url,
        "published": to_plain(document.published),
        "modified": to_plain(document.modified),
        "title": document.title,
        "content_hash": passport.content_hash,
        "fingerprint": list(passport.sketch),
        "key_terms": list(passport.key_terms),
        "words": list(passport.words),
        "voice": to_plain(passport.voice),
        "events": to_plain(account.events),
        "background": to_plain(account.background),
        **mention_lists(account.mentions, document.content),
        "attributions": [attribution_line(each) for each in account.attributions],
        "error": account.error,
    }


def mention_lists(mentions: Mentions, content: str) -> dict[str, list[Line]]:
    """Every place, time, actor, count and weapon that the text names, each with its place in the text."""

    def at(span: Span) -> Line:
        return {"start": span.start, "end": span.end, "text": content[span.start : span.end]}

    return {
        "places": [at(each.span) | place_values(each) for each in mentions.places if each.place],
        "times": [
            at(each.span) | {"type": each.type.value, "value": each.value, "rule": each.rule} for each in mentions.times
        ],
        "actors": [
            at(each.span) | {"kind": each.kind.value, "actor": each.actor, "country": each.country, "rule": each.rule}
            for each in mentions.actors
        ],
        "counts": [
            at(each.span) | {"low": each.low, "high": each.high, "state": each.state.value, "rule": each.rule}
            for each in mentions.counts
        ],
        "weapons": [at(each.span) | {"weapon": each.weapon, "rule": each.rule} for each in mentions.weapons],
    }


def place_values(mention: PlaceMention) -> Line:
    """What the contract says of a place mention that was put on the map."""
    place = mention.place
    if place is None:
        return {}
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "identifier": place.id,
        "precision": place.precision.value,
        "relation": mention.relation,
        "role": mention.role,
        "rule": mention.rule,
    }


def attribution_line(attribution: Attribution) -> Line:
    """Source, cue and content of one attribution, each a list of parts with their spans."""

    def parts(spans: tuple[Span, ...]) -> list[Line]:
        return [{"spans": to_plain(spans)}] if spans else []

    return {
        "source": parts(attribution.source),
        "cue": parts(attribution.cue),
        "content": parts(attribution.content),
        "kind": attribution.kind.value,
        "stance": attribution.stance,
        "rule": attribution.rule,
    }


def read_tellings(line: Line) -> tuple[Telling, ...]:
    """The tellings of one line of `recoupe extract`, by this or another reader that keeps the contract.

    Raises FormatError naming the document and the field that does not fit.
    """
    if not isinstance(line, dict) or "id" not in line or not isinstance(line.get("events", []), list):
        raise FormatError(
            f"{str(line)[:80]!r} is no line of `recoupe extract`: expected an object with 'id' and 'events'"
        )
    passport = line_passport(line)
    return tuple(
        Telling(passport=passport, event=from_plain(Event, event_defaults(event, index)))
        for index, event in enumerate(line.get("events") or [], 1)
    )


def line_passport(line: Line) -> Passport:
    """The passport that a line passes on."""
    voice = line.get("voice")
    known = {key: line[key] for key in ("id", "outlet", "url", "published", "language", "title") if key in line}
    passed = {"content_hash": line.get("content_hash") or "", "sketch": line.get("fingerprint") or []}
    passed |= {"key_terms": line.get("key_terms") or [], "words": line.get("words") or []}
    return from_plain(Passport, known | passed | {"voice": to_plain(from_plain(Voice, voice)) if voice else None})


def event_defaults(event: Line, index: int) -> Line:
    """An event of the contract with the values that another reader may leave out."""
    listed = {key: [defaults | as_named(each) for each in event.get(key) or []] for key, defaults in LISTED.items()}
    basis = {"id": str(index), "outcome": "carried_out", "focus": True, "claim": "asserted"}
    return basis | {"trigger": {"text": "", "spans": []}} | event | listed


def as_named(value: Any) -> Line:
    """A bare string as an object with `text`, and spans that may be missing as none."""
    return {"spans": []} | ({"text": value} if isinstance(value, str) else value)
