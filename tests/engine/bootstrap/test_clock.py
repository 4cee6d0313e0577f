"""A virtual clock begins where the settings say, so that a trial may live in the days before a festival."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.bootstrap import make_clock
from engine.clock import CHINA, SystemClock
from engine.settings import Settings

EVE = datetime(2027, 2, 5, 9, tzinfo=CHINA)


def test_a_virtual_clock_begins_at_the_moment_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANXIN_CLOCK_START", "2027-02-05T09:00:00+08:00")

    assert make_clock(Settings(clock="virtual")).now() == EVE.astimezone(UTC)


def test_without_one_it_begins_at_the_present_second() -> None:
    begun = make_clock(Settings(clock="virtual")).now()

    assert begun.microsecond == 0
    assert timedelta(0) <= SystemClock().now() - begun < timedelta(minutes=1)


def test_a_beginning_for_the_real_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="for a virtual clock only"):
        Settings(clock="real", clock_start=EVE)


def test_a_beginning_without_zone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANXIN_CLOCK_START", "2027-02-05T09:00:00")

    with pytest.raises(ValueError, match="timezone"):
        Settings(clock="virtual")
