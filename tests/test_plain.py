"""Records as plain values and back."""

import json

import pytest

from recoupe.errors import FormatError
from recoupe.incidents import gather_incidents
from recoupe.plain import from_plain, to_plain
from recoupe.reading.passports import read_tellings
from recoupe.records import Event, Figure, Incident, Passport, Span
from tests.records_by_hand import make_account, make_event


def test_an_event_and_an_incident_come_back_as_they_were_through_json() -> None:
    event = make_event()
    [incident] = gather_incidents(read_tellings(make_account()))
    assert from_plain(Event, json.loads(json.dumps(to_plain(event)))) == event
    assert from_plain(Incident, json.loads(json.dumps(to_plain(incident)))) == incident


def test_fields_with_a_default_may_be_missing_and_unknown_keys_are_passed_over() -> None:
    figure = from_plain(Figure, {"low": 1, "high": None, "spans": [[0, 3]], "later": "field"})
    assert figure == Figure(low=1, high=None, spans=(Span(0, 3),))


WRONG = [
    (Figure, {"low": "one", "high": 1, "spans": []}),
    (Figure, {"low": 1, "spans": []}),
    (Event, {"id": "e1"}),
    (Passport, {"id": 3}),
    (Passport, []),
]


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_what_does_not_fit_is_refused_with_its_name(kind: type, value: object) -> None:
    with pytest.raises(FormatError, match=kind.__name__):
        from_plain(kind, value)
