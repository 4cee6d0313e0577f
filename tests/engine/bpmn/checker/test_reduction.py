"""Reducing a net neither hides a fault nor makes one: both nets are played and must agree."""

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.bpmn.checker.soundness.drawing import Drawing
from engine.bpmn.checker.soundness.exploration import Exploration, Explorer
from engine.bpmn.checker.soundness.net import Net
from engine.bpmn.checker.soundness.reduction import reduce
from engine.bpmn.reader import read
from tests.engine.bpmn.sketch import flows, model, nodes

KINDS = ("task", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "task")


def tangle(random: Random) -> bytes:
    """Return a process whose flows go anywhere."""
    size = random.randint(3, 6)
    body, routes = nodes("s:startEvent e:endEvent"), ["s>n0"]
    for number in range(size):
        body += nodes(f"n{number}:{random.choice(KINDS)}")
        routes.append(f"n{number}>" + (f"n{number + 1}" if number < size - 1 else "e"))
        if random.random() < 0.35:
            routes.append(f"n{number}>n{random.randrange(size)}")
    return model(body + flows(*dict.fromkeys(routes)))


def net_of(xml: bytes) -> Net:
    reading = read(xml)
    assert reading.collaboration is not None
    return Drawing(reading.collaboration.processes["p"], "p").net


def stuck(net: Net, found: Exploration) -> set[str | None]:
    return {net.nodes[node].label for node in found.stuck}


def dead(net: Net, found: Exploration, everything: set[str]) -> set[str]:
    return everything - {id_ for edge in found.marked for id_ in net.edges[edge].members}


@given(st.integers(min_value=0, max_value=2**32))
@settings(max_examples=60, deadline=None)
def test_a_reduced_net_has_the_deadlocks_and_dead_steps_of_the_whole(seed: int) -> None:
    xml = tangle(Random(seed))  # noqa: S311  not for secrets
    whole, reduced = net_of(xml), net_of(xml)
    everything = {id_ for edge in whole.reachable() for id_ in whole.edges[edge].members}
    reduce(reduced)

    before = Explorer(whole, limit=1500).explore()
    after = Explorer(reduced, limit=1500).explore()

    assume(before.is_complete and not before.crowded and not before.has_pruned)
    assert stuck(reduced, after) == stuck(whole, before)
    assert dead(reduced, after, everything) == dead(whole, before, everything)
    assert not after.crowded
