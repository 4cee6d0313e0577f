"""Random block-structured processes, and the faults that can be planted into them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from engine.model.process import Element, Event, Flow, Kind, Process, Trigger

FAULTS = (
    "deadlock",
    "partial deadlock",
    "crowd",
    "inclusive crowd",
    "early end",
    "endless",
    "waiting for a loop",
)


@dataclass
class Blocks:
    """Builds one process; `planted` is the id of the element at which the fault must be told."""

    random: Random
    elements: dict[str, Element] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    planted: str | None = None
    scope: str = "p"
    only: tuple[Callable[[str, int], str], ...] = ()

    def node(self, kind: Kind, **facts: object) -> str:
        id_ = f"{kind.value}_{len(self.elements)}"
        element = Element(id=id_, kind=kind, scope=self.scope)
        self.elements[id_] = replace(element, **facts)  # type: ignore[arg-type]  # facts are Element's fields
        return id_

    def flow(self, source: str, target: str, condition: str | None = None) -> str:
        id_ = f"flow_{len(self.flows)}"
        self.flows[id_] = Flow(id=id_, source=source, target=target, condition=condition)
        before, after = self.elements[source], self.elements[target]
        self.elements[source] = replace(before, outgoing=(*before.outgoing, id_))
        after = self.elements[target]
        self.elements[target] = replace(after, incoming=(*after.incoming, id_))
        return id_

    def process(self, size: int, fault: str | None = None) -> Process:
        start, first = self.node(Kind.START_EVENT, event=Event()), self.node(Kind.TASK)
        self.flow(start, first)
        at = self.random.randrange(size) if fault else -1
        last = first
        for number in range(size):
            last = self.plant(last, fault or "") if number == at else self.block(last, depth=3)
        end = self.node(Kind.END_EVENT, event=Event())
        self.flow(last, end)
        return Process(id="p", name=None, elements=self.elements, flows=self.flows)

    def block(self, before: str, *, depth: int) -> str:
        """Add a random block after an element; return its last element."""
        simple = (self.task,)
        nested = (
            self.task,
            self.choice,
            self.fork,
            self.some,
            self.loop,
            self.scope_,
            self.boundary,
            self.event,
        )
        kinds = (self.only or nested) if depth else simple
        return self.random.choice(kinds)(before, depth)

    def task(self, before: str, _depth: int = 0) -> str:
        task = self.node(Kind.TASK)
        self.flow(before, task)
        return task

    def choice(self, before: str, depth: int) -> str:
        return self.fan(before, depth, Kind.EXCLUSIVE_GATEWAY, Kind.EXCLUSIVE_GATEWAY)

    def fork(self, before: str, depth: int) -> str:
        return self.fan(before, depth, Kind.PARALLEL_GATEWAY, Kind.PARALLEL_GATEWAY)

    def some(self, before: str, depth: int) -> str:
        return self.fan(before, depth, Kind.INCLUSIVE_GATEWAY, Kind.INCLUSIVE_GATEWAY)

    def fan(self, before: str, depth: int, split: Kind, join: Kind) -> str:
        opening, closing = self.node(split), self.node(join)
        self.flow(before, opening)
        for number in range(self.random.randint(2, 4)):
            head = self.node(Kind.TASK)
            is_free = split is Kind.PARALLEL_GATEWAY or number == 0
            flow = self.flow(opening, head, None if is_free else "x")
            if number == 0 and split is not Kind.PARALLEL_GATEWAY:
                self.elements[opening] = replace(self.elements[opening], default=flow)
            self.flow(self.block(head, depth=depth - 1) if depth else head, closing)
        return closing

    def loop(self, before: str, depth: int) -> str:
        entry = self.node(Kind.EXCLUSIVE_GATEWAY)
        self.flow(before, entry)
        last = self.block(entry, depth=depth - 1)
        leave = self.node(Kind.EXCLUSIVE_GATEWAY)
        self.flow(last, leave)
        back = self.block(leave, depth=0) if self.random.random() < 0.5 else leave
        self.flow(back, entry, "x")
        return leave

    def scope_(self, before: str, depth: int) -> str:
        sub = self.node(Kind.SUB_PROCESS)
        self.flow(before, sub)
        outer, self.scope = self.scope, sub
        start = self.node(Kind.START_EVENT, event=Event())
        last = self.block(start, depth=depth - 1)
        end = self.node(Kind.END_EVENT, event=Event())
        self.flow(last, end)
        self.scope = outer
        return sub

    def boundary(self, before: str, depth: int) -> str:
        task = self.task(before, depth)
        event = self.node(Kind.BOUNDARY_EVENT, attached_to=task, event=Event(trigger=Trigger.TIMER))
        merge = self.node(Kind.EXCLUSIVE_GATEWAY)
        self.flow(self.block(task, depth=depth - 1), merge)
        # Ending there instead would leave a fork around it waiting for ever.
        self.flow(self.block(event, depth=depth - 1), merge)
        return merge

    def event(self, before: str, _depth: int) -> str:
        gateway, merge = self.node(Kind.EVENT_BASED_GATEWAY), self.node(Kind.EXCLUSIVE_GATEWAY)
        self.flow(before, gateway)
        for trigger in (Trigger.TIMER, Trigger.MESSAGE):
            catch = self.node(Kind.CATCH_EVENT, event=Event(trigger=trigger))
            self.flow(gateway, catch)
            self.flow(catch, merge)
        return merge

    def plant(self, before: str, fault: str) -> str:
        """Add a block with a fault, wrapped in sound blocks around and inside."""
        pairs = {
            "deadlock": (Kind.EXCLUSIVE_GATEWAY, Kind.PARALLEL_GATEWAY),
            "partial deadlock": (Kind.INCLUSIVE_GATEWAY, Kind.PARALLEL_GATEWAY),
            "crowd": (Kind.PARALLEL_GATEWAY, Kind.EXCLUSIVE_GATEWAY),
            "inclusive crowd": (Kind.INCLUSIVE_GATEWAY, Kind.EXCLUSIVE_GATEWAY),
        }
        if fault in pairs:
            split, join = pairs[fault]
            self.planted = self.fan_of_three(before, split, join)
            return self.planted
        return {"early end": self.early_end, "endless": self.endless}.get(fault, self.crossed)(before)

    def fan_of_three(self, before: str, split: Kind, join: Kind) -> str:
        opening, closing = self.node(split), self.node(join)
        self.flow(before, opening)
        for _ in range(3):
            head = self.node(Kind.TASK)
            self.flow(opening, head, "x")
            self.flow(self.block(head, depth=2), closing)
        return closing

    def early_end(self, before: str) -> str:
        """Let one of two parallel ways end, so that their join waits for ever."""
        opening, closing = self.node(Kind.PARALLEL_GATEWAY), self.node(Kind.PARALLEL_GATEWAY)
        leave = self.node(Kind.EXCLUSIVE_GATEWAY)
        self.flow(before, opening)
        self.flow(self.task(opening, 0), closing)
        self.flow(opening, leave)
        self.flow(leave, self.node(Kind.END_EVENT, event=Event()), "x")
        self.flow(self.block(leave, depth=2), closing)
        self.planted = closing
        return closing

    def endless(self, before: str) -> str:
        """Let a choice lead into a loop that nothing leaves."""
        choose, entry = self.node(Kind.EXCLUSIVE_GATEWAY), self.node(Kind.EXCLUSIVE_GATEWAY)
        self.flow(before, choose)
        self.flow(choose, entry, "x")
        self.flow(self.block(entry, depth=1), entry)
        self.planted = entry
        return self.task(choose, 0)

    def crossed(self, before: str) -> str:
        """Let a parallel join in a loop wait for a token from outside, which comes once only."""
        opening, entry = self.node(Kind.PARALLEL_GATEWAY), self.node(Kind.EXCLUSIVE_GATEWAY)
        join, leave = self.node(Kind.PARALLEL_GATEWAY), self.node(Kind.EXCLUSIVE_GATEWAY)
        self.flow(before, opening)
        self.flow(self.task(opening, 0), join)
        self.flow(opening, entry)
        self.flow(self.task(entry, 0), join)
        self.flow(join, leave)
        self.flow(leave, entry, "x")
        self.planted = join
        return leave
