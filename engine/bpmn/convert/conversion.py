"""Converts one file and tells every change it made."""

from dataclasses import dataclass

from engine.bpmn.reader import read
from engine.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed, told in both languages."""

    element: str | None
    line: int
    message: str
    message_zh: str


@dataclass(frozen=True, slots=True)
class Converted:
    """The converted file, what was changed, and what is left for a person to mend."""

    xml: bytes
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def convert(xml: bytes) -> Converted:
    """Convert a file to the dialect of the engine; a file that needs nothing comes back byte for byte."""
    reading = read(xml)
    return Converted(xml=xml, problems=reading.problems)
