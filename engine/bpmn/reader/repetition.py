"""Reads how often an activity is done: multi-instance and standard loops."""

from lxml import etree

from engine.bpmn.reader.condition import bare, condition
from engine.bpmn.reader.names import attribute, child, extension, is_true, reference, text
from engine.model.process import MultiInstance, StandardLoop

LONGEST = 9


def multi_instance(node: etree._Element) -> MultiInstance | None:
    """Return the multi-instance characteristics: of the dialect, else of the standard alone."""
    found = child(node, "multiInstanceLoopCharacteristics")
    if found is None:
        return None
    own = extension(found, "loopCharacteristics")
    return MultiInstance(
        is_sequential=is_true(found.get("isSequential"), default=False),
        collection=bare(attribute(own, "inputCollection")) or _variable(found, "loopDataInputRef"),
        element_variable=attribute(own, "inputElement") or _item(found, "inputDataItem"),
        output_collection=attribute(own, "outputCollection") or _variable(found, "loopDataOutputRef"),
        output_element=bare(attribute(own, "outputElement")) or _item(found, "outputDataItem"),
        cardinality=condition(child(found, "loopCardinality")),
        completion_condition=condition(child(found, "completionCondition")),
    )


def _variable(node: etree._Element, name: str) -> str | None:
    """Return the variable behind a reference to a data input or object: its name, else its id."""
    target = reference(text(child(node, name)))
    if target is None:
        return None
    declared = node.getroottree().xpath("//*[@id=$id]", id=target)
    found = declared[0] if isinstance(declared, list) and declared else None
    return (attribute(found, "name") if isinstance(found, etree._Element) else None) or target


def _item(node: etree._Element, name: str) -> str | None:
    item = child(node, name)
    return attribute(item, "name") or attribute(item, "id")


def standard_loop(node: etree._Element) -> StandardLoop | None:
    """Return the standard loop characteristics."""
    found = child(node, "standardLoopCharacteristics")
    if found is None:
        return None
    return StandardLoop(
        condition=condition(child(found, "loopCondition")),
        test_before=is_true(found.get("testBefore"), default=False),
        maximum=_number(found.get("loopMaximum")),
    )


def _number(written: str | None) -> int | None:
    digits = (written or "").strip()
    # int() of thousands of digits raises, and nobody reaches such a limit.
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST else None
