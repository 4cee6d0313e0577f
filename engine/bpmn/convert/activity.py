"""Converts what activities do: workers, decisions, called processes, mappings and repetition."""

from lxml import etree

from engine.bpmn.convert.draft import Draft, drop, extend, insert, remove, vendor, vendor_elements
from engine.bpmn.convert.juel import is_expression, translate
from engine.bpmn.convert.person import value_of
from engine.bpmn.reader.names import attribute, zeebe

WORKERS = ("serviceTask", "sendTask", "businessRuleTask", "messageEventDefinition")
EXTERNAL = frozenset({"external", "external-worker"})
SINGLE = frozenset({"singleEntry", "singleResult"})


def workers(draft: Draft) -> None:
    """Turn external tasks into work for a connector of the same name."""
    for node in draft.nodes(*WORKERS):
        topic = vendor(node, "topic")
        if vendor(node, "type") not in EXTERNAL or topic is None or is_expression(topic):
            continue
        owner = _task_of(node)
        extend(owner, "taskDefinition", {"type": topic})
        drop(node, "type", "topic")
        draft.moved(owner, f"type=external topic={topic}", f"zeebe:taskDefinition type={topic}")


def _task_of(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    is_definition = str(node.tag).endswith("EventDefinition")
    return parent if is_definition and parent is not None else node


def decisions(draft: Draft) -> None:
    """Turn decision references into decision calls."""
    for node in draft.nodes("businessRuleTask"):
        decision, result = vendor(node, "decisionRef"), vendor(node, "resultVariable")
        value = None if decision is None else value_of(decision)
        binding = _binding(node, "decisionRef")
        if value is None or result is None or binding is None:
            continue
        shape = vendor(node, "mapDecisionResult")
        extend(node, "calledDecision", {"decisionId": value, "resultVariable": result, **binding})
        drop(node, "decisionRef", "resultVariable", "mapDecisionResult", *_binding_names("decisionRef"))
        draft.moved(node, f"decisionRef={decision}", f"zeebe:calledDecision decisionId={value}")
        if shape not in SINGLE:
            draft.note(
                node,
                f"The result {result} was a list of all rules that fired; now the hit policy says its shape.",
                f"结果 {result} 原为所有命中规则的列表，现在由命中策略决定其结构。",
            )


def _binding(node: etree._Element, what: str) -> dict[str, str] | None:
    """Return the binding of a called definition, None for a version number, which means nothing here."""
    binding, tag = vendor(node, f"{what}Binding") or "latest", vendor(node, f"{what}VersionTag")
    if binding == "versionTag" and tag is not None:
        return {"bindingType": binding, "versionTag": tag}
    return {"latest": {}, "deployment": {"bindingType": "deployment"}}.get(binding)


def _binding_names(what: str) -> tuple[str, ...]:
    return (f"{what}Binding", f"{what}VersionTag", f"{what}Version")


def call_activities(draft: Draft) -> None:
    """Turn call activities of the other dialect into ones of this, with their variables."""
    for node in draft.nodes("callActivity"):
        called = attribute(node, "calledElement")
        value = None if called is None else value_of(called)
        binding = _binding(node, "calledElement")
        if value is None or binding is None or node.find(f".//{zeebe('calledElement')}") is not None:
            continue
        if not _is_from_family(node):
            continue
        passes = _variables(draft, node)
        extend(node, "calledElement", {"processId": value, **binding, **passes})
        drop(node, *_binding_names("calledElement"))
        draft.moved(node, f"calledElement={called}", f"zeebe:calledElement processId={value}")


def _is_from_family(node: etree._Element) -> bool:
    has_bindings = any(vendor(node, name) for name in _binding_names("calledElement"))
    called = attribute(node, "calledElement") or ""
    has_mappings = bool(vendor_elements(node, "in") or vendor_elements(node, "out"))
    return has_bindings or has_mappings or is_expression(called)


def _variables(draft: Draft, node: etree._Element) -> dict[str, str]:
    """Convert the variables that go in and out; say whether all do."""
    passes: dict[str, str] = {}
    for name, kind, flag in (
        ("in", "input", "propagateAllParentVariables"),
        ("out", "output", "propagateAllChildVariables"),
    ):
        takes_all = False
        for part in vendor_elements(node, name):
            takes_all = takes_all or part.get("variables") == "all"
            if part.get("variables") == "all" or _mapped(draft, node, part, kind):
                remove(part)
        # There nothing is passed unless it is said.
        passes[flag] = "true" if takes_all else "false"
    return passes


def _mapped(draft: Draft, node: etree._Element, part: etree._Element, kind: str) -> bool:
    source, target = part.get("source"), part.get("target")
    written = part.get("sourceExpression")
    feel = source if source is not None else translate(written or "")
    if feel is None or target is None:
        return False
    _mapping(node, kind, f"= {feel}", target)
    draft.moved(part, f"{source or written} → {target}", f"zeebe:{kind} = {feel} → {target}")
    return True


def _mapping(node: etree._Element, kind: str, source: str, target: str) -> None:
    holder = extend(node, "ioMapping", {})
    made = insert(holder, zeebe(kind), len(holder))
    made.set("source", source)
    made.set("target", target)


def mappings(draft: Draft) -> None:
    """Turn input and output parameters into mappings, where each has a plain value."""
    for node in draft.nodes():
        for block in vendor_elements(node, "inputOutput"):
            for part in list(block):
                _parameter(draft, node, part)
            if len(block) == 0:
                remove(block)


def _parameter(draft: Draft, node: etree._Element, part: etree._Element) -> None:
    kind = {"inputParameter": "input", "outputParameter": "output"}.get(str(part.tag).rpartition("}")[2])
    written, target = (part.text or "").strip(), part.get("name")
    value = value_of(written) if written and len(part) == 0 else None
    if kind is None or target is None or value is None:
        return
    _mapping(node, kind, value, target)
    draft.moved(part, f"{target}: {written}", f"zeebe:{kind} {value} → {target}")
    remove(part)


def repetitions(draft: Draft) -> None:
    """Turn collections of multi-instance activities into those of this dialect."""
    for node in draft.nodes("multiInstanceLoopCharacteristics"):
        written = vendor(node, "collection")
        feel = None if written is None else translate(written) if is_expression(written) else written
        if feel is None:
            continue
        attributes = {"inputCollection": f"= {feel}"}
        item = vendor(node, "elementVariable")
        if item is not None:
            attributes["inputElement"] = item
        extend(node, "loopCharacteristics", attributes)
        drop(node, "collection", "elementVariable")
        draft.moved(node, f"collection={written}", f"zeebe:loopCharacteristics inputCollection== {feel}")
