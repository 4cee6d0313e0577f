"""FEEL and DMN as the rest of the engine sees them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from engine.errors import EngineError


class ExpressionRefused(EngineError):
    """An expression does not parse. `line` and `column` are 1-based and count inside the expression."""

    zh = "表达式无法解析。"

    def __init__(self, text: str, message: str, *, zh: str, line: int, column: int) -> None:
        super().__init__(message, zh=zh, text=text, line=line, column=column)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days of a working calendar on which a value depends; provisional where a year is not official yet."""

    calendar: str
    first: date
    last: date
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The value of an expression and what went wrong on the way (null semantics: nothing raises).

    `working_days` is known only where the evaluation was asked for a moment of its own.
    """

    value: object
    warnings: tuple[str, ...] = ()
    working_days: tuple[WorkingDays, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What is certainly wrong with an expression that parses; line and column count inside of it, from 1.

    `code` is unknown_name, unknown_entry, wrong_arguments, bad_literal, type_mismatch or not_boolean; `name`
    is the unknown variable or entry.
    """

    code: str
    message: str
    message_zh: str
    line: int
    column: int
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """An expression looked at before it runs.

    `type` is the one that its value certainly has unless it is null, as FEEL writes types; `entries` are the
    names in a context that is written out (None: it is none).
    """

    type: str | None = None
    entries: tuple[str, ...] | None = None
    remarks: tuple[Remark, ...] = ()


class Expression(Protocol):
    """A compiled expression, shared by threads."""

    @property
    def free_names(self) -> frozenset[str]:
        """Return the names of the variables that the expression reads, as far as they are known."""
        ...

    def evaluate(self, variables: Mapping[str, object], *, at: datetime | None = None) -> Evaluation:
        """Evaluate against variables; `at` makes `now()` that moment and notes the working days used."""
        ...


class Expressions(Protocol):
    """Compiles FEEL; the same text gives the same compiled expression."""

    def compile(self, text: str) -> Expression:
        """Compile FEEL (without a leading `=`).

        Raises:
            ExpressionRefused: the text does not parse.
        """
        ...

    def inspect(self, text: str, *, known: Collection[str] | None, types: Mapping[str, str]) -> Inspection:
        """Look at FEEL without evaluating it.

        `known` are the variables that exist (None: nobody knows), `types` those whose type is known.

        Raises:
            ExpressionRefused: the text does not parse.
        """
        ...


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision's result and the record of how it came about (JSON data for the history)."""

    value: object
    record: Mapping[str, object]
