"""Quiet hours are China's, and nobody waits longer than until the morning."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.notification.quiet import QuietHours
from engine.clock import CHINA


def in_china(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 22, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (in_china(20, 59), in_china(20, 59)),
        (in_china(21), in_china(8) + timedelta(days=1)),
        (in_china(3), in_china(8)),
        (in_china(8), in_china(8)),
    ],
)
def test_what_falls_into_the_night_waits_for_the_morning(moment: datetime, allowed: datetime) -> None:
    assert QuietHours().next_allowed(moment) == allowed


def test_quiet_hours_may_lie_in_the_day_or_nowhere() -> None:
    noon = QuietHours(time(12), time(14))

    assert noon.next_allowed(in_china(13)) == in_china(14)
    assert noon.next_allowed(in_china(23)) == in_china(23)
    assert QuietHours(time(8), time(8)).next_allowed(in_china(8)) == in_china(8)


@settings(deadline=None)
@given(
    moment=st.integers(0, 10**9).map(lambda second: in_china(0).astimezone(UTC) + timedelta(seconds=second)),
    begin=st.times(),
    end=st.times(),
)
def test_the_allowed_moment_is_never_quiet_and_never_a_day_away(
    moment: datetime, begin: time, end: time
) -> None:
    hours = QuietHours(begin.replace(microsecond=0), end.replace(microsecond=0))

    allowed = hours.next_allowed(moment)

    assert moment <= allowed < moment + timedelta(days=1)
    assert hours.next_allowed(allowed) == allowed
