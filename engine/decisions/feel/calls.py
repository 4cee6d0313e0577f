"""Compiles calls, function definitions and `instance of`."""

from collections.abc import Sequence

from engine.decisions.feel.builtin import BuiltIn
from engine.decisions.feel.compiler import Build, compiles
from engine.decisions.feel.foreign import java_function
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.syntax import Call, FunctionDefinition, InstanceOf, Name, Path
from engine.decisions.feel.types import ANY, FeelType, coerce, family, is_instance
from engine.decisions.limits import Run, refuse
from engine.decisions.values import Function

Names = tuple[str, ...] | None


@compiles(Call)
def _call(node: Call, build: Build) -> Closure:
    function, names, at = build.compile(node.function), node.names, node.at
    arguments = [build.compile(argument) for argument in node.arguments]
    name = node.function.name if isinstance(node.function, Name | Path) else "…"

    def run(frame: Frame) -> object:
        called = function(frame)
        if isinstance(called, Function):
            return call(called, [argument(frame) for argument in arguments], names, frame.run, at)
        frame.run.warn("not_a_function", at, name=name)
        return None

    return run


def call(function: Function, arguments: Sequence[object], names: Names, run: Run, at: int = -1) -> object:
    """Call a function; null with a warning if the arguments don't fit."""
    run.spend(1)
    if isinstance(function, BuiltIn):
        return function.call(run, arguments, names, at)
    bound = _bound(function, arguments, names)
    if bound is None:
        expected = ", ".join(function.parameters)
        run.warn("wrong_arguments", at, name=function.name, detail=f"expected ({expected})")
        return None
    fitted = _fitted(function, bound, run, at)
    return None if fitted is None else _invoke(function, fitted, run, at)


def _bound(function: Function, arguments: Sequence[object], names: Names) -> Sequence[object] | None:
    if names is None:
        return arguments if len(arguments) == len(function.parameters) else None
    given = dict(zip(names, arguments, strict=True))
    if len(given) != len(names) or given.keys() != set(function.parameters):
        return None
    return [given[parameter] for parameter in function.parameters]


def _fitted(function: Function, arguments: Sequence[object], run: Run, at: int) -> list[object] | None:
    if not function.types:
        return list(arguments)
    fitted = []
    for parameter, kind, argument in zip(function.parameters, function.types, arguments, strict=True):
        value, fits = coerce(argument, kind or ANY)
        if not fits:
            run.warn(
                "bad_argument",
                at,
                name=function.name,
                parameter=parameter,
                expected=kind,
                kind=family(argument),
            )
            return None
        fitted.append(value)
    return fitted


def _invoke(function: Function, arguments: list[object], run: Run, at: int) -> object:
    run.depth += 1
    if run.depth > run.limits.call_depth:
        refuse("call_depth", run.limits.call_depth, "nested calls", "层调用")
    try:
        value = function.body(run, *arguments)
    finally:
        run.depth -= 1
    if function.result is None:
        return value
    result, fits = coerce(value, function.result)
    if not fits:
        run.warn("wrong_type", at, name=function.name, expected=function.result, value=family(value))
    return result


@compiles(FunctionDefinition)
def _function_definition(node: FunctionDefinition, build: Build) -> Closure:
    parameters = tuple(parameter.name for parameter in node.parameters)
    types = tuple(
        None if parameter.type is None else build.types(parameter.type) or ANY
        for parameter in node.parameters
    )
    body, at = build.inside(set(parameters), node.body), node.at
    declared: tuple[FeelType | None, ...] = types if any(types) else ()

    def make(frame: Frame) -> object:
        def evaluate(run: Run, *arguments: object) -> object:
            return body(Frame(dict(zip(parameters, arguments, strict=True)), _with_run(frame, run), run))

        return Function("function", parameters, evaluate, types=declared)

    def external(frame: Frame) -> object:
        mapping = body(frame)
        function = java_function(parameters, mapping.get("java") if isinstance(mapping, dict) else None)
        if function is not None:
            return function
        frame.run.warn("external_function", at)
        return Function("external function", parameters, _not_run, types=declared)

    return external if node.external else make


def _with_run(frame: Frame, run: Run) -> Frame:
    # A function may outlive the evaluation that made it; its costs are those of the caller.
    return frame if frame.run is run else Frame(frame.names, frame.outer, run, frame.cache)


def _not_run(run: Run, *_: object) -> None:
    run.warn("external_function")


@compiles(InstanceOf)
def _instance_of(node: InstanceOf, build: Build) -> Closure:
    value, kind, at = build.compile(node.value), build.types(node.type), node.at

    def decide(frame: Frame) -> object:
        tested = value(frame)
        if kind is None:
            frame.run.warn(
                "wrong_type", at, name=node.type.name, expected="a known type", value=family(tested)
            )
            return None
        return is_instance(tested, kind)

    return decide
