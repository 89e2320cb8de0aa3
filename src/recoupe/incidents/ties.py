"""What people have decided of tellings: that two are of one happening, or that they are not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from recoupe.records import Telling, TellingName

Pair = frozenset[TellingName]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Pairs of tellings that belong together, and pairs that do not, whatever their likeness."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def names(self) -> frozenset[TellingName]:
        """Every telling that is tied."""
        return frozenset(name for pair in self.together | self.apart for name in pair)


NO_TIES = Ties()


def tie(judgements: Iterable[Sequence[Sequence[TellingName]]]) -> Ties:
    """The ties that follow from merges and splits in the order in which they were made, a later one going first.

    A merge is one group of tellings, a split two: those split off and those that stayed.
    """
    verdicts: dict[Pair, bool] = {}
    for groups in judgements:
        if len(groups) == 1:
            verdicts |= {frozenset(pair): True for pair in combinations(set(groups[0]), 2)}
        else:
            verdicts |= {frozenset(pair): False for pair in product(*groups) if pair[0] != pair[1]}
    return Ties(
        together=frozenset(pair for pair, joined in verdicts.items() if joined),
        apart=frozenset(pair for pair, joined in verdicts.items() if not joined),
    )


def name_of(telling: Telling) -> TellingName:
    """The name of a telling."""
    return TellingName(document=telling.passport.id, event=telling.event.id)


def tied_positions(tellings: Sequence[Telling], pairs: frozenset[Pair]) -> list[tuple[int, int]]:
    """The positions of the tellings of each pair, where both are there; in order."""
    if not pairs:
        return []
    positions: Mapping[TellingName, int] = {name_of(telling): position for position, telling in enumerate(tellings)}
    placed = [sorted(positions[name] for name in pair if name in positions) for pair in pairs]
    return sorted((left, right) for left, right in (each for each in placed if len(each) == 2))
