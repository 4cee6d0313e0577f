"""Random structured models: blocks within blocks, each with one way in and one way out."""
# ruff: noqa: FBT001 - the parts of a block come by position

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hypothesis import strategies as st

from engine.model.listener import Listener
from engine.model.process import (
    Element,
    Event,
    Flow,
    Kind,
    Message,
    MultiInstance,
    Process,
    Script,
    StandardLoop,
    Timer,
    TimerKind,
    Trigger,
)

# A block in words: its name and what is inside or how it is done.
Block = tuple[object, ...]

_PLAIN: st.SearchStrategy[Block] = st.sampled_from([("task",), ("user",), ("user",), ("heard",)])


def _larger(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    two = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.tuples(st.just("sequence"), two),
        st.tuples(st.sampled_from(["exclusive", "parallel", "inclusive"]), two, st.integers(0, 7)),
        st.tuples(st.just("loop"), inner, st.integers(1, 2)),
        st.tuples(st.just("sub"), inner),
        st.tuples(st.just("heard_sub"), inner),
        st.tuples(st.just("boundary"), inner, inner, st.booleans(), st.sampled_from(["timer", "message"])),
        st.tuples(st.just("many"), inner, st.booleans(), st.integers(0, 3)),
        st.tuples(st.just("again"), inner, st.integers(1, 2)),
        st.tuples(st.just("event"), inner, inner),
        st.tuples(st.just("beside"), inner, inner, st.booleans()),
    )


_LISTENERS = (Listener("end", "note.end"), Listener("start", "note.start"))

BLOCKS: st.SearchStrategy[Block] = st.recursive(_PLAIN, _larger, max_leaves=8)


@dataclass
class Builder:
    """Turns blocks into a process. `scope` is where elements go now."""

    scope: str = "p"
    elements: dict[str, Element] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)

    def add(self, kind: Kind, **said: object) -> str:
        element_id = f"{kind.value}_{len(self.elements)}"
        self.elements[element_id] = Element(element_id, kind, self.scope, **said)  # type: ignore[arg-type]
        return element_id

    def connect(self, source: str, target: str, condition: str | None = None) -> str:
        flow_id = f"f{len(self.flows)}"
        self.flows[flow_id] = Flow(flow_id, source, target, condition=condition)
        return flow_id

    def inside(self, scope: str, block: Block, start: Event | None = None, **said: object) -> None:
        """Put a block between a start and an end event into a scope."""
        before, self.scope = self.scope, scope
        first = self.add(Kind.START_EVENT, event=start, **said)
        entry, leave = build(self, block)
        self.connect(first, entry)
        self.connect(leave, self.add(Kind.END_EVENT))
        self.scope = before

    def process(self) -> Process:
        ends: dict[str, tuple[list[str], list[str]]] = {e: ([], []) for e in self.elements}
        for flow in self.flows.values():
            ends[flow.target][0].append(flow.id)
            ends[flow.source][1].append(flow.id)
        elements = {
            e.id: _with_flows(e, tuple(ends[e.id][0]), tuple(ends[e.id][1])) for e in self.elements.values()
        }
        return Process("p", None, elements, self.flows)


def _with_flows(element: Element, incoming: tuple[str, ...], outgoing: tuple[str, ...]) -> Element:
    return replace(element, incoming=incoming, outgoing=outgoing)


def a_process(block: Block) -> Process:
    """Return a block as a process."""
    builder = Builder()
    builder.inside("p", block)
    return builder.process()


def build(b: Builder, block: Block) -> tuple[str, str]:
    """Add a block; return where it begins and where it ends."""
    return _BUILD[str(block[0])](b, *block[1:])


def _task(b: Builder) -> tuple[str, str]:
    task = b.add(Kind.TASK)
    return task, task


def _user(b: Builder) -> tuple[str, str]:
    task = b.add(Kind.USER_TASK)
    return task, task


def _heard(b: Builder) -> tuple[str, str]:
    task = b.add(Kind.USER_TASK, listeners=_LISTENERS)
    return task, task


def _heard_sub(b: Builder, block: Block) -> tuple[str, str]:
    return _sub(b, block, listeners=_LISTENERS, loop=StandardLoop("true", maximum=2))


def _sequence(b: Builder, blocks: list[Block]) -> tuple[str, str]:
    built = [build(b, block) for block in blocks]
    for (_, leave), (entry, _) in pairwise(built):
        b.connect(leave, entry)
    return built[0][0], built[-1][1]


