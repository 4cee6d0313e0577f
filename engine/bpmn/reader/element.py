"""Reads one flow node."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from engine.bpmn.reader.declaration import Declarations
from engine.bpmn.reader.event import event
from engine.bpmn.reader.extension import (
    called_decision,
    called_element,
    headers,
    job,
    listeners,
    mappings,
    properties,
    script,
    user_task,
)
from engine.bpmn.reader.names import attribute, child, is_true, line, local, reference, text
from engine.bpmn.reader.repetition import multi_instance, standard_loop
from engine.model.process import EVENTS, Element, Kind

KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind if kind is not Kind.EVENT_SUB_PROCESS}


@dataclass(frozen=True)
class Surroundings:
    """What an element's own XML does not say: the declarations, and the flows and lanes by node id."""

    declared: Declarations
    incoming: dict[str, list[str]] = field(default_factory=dict)
    outgoing: dict[str, list[str]] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)


def kind(node: etree._Element) -> Kind | None:
    """Return the kind of a flow node, None for what the engine does not know as one."""
    name = local(node)
    if name == "subProcess" and is_true(node.get("triggeredByEvent"), default=False):
        return Kind.EVENT_SUB_PROCESS
    return KINDS.get(name)


def element(node: etree._Element, scope: str, around: Surroundings) -> Element | None:
    """Return the plain form of a flow node, None for other elements and those without an id."""
    sort, id_ = kind(node), attribute(node, "id")
    if sort is None or id_ is None:
        return None
    return Element(
        id=id_,
        kind=sort,
        scope=scope,
        name=attribute(node, "name"),
        line=line(node),
        lane=around.lanes.get(id_),
        documentation=text(child(node, "documentation")),
        incoming=tuple(around.incoming.get(id_, ())),
        outgoing=tuple(around.outgoing.get(id_, ())),
        default=reference(node.get("default")),
        event=event(node, around.declared) if sort in EVENTS else None,
        attached_to=reference(node.get("attachedToRef")),
        is_interrupting=_is_interrupting(node),
        is_for_compensation=is_true(node.get("isForCompensation"), default=False),
        instantiate=is_true(node.get("instantiate"), default=False),
        event_gateway_is_parallel=attribute(node, "eventGatewayType") == "Parallel",
        inputs=mappings(node, "input"),
        outputs=mappings(node, "output"),
        user_task=user_task(node),
        job=job(node),
        headers=headers(node),
        listeners=listeners(node),
        called_decision=called_decision(node),
        script=script(node),
        called_element=called_element(node),
        message=around.declared.message(node),
        multi_instance=multi_instance(node),
        loop=standard_loop(node),
        properties=properties(node),
    )


def _is_interrupting(node: etree._Element) -> bool:
    name = "cancelActivity" if local(node) == "boundaryEvent" else "isInterrupting"
    return is_true(node.get(name), default=True)
