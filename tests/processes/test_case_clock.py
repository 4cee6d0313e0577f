"""The clock of a case stands still while the customer is waited for, and the record tells for how long."""

from datetime import timedelta

import pytest

from aftersales.model.case import Case
from aftersales.queries.case_clock import CaseClock, clock_of
from tests.processes.conftest import Theatre

RETURN = "A rice cooker is returned on day five without a reason"
ORDERED = "Out of warranty: a reduction, ordered parts, a second visit"
DAY = timedelta(days=1)


def clock(theatre: Theatre) -> CaseClock:
    with theatre.register() as register:
        (case,) = register.all(Case)
        return clock_of(register, case.id, theatre.engine.clock.now())


def test_the_clock_stands_still_until_the_customer_has_sent_the_goods(theatre: Theatre) -> None:
    theatre.play_until("return", RETURN, "send_goods")

    found = clock(theatre)

    assert (found.waits_for, found.spent["customer"]) == ("customer", DAY)
    assert found.total - found.counted == DAY
    assert found.waits_since == theatre.engine.clock.now() - DAY


def test_the_clock_runs_again_while_the_parcel_is_under_way(theatre: Theatre) -> None:
    theatre.play_until("return", RETURN, "inspect_goods")

    found = clock(theatre)

    assert (found.waits_for, found.waits_since) == (None, None)
    assert found.spent["customer"] == DAY
    assert found.counted == timedelta(days=1, hours=6)


@pytest.mark.parametrize(
    ("done", "status"),
    [
        ("prepare_quote", "waiting_for_customer"),
        ("answer_quote", "in_progress"),  # the manager decides on a reduction
        ("decide_reduction", "waiting_for_customer"),
        ("request_parts", "waiting_for_parts"),
        ("collect_parts", "in_progress"),
    ],
)
def test_each_step_of_a_repair_says_whom_it_waits_for(theatre: Theatre, done: str, status: str) -> None:
    theatre.play_as_far_as("repair", ORDERED, done)

    with theatre.register() as register:
        (case,) = register.all(Case)
    assert case.status == status


def test_the_clock_of_a_closed_case_stops_for_good(theatre: Theatre) -> None:
    theatre.play("return", RETURN)

    first = clock(theatre)
    theatre.player.clock.advance(9 * DAY)

    assert clock(theatre) == first
    assert first.total == first.until - first.begins_at
