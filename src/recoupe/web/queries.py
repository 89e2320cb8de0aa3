"""The query strings that the API takes: the filters of the command line, paging, sorting."""

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, field_validator

from recoupe.records import EventType, Outcome
from recoupe.store.incidents import Filter
from recoupe.web.answers import Given, Short, State

MOST_ROWS = 500
FARTHEST = 10_000_000
"""The greatest offset: beyond any store, and within what every database counts with."""

Sort = Literal["date", "-date", "origins", "killed", "urgency"]
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


def check_moment(value: str) -> str:
    """Refuses the 32nd of a month."""
    datetime.fromisoformat(value)
    return value


Moment = Annotated[str, StringConstraints(pattern=MOMENT), AfterValidator(check_moment)]
Day = Annotated[date, BeforeValidator(read_day)]


Box = tuple[float, float, float, float]
"""West, south, east and north in degrees; with west beyond east it spans the date line."""


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
    state: State | Literal["any"] | None = None  # none: all that nobody rejected
    flagged: bool | None = None
    as_of: Moment | None = None

    @field_validator("bbox")
    @classmethod
    def check_box(cls, value: str | None) -> str | None:
        """Refuses degrees that are not on the globe."""
        if value is not None:
            west, south, east, north = read_box(value)
            if abs(south) > 90 or abs(north) > 90 or south > north:
                raise ValueError("bbox is west,south,east,north: latitudes from -90 to 90, south below north")
            if abs(west) > 180 or abs(east) > 180:
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
        bbox=read_box(given.bbox) if given.bbox else None,
        state=given.state,
        flagged=given.flagged,
    )


def read_box(value: str) -> Box:
    """The box of "west,south,east,north"."""
    west, south, east, north = (float(each) for each in value.split(","))
    return west, south, east, north
