"""The query strings that the API takes: the filters of the command line, paging, sorting."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from recoupe.records import EventType, Outcome
from recoupe.store.incidents import Filter
from recoupe.web.answers import Given, Short

MOST_ROWS = 500
FARTHEST = 10_000_000
"""The greatest offset: beyond any store, and within what every database counts with."""

Sort = Literal["date", "-date", "origins", "killed"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
BOX = r"^-?\d{1,3}(\.\d{1,9})?(,-?\d{1,3}(\.\d{1,9})?){3}$"
MOMENT = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$"


def read_day(value: object) -> date | None:
    """An ISO day and nothing else: pydantic alone takes "86400" for the second of January 1970."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) != len("2022-01-04"):
        raise ValueError("a day is YYYY-MM-DD")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(read_day)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of the map in degrees; `west` greater than `east` spans the date line."""

    west: float
    south: float
    east: float
    north: float


class Page(Given):
    """Which part of a long answer is wanted."""

    limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 50
    offset: Annotated[int, Field(ge=0, le=FARTHEST)] = 0


class Filters(Given):
    """Which incidents are wanted; all that is given has to fit."""

    since: Day | None = None
    until: Day | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}$")] | None = None
    place: Short | None = None
    type: EventType | None = None
    outcome: Outcome | None = None
    support: Grade | None = None
    text: Short | None = None
    bbox: Annotated[str, StringConstraints(pattern=BOX)] | None = None
    as_of: Annotated[str, StringConstraints(pattern=MOMENT)] | None = None

    @field_validator("as_of")
    @classmethod
    def check_moment(cls, value: str | None) -> str | None:
        """Refuses the 32nd of a month."""
        if value is not None:
            datetime.fromisoformat(value)
        return value

    @field_validator("bbox")
    @classmethod
    def check_box(cls, value: str | None) -> str | None:
        """Refuses degrees that are not on the globe."""
        if value is not None:
            box = read_box(value)
            if abs(box.south) > 90 or abs(box.north) > 90 or box.south > box.north:
                raise ValueError("bbox is west,south,east,north: latitudes from -90 to 90, south below north")
            if abs(box.west) > 180 or abs(box.east) > 180:
                raise ValueError("bbox is west,south,east,north: longitudes from -180 to 180")
        return value


class IncidentQuery(Filters, Page):
    """A page of the incidents that fit."""

    sort: Sort = "date"


WantedIncidents = Annotated[IncidentQuery, Query()]
WantedFilters = Annotated[Filters, Query()]
WantedPage = Annotated[Page, Query()]


def make_filter(given: Filters) -> Filter:
    """The filter of the store that a query string asks for."""
    return Filter(
        since=given.since,
        until=given.until,
        place=given.place,
        country=given.country.upper() if given.country else None,
        type=given.type,
        outcome=given.outcome,
        support=given.support,
        text=given.text,
    )


def read_box(value: str) -> Box:
    """The box of "west,south,east,north"."""
    west, south, east, north = (float(each) for each in value.split(","))
    return Box(west=west, south=south, east=east, north=north)
