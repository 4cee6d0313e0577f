"""Scenario files: what happens in a story, step by step, and what is expected."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import EngineError

# Each step has exactly one of these words; the other words belong to it.
VERBS: Mapping[str, frozenset[str]] = {
    "story": frozenset(),
    "at": frozenset(),
    "register": frozenset(),
    "start": frozenset({"process", "business_key", "as", "message", "signal", "key"}),
    "complete": frozenset({"with", "as"}),
    "claim": frozenset({"as"}),
    "pass": frozenset(),
    "until": frozenset(),
    "message": frozenset({"key", "with", "as", "business_key"}),
    "signal": frozenset({"with", "as"}),
    "job": frozenset({"fails", "error", "with"}),
    "set": frozenset({"as"}),
    "decide": frozenset({"with", "gives"}),
    "retry": frozenset({"with", "as"}),
    "expect": frozenset(),
}
EXPECTATIONS = frozenset(
    {"end", "open", "data", "called", "path", "not_path", "incidents", "state", "due", "groups"}
)

Step = Mapping[str, Any]


class ScenarioUnreadable(EngineError):
    """A scenario file is not as scenarios are."""

    zh = "场景文件格式不正确。"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story: its file, name and steps; `process` is the process that a bare `start` begins."""

    file: str
    name: str
    process: str
    steps: Sequence[Step]

    @property
    def title(self) -> Mapping[str, str]:
        """Return the story's title in zh and en."""
        for step in self.steps:
            if "story" in step:
                return dict(step["story"])
        return {"zh": self.name, "en": self.name}


def read_scenarios(path: Path, *, process: str) -> list[Scenario]:
    """Read one scenario file.

    Raises:
        ScenarioUnreadable: with the place and what is wrong there.
    """
    try:
        stories = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ScenarioUnreadable(
            f"{path}: no JSON: {error}", zh=f"{path}：不是有效的 JSON：{error}"
        ) from error
    if not isinstance(stories, dict):
        raise ScenarioUnreadable(
            f"{path}: an object of name → list of steps is expected.",
            zh=f"{path}：应为“名称 → 步骤列表”的对象。",
        )
    for name, steps in stories.items():
        _check_steps(path, name, steps)
    return [Scenario(str(path), name, process, tuple(steps)) for name, steps in stories.items()]


def verb_of(step: Step) -> str:
    """Return the word that says what a step does."""
    if "start" in step:  # a start may be by message or signal
        return "start"
    if "job" in step:
        return "job"
    return next(verb for verb in VERBS if verb in step)


def _check_steps(path: Path, name: str, steps: object) -> None:
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise ScenarioUnreadable(
            f"{path}: {name}: a list of steps is expected.", zh=f"{path}：{name}：应为步骤列表。"
        )
    for number, step in enumerate(steps, start=1):
        problem = _problem(step)
        if problem is not None:
            raise ScenarioUnreadable(
                f"{path}: {name}: step {number} {problem}",
                zh=f"{path}：{name}：第 {number} 步有误：{problem}",
            )


def _problem(step: Step) -> str | None:
    if not any(verb in step for verb in VERBS):
        return f"does nothing that is known; one of {', '.join(VERBS)} is expected."
    verb = verb_of(step)
    unknown = set(step) - {verb} - VERBS[verb] - {"comment"}
    if unknown:
        return f"has unknown words beside {verb!r}: {', '.join(sorted(unknown))}."
    if verb == "expect":
        strange = set(step["expect"]) - EXPECTATIONS
        if strange:
            return f"expects unknown things: {', '.join(sorted(strange))}."
    return None
