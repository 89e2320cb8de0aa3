"""Bounds of time and memory."""

import time

import pytest

from recoupe.records import Document
from recoupe.scale.bounds import Limits, OutOfTime, time_bound


def test_a_block_that_takes_too_long_is_left() -> None:
    with pytest.raises(OutOfTime), time_bound(0.05):
        while True:
            pass


def test_waiting_for_others_takes_no_time_of_its_own() -> None:
    with time_bound(0.05):
        time.sleep(0.2)


def test_a_block_in_time_is_left_alone() -> None:
    with time_bound(0.05):
        pass
    time.sleep(0.1)


def test_a_longer_document_may_take_longer() -> None:
    limits = Limits(seconds=1.0, characters_a_second=10)
    assert limits.seconds_for(Document(id="a", text="x" * 50)) == pytest.approx(6.0)
