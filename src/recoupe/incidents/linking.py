"""Which tellings are of one happening, across documents and languages.

Blocking by day and country keeps the work near linear; within a block every pair is compared by its features,
and tellings are put together from the surest pair down, never two of one document.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from recoupe.incidents.copies import publication_order
from recoupe.incidents.likeness import LinkingRules, compare, load_linking_rules
from recoupe.incidents.ties import NO_TIES, Ties, tied_positions
from recoupe.records import EventDate, Feature, Link, Telling

Key = tuple[str, ...]

# A date told as a range longer than this is looked up by its place instead of by each of its days.
LONGEST_RANGE_DAYS = 10
# News without a date tells of the last days before it was published.
UNDATED_DAYS = 3
# Of a text without any date, so many of its commonest names are looked up.
BLOCKING_TERMS = 8
# A word of undated texts that stands in more of them than this finds nothing: "vessel" in a year of piracy.
COMMON_WORD = 40
# Two groups are compared by at most this many members each, earliest first: the average hardly moves after that.
SAMPLED_MEMBERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Tellings of one happening, by their position in the input, and the links that hold them together."""

    members: tuple[int, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPair:
    """Two tellings, by their position, that are alike enough to be linked."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairwise scores, each computed once."""

    tellings: Sequence[Telling]
    copies: dict[str, str]
    rules: LinkingRules
    known: dict[tuple[int, int], tuple[Feature, ...]] = field(default_factory=dict)

    def features(self, left: int, right: int) -> tuple[Feature, ...]:
        pair = (min(left, right), max(left, right))
        if pair not in self.known:
            a, b = self.tellings[pair[0]], self.tellings[pair[1]]
            same_text = self.copies.get(a.passport.id) == self.copies.get(b.passport.id)
            self.known[pair] = compare(a, b, copies=same_text, rules=self.rules)
        return self.known[pair]

    def score(self, left: int, right: int) -> float:
        return sum(feature.score for feature in self.features(left, right))

    def link(self, left: int, right: int) -> Link:
        a, b = self.tellings[left], self.tellings[right]
        return Link(
            documents=(a.passport.id, b.passport.id),
            events=(a.event.id, b.event.id),
            score=self.score(left, right),
            features=self.features(left, right),
        )


def likeness(one: Telling, other: Telling, *, same_text: bool) -> float | None:
    """The score of a pair that may be linked; None below the threshold, or where both are of one document."""
    if one.passport.id == other.passport.id:
        return None
    rules = load_linking_rules()
    first, second = sorted((one, other), key=lambda each: (publication_order(each.passport), each.event.id))
    score = sum(feature.score for feature in compare(first, second, copies=same_text, rules=rules))
    return score if score >= rules.threshold else None


def link_tellings(tellings: Sequence[Telling], copies: dict[str, str], ties: Ties = NO_TIES) -> tuple[Cluster, ...]:
    """The tellings grouped by happening, in order of their first member; `copies` as `find_copies` gives them.

    `ties` go before all likeness.
    """
    pairs = _Pairs(tellings, copies, load_linking_rules())
    likely = sorted(_likely(pairs), key=lambda pair: (-pair.score, pair.left, pair.right))
    owner = _tied_owners(tellings, ties)
    groups = _groups_of(owner)
    apart = set(tied_positions(tellings, ties.apart))
    links: dict[int, list[Link]] = defaultdict(list)
    for left, right in ((pair.left, pair.right) for pair in likely):
        a, b = sorted((owner[left], owner[right]))
        if a == b or _are_apart(groups[a], groups[b], apart) or not _may_join(groups[a], groups[b], pairs):
            continue
        for position in groups[b]:
            owner[position] = a
        groups[a] += groups.pop(b)
        links[a] += [*links.pop(b, []), pairs.link(left, right)]
    return tuple(
        Cluster(members=tuple(sorted(members)), links=tuple(links.get(seed, ())))
        for seed, members in sorted(groups.items())
    )


def _tied_owners(tellings: Sequence[Telling], ties: Ties) -> list[int]:
    """For each telling the first of those that it is tied to, itself where it is tied to none."""
    owner = list(range(len(tellings)))
    for left, right in tied_positions(tellings, ties.together):
        a, b = sorted((owner[left], owner[right]))
        owner = [a if each == b else each for each in owner]
    return owner


def _groups_of(owner: Sequence[int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for position, first in enumerate(owner):
        groups.setdefault(first, []).append(position)
    return groups


def _are_apart(left: list[int], right: list[int], apart: set[tuple[int, int]]) -> bool:
    return bool(apart) and any((min(a, b), max(a, b)) in apart for a in left for b in right)


def likely_pairs(tellings: Sequence[Telling], copies: dict[str, str]) -> Iterator[LikelyPair]:
    """The pairs that may be linked by their likeness, with their scores; `tellings` in order of publication."""
    return _likely(_Pairs(tellings, copies, load_linking_rules()))


def _likely(pairs: _Pairs) -> Iterator[LikelyPair]:
    for left, right in candidate_pairs(pairs.tellings):
        score = pairs.score(left, right)
        if score >= pairs.rules.threshold:
            yield LikelyPair(left=left, right=right, score=score)


def candidate_pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share a block, each once, in order."""
    index: dict[Key, list[int]] = defaultdict(list)
    for position, telling in enumerate(tellings):
        for key in index_keys(telling):
            index[key].append(position)
    for position, telling in enumerate(tellings):
        others = {other for key in query_keys(telling) for other in _block(index, key)}
        yield from sorted(
            (min(position, other), max(position, other)) for other in others if _asks(position, other, tellings)
        )


def _block(index: dict[Key, list[int]], key: Key) -> Sequence[int]:
    found = index.get(key, ())
    return () if key[0] == "word" and len(found) > COMMON_WORD else found


def _asks(position: int, other: int, tellings: Sequence[Telling]) -> bool:
    """True when this pair is to be compared now: not of one document, and not asked from the other side too."""
    if tellings[position].passport.id == tellings[other].passport.id:
        return False
    return position < other or not set(query_keys(tellings[other])) & set(index_keys(tellings[position]))


def index_keys(telling: Telling) -> tuple[Key, ...]:
    """The blocks in which a telling can be found."""
    place = telling.event.place
    country = (place.country if place else None) or "?"
    days = days_of(telling)
    keys: list[Key] = [key for day in days for key in (("day", day, country), ("any", day))]
    keys += [("term", term) for term in telling.passport.key_terms[:BLOCKING_TERMS] if not days]
    keys += [("word", word) for word in telling.passport.words if not days]
    if place and place.identifier:
        keys += [
            ("place", place.identifier, year) for year in sorted({day[:4] for day in days} | _years(telling.event.date))
        ]
    return tuple(keys)


def query_keys(telling: Telling) -> tuple[Key, ...]:
    """The blocks in which a telling looks for others."""
    place, when = telling.event.place, telling.event.date
    if when is not None and (when.latest - when.earliest).days > LONGEST_RANGE_DAYS:
        return tuple(key for key in index_keys(telling) if key[0] == "place")
    if not days_of(telling):
        return tuple(key for key in index_keys(telling) if key[0] != "any")
    if place is None or place.country is None:
        return tuple(("any", day) for day in days_of(telling))
    near = {neighbour for day in days_of(telling) for neighbour in _around(day)}
    return tuple(("day", day, country) for day in sorted(near) for country in (place.country, "?"))


def days_of(telling: Telling) -> tuple[str, ...]:
    """ISO days on which the happening may have been; () for a range too long to list."""
    when, published = telling.event.date, telling.passport.published
    if when is None:
        if published is None:
            return ()
        last = date.fromisoformat(published.isoformat()[:10])
        first = last - timedelta(days=UNDATED_DAYS)
    else:
        first, last = when.earliest, when.latest
    if (last - first).days > LONGEST_RANGE_DAYS:
        return ()
    return tuple((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


def _around(day: str) -> tuple[str, ...]:
    middle = date.fromisoformat(day)
    return tuple((middle + timedelta(days=step)).isoformat() for step in (-1, 0, 1))


def _years(when: EventDate | None) -> set[str]:
    return {str(when.earliest.year), str(when.latest.year)} if when else set()


def _may_join(left: list[int], right: list[int], pairs: _Pairs) -> bool:
    """Two groups join when no document is in both and their members look alike on the average, copies or not."""
    documents = [{pairs.tellings[position].passport.id for position in group} for group in (left, right)]
    if documents[0] & documents[1]:
        return False
    whole = _average(left, right, pairs)
    return min(whole, _average(_distinct(left, pairs), _distinct(right, pairs), pairs)) >= pairs.rules.threshold


def _average(left: list[int], right: list[int], pairs: _Pairs) -> float:
    scores = [pairs.score(a, b) for a in left[:SAMPLED_MEMBERS] for b in right[:SAMPLED_MEMBERS]]
    return sum(scores) / len(scores)


def _distinct(group: list[int], pairs: _Pairs) -> list[int]:
    """The members without what other mastheads copied: a text under fifty of them is no more like others for that."""
    kept: dict[tuple[str, str], int] = {}
    for position in group:
        telling = pairs.tellings[position]
        document = telling.passport.id
        text = pairs.copies.get(document, document) if telling.passport.outlet else document
        kept.setdefault((text, telling.event.type.value), position)
    return list(kept.values())
