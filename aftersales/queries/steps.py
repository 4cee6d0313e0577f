"""The plain steps in which customers see their case: no diagram, and nothing of what happens inside."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from aftersales.model.case import Case, CaseKind

StepState = Literal["done", "current", "ahead"]
CLOSED = ("closed", "已办结", "Done")
_PLAIN = (("received", "已受理", "Received"), ("in_progress", "办理中", "In progress"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case, and whether it lies behind or ahead."""

    id: str
    zh: str
    en: str
    state: StepState


@dataclass(frozen=True, slots=True)
class _Declared:
    id: str
    zh: str
    en: str
    at: tuple[str, ...] = ()


def steps_of(case: Case, waiting: Iterable[tuple[str, str]]) -> Sequence[Step]:
    """Return the steps of a case; `waiting` names process and element wherever it waits."""
    declared = _declared(case.kind)
    last = len(declared) - 1
    here = last if case.is_closed else max((_place(declared, *each) for each in waiting), default=0)
    return [
        Step(step.id, step.zh, step.en, _state(at, here, is_closed=case.is_closed))
        for at, step in enumerate(declared)
    ]


def _state(at: int, here: int, *, is_closed: bool) -> StepState:
    if at < here or is_closed:
        return "done"
    return "current" if at == here else "ahead"


def _place(declared: Sequence[_Declared], process: str, element: str) -> int:
    for name in (f"{process}.{element}", process):
        for at, step in enumerate(declared):
            if name in step.at:
                return at
    return 0


@cache
def _declared(kind: CaseKind) -> Sequence[_Declared]:
    told = _table().get(kind)
    begun = [_Declared(*plain) for plain in _PLAIN] if told is None else list(told)
    return [*begun, _Declared(*CLOSED)]


@cache
def _table() -> Mapping[str, Sequence[_Declared]]:
    text = resources.files("aftersales.queries").joinpath("steps.toml").read_text("utf-8")
    return {
        kind: [_Declared(step["id"], step["zh"], step["en"], tuple(step["at"])) for step in steps]
        for kind, steps in tomllib.loads(text).items()
    }
