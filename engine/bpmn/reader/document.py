"""Parses XML from strangers: no DOCTYPE, no entities, no network, limited in size and depth."""

from lxml import etree

from engine.bpmn.reader.names import BPMN, line
from engine.bpmn.rules import problem
from engine.model.problem import Problem

MAXIMUM_BYTES = 5_000_000
MAXIMUM_DEPTH = 100


def parse(xml: bytes, file: str) -> tuple[etree._Element | None, tuple[Problem, ...]]:
    """Return the root of a BPMN document, or None with the problem that forbids reading on."""
    if len(xml) > MAXIMUM_BYTES:
        return None, (problem("BPMN103", file, facts={"limit": f"{MAXIMUM_BYTES // 1_000_000} MB"}),)
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        return None, (_broken(error, file),)
    except ValueError as error:
        return None, (problem("BPMN101", file, facts={"reason": str(error)}),)
    return _accepted(root, file)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _broken(error: etree.XMLSyntaxError, file: str) -> Problem:
    reason = (error.msg or "not XML").split(", line ")[0]
    if "Excessive depth" in reason:
        return problem("BPMN104", file, line=error.lineno or 0, facts={"limit": MAXIMUM_DEPTH})
    return problem("BPMN101", file, line=error.lineno or 0, facts={"reason": reason})


def _accepted(root: etree._Element, file: str) -> tuple[etree._Element | None, tuple[Problem, ...]]:
    if root.getroottree().docinfo.internalDTD is not None:
        return None, (problem("BPMN102", file),)
    if _is_deep(root):
        return None, (problem("BPMN104", file, facts={"limit": MAXIMUM_DEPTH}),)
    if root.tag != f"{{{BPMN}}}definitions":
        return None, (problem("BPMN105", file, line=line(root), facts={"tag": str(root.tag)}),)
    return root, ()


def _is_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAXIMUM_DEPTH:
            return True
    return False
