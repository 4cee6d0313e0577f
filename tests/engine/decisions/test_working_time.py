"""Working time against a clock that is stepped minute by minute, and against another holiday source."""

import datetime as dt

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clock import CHINA
from engine.decisions import WorkingCalendar, evaluate
from engine.decisions.official_holidays import days_of, last_official_year, seed
from engine.decisions.working_time import OFFICE_HOURS, CalendarSet, InvalidCalendar, Shift, YearStatus

DESK = seed(WorkingCalendar("hangzhou"), range(2024, 2028))
OFFICIAL = dict.fromkeys(range(2024, 2027), YearStatus.OFFICIAL)
NIGHT = WorkingCalendar(
    "night", week=((Shift(dt.time(0), dt.time(2)), Shift(dt.time(22), dt.time(0))),) * 7, years=OFFICIAL
)
DESKS = CalendarSet((DESK, NIGHT))
MINUTE = dt.timedelta(minutes=1)
FIRST, LAST = dt.datetime(2025, 12, 20), dt.datetime(2026, 3, 5)  # noqa: DTZ001 - the zone is added below
MOMENTS = st.datetimes(FIRST, LAST).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=CHINA, fold=0)
)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


def works(calendar: WorkingCalendar, moment: dt.datetime) -> bool:
    clock = moment.time()
    return any(
        shift.start <= clock and (clock < shift.end or shift.end == dt.time(0))
        for shift in calendar.shifts_on(moment.date())
    )


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([DESK, NIGHT]), MOMENTS, st.integers(0, 2_000))
def test_working_time_is_that_of_a_stepped_clock(
    calendar: WorkingCalendar, start: dt.datetime, length: int
) -> None:
    end = start + length * MINUTE

    worked = sum(works(calendar, start + step * MINUTE) for step in range(length))

    assert calendar.between(start, end) == worked * MINUTE
    assert calendar.between(end, start) == -worked * MINUTE


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([DESK, NIGHT]), MOMENTS, st.integers(-6_000, 6_000))
def test_adding_and_measuring_are_inverse(
    calendar: WorkingCalendar, start: dt.datetime, minutes: int
) -> None:
    end = calendar.add(start, minutes * MINUTE)

    assert calendar.between(start, end) == minutes * MINUTE
    if minutes > 0:
        assert works(calendar, end - MINUTE)
    if minutes < 0:
        assert works(calendar, end)


def test_a_make_up_saturday_is_worked() -> None:
    assert DESK.add(at("2026-02-13T16:00"), dt.timedelta(hours=8)) == at("2026-02-14T16:00")
    assert DESK.next_moment(at("2026-02-14T19:00")) == at("2026-02-24T09:00")
    assert DESK.is_working_day(dt.date(2026, 2, 28))
    assert not DESK.is_working_day(dt.date(2026, 2, 20))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_seed_agrees_with_another_source(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366 if year % 4 == 0 else 365)]

    assert [day for day in days if DESK.is_working_day(day) != chinese_calendar.is_workday(day)] == []


def test_years_without_official_make_up_days_are_provisional() -> None:
    following = last_official_year() + 1
    calendar = seed(WorkingCalendar("desk"), [following - 1, following])

    assert dict(calendar.years) == {following - 1: YearStatus.OFFICIAL, following: YearStatus.PROVISIONAL}
    assert all(not works for works in days_of(following).values())


def test_an_imported_year_counts() -> None:
    imported = days_of(2026) | {dt.date(2026, 6, 1): False}

    assert DESK.with_year(2026, imported, YearStatus.OFFICIAL).is_working_day(dt.date(2026, 6, 1)) is False


def test_a_calendar_survives_its_json() -> None:
    assert WorkingCalendar.from_json(DESK.to_json()) == DESK
    assert WorkingCalendar.from_json(NIGHT.to_json()) == NIGHT


@pytest.mark.parametrize(
    "week",
    [((),) * 7, (OFFICE_HOURS,) * 5, ((Shift(dt.time(9), dt.time(8)),),) * 7, (OFFICE_HOURS[::-1],) * 7],
)
def test_impossible_calendars_are_refused(week: tuple[tuple[Shift, ...], ...]) -> None:
    with pytest.raises(InvalidCalendar):
        WorkingCalendar("desk", week=week)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (
            'add working time(@"2026-02-13T16:00:00@Asia/Shanghai", @"PT8H")',
            '@"2026-02-14T16:00:00@Asia/Shanghai"',
        ),
        ('working time between(@"2026-11-20T17:00:00+08:00", @"2026-11-23T10:00:00+08:00")', '@"PT2H"'),
        ('next working moment(@"2026-11-22T10:00:00+08:00")', '@"2026-11-23T09:00:00@Asia/Shanghai"'),
        (
            'next working moment(@"2026-11-22T10:00:00+08:00", "night")',
            '@"2026-11-22T22:00:00@Asia/Shanghai"',
        ),
        ('is working day(@"2026-10-01")', "false"),
        ('is working day(@"2026-10-10")', "true"),
        ('add working days(@"2026-09-30", 1)', '@"2026-10-08"'),
        ('add working days(@"2026-10-08", -1)', '@"2026-09-30"'),
    ],
)
def test_feel_counts_working_time(expression: str, expected: str) -> None:
    result = evaluate(expression, calendar=DESKS)

    assert evaluate(f"a = {expected}", {"a": result.value}).value is True
    assert result.warnings == ()


def test_what_depends_on_a_provisional_year_says_so() -> None:
    result = evaluate('add working time(@"2026-12-31T17:00:00@Asia/Shanghai", @"PT4H")', calendar=DESKS)

    assert result.value == at("2027-01-04T12:00")
    assert [(warning.code, dict(warning.facts)["year"]) for warning in result.warnings] == [
        ("provisional_calendar", "2027")
    ]


def test_without_a_calendar_the_answer_is_null_and_says_why() -> None:
    for calendar in (None, DESKS):
        result = evaluate('is working day(@"2026-10-01", "mars")', calendar=calendar)
        assert result.value is None
        assert result.warnings[0].code == "no_calendar"


def test_moments_beyond_the_calendar_are_null() -> None:
    assert evaluate('add working time(@"2059-12-31T17:00:00Z", @"PT400H")', calendar=DESKS).value is None
    assert evaluate('add working time(@"99999-12-31T17:00:00Z", @"PT4H")', calendar=DESKS).value is None
