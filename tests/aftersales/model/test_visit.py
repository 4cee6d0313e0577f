"""Visits go forward, are moved before they begin, and count how often."""

from datetime import timedelta

import pytest

from aftersales.model.visit import Visit, VisitRefused, VisitState, WindowRefused, agreed, rebooked, went_on
from tests.aftersales.build import NOW

HOUR = timedelta(hours=1)
VISIT = Visit("v1", "WX-1", "tech.wang", NOW, NOW + HOUR)


def test_a_visit_goes_from_appointment_to_done() -> None:
    arrived = went_on(went_on(VISIT, VisitState.UNDER_WAY, NOW), VisitState.ARRIVED, NOW + HOUR)

    done = went_on(arrived, VisitState.DONE, NOW + 2 * HOUR, result="repaired")

    assert (done.arrived_at, done.left_at, done.result) == (NOW + HOUR, NOW + 2 * HOUR, "repaired")


@pytest.mark.parametrize("state", [VisitState.DONE, VisitState.AGREED])
def test_a_step_that_does_not_follow_is_refused(state: VisitState) -> None:
    with pytest.raises(VisitRefused):
        went_on(VISIT, state, NOW)


def test_a_moved_visit_counts_it() -> None:
    moved = rebooked(VISIT, NOW + HOUR, NOW + 2 * HOUR)

    assert (moved.begins_at, moved.moved) == (NOW + HOUR, 1)


def test_a_visit_under_way_is_not_moved() -> None:
    with pytest.raises(VisitRefused):
        rebooked(went_on(VISIT, VisitState.UNDER_WAY, NOW), NOW + HOUR, NOW + 2 * HOUR)


def test_an_appointment_ends_after_it_begins() -> None:
    with pytest.raises(WindowRefused):
        agreed(Visit("v1", "WX-1", "tech.wang", NOW, NOW))
