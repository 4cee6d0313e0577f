"""Owners see how long each element takes and where cases fail."""

from dataclasses import replace
from datetime import timedelta

from engine.model.history import EventKind, Happening
from engine.model.incident import Incident, IncidentKind
from engine.model.statistics import ElementTimes
from engine.ports.store import Store
from tests.engine.storage.build import HOUR, NOW, a_change, a_start, saved

DAY = timedelta(days=1)
ENTERED = Happening(EventKind.ELEMENT_ENTERED, "inspect", 1, "repair:1")
LEFT = ENTERED._replace(kind=EventKind.ELEMENT_COMPLETED)


def visit(store: Store, case: str, took: timedelta, *, begun: timedelta = timedelta()) -> None:
    """Let a case enter and leave one element."""
    entered = saved(store, replace(a_start(case, happenings=[ENTERED]), at=NOW + begun))
    left = a_change(entered, happenings=[LEFT._replace(since=NOW + begun)])
    saved(store, replace(left, at=NOW + begun + took))


def test_times_are_told_by_nearest_rank(store: Store) -> None:
    for number in range(1, 11):
        visit(store, f"c{number}", number * HOUR)

    with store.read() as reader:
        found = reader.element_times("repair:1", after=None, before=None)
        others = reader.element_times("repair:2", after=None, before=None)

    assert found == [ElementTimes("inspect", 10, 5 * 3600.0, 9 * 3600.0)]
    assert others == []


def test_a_period_counts_what_ended_in_it_wherever_it_began(store: Store) -> None:
    visit(store, "early", HOUR)
    visit(store, "across", 2 * DAY)
    visit(store, "late", HOUR, begun=5 * DAY)

    with store.read() as reader:
        found = reader.element_times("repair:1", after=NOW + DAY, before=NOW + 3 * DAY)

    assert found == [ElementTimes("inspect", 1, 2 * 86400.0, 2 * 86400.0)]


def test_the_record_tells_when_a_token_came_that_does_not_know_it_itself(store: Store) -> None:
    other = ENTERED._replace(token=2)
    entered = saved(store, a_start("c1", happenings=[ENTERED]))
    later = saved(store, replace(a_change(entered, happenings=[other]), at=NOW + HOUR))
    saved(store, replace(a_change(later, happenings=[LEFT]), at=NOW + 3 * HOUR))

    with store.read() as reader:
        found = reader.element_times("repair:1", after=None, before=None)

    assert found == [ElementTimes("inspect", 1, 3 * 3600.0, 3 * 3600.0)]


def test_what_has_not_ended_takes_no_time_yet(store: Store) -> None:
    saved(store, a_start("c1", happenings=[ENTERED]))

    with store.read() as reader:
        assert reader.element_times("repair:1", after=None, before=None) == []


def test_incidents_are_counted_open_and_over_a_period(store: Store) -> None:
    one = Incident("x1", "i1", IncidentKind.JOB, "send_mail", "repair:1", "No answer.", NOW)
    more = [
        one,
        replace(one, id="x2", resolved_at=NOW),
        replace(one, id="x3", raised_at=NOW + 2 * DAY),
        replace(one, id="x4", definition_id="repair:2"),
    ]
    saved(store, a_start("i1", new_incidents=more))

    with store.read() as reader:
        all_time = reader.incident_counts("repair:1", after=None, before=None)
        today = reader.incident_counts("repair:1", after=NOW, before=NOW + DAY)

    assert all_time == {"send_mail": (2, 3)}
    assert today == {"send_mail": (2, 2)}
