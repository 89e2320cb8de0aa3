"""The names of countries in the tables of others."""

from functools import cache

from recoupe.resources import read_rows


@cache
def country_names() -> dict[str, str]:
    """English names by ISO 3166-1 alpha-2 code."""
    return {row["code"]: row["en"].partition("|")[0] for row in read_rows("country_names.tsv")}


def country_name(code: str | None) -> str:
    """The English name of a country, its code where it has none here, "" for None."""
    return country_names().get(code, code) if code else ""
