"""Finds the places of a document: spots names, judges them, decides which places they stand for, and frames them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.mentions.places.framing import Frame, find_frame
from recoupe.mentions.places.gazetteer import Gazetteer
from recoupe.mentions.places.judging import Surroundings, judge_all, relation_before, survey
from recoupe.mentions.places.locating import (
    Anchors,
    belongs,
    gather_anchors,
    locate_by_sound,
    locate_site,
    place_of_frame,
)
from recoupe.mentions.places.measuring import measure_unknown
from recoupe.mentions.places.names import Token, find_tokens
from recoupe.mentions.places.resolving import KEPT, Group, rank_groups
from recoupe.mentions.places.rules import PlaceRules
from recoupe.mentions.places.spotting import Sighting, spot_names
from recoupe.mentions.places.standing import find_standins
from recoupe.mentions.places.unlisted import Unlisted, find_unlisted
from recoupe.records import Place, PlaceMention, PlacePrecision, Sentence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document on its way: its text, tokens, rules and gazetteer, and the names seen in it with their frames."""

    content: str
    tokens: tuple[Token, ...]
    gazetteer: Gazetteer
    rules: PlaceRules
    around: Surroundings
    seen: tuple[Sighting, ...]
    frames: tuple[Frame | None, ...]


def find_places(
    content: str,
    sentences: tuple[Sentence, ...],
    gazetteer: Gazetteer,
    rules: PlaceRules,
    outlet_country: str | None = None,
) -> tuple[PlaceMention, ...]:
    """The places that `content` names, in order of their start, none overlapping.

    `sentences` may have no words; where they have, the parser's names help to tell places from persons and
    organisations. `outlet_country` is an ISO 3166-1 code and counts as one more mention of that country.
    """
    reading = read_names(content, sentences, gazetteer, rules)
    groups = group_sightings(reading)
    demonyms = [sighting.candidates[0] for sighting in reading.seen if sighting.role == "demonym"]
    ranked = rank_groups(groups, demonyms, gazetteer, outlet_country)
    anchors = gather_anchors(content, list(free_places(reading, ranked)))
    countries = {place.country for places in ranked.values() for place in places[:1] if place.country} | {
        d.country for d in demonyms
    }
    mentions = [*mention_seen(reading, ranked, anchors), *mention_unlisted(reading, ranked, sorted(countries), anchors)]
    named = tuple(without_overlaps(mentions))
    told = without_overlaps([*named, *find_standins(content, named, anchors, gazetteer, rules)])
    return measure_unknown(content, list(told), rules)


def read_names(content: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer, rules: PlaceRules) -> Reading:
    """The names of a document that may be places, judged, each with the noun beside it."""
    tokens = find_tokens(content)
    spotted = list(spot_names(content, tokens, gazetteer, rules))
    around = survey(content, tokens, sentences, spotted, rules)
    seen = judge_all(spotted, around, rules)
    frames = tuple(find_frame(content, tokens, s.first, s.last, rules) if s.role == "place" else None for s in seen)
    return Reading(
        content=content, tokens=tokens, gazetteer=gazetteer, rules=rules, around=around, seen=seen, frames=frames
    )


def group_sightings(reading: Reading) -> list[Group]:
    """The sightings gathered by name, with the places that hold them and the nouns beside them."""
    containers: dict[str, dict[str, Place]] = {}
    kinds: dict[str, set[str]] = {}
    candidates: dict[str, tuple[Place, ...]] = {}
    for index, (sighting, frame) in enumerate(zip(reading.seen, reading.frames, strict=True)):
        if sighting.role == "demonym" or sighting.owner == "person":
            continue
        candidates[sighting.key] = sighting.candidates
        kinds.setdefault(sighting.key, set()).update([frame.kind] if frame else [])
        found = find_containers(reading, index)
        containers.setdefault(sighting.key, {}).update({place.id: place for place in found})
    return [
        Group(key=key, candidates=places, containers=tuple(containers[key].values()), kinds=frozenset(kinds[key]))
        for key, places in candidates.items()
    ]


