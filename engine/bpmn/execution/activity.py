"""What all activities share: local variables, boundary events, listeners, output mappings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.bpmn.execution.compensation import handler_ended
from engine.bpmn.execution.listening import END, START, Listeners
from engine.bpmn.execution.node import FlowNode, Route
from engine.bpmn.execution.token import STARTED, Token
from engine.bpmn.execution.transfer import Inputs, Outputs
from engine.model.process import Element
from engine.ports.expression import Expressions

if TYPE_CHECKING:
    from engine.bpmn.execution.blueprint import ScopeSpec


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
        self.has_handler = element.id in wf_spec.process.compensation
        self.handler_id = None if is_inner else wf_spec.process.compensation.get(element.id)

    def compile(self, expressions: Expressions) -> None:
        self.input_mappings = Inputs(self.element.inputs, expressions)
        self.output_mappings = Outputs(self.element.outputs, expressions)
        self.listeners = Listeners(self.element, self.element.listeners, expressions)

    def _run_hook(self, my_task: Token) -> bool | None:
        self.prepare(my_task)
        self.arm_boundaries(my_task)
        return None if self.listeners.call(my_task, START) else self.begin(my_task)

    def prepare(self, token: Token) -> None:
        """Make the local variables."""
        self.open_locals(token)
        if self.input_mappings:
            self.input_mappings.transfer(token)

    def run_again(self, token: Token) -> bool | None:
        event = self.listeners.under_way(token) or START
        return None if self.listeners.call(token, event) else self.begin(token)

    def open_locals(self, token: Token) -> None:
        """Make a scope of local variables where the mappings need one."""
        if self.input_mappings or self.output_mappings:
            self.open_own_scope(token)

    def open_own_scope(self, token: Token) -> None:
        """Make a scope of local variables, unless a loop has made it."""
        case = token.scope.case
        if not case.vars.has_scope(token.id):
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

    def outside(self, token: Token) -> int:
        """Return the scope from which results are written.

        Each of several instances writes from its own scope, so that the variable it gives to the output
        collection can be local to it (dialect of Camunda 8).
        """
        if self.is_inner and self.element.multi_instance is not None:
            return self.own_scope(token)
        return token.scope.number

    def take_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Take the variables with which an activity was completed.

        With output mappings they stay local and only what is mapped leaves; else they are set where
        they live.
        """
        case = token.scope.case
        if values:
            if self.output_mappings:
                self.open_locals(token)
            case.write(values, token=token, scope=case.locals_of(token), local=bool(self.output_mappings))

    def done(self, token: Token, values: Mapping[str, object]) -> None:
        """Go on after the activity's own work, or after a listener.

        What a listener of the start gives is taken in as the activity's own result would be; what one of the
        end gives goes outside, as the outputs have been mapped.
        """
        event = self.listeners.answered(token)
        if event is None:
            super().done(token, values)
        elif event is START:
            self.take_in(token, values)
            token.scope.case.attempt_again(token, "again")
        else:
            token.scope.case.write(values, token=token, scope=self.outside(token))
            token.scope.case.complete(token)

    def _on_complete(self, my_task: Token) -> None:
        self.map_out(my_task)
        if self.listeners.call(my_task, END):
            my_task._set_state(STARTED)
            return
        routes = () if self.is_inner else self.choose(my_task)
        owner = my_task.owner
        if self.is_inner and owner is not None:
            owner.task_spec.body_leaves(owner, my_task)
        self.finish(my_task)
        self.depart(my_task, routes)
        handler_ended(my_task)

    def map_out(self, token: Token) -> None:
        """Apply the output mappings, once: not again when a condition behind them is retried."""
        if self.output_mappings and not token.internal_data.get("mapped"):
            inside = token.scope.case.locals_of(token)
            self.output_mappings.transfer(token, inside=inside, outside=self.outside(token))
            token.internal_data["mapped"] = True

    def finish(self, token: Token) -> None:
        """Take back what waits and let the local variables go."""
        for boundary in token.children:
            boundary.task_spec.withdraw(boundary)
        token.scope.case.close_waits(token)
        self.drop_locals(token)
        if self.handler_id is not None:
            token.scope.remember(self.element.id, self.handler_id)

    def depart(self, token: Token, routes: tuple[Route, ...]) -> None:
        loop = token.owner
        if not self.is_inner or loop is None:
            super().depart(token, routes)
            return
        super().depart(token, ())
        loop.task_spec.body_ended(loop, token)
