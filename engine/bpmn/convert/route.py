"""Mends what the engine refuses in the route itself: reserved ids, and defaults that nobody marked."""

from lxml import etree

from engine.bpmn.checker.identity import RESERVED, RESERVED_ENDINGS
from engine.bpmn.convert.draft import Draft
from engine.bpmn.reader.element import KINDS
from engine.bpmn.reader.names import attribute, bpmn, local, reference, text

REFERRING = frozenset({"bpmnElement", "default", "calledElement"})
DECIDING = ("exclusiveGateway", "inclusiveGateway")


def reserved_ids(draft: Draft) -> None:
    """Rename ids that the engine keeps for itself, wherever they are referred to."""
    used = {str(id_) for node in draft.root.iter("*") if (id_ := node.get("id"))}
    for node in draft.nodes(*KINDS, "process"):
        old = attribute(node, "id") or ""
        if old in RESERVED or old.endswith(RESERVED_ENDINGS):
            new = _free(old, used)
            used.add(new)
            _rename(draft.root, old, new)
            node.set("id", new)
            draft.note(node, f"The reserved id {old} became {new}.", f"保留标识 {old} 已改为 {new}。")


def _free(old: str, used: set[str]) -> str:
    plain = old.lower().replace(".", "_")
    candidates = (plain, *(f"{plain}_{number}" for number in range(2, len(used) + 3)))
    return next(id_ for id_ in candidates if id_ not in used)


def _rename(root: etree._Element, old: str, new: str) -> None:
    for node in root.iter("*"):
        for name, value in node.attrib.items():
            plain = str(name).rpartition("}")[2]
            if (plain in REFERRING or plain.endswith("Ref")) and reference(str(value)) == old:
                node.set(str(name), _replaced(str(value), old, new))
        is_reference = local(node) in {"incoming", "outgoing"} or local(node).endswith("Ref")
        if is_reference and reference(text(node)) == old:
            node.text = _replaced(node.text or "", old, new)


def _replaced(value: str, old: str, new: str) -> str:
    before, _, after = value.rpartition(old)
    return f"{before}{new}{after}"


def default_flows(draft: Draft) -> None:
    """Mark the default flow of a gateway where exactly one of its flows has no condition."""
    outgoing: dict[str, list[etree._Element]] = {}
    for flow in draft.nodes("sequenceFlow"):
        outgoing.setdefault(reference(flow.get("sourceRef")) or "", []).append(flow)
    for node in draft.nodes(*DECIDING):
        flows = outgoing.get(attribute(node, "id") or "", [])
        free = [flow for flow in flows if flow.find(bpmn("conditionExpression")) is None]
        default = attribute(free[0], "id") if len(free) == 1 else None
        if len(flows) > 1 and default is not None and attribute(node, "default") is None:
            node.set("default", default)
            draft.note(node, f"{default} became the default flow.", f"{default} 已设为默认流。")
