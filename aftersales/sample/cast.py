"""Casts the stories anew for the demo department: who it happens to, when, and with which unit."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from aftersales.ports.register import Register
from aftersales.sample.company import Company, Role
from aftersales.sample.diary import Times, past_times, times_again, times_ahead
from engine.testing.scenario import Scenario
from engine.testing.variation import Variation

_SEED = 20261122
_CHANNELS = ("hotline", "hotline", "online", "app")
_COMPLAINT_CHANNELS = ("hotline", "supervision_phone", "online")
_BY_PHONE, _DESK = "hotline", "desk"
_SCORES = (5, 5, 5, 5, 5, 5, 4, 4, 4, 3)


@dataclass(frozen=True, slots=True)
class Part:
    """What the cast list says of one case or several alike."""

    story: str
    times: int = 1
    looks: Sequence[str] = ()
    stops: str | None = None
    days: int = 0
    visit: int | None = None
    technician: str | None = None
    again: int = 0
    becomes: str | None = None


@dataclass(frozen=True, slots=True)
class CastList:
    """Which stories the department has lived through, which it is in, and what may be broken."""

    past: Sequence[Part]
    open: Sequence[Part]
    looks: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@cache
def cast_list() -> CastList:
    """Return the cast list."""
    text = resources.files("aftersales.sample").joinpath("cast.toml").read_text("utf-8")
    found = tomllib.loads(text)
    looks = {name: dict(_flat(look)) for name, look in found["look"].items()}
    return CastList([Part(**p) for p in found["past"]], [Part(**p) for p in found["open"]], looks)


def cast(
    register: Register, told: Mapping[str, Scenario], now: datetime, *, seed: int = _SEED
) -> list[Variation]:
    """Return the cases of a department as it stands at a moment: the same seed gives the same cases."""
    dice = Random(seed)  # noqa: S311 - sample data, no secret
    company, listed = Company(register), cast_list()
    found: list[Variation] = []
    for part in listed.past:
        for number in range(part.times):
            then = None if part.becomes is None else told[part.becomes]
            times = past_times(told[part.story], now, dice, becomes=then)
            case = _case(company, told[part.story], part, number, times, dice)
            case = case if then is None else replace(case, becomes=_handed_on(case, then, dice))
            found.append(case)
            if number < part.again and (again := times_again(case.scenario, times, now, dice)):
                found.append(_timed(case, again))
    for part in listed.open:
        for number in range(part.times):
            times = times_ahead(told[part.story], now, part.days, part.visit, dice)
            found.append(_case(company, told[part.story], part, number, times, dice))
    return found


def _case(
    company: Company, story: Scenario, part: Part, number: int, times: Times, dice: Random
) -> Variation:
    look = cast_list().looks[part.looks[number % len(part.looks)]] if part.looks else {}
    role = Role(story, times, look, part.technician)
    opinions = _opinions(story, dice)
    case = Variation(
        story,
        times.begins_at,
        fields={**opinions, **company.fields(role, dice), **look},
        stops=part.stops,
        begun_by=_DESK if opinions.get("channel") == _BY_PHONE else None,
    )
    return _timed(case, times)


def _handed_on(before: Variation, story: Scenario, dice: Random) -> Variation:
    """Return the case that another led to: of the same people and things, but about another matter."""
    kept = {name: value for name, value in before.fields.items() if name != "symptom"}
    fields = {**kept, **_scores(dice), "channel": "follow_up"}
    return replace(before, scenario=story, fields=fields, begun_by=None)


def _timed(case: Variation, times: Times) -> Variation:
    """Return a case at other times: of the same people and things, it is the same fault once more."""
    return replace(case, begins_at=times.begins_at, later=times.later, tempo=times.tempo, waits=times.waits)


def _opinions(story: Scenario, dice: Random) -> Mapping[str, object]:
    """Return how the customer came to us and what he thought of it."""
    scores = _scores(dice)
    channel = next(step["start"].get("channel") for step in story.steps if "start" in step)
    if channel not in _CHANNELS:
        return scores
    open_to = _COMPLAINT_CHANNELS if story.process == "complaint" else _CHANNELS
    return {**scores, "channel": dice.choice(open_to)}


def _scores(dice: Random) -> Mapping[str, object]:
    return {"score_quality": dice.choice(_SCORES), "score_attitude": dice.choice(_SCORES)}


def _flat(look: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, object]]:
    for name, value in look.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{under}{name}.")
        else:
            yield f"{under}{name}", value
