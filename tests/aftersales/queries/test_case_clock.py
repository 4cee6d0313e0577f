"""A case's time is told apart: what counts, what the customer took, what parts took."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aftersales.model.case import moved
from aftersales.ports.register import Register
from aftersales.queries.case_clock import clock_of
from engine.errors import NotFound
from tests.aftersales.build import CASE, DEED, NOW, a_case
from tests.aftersales.memory import in_memory

HOUR = timedelta(hours=1)


def led(register: Register, *course: tuple[int, str]) -> None:
    case = register.add(a_case(), DEED)
    for hour, status in course:
        there = moved(case, status=status, substatus=None)
        case = register.save(there, replace(DEED, at=NOW + hour * HOUR))


def test_waiting_for_parts_counts_and_waiting_for_the_customer_does_not() -> None:
    with in_memory() as register:
        led(register, (2, "waiting_for_customer"), (7, "waiting_for_parts"))

        found = clock_of(register, CASE, NOW + 10 * HOUR)

    assert (found.total, found.counted) == (10 * HOUR, 5 * HOUR)
    assert (found.spent["customer"], found.spent["parts"]) == (5 * HOUR, 3 * HOUR)
    assert (found.waits_for, found.waits_since) == ("parts", NOW + 7 * HOUR)


def test_papers_that_are_missing_are_the_customer_s_to_bring() -> None:
    with in_memory() as register:
        led(register, (1, "materials_missing"))

        assert clock_of(register, CASE, NOW + 4 * HOUR).waits_for == "customer"


def test_a_clock_that_has_just_begun_shows_nothing_yet() -> None:
    with in_memory() as register:
        led(register)

        found = clock_of(register, CASE, NOW)

    assert (found.total, found.waits_for) == (timedelta(0), None)


def test_no_case_has_no_clock() -> None:
    with in_memory() as register, pytest.raises(NotFound):
        clock_of(register, "WX-0", NOW)
