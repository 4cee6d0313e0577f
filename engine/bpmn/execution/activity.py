"""What all activities share: local variables, boundary events, output mappings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.bpmn.execution.compensation import handler_ended
from engine.bpmn.execution.node import FlowNode, Formula, Route
from engine.bpmn.execution.token import Token
from engine.model.incident import IncidentKind
from engine.model.process import Element, Event, VariableMapping
from engine.ports.expression import Expressions

if TYPE_CHECKING:
    from engine.bpmn.execution.blueprint import ScopeSpec


class Transfer:
    """Compiled `zeebe:input` or `zeebe:output` mappings, evaluated in order."""

    def __init__(self, mappings: tuple[VariableMapping, ...], expressions: Expressions) -> None:
        self.mappings = tuple((Formula(m.source, expressions), m.target.split(".")) for m in mappings)

    def __bool__(self) -> bool:
        return bool(self.mappings)

    def into_local(self, token: Token) -> None:
        """Evaluate inputs one by one; a later one sees what the earlier ones have made."""
        case = token.scope.case
        for formula, target in self.mappings:
            value = formula.value(token, kind=IncidentKind.IO_MAPPING)
            self._write(token, target, value, scope=token.id, local=True)
        case.conditions_changed = True

    def out_of_local(self, token: Token) -> None:
        """Evaluate outputs where the local variables are still seen, and write them outside."""
        outside = token.scope.number
        for formula, target in self.mappings:
            value = formula.value(token, kind=IncidentKind.IO_MAPPING)
            self._write(token, target, value, scope=outside, local=False)

    def _write(self, token: Token, target: list[str], value: object, *, scope: int, local: bool) -> None:
        case = token.scope.case
        if len(target) > 1:  # `a.b` puts one entry into the context `a`
            value = _nested(case.vars.view(scope).get(target[0]), target[1:], value)
        case.write({target[0]: value}, token=token, scope=scope, local=local)


def _nested(old: object, path: list[str], value: object) -> object:
    entries = dict(old) if isinstance(old, Mapping) else {}
    entries[path[0]] = value if len(path) == 1 else _nested(entries.get(path[0]), path[1:], value)
    return entries


class Activity(FlowNode):
    """An activity. `begin` says True where it ends at once and None where it waits.

    An inner activity is the repeated body of a loop or of several instances: it has no boundary events and
    no outgoing flows of its own, its completion is told to the loop.
    """

    def __init__(self, wf_spec: "ScopeSpec", element: Element, *, is_inner: bool = False) -> None:
        self.is_inner = is_inner
        name = f"{element.id} [body]" if is_inner else element.id
        super().__init__(wf_spec, element, name=name)
        self.boundary_ids = (
            () if is_inner else tuple(e.id for e in wf_spec.process.boundary_events.get(element.id, ()))
        )
        # What a repeated activity has done is remembered by the loop, once for each repetition.
        self.handler_id = None if is_inner else wf_spec.process.compensation.get(element.id)

    def compile(self, expressions: Expressions) -> None:
        self.input_mappings = Transfer(self.element.inputs, expressions)
        self.output_mappings = Transfer(self.element.outputs, expressions)

    def is_listener(self, token: Token) -> bool:
        """Say whether the token merely listens and does not keep its scope alive."""
        return False

    def catches(self, token: Token) -> Event | None:
        """Return what this token would catch from inside its scope."""
        return None

    def _run_hook(self, my_task: Token) -> bool | None:
        self.open_locals(my_task)
        if self.input_mappings:
            self.input_mappings.into_local(my_task)
        self.arm_boundaries(my_task)
        return self.begin(my_task)

    def open_locals(self, token: Token) -> None:
        """Make a scope of local variables where the mappings need one."""
        case = token.scope.case
        if (self.input_mappings or self.output_mappings) and not case.vars.has_scope(token.id):
            case.vars.open_scope(token.id, inside=token.scope.number)

    def begin(self, token: Token) -> bool | None:
        """Do what the activity does; an abstract task does nothing."""
        return True

    def arm_boundaries(self, token: Token) -> None:
        """Let the boundary events wait."""
        scope = token.scope
        for boundary_id in self.boundary_ids:
            spec = scope.spec.task_specs[boundary_id]
            if spec.catcher is not None:
                spec.catcher.arm(scope.new_token(spec, parent=token))

    def take_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Take the variables with which an activity was completed.

        With output mappings they stay local and only what is mapped leaves; else they are set where
        they live.
        """
        case = token.scope.case
        if values:
            case.write(values, token=token, scope=case.locals_of(token), local=bool(self.output_mappings))

    def _on_complete(self, my_task: Token) -> None:
        if self.output_mappings:
            self.output_mappings.out_of_local(my_task)
        routes = () if self.is_inner else self.choose(my_task)
        if self.is_inner:
            my_task.parent.task_spec.body_leaves(my_task.parent, my_task)
        self.finish(my_task)
        self.depart(my_task, routes)
        handler_ended(my_task)

    def finish(self, token: Token) -> None:
        """Take back what waits and let the local variables go."""
        case = token.scope.case
        for boundary in list(token.children):
            boundary.task_spec.withdraw(boundary)
        case.close_waits(token)
        case.vars.drop_scope(token.id)
        if self.handler_id is not None:
            token.scope.remember(self.element.id, self.handler_id)

    def depart(self, token: Token, routes: tuple[Route, ...]) -> None:
        if not self.is_inner:
            super().depart(token, routes)
            return
        loop = token.parent
        super().depart(token, ())
        loop.task_spec.body_ended(loop, token)

    def _on_cancel(self, my_task: Token) -> None:
        super()._on_cancel(my_task)
        my_task.scope.case.vars.drop_scope(my_task.id)
