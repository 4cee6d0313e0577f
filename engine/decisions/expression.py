"""Expressions and unary tests: compiled once, evaluated as often as wanted."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, NoReturn

from engine.clock import Clock
from engine.decisions.codec import to_json
from engine.decisions.errors import FeelLimitExceeded, FeelSyntaxError
from engine.decisions.feel import calls, iteration, operators
from engine.decisions.feel.compiler import Build, compiles, simple_type
from engine.decisions.feel.frame import Closure, Frame, Scope, outermost
from engine.decisions.feel.free_names import free_names
from engine.decisions.feel.functions import BUILT_INS
from engine.decisions.feel.names import awkward
from engine.decisions.feel.parser import parse_expression, parse_tests
from engine.decisions.feel.syntax import Node, TypeName
from engine.decisions.feel.types import FeelType
from engine.decisions.feel.unary import INPUT
from engine.decisions.limits import DEFAULT, Limits, Run, Warning_
from engine.decisions.working_time import WorkingCalendars

# These modules register the compilers of their nodes when they are imported.
_COMPILER_MODULES: Final = (calls, iteration, operators, compiles)
_CACHED: Final = 4096
_RESULT: Final = tuple.__new__
"""Makes a named tuple in a third of the time that its own constructor takes."""


class Result(NamedTuple):
    """The value of an expression, and why nulls came about."""

    value: object
    warnings: tuple[Warning_, ...]

    def to_json(self) -> dict[str, Any]:
        """Return value and warnings as JSON; the value as `engine.decisions.to_json` writes it.

        Raises:
            NotStorable: if the value is, or holds, a function.
        """
        return {"value": to_json(self.value), "warnings": [warning.to_json() for warning in self.warnings]}


class Compiled:
    """What expressions and unary tests have in common; immutable and safe to share between threads."""

    __slots__ = ("_closure", "free_names", "source", "syntax")

    def __init__(self, source: str, syntax: Node, closure: Closure) -> None:
        self.source = source
        self.syntax = syntax
        self._closure = closure
        self.free_names = free_names(syntax) - BUILT_INS.keys()

    def __repr__(self) -> str:
        """Show the source."""
        return f"<{type(self).__name__} {self.source!r}>"

    def _run(self, frame: Frame) -> Result:
        run = frame.run
        try:
            value = self._closure(frame)
            if type(value) is list or type(value) is dict:
                measure(value, run)
        except RecursionError:
            refuse_depth()
        return _RESULT(Result, (value, tuple(run.warnings) if run.warnings else ()))


class Expression(Compiled):
    """A compiled FEEL expression.

    `free_names` are the variables that it reads for certain; names inside of filters may be
    entries of the filtered items and are left out.
    """

    __slots__ = ()

    def evaluate(
        self,
        context: Scope | Mapping[str, object],
        *,
        clock: Clock | None = None,
        limits: Limits = DEFAULT,
        calendar: WorkingCalendars | None = None,
    ) -> Result:
        """Evaluate with the variables of a context.

        Raises:
            FeelLimitExceeded: if it needs more steps, time, depth or memory than `limits` allow.
        """
        return self._run(outermost(context, Run(limits, clock, calendar)))

    def evaluate_in(self, run: Run, context: Scope | Mapping[str, object]) -> Result:
        """Evaluate in an account of the caller's, which tells afterwards which working days counted."""
        return self._run(outermost(context, run))


class UnaryTests(Compiled):
    """Compiled unary tests: the cell of a decision table."""

    __slots__ = ()

    def test(
        self,
        value: object,
        context: Scope | Mapping[str, object],
        *,
        clock: Clock | None = None,
        limits: Limits = DEFAULT,
        calendar: WorkingCalendars | None = None,
    ) -> Result:
        """Tell whether a value passes; null where the question has no answer.

        Raises:
            FeelLimitExceeded: if it needs more steps, time, depth or memory than `limits` allow.
        """
        from engine.decisions.feel.frame import converted

        run = Run(limits, clock, calendar)
        return self._run(Frame({INPUT: converted(value, run)}, outermost(context, run), run))


def compile_expression(text: str, *, names: Iterable[str] = ()) -> Expression:
    """Compile an expression; equal texts are compiled once.

    `names` are the variables known; only those with signs or keywords inside (`Teacher's rating`,
    `profit and loss`) need to be named.

    Raises:
        FeelSyntaxError: with line and column of the first word that does not fit.
    """
    return _expression(text, awkward(names))


