"""Days and times as files state them: ISO 8601, the mail form (RFC 5322), the basic form of news agencies."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_MAIL = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\w*\s+\d{2,4}\b")
_FRACTION = re.compile(r"\.\d+")

NEWS_YEARS = range(1900, 2100)
"""Years outside it are the zeros and nines of an unset field ("0001-01-01", "9999-12-31"), not days of news."""


def read_moment(stated: object) -> date | datetime | None:
    """The day or time that a string states, its zone kept; None for anything that states none.

    A day alone stays a day: `2024-03-07` is no midnight.
    """
    if not isinstance(stated, str):
        return None
    found = _read(" ".join(stated.split()))
    return found if found and found.year in NEWS_YEARS else None


def _read(stated: str) -> date | datetime | None:
    if _MAIL.match(stated):
        return _read_mail(stated)
    if basic := _BASIC.match(stated):
        stated = _spelt_out(basic)
    stated = _FRACTION.sub("", stated)
    try:
        return datetime.fromisoformat(stated) if len(stated) > 10 else date.fromisoformat(stated)
    except ValueError:
        return None


def _read_mail(stated: str) -> datetime | None:
    """ "Tue, 04 Jan 2022 07:30:00 GMT"; a zone of "-0000" says that the hour is universal time."""
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _spelt_out(basic: re.Match[str]) -> str:
    """ "20220104T073000Z" as "2022-01-04T07:30:00Z"."""
    year, month, day, hour, minute, second, zone = basic.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{clock}"
