"""Finds the places of a document: spots names, judges them, decides which places they stand for, and frames them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recoupe.mentions.places.framing import Frame, find_frame
from recoupe.mentions.places.gazetteer import Gazetteer
from recoupe.mentions.places.judging import judge, survey
from recoupe.mentions.places.names import Token, find_tokens, key_of
from recoupe.mentions.places.resolving import Group, kilometres, rank_groups
from recoupe.mentions.places.rules import PlaceRules
from recoupe.mentions.places.spotting import Sighting, spot_names
from recoupe.records import Place, PlaceMention, PlacePrecision, Sentence, Span

FIELD_WITHIN = 120.0  # km from a town to the airport that bears its name
LOOK_BACK = 70  # characters before a name in which a relation may stand: "à une trentaine de kilomètres au nord-est de "
SITE_KINDS = {"airport": ("airport", "field"), "base": ("base", "airport", "field")}
FRAMED = {
    "airport": PlacePrecision.SITE, "base": PlacePrecision.SITE, "camp": PlacePrecision.SITE,
    "site": PlacePrecision.SITE, "district": PlacePrecision.DISTRICT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document on its way: its text, tokens, rules and gazetteer."""

    content: str
    tokens: tuple[Token, ...]
    gazetteer: Gazetteer
    rules: PlaceRules


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
    reading = Reading(content=content, tokens=find_tokens(content), gazetteer=gazetteer, rules=rules)
    spotted = list(spot_names(content, reading.tokens, gazetteer, rules))
    around = survey(content, reading.tokens, sentences, spotted, rules)
    judged = [sighting for seen in spotted if (sighting := judge(seen, around, rules))]
    frames = [find_frame(content, reading.tokens, s.first, s.last, rules) if s.role == "place" else None for s in judged]
    groups = group_sightings(reading, judged, frames)
    demonyms = [sighting.candidates[0] for sighting in judged if sighting.role == "demonym"]
    ranked = rank_groups(groups, demonyms, gazetteer, outlet_country)
    return tuple(mentions_of(reading, judged, frames, ranked))


def group_sightings(
    reading: Reading, judged: Sequence[Sighting], frames: Sequence[Frame | None]
) -> list[Group]:
    """The sightings gathered by name, with the places that hold them and the nouns beside them."""
    containers: dict[str, dict[str, Place]] = {}
    kinds: dict[str, set[str]] = {}
    candidates: dict[str, tuple[Place, ...]] = {}
    for index, (sighting, frame) in enumerate(zip(judged, frames, strict=True)):
        if sighting.role != "place":
            continue
        candidates[sighting.key] = sighting.candidates
        kinds.setdefault(sighting.key, set()).update([frame.kind] if frame else [])
        found = find_containers(reading, judged, index, frame)
        containers.setdefault(sighting.key, {}).update({place.id: place for place in found})
    return [
        Group(key=key, candidates=places, containers=tuple(containers[key].values()), kinds=frozenset(kinds[key]))
        for key, places in candidates.items()
    ]


def find_containers(
    reading: Reading, judged: Sequence[Sighting], index: int, frame: Frame | None
) -> tuple[Place, ...]:
    """The places that the text may put this one in: "Lebanon, Tenn.", "Mossoul (Irak)", "the Iraqi city of Mosul"."""
    sighting = judged[index]
    end = reading.tokens[frame.last].end if frame else sighting.end
    holders: tuple[Place, ...] = ()
    if index + 1 < len(judged) and judged[index + 1].role == "place":
        between = reading.content[end : judged[index + 1].start].replace("\n", " ")
        if between.strip() and reading.rules.inside.fullmatch(between):
            holders = judged[index + 1].candidates[:4]
    if index and judged[index - 1].role == "demonym":
        start = reading.tokens[frame.first].start if frame else sighting.start
        if not reading.content[judged[index - 1].end : start].strip():
            holders += judged[index - 1].candidates
    return tuple(place for place in holders if place.precision != PlacePrecision.TOWN or len(holders) < 4)


def mentions_of(
    reading: Reading,
    judged: Sequence[Sighting],
    frames: Sequence[Frame | None],
    ranked: dict[str, tuple[Place, ...]],
) -> Iterator[PlaceMention]:
    """The mention of each sighting, its span widened to its frame where that touches no other."""
    taken = 0
    for sighting, frame in zip(judged, frames, strict=True):
        if sighting.start < taken:
            continue
        if sighting.role != "place":
            mention = plain_mention(reading, sighting, sighting.candidates)
        else:
            free = frame if frame and reading.tokens[frame.first].start >= taken else None
            mention = framed_mention(reading, sighting, free, ranked[sighting.key])
        taken = mention.span.end
        yield mention


def plain_mention(reading: Reading, sighting: Sighting, candidates: tuple[Place, ...]) -> PlaceMention:
    """A demonym or a part of another name."""
    return PlaceMention(
        span=Span(sighting.start, sighting.end),
        name=reading.content[sighting.start : sighting.end],
        place=candidates[0] if candidates else None,
        candidates=candidates[:8],
        role=sighting.role,
        rule=sighting.role,
    )


def framed_mention(
    reading: Reading, sighting: Sighting, frame: Frame | None, candidates: tuple[Place, ...]
) -> PlaceMention:
    """The mention of a place, widened to the noun beside it unless that only says "city"."""
    place, rule = candidates[0], "gazetteer"
    start, end = sighting.start, sighting.end
    if frame and frame.kind != "town":
        start = reading.tokens[frame.first].start
        end = max(reading.tokens[frame.last].end, sighting.end)
        place, rule = place_of_frame(frame.kind, place, reading.gazetteer), f"gazetteer, {frame.kind}"
    return PlaceMention(
        span=Span(start, end),
        name=reading.content[start:end],
        place=place,
        candidates=candidates,
        relation=relation_before(reading, start),
        rule=rule,
    )


def place_of_frame(kind: str, place: Place, gazetteer: Gazetteer) -> Place:
    """The airport or base of a town where the tables have it; else the place itself with the precision of the noun."""
    for prefix in SITE_KINDS.get(kind, ()):
        fields = gazetteer.find_exactly(f"{prefix} {key_of(place.name)}")
        near = [field for field in fields if kilometres(field, place) < FIELD_WITHIN]
        if near and place.precision == PlacePrecision.TOWN:
            return near[0]
    if kind in FRAMED and place.precision in {PlacePrecision.TOWN, PlacePrecision.SITE}:
        return replace(place, precision=FRAMED[kind])
    return place


def relation_before(reading: Reading, start: int) -> str:
    """How the place meant lies to the place named: "in" where no rule says otherwise."""
    before = reading.content[max(0, start - LOOK_BACK) : start].replace("\n", " ")
    return next((relation.value for relation in reading.rules.relations if relation.pattern.search(before)), "in")