def find_containers(reading: Reading, index: int) -> tuple[Place, ...]:
    """The places that the text may put this one in: "Lebanon, Tenn.", "Mossoul (Irak)", "the Iraqi city of Mosul"."""
    sighting, frame = reading.seen[index], reading.frames[index]
    start = reading.tokens[frame.first].start if frame else sighting.start
    end = max(reading.tokens[frame.last].end, sighting.end) if frame else sighting.end
    holders = next_place(reading, index, end)
    if (
        index
        and reading.seen[index - 1].role == "demonym"
        and not reading.content[reading.seen[index - 1].end : start].strip()
    ):
        holders += reading.seen[index - 1].candidates
    return holders


def next_place(reading: Reading, index: int, end: int) -> tuple[Place, ...]:
    """The candidates of the next name, where the words between put this one inside it."""
    if index + 1 >= len(reading.seen) or reading.seen[index + 1].role != "place":
        return ()
    following, frame = reading.seen[index + 1], reading.frames[index + 1]
    start = reading.tokens[frame.first].start if frame and frame.first < following.first else following.start
    between = reading.content[end:start].replace("\n", " ")
    if not between.strip() or not reading.rules.inside.fullmatch(between):
        return ()
    if frame and frame.kind == "province":
        return tuple(place for place in following.candidates if place.precision == PlacePrecision.PROVINCE)[:4]
    return following.candidates[:4]


def free_places(reading: Reading, ranked: dict[str, tuple[Place, ...]]) -> Iterator[tuple[int, Place]]:
    """The places of names with no noun of a site beside them, each with where it stands."""
    for sighting, frame in zip(reading.seen, reading.frames, strict=True):
        free = frame is None or frame.kind in {"town", "province"}
        if sighting.role == "place" and free and ranked[sighting.key]:
            yield sighting.start, ranked[sighting.key][0]


def mention_seen(reading: Reading, ranked: dict[str, tuple[Place, ...]], anchors: Anchors) -> Iterator[PlaceMention]:
    """The mention of each name that the gazetteer knows."""
    taken = 0
    for sighting, frame in zip(reading.seen, reading.frames, strict=True):
        if sighting.start < taken:
            continue
        if sighting.role != "place":
            mention = mention_plain(reading, sighting, ranked)
        else:
            free = frame if frame and reading.tokens[frame.first].start >= taken else None
            mention = mention_framed(reading, sighting, free, ranked[sighting.key], anchors)
        taken = mention.span.end
        yield mention


def mention_plain(reading: Reading, sighting: Sighting, ranked: dict[str, tuple[Place, ...]]) -> PlaceMention:
    """A demonym, or a part of another name; a person's name is no place at all."""
    candidates = ranked.get(sighting.key, ()) if sighting.owner else sighting.candidates
    if sighting.owner == "person":
        candidates = ()
    return PlaceMention(
        span=Span(sighting.start, sighting.end),
        name=reading.content[sighting.start : sighting.end],
        place=candidates[0] if candidates else None,
        candidates=candidates[:KEPT],
        role=sighting.role,
        rule=f"{sighting.role}, {sighting.owner}" if sighting.owner else sighting.role,
    )


def mention_framed(
    reading: Reading, sighting: Sighting, frame: Frame | None, candidates: tuple[Place, ...], anchors: Anchors
) -> PlaceMention:
    """The mention of a place, widened to the noun beside it unless that only says "city"."""
    place, rule = next(iter(candidates), None), "gazetteer"
    start, end = sighting.start, sighting.end
    if frame and frame.kind != "town":
        start = reading.tokens[frame.first].start
        end = max(reading.tokens[frame.last].end, sighting.end)
        place, rule = place_framed(reading, frame, place, anchors, Span(start, end)), f"gazetteer, {frame.kind}"
    return PlaceMention(
        span=Span(start, end),
        name=reading.content[start:end],
        place=place,
        candidates=candidates or sighting.candidates[:KEPT],
        relation=relation_before(reading.content, start, reading.rules),
        rule=rule,
    )


def place_framed(reading: Reading, frame: Frame, place: Place | None, anchors: Anchors, span: Span) -> Place | None:
    """The place of a name with its noun: its airport, itself, or the town that holds a site which bears its name."""
    own_name = frame.kind == "street" or (frame.kind == "site" and capital_noun(reading, frame))
    if place is None or own_name or not belongs(frame.kind, place, anchors):
        holder = locate_site(frame.kind, span.start, span.end, anchors)
        if holder or place is None:
            return holder
    return place_of_frame(frame.kind, place, reading.gazetteer)


