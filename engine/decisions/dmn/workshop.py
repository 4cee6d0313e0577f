"""Compiles the expressions of one model and collects what is wrong with them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from engine.decisions.dmn.model import Model
from engine.decisions.dmn.types import TypeTable
from engine.decisions.errors import FeelSyntaxError, Problem
from engine.decisions.expression import resolver
from engine.decisions.feel.compiler import Build
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.functions import BUILT_INS
from engine.decisions.feel.names import awkward
from engine.decisions.feel.numeric_tests import Test
from engine.decisions.feel.parser import parse_expression, parse_tests
from engine.decisions.feel.syntax import Tests
from engine.decisions.feel.types import FeelType, coerce, family
from engine.decisions.feel.unary import compile_cell

_ANY_NAME = {"*"}


class Workshop:
    """Knows the names and types of a model; a text that is not FEEL becomes a problem and a null."""

    def __init__(self, model: Model, types: TypeTable, names: set[str]) -> None:
        self.model = model
        self.types = types
        self.names = awkward(names)
        self.problems: list[Problem] = []
        self._cells: dict[tuple[str, frozenset[str]], tuple[Tests, Test]] = {}

    @contextmanager
    def knowing(self, names: Iterable[str]) -> Iterator[None]:
        """Recognise more names for a while: parameters, entries of a context."""
        before = self.names
        self.names = before | awkward(names)
        yield
        self.names = before

    def build(self) -> Build:
        """Return a fresh compiler; in a model any name may come from an enclosing box."""
        build = Build(BUILT_INS, resolver(self.types.named))
        build.locals.append(_ANY_NAME)
        return build

    def expression(self, text: str, element_id: str | None) -> Closure:
        """Compile an expression; no text is null."""
        if not text:
            return lambda _frame: None
        try:
            return self.build().compile(parse_expression(text, self.names))
        except (FeelSyntaxError, RecursionError) as error:
            self._refuse(error, element_id)
            return _unreadable

    def tests(self, text: str, element_id: str | None) -> tuple[Tests, Test]:
        """Compile the unary tests of a cell; no text is `-`."""
        key = (text, self.names)
        try:
            # Tables repeat themselves: most cells of a column are one of a few texts.
            if key not in self._cells:
                node = parse_tests(text or "-", self.names)
                self._cells[key] = node, compile_cell(node, self.build())
            return self._cells[key]
        except (FeelSyntaxError, RecursionError) as error:
            self._refuse(error, element_id)
            return Tests(()), lambda _value, frame: _no_answer(frame)

    def _refuse(self, error: Exception, element_id: str | None) -> None:
        if isinstance(error, FeelSyntaxError):
            self.problem(
                "feel_syntax", error.problem, error.problem_zh, element_id, (error.line, error.column)
            )
        else:
            self.problem(
                "feel_syntax", "the expression is nested too deeply", "表达式嵌套过深", element_id, None
            )

    def problem(
        self, code: str, message: str, zh: str, element_id: str | None, place: tuple[int, int] | None = None
    ) -> None:
        """Note what is wrong with an element."""
        line, column = place or (None, None)
        self.problems.append(Problem(code, message, zh, element_id, line, column))

    def typed(self, closure: Closure, type_ref: str | None, name: str) -> Closure:
        """Coerce what an expression gives to a declared type; null with a warning if it does not fit."""
        kind = self.types.of(type_ref)
        return closure if kind is None or kind.name == "Any" else coerced(closure, kind, name)


def coerced(closure: Closure, kind: FeelType, name: str) -> Closure:
    """Return a closure whose value is of a type."""

    def evaluate(frame: Frame) -> object:
        return fitted(closure(frame), kind, name, frame)

    return evaluate


def fitted(value: object, kind: FeelType, name: str, frame: Frame) -> object:
    """Return the value as a type wants it; null with a warning if it does not fit."""
    if value is None:
        return None
    made, fits = coerce(value, kind)
    if not fits:
        frame.run.warn("wrong_type", name=name, expected=kind, value=_shown(value))
    return made


def _shown(value: object) -> str:
    return (
        f"“{value}”"
        if isinstance(value, str)
        else str(value)
        if not isinstance(value, list | dict)
        else family(value)
    )


def _unreadable(frame: Frame) -> None:
    frame.run.warn("no_logic", name="…")


def _no_answer(frame: Frame) -> None:
    _unreadable(frame)
