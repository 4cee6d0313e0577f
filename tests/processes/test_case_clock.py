"""The clock of a case stands still while the customer is waited for, and the record tells for how long."""

from datetime import timedelta

from aftersales.model.case import Case
from aftersales.queries.case_clock import CaseClock, clock_of
from tests.processes.conftest import Theatre

RETURN = "A rice cooker is returned on day five without a reason"
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


def test_the_clock_of_a_closed_case_stops_for_good(theatre: Theatre) -> None:
    theatre.play("return", RETURN)

    first = clock(theatre)
    theatre.player.clock.advance(9 * DAY)

    assert clock(theatre) == first
    assert first.total == first.until - first.begins_at
