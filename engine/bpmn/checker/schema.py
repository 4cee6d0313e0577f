"""Holds a file against the XML schema of BPMN 2.0, where that schema is installed."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from threading import Lock

from lxml import etree

from engine.bpmn.checker.source import Finding, Source, found_at
from engine.bpmn.reader.names import BPMN, line, local

# The workflow library carries the OMG's schema files; nothing of it is imported for reading them.
PACKAGE, PLACE = "SpiffWorkflow", "SpiffWorkflow/bpmn/parser/schema/BPMN20.xsd"
ORDER = "SCHEMAV_ELEMENT_CONTENT"
NAMES = ("XMLSchema-instance", "'xs:ID'", "'xs:QName'", "'xs:IDREF'", "'xs:NCName'", "'xs:anyURI'")
VALUES = frozenset({"SCHEMAV_CVC_DATATYPE_VALID_1_2_1", "SCHEMAV_CVC_ENUMERATION_VALID"})
MISSING = "SCHEMAV_CVC_COMPLEX_TYPE_4"

_one_at_a_time = Lock()


def schema_rules(source: Source) -> Iterator[Finding]:
    """Find what the schema forbids: wrong values and unknown elements, and departures in form."""
    schema = _schema()
    if schema is None:
        return
    for error in _errors(schema, source.root):
        finding = _finding(error, source)
        if finding is not None:
            yield finding


@cache
def _schema() -> etree.XMLSchema | None:
    try:
        file = Path(str(distribution(PACKAGE).locate_file(PLACE)))
    except PackageNotFoundError:
        return None
    return etree.XMLSchema(etree.parse(str(file))) if file.exists() else None


def _errors(schema: etree.XMLSchema, root: etree._Element) -> list[etree._LogEntry]:
    # The log of errors belongs to the schema object, which threads share.
    with _one_at_a_time:
        schema.validate(root.getroottree())
        entries: Iterable[etree._LogEntry] = schema.error_log  # type: ignore[assignment]  # stubs forget it
        return list(entries)


def _finding(error: etree._LogEntry, source: Source) -> Finding | None:
    """Return the finding of one error, None where a rule of its own tells the same better."""
    node = _node(error, source.root)
    reason = error.message.replace(f"{{{BPMN}}}", "").rstrip(". ")
    tag = reason.partition("'")[2].partition("'")[0]
    if error.type_name == ORDER and "not expected" in reason and _is_bpmn(error) and tag not in _names():
        return found_at("BPMN110", node, tag=tag)
    if _is_told_elsewhere(error, node):
        return None
    if reason.endswith("is not allowed") and local(node) and "attribute '{" not in reason:
        return found_at("BPMN118", node, tag=tag, attribute=reason.split("'")[3])
    is_value = error.type_name in VALUES and not any(name in reason for name in NAMES)
    is_wrong = (is_value or error.type_name == MISSING) and str(node.tag).startswith(f"{{{BPMN}}}")
    return found_at("BPMN111" if is_wrong else "BPMN112", node, reason=reason)


def _is_bpmn(error: etree._LogEntry) -> bool:
    return str(error.message).startswith(f"Element '{{{BPMN}}}")


def _is_told_elsewhere(error: etree._LogEntry, node: etree._Element) -> bool:
    names = ("'sourceRef'", "'targetRef'", "'attachedToRef'", "'targetNamespace'", "'id'", "'calledElement'")
    if error.type_name == MISSING:
        is_link = local(node) == "linkEventDefinition"
        return is_link or any(name in str(error.message) for name in names)
    return "'xs:ID'" in str(error.message) and _is_twice(node)


def _is_twice(node: etree._Element) -> bool:
    same = node.getroottree().xpath("//*[@id=$id]", id=node.get("id") or "")
    return isinstance(same, list) and len(same) > 1


@cache
def _names() -> frozenset[str]:
    """Return the names of all elements that the schema declares."""
    file = Path(str(distribution(PACKAGE).locate_file(PLACE))).with_name("Semantic.xsd")
    names = etree.parse(str(file)).xpath("//@name")
    return frozenset(str(name) for name in names) if isinstance(names, list) else frozenset()


def _node(error: etree._LogEntry, root: etree._Element) -> etree._Element:
    """Return the element that an error is about: libxml2 gives its line, and its name in the message."""
    tag = str(error.message).partition("Element '")[2].partition("'")[0]
    same = (node for node in root.iter(tag or "*") if line(node) == error.line)
    return next(same, root)


RULES = (schema_rules,)
