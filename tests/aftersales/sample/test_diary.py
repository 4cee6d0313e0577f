"""The demo's visits lie where they can be: after the work that leads to them, and by day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from aftersales.sample.diary import Times, past_times, times_again, times_ahead
from engine.clock import CHINA
from engine.testing.scenario import Scenario, Step, read_scenarios
from engine.testing.stage import moment
from engine.testing.variation import Variation

PROCESSES = Path(__file__).parents[3] / "processes"
NOW = datetime(2026, 11, 18, 6, 30, tzinfo=UTC)
FIRST_VISIT = "A washing machine is repaired free at the first visit"
TWO_VISITS = "Out of warranty: a reduction, ordered parts, a second visit"
AGAIN = "Dissatisfied at the follow-up: repaired again"
NEXT_DAY = "A washing machine, twice repaired in vain, is swapped at home"


def a_dice() -> Random:
    return Random(1)  # noqa: S311 - sample data, no secret


def told() -> dict[str, Scenario]:
    return {
        story.name: story
        for process in ("repair", "exchange", "complaint")
        for story in read_scenarios(PROCESSES / process / "scenarios" / "stories.json", process=process)
    }


def arranged_at(steps: list[Step], times: Times) -> tuple[datetime, datetime]:
    """Return when people have done what comes before the first visit, and when it is."""
    at, done = times.begins_at + times.waits, 0
    for step in steps:
        if "until" in step:
            return at, moment(step["until"])
        if "complete" in step:
            at, done = at + times.tempo[done % len(times.tempo)], done + 1
    raise AssertionError("nobody comes")


def visits(story: Scenario, times: Times) -> tuple[list[Step], list[datetime]]:
    steps = Variation(story, times.begins_at, times.later).steps()
    return steps, [moment(step["until"]).astimezone(CHINA) for step in steps if "until" in step]


@pytest.mark.parametrize("name", [FIRST_VISIT, TWO_VISITS, AGAIN, NEXT_DAY])
def test_nobody_is_promised_a_visit_that_has_begun(name: str) -> None:
    story, dice = told()[name], a_dice()
    days: set[date] = set()

    for _ in range(300):
        first = past_times(story, NOW, dice)
        for times in (first, times_again(story, first, NOW, dice) or first):
            steps, found = visits(story, times)
            arranged, visit = arranged_at(steps, times)
            days.add(visit.date())

            assert arranged <= visit
            assert all(9 <= each.hour <= 17 for each in found)
            assert found[-1] < NOW

    assert len(days) > 60


def test_a_visit_of_today_is_still_ahead() -> None:
    story, dice = told()[FIRST_VISIT], a_dice()

    for _ in range(100):
        _, (visit,) = visits(story, times_ahead(story, NOW, 1, 0, dice))

        assert visit > NOW
        assert visit.date() == NOW.astimezone(CHINA).date()


def test_what_a_case_becomes_is_over_too() -> None:
    stories, dice = told(), a_dice()
    repair = stories["The follow-up becomes a complaint"]
    complaint = stories["Noisy machines of one batch: three departments, an improvement that works"]

    begun = [past_times(repair, NOW, dice, becomes=complaint).begins_at for _ in range(300)]

    assert max(begun) < NOW - timedelta(days=31)
