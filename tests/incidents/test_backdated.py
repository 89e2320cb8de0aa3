"""A false early date makes nobody the source of what others wrote."""

from dataclasses import replace
from datetime import datetime

from incidents.newsroom import COALITION_TO_AFP, day, event, source, telling
from recoupe.incidents import gather_incidents
from recoupe.records import Event, Telling
from recoupe.why import tell_why

TEXT = tuple(range(100))
ON_TUESDAY = replace(day("2022-01-04"), rule="told with it: weekday")
WEEK_BEFORE = replace(day("2021-12-28"), rule="told with it: weekday")


def copy(outlet: str, published: datetime, told: Event) -> Telling:
    one = telling(outlet, sketch=TEXT, told=told)
    return replace(one, passport=replace(one.passport, published=published))


def test_a_copy_dated_before_the_day_that_the_others_tell_of_is_no_root() -> None:
    bare = replace(COALITION_TO_AFP, agency=None, root="?coalition/official@faker", chain=("Faker", "un responsable"))
    fake = copy("Faker", datetime(2022, 1, 1), event(date=WEEK_BEFORE, sources=(source(bare),)))
    honest = [copy(name, datetime(2022, 1, 4, 9), event(date=ON_TUESDAY)) for name in ("Le Fanal", "Sahel Matin")]
    (incident,) = gather_incidents([fake, *honest])
    assert [document for document, _ in incident.doubted] == [fake.passport.id]
    assert {voice.root for claim in incident.claims for voice in claim.voices} == {COALITION_TO_AFP.root}
    assert incident.tellings[-1].passport.published == datetime(2022, 1, 1)


def test_a_text_that_tells_of_a_day_after_its_own_date_is_doubted() -> None:
    told = event(date=replace(day("2022-01-04"), rule="told with it: day, month and year"))
    (incident,) = gather_incidents([copy("Faker", datetime(2021, 12, 30), told)])
    assert "tells of 2022-01-04" in incident.doubted[0][1]
    assert "The date of Faker is in doubt" in tell_why(incident, {}, "outcome")[0]


def test_of_two_copies_that_differ_either_may_be_wrong() -> None:
    early = copy("A", datetime(2022, 1, 1), event(date=WEEK_BEFORE))
    late = copy("B", datetime(2022, 1, 4, 9), event(date=ON_TUESDAY))
    assert not any(incident.doubted for incident in gather_incidents([early, late]))


def test_dates_that_agree_are_not_doubted() -> None:
    copies = [copy(name, datetime(2022, 1, 4, 9), event(date=ON_TUESDAY)) for name in "ABC"]
    assert not any(incident.doubted for incident in gather_incidents(copies))
