"""When the cases of the demo department happen: at hours at which its desk is open, every day of the week."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
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


@dataclass(frozen=True, slots=True)
class Times:
    """When a case begins, how much later than in the story its visits are, how long people take."""

    begins_at: datetime
    later: timedelta
    tempo: Sequence[timedelta]
    waits: timedelta = timedelta(0)


def past_times(story: Scenario, now: datetime, dice: Random) -> Times:
    """Return times in the last months at which a story is over by now."""
    latest = now - _SLACK - _waits(story)
    first = now - _SEASON
    # A few more of late: a brand that grows.
    share = max(dice.random(), dice.random() * 0.9)
    begins_at = _morning((first + (latest - first) * share).astimezone(CHINA).date(), dice)
    days = dice.choice((0, 0, 1, 1, 2, 3)) if _visits(story) else 0
    later = timedelta(days=days, hours=_another_hour(story, dice))
    return Times(begins_at, later, _tempo(dice), _until_seen(dice))


def times_again(story: Scenario, first: Times, now: datetime, dice: Random) -> Times | None:
    """Return times some weeks after a case for one like it; None where that is not over by now."""
    again = past_times(story, now, dice)
    day = first.begins_at.astimezone(CHINA).date() + timedelta(days=dice.randint(20, 75))
    begins_at = _morning(day, dice)
    is_over = begins_at < now - _SLACK - _waits(story)
    return replace(again, begins_at=begins_at) if is_over else None


def times_ahead(story: Scenario, now: datetime, days: int, visit: int | None, dice: Random) -> Times:
    """Return times for a case that began so many days ago, its visit so many days from today."""
    here = now.astimezone(CHINA)
    recently = _in_hours(here - timedelta(minutes=dice.randint(15, 100)))
    begins_at = _morning(here.date() - timedelta(days=days), dice) if days else recently
    waits = _until_seen(dice) if days else timedelta(0)
    if visit is None:
        return Times(begins_at, timedelta(hours=_another_hour(story, dice)), _tempo(dice), waits)
    as_told = (_visits(story)[0].date() - beginning(story).date()).days
    not_before = here.hour + 1 if visit == 0 else _FIRST_VISIT
    hours = _another_hour(story, dice, not_before=min(not_before, _LAST_VISIT))
    return Times(begins_at, timedelta(days=days + visit - as_told, hours=hours), _tempo(dice), waits)


def _tempo(dice: Random) -> Sequence[timedelta]:
    return tuple(timedelta(minutes=dice.randint(2, 13)) for _ in range(7))


def _until_seen(dice: Random) -> timedelta:
    """Return how long a report lies before the desk sees to it: mostly minutes."""
    return timedelta(minutes=min(dice.randint(2, 40), dice.randint(5, 40)))


def _another_hour(story: Scenario, dice: Random, *, not_before: int = _FIRST_VISIT) -> int:
    """Return how many hours later visits are so that none is too early or too late."""
    hours = [visit.hour for visit in _visits(story)]
    if not hours:
        return 0
    latest = _LAST_VISIT - max(hours)
    return dice.randint(min(not_before - min(hours), latest), latest)


def _visits(story: Scenario) -> Sequence[datetime]:
    return [moment(step["until"]).astimezone(CHINA) for step in story.steps if "until" in step]


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
