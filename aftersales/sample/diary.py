"""When the cases of the demo department happen: at hours at which its desk is open, every day of the week."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from random import Random

from engine.clock import CHINA
from engine.testing.scenario import Scenario
from engine.testing.stage import moment
from engine.testing.variation import beginning

_SEASON = timedelta(days=180)
# What a story lasts beyond what it dates: its waits, and a few days so that it is surely over.
_SLACK = timedelta(days=6)
_OPENS, _CLOSES = time(9), time(17, 30)
_FIRST_VISIT, _LAST_VISIT = 9, 17
_DAYS_LATER = (0, 0, 1, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Times:
    """When a case begins, how much later than in the story its visits are, how long people take."""

    begins_at: datetime
    later: timedelta
    tempo: Sequence[timedelta]
    waits: timedelta = timedelta(0)


def past_times(story: Scenario, now: datetime, dice: Random, *, becomes: Scenario | None = None) -> Times:
    """Return times in the last months at which a story, and what becomes of it, is over by now."""
    latest = now - _lasts(story, becomes)
    first = now - _SEASON
    # A few more of late: a brand that grows.
    share = max(dice.random(), dice.random() * 0.9)
    begins_at = _morning((first + (latest - first) * share).astimezone(CHINA).date(), dice)
    return _times(story, begins_at, _days_later(story, dice), now, dice)


def times_again(story: Scenario, first: Times, now: datetime, dice: Random) -> Times | None:
    """Return times some weeks after a case for one like it; None where that is not over by now."""
    day = first.begins_at.astimezone(CHINA).date() + timedelta(days=dice.randint(20, 75))
    again = _times(story, _morning(day, dice), _days_later(story, dice), now, dice)
    return again if again.begins_at < now - _lasts(story) else None


def times_ahead(story: Scenario, now: datetime, days: int, visit: int | None, dice: Random) -> Times:
    """Return times for a case that began so many days ago, its visit so many days from today."""
    here = now.astimezone(CHINA)
    recently = _in_hours(here - timedelta(minutes=dice.randint(15, 100)))
    begins_at = _morning(here.date() - timedelta(days=days), dice) if days else recently
    as_told = (_visits(story)[0].date() - beginning(story).date()).days if visit is not None else 0
    later = 0 if visit is None else days + visit - as_told
    times = _times(story, begins_at, later, now, dice)
    return times if days else replace(times, waits=timedelta(0))


def _times(story: Scenario, begins_at: datetime, days: int, now: datetime, dice: Random) -> Times:
    """Return times with the visits so many days later than told, none before it could be arranged."""
    tempo, waits, visits = _tempo(dice), _until_seen(dice), _visits(story)
    if not visits:
        return Times(begins_at, timedelta(days=days), tempo, waits)
    work = sum((tempo[each % len(tempo)] for each in range(_tasks_before_visit(story))), waits)
    in_story = visits[0].date() - beginning(story).date()
    first_on = begins_at.astimezone(CHINA).date() + in_story + timedelta(days=days)
    hours = _another_hour(visits, _hour_after((begins_at + work, now), first_on), dice)
    return Times(begins_at, timedelta(days=days, hours=hours), tempo, waits)


def _days_later(story: Scenario, dice: Random) -> int:
    """Return how many days later than in the story somebody comes."""
    return dice.choice(_DAYS_LATER) if _visits(story) else 0


def _tempo(dice: Random) -> Sequence[timedelta]:
    return tuple(timedelta(minutes=dice.randint(2, 13)) for _ in range(7))


def _until_seen(dice: Random) -> timedelta:
    """Return how long a report lies before the desk sees to it: mostly minutes."""
    return timedelta(minutes=min(dice.randint(2, 40), dice.randint(5, 40)))


def _hour_after(moments: Sequence[datetime], day: date) -> int:
    """Return the first full hour of a day that lies behind those of the moments that are on it."""
    here = [moment.astimezone(CHINA) for moment in moments]
    return max((at.hour + 1 for at in here if at.date() == day), default=0)


def _another_hour(visits: Sequence[datetime], not_before: int, dice: Random) -> int:
    """Return how many hours later visits are: none too early or too late, the first not before an hour."""
    hours = [visit.hour for visit in visits]
    earliest = max(_FIRST_VISIT - min(hours), not_before - hours[0])
    latest = _LAST_VISIT - max(hours)
    return dice.randint(min(earliest, latest), latest)


def _visits(story: Scenario) -> Sequence[datetime]:
    return [moment(step["until"]).astimezone(CHINA) for step in story.steps if "until" in step]


def _tasks_before_visit(story: Scenario) -> int:
    """Return how many tasks are done before somebody sets out."""
    before = takewhile(lambda step: "until" not in step, story.steps)
    return sum("complete" in step for step in before)


def _lasts(story: Scenario, becomes: Scenario | None = None) -> timedelta:
    """Return a time in which a story and what becomes of it are surely over."""
    return _SLACK + _waits(story) + (timedelta(0) if becomes is None else _waits(becomes))


def _waits(story: Scenario) -> timedelta:
    """Return at least how long a story's waits are: its longest is what counts."""
    days = [int(step["pass"][1:].partition("D")[0]) for step in story.steps if "D" in step.get("pass", "")]
    visits = [visit - beginning(story) for visit in _visits(story)]
    return timedelta(days=sum(days)) + max(visits, default=timedelta(0))


def _morning(day: date, dice: Random) -> datetime:
    """Return a moment in a morning, so that a visit of the same day lies ahead."""
    return datetime.combine(day, time(8, 30), CHINA) + timedelta(minutes=dice.randint(0, 100))


def _in_hours(at: datetime) -> datetime:
    """Return the moment, or the last one before it at which the desk was open."""
    if at.time() < _OPENS:
        return datetime.combine(at.date() - timedelta(days=1), _CLOSES, CHINA)
    return min(at, datetime.combine(at.date(), _CLOSES, CHINA))
