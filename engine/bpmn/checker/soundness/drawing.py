"""Draws one scope of a process as a net."""

from engine.bpmn.checker.boundary import trigger_of
from engine.bpmn.checker.reachability import entries, link_targets
from engine.bpmn.checker.soundness.net import Join, Net, Node, Split
from engine.model.process import ACTIVITIES, Element, Kind, Process, Trigger

JOINS = {Kind.PARALLEL_GATEWAY: Join.ALL, Kind.INCLUSIVE_GATEWAY: Join.SOME}
CHOICES = frozenset({Kind.EXCLUSIVE_GATEWAY, Kind.EVENT_BASED_GATEWAY})
# Ends that take every other token of the scope with them.
CLEARING = frozenset({Trigger.TERMINATE, Trigger.ERROR, Trigger.CANCEL})


class Drawing:
    """Builds the net of one scope: every element an edge between a node that joins and one that splits."""

    def __init__(self, process: Process, scope: str) -> None:
        self.process = process
        self.net = Net()
        self.members = [item for item in process.members.get(scope, ()) if _takes_part(item)]
        self.ways_in = {
            item.id: self._node(item, join=JOINS.get(item.kind, Join.ANY)) for item in self.members
        }
        self._draw_beginning(entries(process, scope))
        for item in self.members:
            self._draw(item)
        self._forget_unreachable()

    def _node(self, element: Element, *, join: Join = Join.ANY, split: Split = Split.ALL) -> int:
        return self.net.node(Node(label=element.id, join=join, split=split))

    def _draw_beginning(self, ids: list[str]) -> None:
        starts = [self.ways_in[id_] for id_ in ids if id_ in self.ways_in]
        is_choice = any(self.process.elements[id_].kind is Kind.START_EVENT for id_ in ids)
        choice = self.net.node(Node(split=Split.ONE if is_choice else Split.ALL))
        self.net.first = self.net.edge(self.net.source, choice)
        for start in starts:
            self.net.edge(choice, start)

    def _draw(self, element: Element) -> None:
        if element.kind is Kind.END_EVENT and trigger_of(element) in CLEARING:
            clearing = self.net.node(Node(label=element.id, clears=True))
            self.net.edge(self.ways_in[element.id], clearing, element.id)
            return
        done = self._with_boundary(element)
        targets = link_targets(self.process, element)
        flows = [flow for flow in element.outgoing if self.process.flows[flow].target in self.ways_in]
        if targets:
            for target in targets[:1]:
                self.net.edge(done, self.ways_in[target])
        elif not flows:
            self.net.edge(done, self.net.sink)
        else:
            self._draw_flows(element, done, flows)

    def _with_boundary(self, element: Element) -> int:
        """Draw the element itself and what its boundary events do; return where it goes on normally."""
        events = [
            event
            for event in self.process.boundary_events.get(element.id, ())
            if event.id in self.ways_in and trigger_of(event) is not Trigger.COMPENSATION
        ]
        done = self._node(element)
        self.net.edge(self.ways_in[element.id], done, element.id)
        for event in (event for event in events if not event.is_interrupting):
            chance = self._node(element, split=Split.ONE)
            self.net.edge(done, chance)
            self.net.edge(chance, self.net.sink)
            self.net.edge(chance, self.ways_in[event.id])
        breaks = [event for event in events if event.is_interrupting]
        if not breaks:
            return self._next(element, done, Split.ALL)
        choice = self._next(element, done, Split.ONE)
        for event in breaks:
            self.net.edge(choice, self.ways_in[event.id])
        return self._next(element, choice, Split.ALL)

    def _next(self, element: Element, before: int, split: Split) -> int:
        node = self._node(element, split=split)
        self.net.edge(before, node)
        return node

    def _draw_flows(self, element: Element, done: int, flows: list[str]) -> None:
        if element.kind in CHOICES:
            return self._fan(element, done, Split.ONE, flows)
        if element.kind is Kind.INCLUSIVE_GATEWAY:
            return self._choose_some(element, done, [flow for flow in flows if flow != element.default])
        if element.kind not in ACTIVITIES:
            return self._fan(element, done, Split.ALL, flows)
        conditions = [
            f for f in flows if self.process.flows[f].condition is not None and f != element.default
        ]
        if not conditions:
            return self._fan(element, done, Split.ALL, flows)
        always = [flow for flow in flows if flow not in conditions and flow != element.default]
        node = self._next(element, done, Split.ALL)
        for flow in always:
            self._flow(node, flow)
        return self._choose_some(element, node, conditions, may_be_none=bool(always))

    def _choose_some(
        self, element: Element, done: int, conditions: list[str], *, may_be_none: bool = False
    ) -> None:
        """Draw flows of which any may be taken, and what happens when none is."""
        default = element.default if element.default in element.outgoing else None
        if default is None and not may_be_none:
            return self._fan(element, done, Split.SOME, conditions)
        choice = self._next(element, done, Split.ONE)
        if default is not None:
            self._flow(choice, default)
        else:
            self.net.edge(choice, self.net.sink)
        return self._fan(element, choice, Split.SOME, conditions) if conditions else None

    def _fan(self, element: Element, done: int, split: Split, flows: list[str]) -> None:
        node = self._next(element, done, split)
        for flow in flows:
            self._flow(node, flow)

    def _flow(self, node: int, flow: str) -> None:
        target = self.process.flows[flow].target
        if target in self.ways_in:
            self.net.edge(node, self.ways_in[target])

    def _forget_unreachable(self) -> None:
        """Drop ways that nothing leads to; a join that waits for all still waits for them."""
        reached = self.net.reachable()
        for number, edge in list(self.net.edges.items()):
            waits = (
                self.net.nodes[edge.target].join is Join.ALL and len(self.net.nodes[edge.target].incoming) > 1
            )
            if number not in reached and not waits:
                self.net.remove(number)


def _takes_part(element: Element) -> bool:
    """Say whether tokens of the scope come to an element."""
    return element.kind is not Kind.EVENT_SUB_PROCESS and not element.is_for_compensation