def compile_unary_tests(text: str, *, names: Iterable[str] = ()) -> UnaryTests:
    """Compile unary tests such as `< 5, [10..20)`, `not("a", "b")` or `-`.

    Raises:
        FeelSyntaxError: with line and column of the first word that does not fit.
    """
    return _unary_tests(text, awkward(names))


@lru_cache(maxsize=_CACHED)
def _expression(text: str, names: frozenset[str]) -> Expression:
    node, closure = build(text, lambda: parse_expression(text, names))
    return Expression(text, node, closure)


@lru_cache(maxsize=_CACHED)
def _unary_tests(text: str, names: frozenset[str]) -> UnaryTests:
    # The input is never in the outermost frame, so that the tests are compiled as if inside a loop.
    node, closure = build(text, lambda: parse_tests(text, names), inside={INPUT})
    return UnaryTests(text, node, closure)


def build(
    text: str,
    parse: Callable[[], Node],
    types: Callable[[TypeName], FeelType | None] | None = None,
    *,
    inside: set[str] | None = None,
) -> tuple[Node, Closure]:
    """Parse and compile; a text too deeply nested for the stack is a syntax error."""
    try:
        node = parse()
        made = Build(BUILT_INS, resolver(types))
        return node, made.compile(node) if inside is None else made.inside(inside, node)
    except RecursionError:
        raise FeelSyntaxError("nested too deeply", "嵌套过深", line=1, column=max(1, len(text))) from None


def resolver(
    declared: Callable[[TypeName], FeelType | None] | None = None,
) -> Callable[[TypeName], FeelType | None]:
    """Return what turns the names of types into types; a model may declare more of them."""
    from engine.decisions.feel.type_resolution import resolve

    named = declared or simple_type
    return lambda name: resolve(name, named)


def measure(value: object, run: Run) -> None:
    """Make sure that a result can be walked through: shared parts count as often as they are seen."""
    run.spend(1)
    if isinstance(value, list):
        for item in value:
            if isinstance(item, list | dict):
                measure(item, run)
    elif isinstance(value, dict):
        for item in value.values():
            if isinstance(item, list | dict):
                measure(item, run)


def refuse_depth() -> NoReturn:
    """Stop an evaluation that nests too deeply for the stack."""
    raise FeelLimitExceeded(
        "The expression was stopped: it is nested too deeply.",
        "表达式已被中止：嵌套过深。",
        limit="call_depth",
    ) from None


def evaluate(
    expression: str,
    context: Mapping[str, object] | None = None,
    *,
    clock: Clock | None = None,
    limits: Limits = DEFAULT,
    calendar: WorkingCalendars | None = None,
) -> Result:
    """Compile and evaluate an expression.

    Raises:
        FeelSyntaxError: if the text is not FEEL.
        FeelLimitExceeded: if it needs more steps, time, depth or memory than `limits` allow.
    """
    given = {} if context is None else context
    compiled = compile_expression(expression, names=known_names(given))
    return compiled.evaluate(given, clock=clock, limits=limits, calendar=calendar)


def unary_test(
    expression: str,
    value: object,
    context: Mapping[str, object] | None = None,
    *,
    clock: Clock | None = None,
    limits: Limits = DEFAULT,
    calendar: WorkingCalendars | None = None,
) -> Result:
    """Compile unary tests and tell whether a value passes them.

    Raises:
        FeelSyntaxError: if the text is not FEEL.
        FeelLimitExceeded: if it needs more steps, time, depth or memory than `limits` allow.
    """
    given = {} if context is None else context
    compiled = compile_unary_tests(expression, names=known_names(given))
    return compiled.test(value, given, clock=clock, limits=limits, calendar=calendar)


def known_names(context: Mapping[str, object]) -> Iterable[str]:
    """Yield the names in a context and in the contexts directly inside."""
    for name, value in context.items():
        yield str(name)
        if isinstance(value, Mapping):
            yield from (str(inner) for inner in value)


__all__ = [
    "Expression",
    "FeelLimitExceeded",
    "Result",
    "UnaryTests",
    "compile_expression",
    "compile_unary_tests",
    "evaluate",
    "unary_test",
]
