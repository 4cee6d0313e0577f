"""Judges one scope: which faults its token game has, each with an example of how it comes about."""

from dataclasses import dataclass, field

from engine.bpmn.checker.soundness.drawing import Drawing
from engine.bpmn.checker.soundness.exploration import Exploration, Explorer
from engine.bpmn.checker.soundness.game import Marking
from engine.bpmn.checker.soundness.net import Net
from engine.bpmn.checker.soundness.reduction import reduce
from engine.model.process import Process

Trace = tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """Faults of one scope by element id; `endless` is the way to a point from which nothing ends."""

    deadlocks: dict[str, Trace] = field(default_factory=dict)
    crowds: dict[str, Trace] = field(default_factory=dict)
    dead: tuple[str, ...] = ()
    endless: Trace | None = None
    is_complete: bool = True
    states: int = 0


def analyse(process: Process, scope: str) -> Verdict:
    """Play the token game of one scope of a process."""
    drawing = Drawing(process, scope)
    net = drawing.net
    everything = _members(net, net.reachable())
    reduce(net)
    explorer = Explorer(net)
    found = explorer.explore()
    if not found.is_complete:
        frugal = Explorer(net, is_frugal=True).explore()
        return _verdict(net, frugal, everything, is_complete=False)
    return _verdict(net, found, everything, is_complete=True)


def _verdict(net: Net, found: Exploration, everything: frozenset[str], *, is_complete: bool) -> Verdict:
    deadlocks = {_label(net, node): _trace(net, found, marking) for node, marking in found.stuck.items()}
    crowds = {id_: _trace(net, found, marking) for id_, marking in found.crowded.items()}
    is_whole = is_complete and found.is_complete and not found.has_pruned
    endless = _endless(found) if is_whole and not deadlocks else None
    return Verdict(
        deadlocks=deadlocks,
        crowds=crowds,
        dead=tuple(sorted(everything - _members(net, found.marked))) if is_whole else (),
        endless=None if endless is None else _trace(net, found, endless),
        is_complete=is_complete,
        states=len(found.came_from),
    )


def _members(net: Net, edges: set[int]) -> frozenset[str]:
    return frozenset(id_ for edge in edges for id_ in net.edges[edge].members)


def _label(net: Net, node: int) -> str:
    return net.nodes[node].label or ""


def _trace(net: Net, found: Exploration, marking: Marking) -> Trace:
    """Return the elements that tokens passed on the way to a marking."""
    ids: list[str] = []
    step = found.came_from[marking]
    while step is not None:
        before, move = step
        ids[:0] = [id_ for edge in move.given for id_ in net.edges[edge].trail]
        step = found.came_from[before]
    return tuple(dict.fromkeys((*net.edges[net.first].trail, *ids)))


def _endless(found: Exploration) -> Marking | None:
    """Return the first marking from which the end cannot be reached."""
    before: dict[Marking, list[Marking]] = {}
    for marking, following in found.successors.items():
        for after in following:
            before.setdefault(after, []).append(marking)
    ending: set[Marking] = set()
    waiting: list[Marking] = [()]
    while waiting:
        marking = waiting.pop()
        if marking not in ending:
            ending.add(marking)
            waiting.extend(before.get(marking, ()))
    return next((marking for marking in found.came_from if marking not in ending), None)
