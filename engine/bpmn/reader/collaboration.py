"""Reads what lies beside the processes: pools and the message flows between them."""

from lxml import etree

from engine.bpmn.reader.declaration import Declarations
from engine.bpmn.reader.names import attribute, children, reference
from engine.bpmn.reader.process import process
from engine.model.collaboration import Collaboration, MessageFlow
from engine.model.process import Process


def collaboration(root: etree._Element) -> Collaboration:
    """Return the processes, pools and message flows of a file, in document order."""
    declared = Declarations.of(root)
    processes: dict[str, Process] = {}
    for node in children(root, "process"):
        found = process(node, declared)
        processes.setdefault(found.id, found)
    return Collaboration(
        processes=processes,
        participants=_participants(root),
        message_flows=_message_flows(root),
        target_namespace=attribute(root, "targetNamespace"),
    )


def _participants(root: etree._Element) -> dict[str, str | None]:
    return {
        id_: reference(node.get("processRef"))
        for holder in children(root, "collaboration")
        for node in children(holder, "participant")
        if (id_ := attribute(node, "id"))
    }


def _message_flows(root: etree._Element) -> tuple[MessageFlow, ...]:
    return tuple(
        MessageFlow(
            id=attribute(node, "id") or "",
            source=reference(node.get("sourceRef")) or "",
            target=reference(node.get("targetRef")) or "",
            message=reference(node.get("messageRef")),
        )
        for holder in children(root, "collaboration")
        for node in children(holder, "messageFlow")
    )