def capital_noun(reading: Reading, frame: Frame) -> bool:
    """True for "Linwood Mosque", whose noun has a capital, against "a Christchurch mosque"."""
    last = reading.tokens[frame.last]
    return reading.rules.noun_after and last.key in reading.rules.kinds and last.text[0].isupper()


def mention_unlisted(
    reading: Reading, ranked: dict[str, tuple[Place, ...]], countries: Sequence[str], anchors: Anchors
) -> Iterator[PlaceMention]:
    """The mentions of names that the gazetteer lacks, put in the place that holds them where the text tells.

    What one mention of a name tells holds for all: "à Koutougou" is in Soum, where "Koutougou, dans la province du
    Soum" follows.
    """
    names = list(find_unlisted(reading.around, covered_tokens(reading), reading.rules))
    located = [locate(reading, name, ranked, countries, anchors) for name in names]
    best: dict[str, tuple[Place | None, str]] = {}
    for name, found in zip(names, located, strict=True):
        key = unlisted_key(reading, name)
        if found[0] and (key not in best or fineness(found[0]) > fineness(best[key][0])):
            best[key] = found
    for name, found in zip(names, located, strict=True):
        place, rule = best.get(unlisted_key(reading, name), found)
        whole = " ".join(token.key for token in reading.tokens[name.first : name.last + 1])
        if whole in reading.rules.never:
            continue
        if place or name.kind or (name.strong and not name.doubtful and reading.around.words):
            yield mention_name(reading, name, place, rule)


def covered_tokens(reading: Reading) -> frozenset[int]:
    """The tokens of known names and of the nouns with them.

    Those of persons stay free: "l'attaque de Khan Cheikhoun" begins like a person's name, for there is a town Khan.
    """
    covered: set[int] = set()
    for sighting, frame in zip(reading.seen, reading.frames, strict=True):
        if sighting.owner == "person":
            continue
        first = min(sighting.first, frame.first) if frame else sighting.first
        last = max(sighting.last, frame.last) if frame else sighting.last
        covered.update(range(first, last + 1))
    return frozenset(covered)


def unlisted_key(reading: Reading, name: Unlisted) -> str:
    """The folded words of an unknown name, without the noun beside it."""
    return " ".join(token.key for token in reading.tokens[name.name_first : name.name_last + 1])


def fineness(place: Place | None) -> int:
    """How precise a place is; greater is finer."""
    return -list(PlacePrecision).index(place.precision) if place else -len(PlacePrecision)


def mention_name(reading: Reading, name: Unlisted, place: Place | None, rule: str) -> PlaceMention:
    """The mention of an unknown name."""
    start, end = reading.tokens[name.first].start, reading.tokens[name.last].end
    return PlaceMention(
        span=Span(start, end),
        name=reading.content[start:end],
        place=place,
        relation=relation_before(reading.content, start, reading.rules),
        rule=rule,
    )


def locate(
    reading: Reading, name: Unlisted, ranked: dict[str, tuple[Place, ...]], countries: Sequence[str], anchors: Anchors
) -> tuple[Place | None, str]:
    """The place of an unknown name and the rule that gave it: its sound, the area the text puts it in, its town."""
    start, end = reading.tokens[name.name_first].start, reading.tokens[name.name_last].end
    sound = locate_by_sound(reading.content[start:end], countries, reading.gazetteer, anchors)
    if sound and name.kind not in {"site", "street"}:
        return sound, "transliteration"
    following = next((index for index, seen in enumerate(reading.seen) if seen.start >= end), 0)
    if next_place(reading, following - 1, reading.tokens[name.last].end):
        holder = next(iter(ranked[reading.seen[following].key]), None)
        between = reading.content[end : reading.seen[following].start]
        # "de Koutougou, dans la province du Soum", but not "by Jane Doe in New York" nor "Islamic State in Syria".
        if (
            holder
            and not name.doubtful
            and (name.strong or (between.startswith(",") and any(map(str.isalpha, between))))
        ):
            return holder, "containment"
    if name.kind:
        return locate_site(name.kind, start, end, anchors), f"unlisted, {name.kind}"
    return None, "unlisted"


def without_overlaps(mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The mentions in order, each kept unless it overlaps one before it."""
    taken = 0
    for mention in sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)):
        if mention.span.start >= taken:
            taken = mention.span.end
            yield mention
