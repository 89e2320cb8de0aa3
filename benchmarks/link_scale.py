"""Linking at scale: `python -m benchmarks.link_scale [1000 10000 100000]`.

Synthetic tellings with known truth, in the proportions of the wire desk: incidents spread over a world of towns and
years, each told by one to twelve documents that differ in the ways of real ones (a province for the town, a day
off or a week for the day, another kin type, a toll that rises, copies). Prints seconds, growth and B-cubed.
"""

import argparse
import random
import time
from collections import defaultdict
from datetime import date, datetime, timedelta

from recoupe.incidents import gather_incidents
from recoupe.records import (
    Certainty,
    DatePrecision,
    Event,
    EventDate,
    EventPlace,
    EventType,
    Figure,
    Outcome,
    Passport,
    PlacePrecision,
    Telling,
    Wording,
)

TOWNS = 2000
COUNTRIES = 20
DOCUMENTS_AN_INCIDENT = 4
TYPES = (EventType.ARMED_ATTACK, EventType.BOMBING, EventType.AIR_STRIKE, EventType.SHELLING, EventType.ARMED_CLASH)
FIRST_DAY = date(2015, 1, 1)
INCIDENTS_A_DAY = 14  # a busy year of the public record, world-wide


def make_towns(dice: random.Random) -> list[EventPlace]:
    """Towns in clusters of a hundred a country, tens of kilometres apart."""
    towns = []
    for number in range(TOWNS):
        country = number % COUNTRIES
        towns.append(
            EventPlace(
                name=f"Town {number}",
                country=f"{chr(65 + country)}X",
                latitude=-40 + 4 * country + dice.uniform(-1.5, 1.5),
                longitude=10 * country - 90 + dice.uniform(-1.5, 1.5),
                precision=PlacePrecision.TOWN,
                identifier=f"town:{number}",
                spans=(),
            )
        )
    return towns


def make_tellings(size: int, seed: int = 7) -> tuple[list[Telling], dict[str, int]]:
    """So many tellings, and the true incident of each by its document."""
    dice = random.Random(seed)
    towns = make_towns(dice)
    tellings: list[Telling] = []
    truth: dict[str, int] = {}
    incident = 0
    while len(tellings) < size:
        day = FIRST_DAY + timedelta(days=incident // INCIDENTS_A_DAY)
        town, kind, toll = dice.choice(towns), dice.choice(TYPES), dice.randint(0, 30)
        for copy in range(min(size - len(tellings), 1 + int(dice.expovariate(1 / (DOCUMENTS_AN_INCIDENT - 1))))):
            document = f"d{len(tellings)}"
            truth[document] = incident
            tellings.append(_tell(document, day, town, kind, toll + copy // 3, dice))
        incident += 1
    return tellings, truth


def _tell(document: str, day: date, town: EventPlace, kind: EventType, toll: int, dice: random.Random) -> Telling:
    wide = dice.random() < 0.1
    precision = DatePrecision.WEEK if dice.random() < 0.05 else DatePrecision.DAY
    first = day - timedelta(days=3) if precision is DatePrecision.WEEK else day
    event = Event(
        id=f"{document}#1",
        type=kind,
        outcome=Outcome.CARRIED_OUT,
        focus=True,
        claim=Certainty.ASSERTED,
        trigger=Wording(text="attack", spans=()),
        date=EventDate(earliest=first, latest=day, precision=precision, spans=()),
        place=EventPlace(
            name=town.country or "" if wide else town.name,
            country=town.country,
            latitude=town.latitude,
            longitude=town.longitude,
            precision=PlacePrecision.COUNTRY if wide else PlacePrecision.TOWN,
            identifier=f"country:{town.country}" if wide else town.identifier,
            spans=(),
        ),
        killed=Figure(low=toll, high=toll, spans=()) if dice.random() < 0.7 else None,
    )
    published = datetime(day.year, day.month, day.day, 12) + timedelta(hours=dice.randint(0, 36))
    return Telling(passport=Passport(id=document, outlet=f"o{dice.randint(1, 200)}", published=published), event=event)


def b_cubed(truth: dict[str, int], found: dict[str, str]) -> float:
    """F1, in percent."""
    members: tuple[dict[object, set[str]], dict[object, set[str]]] = (defaultdict(set), defaultdict(set))
    for document, incident in truth.items():
        members[0][incident].add(document)
        members[1][found[document]].add(document)
    shared = {d: len(members[0][truth[d]] & members[1][found[d]]) for d in truth}
    precision = sum(shared[d] / len(members[1][found[d]]) for d in truth) / len(truth)
    recall = sum(shared[d] / len(members[0][truth[d]]) for d in truth) / len(truth)
    return 200 * precision * recall / (precision + recall)


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10000])
    for size in parser.parse_args().sizes:
        tellings, truth = make_tellings(size)
        start = time.process_time()
        incidents = gather_incidents(tellings)
        seconds = time.process_time() - start
        found = {telling.passport.id: incident.id for incident in incidents for telling in incident.tellings}
        print(
            f"{size:7d} tellings  {len(incidents):6d} incidents  {seconds:7.1f} s  B-cubed {b_cubed(truth, found):.1f}"
        )


if __name__ == "__main__":
    main()
