"""Converts conditions, timers and other texts, properties and version tags."""

from engine.bpmn.convert.draft import Draft, drop, extend, insert, remove, vendor, vendor_elements
from engine.bpmn.convert.juel import is_expression, translate
from engine.bpmn.reader.names import attribute, local, text, zeebe

TEXTS = (
    *("conditionExpression", "condition", "loopCondition", "loopCardinality", "completionCondition"),
    *("timeDate", "timeDuration", "timeCycle"),
)
NAMED = ("message", "signal")
OWNERS = ("process", "userTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "manualTask")


def conditions(draft: Draft) -> None:
    """Translate `${…}` in conditions, loops, timers and names of messages and signals."""
    for node in draft.nodes(*TEXTS):
        written = text(node) or ""
        feel = translate(written) if is_expression(written) else None
        if feel is not None:
            node.text = f"= {feel}"
            node.attrib.pop("language", "")
            draft.moved(node, written, f"= {feel}")
    for node in draft.nodes(*NAMED):
        written = attribute(node, "name") or ""
        feel = translate(written) if is_expression(written) else None
        if feel is not None:
            node.set("name", f"= {feel}")
            draft.moved(node, written, f"= {feel}")


def properties(draft: Draft) -> None:
    """Turn properties into those of this dialect."""
    for node in draft.nodes(*OWNERS):
        for block in vendor_elements(node, "properties"):
            holder = extend(node, "properties", {})
            for part in list(block):
                made = insert(holder, zeebe("property"), len(holder))
                made.set("name", part.get("name") or "")
                made.set("value", part.get("value") or "")
            remove(block)
            draft.moved(node, "properties", "zeebe:properties")


def version_tags(draft: Draft) -> None:
    """Turn the version tag of a process into one of this dialect."""
    for node in draft.nodes("process"):
        tag = vendor(node, "versionTag")
        if tag is not None and local(node):
            extend(node, "versionTag", {"value": tag})
            drop(node, "versionTag")
            draft.moved(node, f"versionTag={tag}", f"zeebe:versionTag value={tag}")
