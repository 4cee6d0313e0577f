"""Model files as operations see them: read, checked, evaluated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.model.decision import DecisionOutline
from engine.model.problem import Problem
from engine.model.process import Process
from engine.ports.checking import Fields, World
from engine.ports.expression import Decided


class ProcessFiles(Protocol):
    """Reads and checks BPMN."""

    def read(self, xml: bytes, file: str) -> Sequence[Process]:
        """Return the executable processes of a file that has been checked."""
        ...

    def check(self, files: Mapping[str, bytes], world: World) -> list[Problem]:
        """Return every problem of these files at once."""
        ...


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What a DMN file says of itself.

    `rules` are the rows of its tables as (table id, 1-based number), `types` what its decisions give, as FEEL
    writes types, by the decision's id.
    """

    key: str
    name: str | None
    decisions: tuple[str, ...]
    rules: tuple[tuple[str, int], ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    name_en: str | None = None


class DecisionFile(Protocol):
    """A loaded DMN file."""

    @property
    def facts(self) -> DecisionFacts:
        """Return its id, name and decisions."""
        ...

    @property
    def outlines(self) -> tuple[DecisionOutline, ...]:
        """Return its decisions as people read them."""
        ...

    def evaluate(self, decision: str, variables: Mapping[str, object]) -> Decided:
        """Evaluate one of its decisions."""
        ...

    def explain(
        self, record: Mapping[str, Any], words: Mapping[str, tuple[str, str]]
    ) -> Sequence[tuple[str, str]]:
        """Return why a decision came out as its record says, in sentences in Chinese and English."""
        ...


class DecisionFiles(Protocol):
    """Reads and checks DMN."""

    def load(self, xml: bytes, file: str) -> DecisionFile:
        """Load a DMN file.

        Raises:
            EngineError: it cannot be read.
        """
        ...

    def check(self, files: Mapping[str, bytes]) -> list[Problem]:
        """Return every problem of these files at once."""
        ...


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with a filled-in form: where, and what in both languages."""

    path: str
    code: str
    message: str
    message_zh: str


class FormFiles(Protocol):
    """Reads, checks and applies forms."""

    def check(self, files: Mapping[str, bytes]) -> list[Problem]:
        """Return every problem of these files at once."""
        ...

    def errors(self, content: bytes, data: object) -> list[FieldError]:
        """Return what is wrong with data for a form."""
        ...

    def fields(self, content: bytes) -> Fields:
        """Return the variables that a form writes."""
        ...

    def title(self, content: bytes) -> tuple[str | None, str | None]:
        """Return what a form is called, in Chinese and in English."""
        ...

    def key(self, file: str) -> str:
        """Return the key under which models refer to a form file."""
        ...
