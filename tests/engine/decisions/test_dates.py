"""Date arithmetic against independent oracles: Python's ordinals, counted months, zones of zoneinfo."""

import calendar as python_calendar
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions import YearsMonths, compile_expression, evaluate
from engine.decisions.feel import temporal_text
from engine.decisions.values import FarDate

DATES = st.dates(min_value=dt.date(1, 2, 1), max_value=dt.date(9990, 1, 1))
ZONES = st.sampled_from(
    ["Asia/Shanghai", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"]
).map(ZoneInfo)
FIRST, LAST = dt.datetime(1970, 1, 1), dt.datetime(2037, 1, 1)  # noqa: DTZ001 - the strategy adds the zone
MOMENTS = st.datetimes(FIRST, LAST, timezones=ZONES)
DURATIONS = st.timedeltas(min_value=dt.timedelta(days=-3000), max_value=dt.timedelta(days=3000))


def value(text: str, **names: object) -> object:
    return compile_expression(text).evaluate(names).value


def step_months(day: dt.date, months: int) -> dt.date:
    """Walk month by month, as one would on a wall calendar."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    return dt.date(year, month, min(day.day, python_calendar.monthrange(year, month)[1]))


@given(DATES, st.integers(min_value=-500, max_value=500))
def test_days_are_counted_like_ordinals(day: dt.date, days: int) -> None:
    moved = (
        value("d + n", d=day, n=dt.timedelta(days=days)) if 1 <= day.toordinal() + days <= 3_652_059 else None
    )

    assert moved == (None if moved is None else dt.date.fromordinal(day.toordinal() + days))
    assert value("(d + n) - d = n", d=day, n=dt.timedelta(days=days)) is True


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1)), st.integers(-400, 400))
def test_months_end_where_the_month_ends(day: dt.date, months: int) -> None:
    assert value("d + m", d=day, m=YearsMonths(months)) == step_months(day, months)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_months_between_are_the_most_that_fit(start: dt.date, end: dt.date) -> None:
    found = value("years and months duration(a, b)", a=start, b=end)

    assert isinstance(found, YearsMonths)
    earlier, later = sorted((start, end))
    count = abs(found.months)
    whole = (later.year - earlier.year) * 12 + later.month - earlier.month
    assert count == (whole if later.day >= earlier.day else whole - 1)
    assert (found.months < 0) == (start > end and count > 0)


@given(MOMENTS, DURATIONS)
def test_moments_move_along_the_line_of_utc(moment: dt.datetime, duration: dt.timedelta) -> None:
    later = value("m + d", m=moment, d=duration)

    assert isinstance(later, dt.datetime)
    assert later.astimezone(dt.UTC) == moment.astimezone(dt.UTC) + duration
    assert later.tzinfo is moment.tzinfo


@given(MOMENTS, MOMENTS)
def test_the_time_between_moments_is_that_of_utc(a: dt.datetime, b: dt.datetime) -> None:
    assert value("a - b", a=a, b=b) == a.astimezone(dt.UTC) - b.astimezone(dt.UTC)
    assert value("a < b", a=a, b=b) is (a.astimezone(dt.UTC) < b.astimezone(dt.UTC))


@given(DATES)
def test_the_calendar_agrees_with_python(day: dt.date) -> None:
    assert value("day of year(d)", d=day) == day.timetuple().tm_yday
    assert value("week of year(d)", d=day) == day.isocalendar().week
    assert value("d.weekday", d=day) == day.isoweekday()
    assert value("month of year(d)", d=day) == python_calendar.month_name[day.month]
    assert value("last day of month(d)", d=day) == day.replace(
        day=python_calendar.monthrange(day.year, day.month)[1]
    )


@given(st.integers(min_value=-999_000_000, max_value=999_000_000), DATES, st.integers(-(10**6), 10**6))
def test_far_years_repeat_every_400_years(year: int, day: dt.date, days: int) -> None:
    far = value("date(y, m, d)", y=year, m=day.month, d=min(day.day, 28))

    moved = value("far + n - n = far", far=far, n=dt.timedelta(days=days))
    assert moved is True
    assert value("day of week(date(y, m, d))", y=year, m=day.month, d=1) == value(
        "day of week(date(y, m, d))", y=2000 + year % 400, m=day.month, d=1
    )


@given(st.one_of(DATES, MOMENTS, DURATIONS, st.times(), st.integers(-9999, 9999).map(YearsMonths)))
def test_temporal_text_is_read_as_the_same_value(original: object) -> None:
    text = temporal_text.write(original)

    assert text is not None
    assert temporal_text.parse_any(text) == original


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30", "2026-13-01", "26-01-01", "+2026-01-01", "2026-01-01T25:00:00", "10:60:00", "10:00"),
        *("P", "PT", "P1", "P1Y1D", "1D", "P1DT", "10:00:00@No/Zone", "10:00:00+19:00", "２026-01-01"),
        "9999999999-01-01",
    ],
)
def test_what_is_no_date_is_null(text: str) -> None:
    assert temporal_text.parse_any(text) is None


def test_years_beyond_python_are_dates_too() -> None:
    assert evaluate('date("-2017-01-01") - @"P1D"').value == FarDate(-2018, 12, 31)
    assert evaluate('@"9999-12-31" + @"P1D"').value == FarDate(10_000, 1, 1)
