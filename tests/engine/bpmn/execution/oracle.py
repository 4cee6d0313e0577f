"""The token game of 13.3 and 13.4 for tasks and gateways, written from the standard's text and nothing else.

Slow and plain on purpose: what the engine plays on any graph, structured or not, is compared with it.
"""

from collections import deque
from dataclasses import dataclass, field

from engine.model.process import Element, Flow, Kind, Process


@dataclass
class Oracle:
    """Tokens on flows before gateways that join, and in tasks that are under way."""

    process: Process
    tasks: list[str] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    moving: deque[tuple[str, str]] = field(default_factory=deque)

    def start(self) -> None:
        """Put a token at the start event."""
        start = next(e for e in self.process.elements.values() if e.kind is Kind.START_EVENT)
        self._leave([self.process.flows[f] for f in start.outgoing])
        self._settle()

    def complete(self, task: str) -> None:
        """Let a task be done."""
        self.tasks.remove(task)
        element = self.process.elements[task]
        self._leave([self.process.flows[f] for f in element.outgoing])
        self._settle()

    def is_over(self) -> bool:
        """Say whether no token is left."""
        return not self.tasks and not self.waiting

    def _leave(self, flows: list[Flow]) -> None:
        self.moving.extend((flow.target, flow.id) for flow in flows)

    def _settle(self) -> None:
        while True:
            while self.moving:
                self._arrive(*self.moving.popleft())
            if not self._join():
                return

    def _arrive(self, target: str, flow: str) -> None:
        element = self.process.elements[target]
        if element.kind is Kind.USER_TASK:
            self.tasks.append(target)
        elif element.kind is Kind.EXCLUSIVE_GATEWAY:
            self._leave(self._chosen(element)[:1])
        elif element.kind in {Kind.PARALLEL_GATEWAY, Kind.INCLUSIVE_GATEWAY}:
            self.waiting.append((target, flow))
            is_full = set(element.incoming) <= self._held(target)
            if is_full and (element.kind is Kind.PARALLEL_GATEWAY or len(element.incoming) == 1):
                self._fire(element)

    def _chosen(self, element: Element) -> list[Flow]:
        flows = [self.process.flows[f] for f in element.outgoing]
        if element.kind is Kind.PARALLEL_GATEWAY:
            return flows
        taken = [flow for flow in flows if flow.id != element.default and flow.condition == "true"]
        return taken or [flow for flow in flows if flow.id == element.default]

    def _held(self, gateway: str) -> set[str]:
        return {flow for target, flow in self.waiting if target == gateway}

    def _fire(self, element: Element) -> None:
        """Consume one token of each flow that has any, and leave."""
        for flow in self._held(element.id):
            self.waiting.remove((element.id, flow))
        self._leave(self._chosen(element))

    def _join(self) -> bool:
        for gateway, _ in self.waiting:
            element = self.process.elements[gateway]
            if element.kind is Kind.INCLUSIVE_GATEWAY and self._is_activated(gateway):
                self._fire(element)
                return True
        return False

    def _is_activated(self, gateway: str) -> bool:
        # 13.4.3: for every path from a token to an empty flow of the gateway, not through the gateway, there
        # is also one from that token to a flow that holds a token.
        full = self._held(gateway)
        empty = set(self.process.elements[gateway].incoming) - full
        places = [*self.tasks, *(target for target, _ in self.waiting if target != gateway)]
        return all(
            not (empty & reached) or bool(full & reached)
            for reached in (self._paths(place, gateway) for place in places)
        )

    def _paths(self, place: str, gateway: str) -> set[str]:
        reached: set[str] = set()
        todo = [place]
        while todo:
            for flow in self.process.elements[todo.pop()].outgoing:
                if flow not in reached:
                    reached.add(flow)
                    target = self.process.flows[flow].target
                    todo += [target] if target != gateway else []
        return reached
