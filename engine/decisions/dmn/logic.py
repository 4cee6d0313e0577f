"""Compiles boxed expressions to closures, like FEEL."""

from collections.abc import Callable
from typing import Any, Final

from engine.decisions.dmn.model import (
    Box,
    ConditionalBox,
    ContextBox,
    ContextEntry,
    FilterBox,
    FunctionBox,
    InvocationBox,
    IteratorBox,
    ListBox,
    LiteralBox,
    RelationBox,
    TableBox,
)
from engine.decisions.dmn.tables import compile_table
from engine.decisions.dmn.workshop import Workshop
from engine.decisions.feel.calls import call
from engine.decisions.feel.foreign import java_function
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.iteration import as_list
from engine.decisions.feel.types import ANY, family
from engine.decisions.limits import Run
from engine.decisions.values import Function

_RESULT: Final = "<result>"


def compile_box(box: Box | None, workshop: Workshop, name: str = "…") -> Closure:
    """Return the closure of a boxed expression; nothing at all is null."""
    if box is None:
        return lambda _frame: None
    return workshop.typed(_COMPILERS[type(box)](box, workshop), box.type_ref, name)


def _literal(box: LiteralBox, workshop: Workshop) -> Closure:
    return workshop.expression(box.text, box.id)


def _context(box: ContextBox, workshop: Workshop) -> Closure:
    with workshop.knowing(entry.name for entry in box.entries if entry.name):
        entries = [(entry.name or _RESULT, _entry(entry, workshop)) for entry in box.entries]

    def make(frame: Frame) -> object:
        made: dict[str, object] = {}
        inner = Frame(made, frame, frame.run)
        frame.run.spend(len(entries))
        for name, value in entries:
            if name is _RESULT:
                return value(inner)
            made[name] = value(inner)
        return made

    return make


def _entry(entry: ContextEntry, workshop: Workshop) -> Closure:
    name = entry.name or "…"
    return workshop.typed(compile_box(entry.value, workshop, name), entry.type_ref, name)


def _list(box: ListBox, workshop: Workshop) -> Closure:
    items = [compile_box(item, workshop) for item in box.items]
    return lambda frame: [item(frame) for item in items]


def _relation(box: RelationBox, workshop: Workshop) -> Closure:
    rows = [[compile_box(cell, workshop) for cell in row] for row in box.rows]
    return lambda frame: [
        {name: cell(frame) for name, cell in zip(box.columns, row, strict=False)} for row in rows
    ]


def _invocation(box: InvocationBox, workshop: Workshop) -> Closure:
    called = compile_box(box.called, workshop)
    names = tuple(name for name, _ in box.bindings)
    arguments = [compile_box(value, workshop, name) for name, value in box.bindings]
    label = box.called.text if isinstance(box.called, LiteralBox) else "…"

    def invoke(frame: Frame) -> object:
        function = called(frame)
        if not isinstance(function, Function):
            frame.run.warn("not_a_function", name=label)
            return None
        return call(function, [argument(frame) for argument in arguments], names, frame.run)

    return invoke


def function_maker(
    box: FunctionBox, workshop: Workshop, name: str = "function"
) -> Callable[[Frame], Function]:
    """Return what makes a function of its definition and the frame that it closes over."""
    parameters = tuple(parameter.name for parameter in box.parameters)
    types = tuple(workshop.types.of(parameter.type_ref) or ANY for parameter in box.parameters)
    with workshop.knowing(parameters):
        body = compile_box(box.body, workshop, name)

    def make(frame: Frame) -> Function:
        if box.kind == "Java":
            return java_function(parameters, body(frame)) or Function(name, parameters, _external)

        def evaluate(run: Run, *arguments: object) -> object:
            outer = frame if frame.run is run else Frame(frame.names, frame.outer, run)
            return body(Frame(dict(zip(parameters, arguments, strict=True)), outer, run))

        return Function(name, parameters, evaluate if box.kind == "FEEL" else _external, types=types)

    return make


def _external(run: Run, *_: object) -> None:
    run.warn("external_function")


def _conditional(box: ConditionalBox, workshop: Workshop) -> Closure:
    condition = compile_box(box.condition, workshop)
    then, otherwise = compile_box(box.then, workshop), compile_box(box.otherwise, workshop)

    def choose(frame: Frame) -> object:
        decision = condition(frame)
        if not isinstance(decision, bool):
            # Unlike the textual `if`, the boxed one has no answer then.
            frame.run.warn("not_boolean", kind=family(decision))
            return None
        return then(frame) if decision is True else otherwise(frame)

    return choose


def _filter(box: FilterBox, workshop: Workshop) -> Closure:
    source, match = compile_box(box.source, workshop), compile_box(box.match, workshop)

    def select(frame: Frame) -> object:
        kept = []
        for item in as_list(source(frame)):
            frame.run.spend(4)
            inner = Frame({"item": item}, frame, frame.run)
            answer = match(Frame(item, inner, frame.run) if isinstance(item, dict) else inner)
            if not isinstance(answer, bool):
                frame.run.warn("bad_filter", kind=family(answer))
                return None
            if answer:
                kept.append(item)
        return kept

    return select


def _iterator(box: IteratorBox, workshop: Workshop) -> Closure:
    source, body, name = compile_box(box.source, workshop), compile_box(box.body, workshop), box.variable

    def collect(frame: Frame) -> list[object] | None:
        items = source(frame)
        if not isinstance(items, list):
            frame.run.warn("not_iterable", kind=family(items))
            return None
        made: list[object] = []
        for item in items:
            frame.run.spend(4)
            made.append(body(Frame({name: item, "partial": made}, frame, frame.run)))
        return made

    return collect if box.kind == "for" else _quantified(collect, decisive=box.kind == "some")


def _quantified(collect: Closure, *, decisive: bool) -> Closure:
    def decide(frame: Frame) -> object:
        answers: Any = collect(frame)
        if answers is None or any(not isinstance(answer, bool) for answer in answers):
            return None
        return decisive if decisive in answers else not decisive

    return decide


_COMPILERS: Final[dict[type[Box], Callable[[Any, Workshop], Closure]]] = {
    LiteralBox: _literal,
    ContextBox: _context,
    ListBox: _list,
    RelationBox: _relation,
    InvocationBox: _invocation,
    FunctionBox: function_maker,
    ConditionalBox: _conditional,
    FilterBox: _filter,
    IteratorBox: _iterator,
    TableBox: compile_table,
}
