"""The words of a brief in one language: phrases, days, figures, places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from recoupe.errors import QueryError
from recoupe.export.xml_text import clean
from recoupe.records import DatePrecision, EventDate, EventPlace, Figure, Origins
from recoupe.resources import LANGUAGES, read_rows, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's words; `table` is its brief.toml."""

    language: str
    table: Mapping[str, Any]
    countries: Mapping[str, str]

    def say(self, phrase: str, **filled: object) -> str:
        """A phrase with what is filled in."""
        return str(self.table["phrases"][phrase]).format(**filled)

    def word(self, kind: str, key: str) -> str:
        """The word for a type, outcome, grade, basis, precision or field."""
        return str(self.table[kind].get(key, key))

    def day(self, day: date) -> str:
        """ "19 August 2019"."""
        return f"{day.day} {self.table['months'][day.month - 1]} {day.year}"

    def when(self, when: EventDate | None) -> str:
        """A date to the precision that it has."""
        if when is None:
            return self.say("date_unknown")
        first, last = when.earliest, when.latest
        if first == last:
            return f"{self.table['weekdays'][first.weekday()]} {self.day(first)}"
        if when.precision is DatePrecision.YEAR and first.year == last.year:
            return str(first.year)
        if when.precision is DatePrecision.MONTH and first.month == last.month:
            return f"{self.table['months'][first.month - 1]} {first.year}"
        return self.say("to", low=self.day(first), high=self.day(last))

    def place(self, where: EventPlace | None) -> str:
        """A place, its country, and how precisely it is known."""
        if where is None:
            return self.say("place_unknown")
        name = clean(where.name)
        precision = self.word("precisions", where.precision.value)
        if not where.country:
            return self.say("bare_place", name=name, precision=precision)
        country = self.countries.get(where.country, where.country)
        return self.say("place", name=name, country=country, precision=precision)

    def figure(self, figure: Figure) -> str:
        """ "24", "8 to 12", "20 or more", "none"."""
        low, high = figure.low, figure.high
        if low == high:
            return self.say("nobody") if low == 0 else str(low)
        if high is None:
            return self.say("least", low=low)
        return self.say("most", high=high) if low is None else self.say("to", low=low, high=high)

    def origins(self, origins: Origins) -> str:
        """ "1 to 2 independent origins"."""
        if origins.low == origins.high:
            return self.counted("origin", origins.low)
        return self.say("origins", number=self.say("to", low=origins.low, high=origins.high))

    def counted(self, noun: str, number: int) -> str:
        """ "1 outlet", "3 outlets"."""
        return self.say(f"{noun}_one") if number == 1 else self.say(f"{noun}s", number=number)


@cache
def load_wording(language: str) -> Wording:
    """The words of a language; raises QueryError naming those that there are."""
    if language not in LANGUAGES:
        raise QueryError(f"there is no brief in {language!r}; there are: {', '.join(LANGUAGES)}")
    countries = {row["code"]: row[language].partition("|")[0] for row in read_rows("country_names.tsv")}
    return Wording(language=language, table=read_toml(f"languages/{language}/brief.toml"), countries=countries)
