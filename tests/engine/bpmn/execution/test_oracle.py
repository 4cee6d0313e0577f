"""Any graph of tasks and gateways, sound or not, is played as the oracle plays it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.model.process import Element, Flow, Kind, Process
from tests.engine.bpmn.execution.oracle import Oracle
from tests.engine.bpmn.execution.surroundings import Alone, World

KINDS = (Kind.USER_TASK, Kind.EXCLUSIVE_GATEWAY, Kind.PARALLEL_GATEWAY, Kind.INCLUSIVE_GATEWAY)
STEPS = 14


@st.composite
def graphs(draw: st.DrawFn) -> Process:
    """Draw a process; only tasks lead backwards, so that no circle is without a task."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=3, max_size=9))
    ids = ["s", *(f"n{number}" for number in range(len(kinds))), "e"]
    elements = {"s": Element("s", Kind.START_EVENT, "p"), "e": Element("e", Kind.END_EVENT, "p")}
    elements |= {f"n{n}": Element(f"n{n}", kind, "p") for n, kind in enumerate(kinds)}
    flows: dict[str, Flow] = {}
    for place, source in enumerate(ids[:-1]):
        is_task = elements[source].kind is Kind.USER_TASK
        targets = ids[1:] if is_task else ids[place + 1 :]
        count = 1 if source == "s" else draw(st.integers(1, 3))
        for target in (draw(st.sampled_from(targets)) for _ in range(count)):
            condition = draw(st.sampled_from(["true", "false"]))
            flows[f"f{len(flows)}"] = Flow(f"f{len(flows)}", source, target, condition=condition)
    return _joined(elements, flows)


def _joined(elements: dict[str, Element], flows: dict[str, Flow]) -> Process:
    whole: dict[str, Element] = {}
    for element in elements.values():
        incoming = tuple(f.id for f in flows.values() if f.target == element.id)
        outgoing = tuple(f.id for f in flows.values() if f.source == element.id)
        decides = element.kind in {Kind.EXCLUSIVE_GATEWAY, Kind.INCLUSIVE_GATEWAY}
        default = outgoing[-1] if decides else None
        whole[element.id] = replace(element, incoming=incoming, outgoing=outgoing, default=default)
        for flow in outgoing:
            if flow == default or not decides:
                flows[flow] = replace(flows[flow], condition=None)
    return Process("p", None, whole, flows)


def compare(process: Process, data: st.DataObject) -> None:
    """Play both for a while; they must agree on what is under way after every step."""
    oracle, alone = Oracle(process), Alone(World({"p": process}), "p")
    oracle.start()
    step = alone.step()
    alone.live.start(step, {})
    alone.keep(step)
    for _ in range(STEPS):
        assert sorted(task.element_id for task in alone.rows.tasks.values()) == sorted(oracle.tasks)
        assert (alone.instance.ended_at is not None) == oracle.is_over()
        if not oracle.tasks:
            return
        chosen = data.draw(st.sampled_from(sorted(set(oracle.tasks))))
        alone.reloads = data.draw(st.booleans())
        oracle.complete(chosen)
        live, step = alone.live, alone.step()
        live.complete(step, min(t.token for t in alone.rows.tasks.values() if t.element_id == chosen), {})
        alone.keep(step)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(process=graphs(), data=st.data())
def test_any_graph_is_played_as_the_standard_says(process: Process, data: st.DataObject) -> None:
    compare(process, data)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(process=graphs(), data=st.data())
def test_any_graph_for_long(process: Process, data: st.DataObject) -> None:
    compare(process, data)
