"""Tells a story again as another case: at another time, of other people and things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from engine.clock import CHINA
from engine.testing.scenario import Scenario, Step, verb_of

_OUTCOMES = ("end", "incidents")


@dataclass(frozen=True, slots=True)
class Variation:
    """One more case like a story's.

    `later` moves what the story dates after its beginning; `fields` are what forms say instead, by name or,
    inside tables, by `table.column`; `stops` is the task before which the story is left; `tempo` is how long
    people take; `begun_by` is who begins it, and `waits` how long it then lies before anybody sees to it;
    `becomes` is how the case goes on that its end begins.
    """

    scenario: Scenario
    begins_at: datetime
    later: timedelta = timedelta(0)
    fields: Mapping[str, object] = field(default_factory=dict)
    stops: str | None = None
    tempo: Sequence[timedelta] = (timedelta(0),)
    begun_by: str | None = None
    waits: timedelta = timedelta(0)
    becomes: "Variation | None" = None

    def steps(self) -> list[Step]:
        """Return the steps as they are in this case: of what is expected, only how it ends."""
        shift = _Shift(beginning(self.scenario), self.begins_at, self.later, self.fields)
        kept: list[Step] = []
        for step in self.scenario.steps:
            if self.stops is not None and step.get(verb_of(step)) == self.stops:
                break
            kept.append({name: shift.of(name, value) for name, value in self._told(step).items()})
        return [step for step in kept if "at" not in step]

    def _told(self, step: Step) -> Step:
        return {"as": self.begun_by, **step} if "start" in step and self.begun_by else _lasting(step)


def _lasting(step: Step) -> Step:
    """Return what of a step holds for other people and days too: of what is expected, how the case ends."""
    if "expect" not in step:
        return step
    return {"expect": {name: value for name, value in step["expect"].items() if name in _OUTCOMES}}


def beginning(scenario: Scenario) -> datetime:
    """Return when a story begins as it is told: what it dates later lies ahead for those in it."""
    for step in scenario.steps:
        if "at" in step:
            return datetime.fromisoformat(step["at"]).astimezone(CHINA)
    raise ValueError(f"{scenario.name} does not say when it begins")


@dataclass(frozen=True, slots=True)
class _Shift:
    """Moves dates by whole days, so that they keep their hour and their distance in days."""

    was: datetime
    now: datetime
    later: timedelta
    fields: Mapping[str, object]

    def of(self, name: str, value: Any) -> object:  # noqa: ANN401 - plain JSON
        if isinstance(value, Mapping):
            inside = {"with", "start"}
            return {n: self.of(n if name in inside else f"{name}.{n}", v) for n, v in value.items()}
        if name in self.fields:
            return self.fields[name]
        if isinstance(value, list):
            return [self.of(name, each) for each in value]
        return self._moved(value) if isinstance(value, str) else value

    def _moved(self, text: str) -> str:
        days = timedelta(days=(self.now.astimezone(CHINA).date() - self.was.date()).days)
        try:
            if len(text) == len("2026-03-02"):
                day = date.fromisoformat(text)
                ahead = timedelta(days=self.later.days) if day > self.was.date() else timedelta(0)
                return (day + days + ahead).isoformat()
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return (moment + days + (self.later if moment > self.was else timedelta(0))).isoformat()
