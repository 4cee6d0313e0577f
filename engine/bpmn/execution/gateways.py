"""The gateways of BPMN 2.0.2, 13.4."""

from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.node import FlowNode, Route
from engine.bpmn.execution.token import READY, STARTED, WAITING, Token
from engine.model.incident import IncidentKind
from engine.model.process import Element, Event, Kind, Trigger
from engine.ports.expression import Expressions


class Gateway(FlowNode):
    """What gateways share."""

    def is_entered(self, token: Token) -> bool:
        return token._state != WAITING and super().is_entered(token)

    def waiting(self, token: Token) -> dict[str, Token]:
        """Return the tokens that wait here by their flow, one for each: the first that came."""
        found: dict[str, Token] = {}
        for other in token.scope.at(self.element.id):
            if other._state == WAITING:
                flow = other.internal_data.get("flow") or self._vacant(found)
                found.setdefault(flow, other)
        return found

    def _vacant(self, taken: dict[str, Token]) -> str:
        # An operator moved this token here: it stands for a flow on which none has come.
        return next((flow for flow in self.element.incoming if flow not in taken), "")

    def merge(self, tokens: list[Token]) -> None:
        """Let one token go on for all of these."""
        first, *others = tokens
        for other in others:
            other.remove()
        first.internal_data.pop("flow", None)
        first._set_state(READY)
        first.scope.case.agenda.append(first)


class ExclusiveGateway(Gateway):
    """The first flow whose condition holds, in the order of the model; else the default (13.4.2)."""

    def choose(self, token: Token) -> tuple[Route, ...]:
        for route in self.routes:
            if self.holds(route, token):
                return (route,)
        if self.default is not None:
            return (self.default,)
        if not self.routes:
            return ()
        raise Fault(
            IncidentKind.CONDITION,
            f"No flow of gateway {self.element.id} can be taken: no condition holds and there is no default.",
        )


class ParallelGateway(Gateway):
    """One token from each incoming flow, then one on each outgoing flow (13.4.1)."""

    def _update_hook(self, my_task: Token) -> bool:
        if len(self.element.incoming) < 2:  # noqa: PLR2004 - one flow has nothing to wait for
            return True
        my_task._set_state(WAITING)
        waiting = self.waiting(my_task)
        if all(flow in waiting for flow in self.element.incoming):
            self.merge([waiting[flow] for flow in self.element.incoming])
        return False

    def choose(self, token: Token) -> tuple[Route, ...]:
        return (*self.routes, *([self.default] if self.default else []))


class InclusiveGateway(Gateway):
    """All flows whose condition holds; joins when no further token can arrive (13.4.3)."""

    def compile(self, expressions: Expressions) -> None:
        self._reached: dict[tuple[str, bool], frozenset[str]] = {}

    def _update_hook(self, my_task: Token) -> bool:
        if len(self.element.incoming) < 2:  # noqa: PLR2004 - one flow has nothing to wait for
            return True
        my_task._set_state(WAITING)
        return False

    def try_late(self, token: Token) -> bool:
        """Fire if nothing can arrive any more on a flow that has no token; say whether it did."""
        if token._state != WAITING:
            return False
        waiting = self.waiting(token)
        if self._may_come(token, frozenset(waiting)):
            return False
        self.merge(list(waiting.values()))
        return True

    def _may_come(self, token: Token, arrived: frozenset[str]) -> bool:
        # 13.4.3: wait if some token elsewhere has a path to an empty incoming flow, not through this gateway,
        # unless it also has such a path to a flow that already holds a token.
        empty = frozenset(self.element.incoming) - arrived
        if not empty:
            return False
        for other in token.scope.tokens():
            if other.task_spec is self or other.owner is not None or other.task_spec.is_listener(other):
                continue
            here = other.element_id
            if self.reach(here, by_boundaries=True) & empty and not self.reach(here) & arrived:
                return True
        return False

    def reach(self, start: str, *, by_boundaries: bool = False) -> frozenset[str]:
        """Return the flows on the paths from an element that do not pass this gateway.

        A token that waits in an activity may leave by a boundary event, too: that is worth waiting for. But
        no such path stands in for one that the token will surely take.
        """
        known = self._reached.get((start, by_boundaries))
        if known is None:
            known = self._reached[start, by_boundaries] = self._walk(start, by_boundaries=by_boundaries)
        return known

    def _walk(self, start: str, *, by_boundaries: bool) -> frozenset[str]:
        process = self._wf_spec.process
        reached: set[str] = set()
        seen: set[str] = {self.element.id}
        todo = [start]
        while todo:
            element_id = todo.pop()
            if element_id in seen:
                continue
            seen.add(element_id)
            element = process.elements[element_id]
            if by_boundaries:
                todo.extend(boundary.id for boundary in process.boundary_events.get(element_id, ()))
            todo.extend(_link_targets(process.members[element.scope], element))
            reached.update(element.outgoing)
            todo.extend(process.flows[flow_id].target for flow_id in element.outgoing)
        return frozenset(reached)


def _link_targets(members: tuple[Element, ...], element: Element) -> list[str]:
    if element.kind is not Kind.THROW_EVENT or element.event is None:
        return []
    if element.event.trigger is not Trigger.LINK:
        return []
    name = element.event.name
    return [e.id for e in members if e.kind is Kind.CATCH_EVENT and _is_link(e.event, name)]


def _is_link(event: Event | None, name: str | None) -> bool:
    return event is not None and event.trigger is Trigger.LINK and event.name == name


class EventBasedGateway(Gateway):
    """Waits for the first of the events behind it (13.4.4). The alternatives are its children.

    The token stays here until an event happens; only the one that happens is entered.
    """

    offers = True

    def _run_hook(self, my_task: Token) -> None:
        scope = my_task.scope
        for route in self.routes:
            spec = scope.spec.task_specs[route.flow.target]
            spec.offer(scope.new_token(spec, parent=my_task))

    def chosen(self, token: Token, child: Token) -> None:
        """Let one alternative go on; the others stop waiting."""
        case = token.scope.case
        flow = next(r.flow.id for r in self.routes if r.flow.target == child.element_id)
        case.left(token, {"flows": [flow]})
        child.detach()
        for other in token.children:
            other.cancel()
        case.close_waits(token)
        token.remove()
        child._set_state(STARTED)
        case.entered(child)
