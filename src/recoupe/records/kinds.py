"""The closed sets of the contract."""

from enum import StrEnum


class EventType(StrEnum):
    """What kind of happening; the list of the newsroom guidelines."""

    AIR_STRIKE = "air_strike"
    DRONE_STRIKE = "drone_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide_bombing"
    ARMED_ATTACK = "armed_attack"
    ARMED_CLASH = "armed_clash"
    ASSASSINATION = "assassination"
    EXECUTION = "execution"
    ABDUCTION = "abduction"
    ARSON = "arson"
    SEXUAL_VIOLENCE = "sexual_violence"
    UNREST = "unrest"
    PROTEST = "protest"
    ARREST = "arrest"
    WEAPONS_SEIZURE = "weapons_seizure"
    TERRITORIAL_CHANGE = "territorial_change"
    WEAPONS_TEST = "weapons_test"
    OTHER = "other"


class Outcome(StrEnum):
    """How far the happening got."""

    CARRIED_OUT = "carried_out"
    INTERCEPTED = "intercepted"
    FAILED = "failed"
    FOILED = "foiled"
    THREATENED = "threatened"


class Certainty(StrEnum):
    """Whether the document says that it happened (the contract's `claim`)."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    DENIED = "denied"


class DatePrecision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class PlacePrecision(StrEnum):
    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"


class PartyKind(StrEnum):
    """What a perpetrator, target or defender is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    FACILITY = "facility"
    VEHICLE = "vehicle"
    PLACE = "place"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """On what ground somebody is named as perpetrator."""

    STATED = "stated"
    CLAIMED = "claimed"
    ACCUSED = "accused"
    SUSPECTED = "suspected"


class SourceKind(StrEnum):
    OUTLET = "outlet"
    AGENCY = "agency"
    OFFICIAL = "official"
    ORGANIZATION = "organization"
    WITNESS = "witness"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class CountState(StrEnum):
    """What befell those counted, or what is counted when nobody suffered."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    VICTIMS = "victims"  # "trente victimes": dead and hurt alike, or unclear
    PEOPLE = "people"  # persons of whom the phrase says nothing more: "trois soldats", "200 assaillants"
    TROOPS = "troops"  # standing strength: "2500 militaires américains stationnés"
    WEAPONS = "weapons"
    MONEY = "money"
    OTHER = "other"


class TimeType(StrEnum):
    """The TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"
