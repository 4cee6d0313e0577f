"""How processes and sub-processes begin (BPMN 2.0.2, 13.2 and 13.5.1)."""

from collections.abc import Mapping

from engine.bpmn.execution.scope import Scope
from engine.bpmn.execution.token import STARTED, Token
from engine.model.process import Element, Kind


def listen(scope: Scope) -> None:
    """Let the event sub-processes of a scope listen."""
    for element in scope.spec.event_sub_processes():
        spec = scope.spec.task_specs[element.id]
        spec.listen(scope.new_token(spec))
    scope.case.unsettled.add(scope.number)


def begin_scope(scope: Scope) -> None:
    """Let the event sub-processes listen and the first tokens begin."""
    listen(scope)
    for element in scope.spec.beginnings():
        scope.arrive(element.id)


def begin_at(scope: Scope, element_id: str, values: Mapping[str, object]) -> None:
    """Begin where an event has happened that starts the process: what came with it is taken in there."""
    spec = scope.spec.task_specs[element_id]
    if spec.element.kind is Kind.START_EVENT:
        token = scope.new_token(spec)
        spec.take_in(token, values)
        listen(scope)
        spec._update(token)
        return
    _pass_gateway(scope, spec.element)
    token = _enter(scope, element_id)
    spec.take_in(token, values)
    listen(scope)
    scope.case.complete(token)


def _pass_gateway(scope: Scope, element: Element) -> None:
    process = scope.spec.process
    for flow_id in element.incoming:  # none but that of an instantiating event-based gateway
        token = _enter(scope, process.flows[flow_id].source)
        scope.case.left(token, {"flows": [flow_id]})
        token.remove()


def _enter(scope: Scope, element_id: str) -> Token:
    token = scope.new_token(scope.spec.task_specs[element_id])
    token._set_state(STARTED)
    scope.case.entered(token)
    return token