def _gateway(kind: Kind, conditions: Callable[[int, int], str | None]) -> Callable[..., tuple[str, str]]:
    def add(b: Builder, blocks: list[Block], choice: int) -> tuple[str, str]:
        split, join = b.add(kind), b.add(kind)
        flows = []
        for number, block in enumerate(blocks):
            entry, leave = build(b, block)
            flows.append(b.connect(split, entry, conditions(number, choice)))
            b.connect(leave, join)
        if kind is not Kind.PARALLEL_GATEWAY:
            _default(b, split, flows[-1])
        return split, join

    return add


def _default(b: Builder, gateway: str, flow: str) -> None:
    b.elements[gateway] = replace(b.elements[gateway], default=flow)
    b.flows[flow] = replace(b.flows[flow], condition=None)


def _loop(b: Builder, block: Block, times: int) -> tuple[str, str]:
    merge, ask = b.add(Kind.EXCLUSIVE_GATEWAY), b.add(Kind.EXCLUSIVE_GATEWAY)
    count = f"count_{merge.rpartition('_')[2]}"
    text = f"(if {count} = null then 0 else {count}) + 1"
    step = b.add(Kind.SCRIPT_TASK, script=Script(text, count))
    entry, leave = build(b, block)
    b.connect(merge, step)
    b.connect(step, entry)
    b.connect(leave, ask)
    b.connect(ask, merge, f"{count} <= {times}")
    out = b.add(Kind.TASK)
    _default(b, ask, b.connect(ask, out))
    return merge, out


def _sub(b: Builder, block: Block, **said: object) -> tuple[str, str]:
    sub = b.add(Kind.SUB_PROCESS, **said)
    b.inside(sub, block)
    return sub, sub


def _many(b: Builder, block: Block, is_sequential: bool, count: int) -> tuple[str, str]:
    return _sub(b, block, multi_instance=MultiInstance(is_sequential, cardinality=str(count)))


def _again(b: Builder, block: Block, count: int) -> tuple[str, str]:
    return _sub(b, block, loop=StandardLoop("true", maximum=count))


def _trigger(b: Builder, kind: str) -> Event:
    if kind == "timer":
        return Event(Trigger.TIMER, timer=Timer(TimerKind.DURATION, "PT1H"))
    name = f"m{len(b.elements)}"
    return Event(Trigger.MESSAGE, message=Message(name, name))


def _boundary(
    b: Builder,
    block: Block,
    way: Block,
    interrupts: bool,
    kind: str,
) -> tuple[str, str]:
    sub, _ = _sub(b, block)
    event = b.add(Kind.BOUNDARY_EVENT, event=_trigger(b, kind), attached_to=sub, is_interrupting=interrupts)
    entry, leave = build(b, way)
    b.connect(event, entry)
    if not interrupts:
        b.connect(leave, b.add(Kind.END_EVENT))
        return sub, sub
    merge = b.add(Kind.EXCLUSIVE_GATEWAY)
    b.connect(sub, merge)
    b.connect(leave, merge)
    return sub, merge


def _event(b: Builder, one: Block, two: Block) -> tuple[str, str]:
    gateway, merge = b.add(Kind.EVENT_BASED_GATEWAY), b.add(Kind.EXCLUSIVE_GATEWAY)
    for kind, block in (("timer", one), ("message", two)):
        catch = b.add(Kind.CATCH_EVENT, event=_trigger(b, kind))
        entry, leave = build(b, block)
        b.connect(gateway, catch)
        b.connect(catch, entry)
        b.connect(leave, merge)
    return gateway, merge


def _beside(b: Builder, block: Block, way: Block, interrupts: bool) -> tuple[str, str]:
    sub, _ = _sub(b, block)
    before, b.scope = b.scope, sub
    handler = b.add(Kind.EVENT_SUB_PROCESS)
    b.scope = before
    b.inside(handler, way, start=_trigger(b, "message"), is_interrupting=interrupts)
    return sub, sub


_BUILD: dict[str, Callable[..., tuple[str, str]]] = {
    "task": _task,
    "user": _user,
    "heard": _heard,
    "heard_sub": _heard_sub,
    "sequence": _sequence,
    "exclusive": _gateway(Kind.EXCLUSIVE_GATEWAY, lambda number, choice: f"{choice} = {number}"),
    "parallel": _gateway(Kind.PARALLEL_GATEWAY, lambda _number, _choice: None),
    "inclusive": _gateway(
        Kind.INCLUSIVE_GATEWAY, lambda number, choice: str(bool(choice >> number & 1)).lower()
    ),
    "loop": _loop,
    "sub": _sub,
    "many": _many,
    "again": _again,
    "boundary": _boundary,
    "event": _event,
    "beside": _beside,
}
