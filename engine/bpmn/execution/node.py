"""The base of all flow nodes: a token arrives, the node runs, the token leaves on the outgoing flows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec

from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.token import FUTURE, READY, STARTED, WAITING, Token
from engine.model.history import EventKind
from engine.model.incident import IncidentKind
from engine.model.process import Element, Event, Flow
from engine.ports.expression import Expression, ExpressionRefused, Expressions

if TYPE_CHECKING:
    from engine.bpmn.execution.blueprint import ScopeSpec
    from engine.bpmn.execution.case import Case


@dataclass(frozen=True, slots=True)
class Route:
    """An outgoing sequence flow with its compiled condition."""

    flow: Flow
    condition: Expression | None


class Formula:
    """A text of the dialect: FEEL where it begins with `=`, itself otherwise."""

    __slots__ = ("expression", "text")

    def __init__(self, text: str, expressions: Expressions, *, is_feel: bool = False) -> None:
        self.text = text
        self.expression: Expression | None = None
        if is_feel or text.startswith("="):
            self.expression = expressions.compile(text.removeprefix("="))

    def value(
        self,
        token: Token,
        *,
        kind: IncidentKind = IncidentKind.EXPRESSION,
        variables: Mapping[str, object] | None = None,
    ) -> object:
        """Return the value that the text has for a token, or for variables of its own."""
        if self.expression is None:
            return self.text
        return token.scope.case.evaluate(self.expression, token, kind=kind, variables=variables)


class FlowNode(BpmnTaskSpec):
    """A flow node as a SpiffWorkflow task spec; one subclass for each element of BPMN.

    SpiffWorkflow's life cycle is kept (`_update` when a token arrives, `_run_hook` when it is its turn,
    `_on_complete` and `_on_cancel` at the end); its predictions, data copies and tree scans are not.
    """

    is_inner = False
    # An event-based gateway offers its alternatives: they are entered only when their event happens.
    offers = False

    def __init__(self, wf_spec: "ScopeSpec", element: Element, *, name: str | None = None) -> None:
        super().__init__(wf_spec, name or element.id, lane=element.lane)
        self.bpmn_id = element.id
        self.bpmn_name = element.name
        self.element = element
        self.routes: tuple[Route, ...] = ()
        self.default: Route | None = None
        self.compile(wf_spec.expressions)

    def compile(self, expressions: Expressions) -> None:
        """Compile the element's expressions once; subclasses add theirs."""

    def formula(self, text: str | None, expressions: Expressions, *, is_feel: bool = False) -> Formula | None:
        """Compile an optional text of the dialect."""
        return None if text is None else Formula(text, expressions, is_feel=is_feel)

    def route(self, flows: tuple[Flow, ...], expressions: Expressions) -> None:
        """Take in the outgoing flows."""
        routes = tuple(
            Route(flow, None if flow.condition is None else expressions.compile(flow.condition))
            for flow in flows
        )
        self.default = next((r for r in routes if r.flow.id == self.element.default), None)
        self.routes = tuple(r for r in routes if r is not self.default)

    # --- the life of a token at this node

    def _predict(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing is predicted: a token is made when it moves."""

    def _update(self, my_task: Token) -> None:
        if self._update_hook(my_task):
            my_task._set_state(READY)
            self._on_ready(my_task)

    def _update_hook(self, my_task: Token) -> bool:
        return True

    def _on_ready(self, my_task: Token) -> None:
        my_task.scope.case.agenda.append(my_task)

    def _run(self, my_task: Token) -> bool | None:
        my_task._set_state(STARTED)
        my_task.scope.case.entered(my_task)
        return self._run_hook(my_task)

    def _run_hook(self, my_task: Token) -> bool | None:
        return True

    def _on_complete(self, my_task: Token) -> None:
        self.depart(my_task, self.choose(my_task))

    def depart(self, token: Token, routes: tuple[Route, ...]) -> None:
        """Let the token leave on these flows: it ends here and new ones begin."""
        scope = token.scope
        scope.case.left(token, {"flows": [route.flow.id for route in routes]})
        token.remove()
        for route in routes:
            scope.arrive(route.flow.target, flow=route.flow.id)

    def choose(self, token: Token) -> tuple[Route, ...]:
        """Return the flows a token leaves on: unconditional ones and those whose condition holds.

        BPMN 2.0.2, 10.5.1: outgoing conditional flows of an activity; the default where none is taken.
        """
        if self.default is None and all(route.condition is None for route in self.routes):
            return self.routes
        taken = tuple(route for route in self.routes if self.holds(route, token))
        if taken:
            return taken
        if self.default is None:
            raise Fault(
                IncidentKind.CONDITION,
                f"No outgoing flow of {self.element.id} can be taken: no condition holds.",
            )
        return (self.default,)

    def holds(self, route: Route, token: Token) -> bool:
        """Say whether a flow's condition is true; null and false are not."""
        if route.condition is None:
            return True
        value = token.scope.case.evaluate(route.condition, token, kind=IncidentKind.CONDITION)
        if value is not None and not isinstance(value, bool):
            raise Fault(
                IncidentKind.CONDITION,
                f"The condition of flow {route.flow.id} is neither true nor false but {value!r:.80}.",
            )
        return value is True

    # --- what subclasses change

    def run_again(self, token: Token) -> bool | None:
        """Do once more what failed after the node had been prepared."""
        return self._run_hook(token)

    def is_listener(self, token: Token) -> bool:
        """Say whether the token merely listens and does not keep its scope alive."""
        return False

    def catches(self, token: Token) -> Event | None:
        """Return what this token would catch from inside its scope."""
        return None

    def is_entered(self, token: Token) -> bool:
        """Say whether the record knows that the token is here; one that has just arrived is not told."""
        if token._state == WAITING:
            owner = token.owner
            return owner is None or not owner.task_spec.offers
        return token._state not in {FUTURE, READY}

    def own_scope(self, token: Token) -> int:
        """Return the number of the scope of a token's own local variables, open or not."""
        return token.id

    def drop_locals(self, token: Token) -> None:
        """Let a token's local variables go."""
        token.scope.case.vars.drop_scope(token.id)

    def take_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Take variables that a person gave to go on by hand."""
        token.scope.case.write(values, token=token, scope=token.scope.number)

    def done(self, token: Token, values: Mapping[str, object]) -> None:
        """Go on: what the token has waited for is done and gives these variables."""
        self.take_in(token, values)
        token.scope.case.complete(token)

    def thrown(self, token: Token) -> None:
        """Go on after an error or escalation has found who handles it; end events are done then."""

    def _on_cancel(self, my_task: Token) -> None:
        case: Case = my_task.scope.case
        case.close_waits(my_task)
        self.drop_locals(my_task)
        if self.is_entered(my_task):
            case.happened(EventKind.ELEMENT_CANCELLED, my_task)


__all__ = ["ExpressionRefused", "FlowNode", "Formula", "Route"]
