"""Finds every expression that is written in a file, and the place of a character in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from engine.bpmn.checker.source import Source
from engine.bpmn.reader.condition import bare
from engine.bpmn.reader.extension import is_feel
from engine.bpmn.reader.names import BPMN, ZEEBE, children, line, local, text

# Always FEEL, with or without the leading sign.
CONDITIONS = frozenset(
    {"conditionExpression", "condition", "loopCondition", "loopCardinality", "completionCondition"}
)
# FEEL where the text starts with the sign, else the text itself.
TIMES = frozenset({"timeDate", "timeDuration", "timeCycle"})
NAMES = {
    "message": ("name",),
    "signal": ("name",),
    "error": ("errorCode",),
    "escalation": ("escalationCode",),
}
ALWAYS = {"loopCharacteristics": ("inputCollection", "outputElement"), "script": ("expression",)}
SOMETIMES = {
    "input": ("source",),
    "output": ("source",),
    "assignmentDefinition": ("assignee", "candidateGroups", "candidateUsers"),
    "taskSchedule": ("dueDate", "followUpDate"),
    "priorityDefinition": ("priority",),
    "taskDefinition": ("type", "retries"),
    "calledDecision": ("decisionId",),
    "calledElement": ("processId",),
    "subscription": ("correlationKey",),
    "formDefinition": ("externalReference",),
}


@dataclass(frozen=True)
class Formula:
    """One expression as written. `is_feel` says whether it is one, `feel` is what FEEL gets to read.

    `name` is that of the attribute or element that holds it.
    """

    node: etree._Element
    name: str
    written: str
    is_feel: bool
    language: str | None = None

    @property
    def feel(self) -> str:
        """Return the expression without its sign."""
        return bare(self.written) or ""


def formulas(source: Source) -> Iterator[Formula]:
    """Yield every expression of the judged processes and of the file's declarations."""
    for process in source.process_nodes:
        for node in process.iter():
            yield from _written(node)
    for node in children(source.root, *NAMES):
        for part in node.iter():
            yield from _written(part)


def _written(node: etree._Element) -> Iterator[Formula]:
    tag = str(node.tag)
    if tag.startswith(f"{{{BPMN}}}"):
        yield from _of_standard(node, local(node))
    elif tag.startswith(f"{{{ZEEBE}}}"):
        yield from _of_dialect(node, tag[len(ZEEBE) + 2 :])


def _of_standard(node: etree._Element, name: str) -> Iterator[Formula]:
    written = text(node) or ""
    if name in CONDITIONS:
        yield Formula(node, name, written, is_feel=True, language=node.get("language"))
    elif name in TIMES:
        yield Formula(node, name, written, is_feel=written.startswith("="), language=node.get("language"))
    elif name == "script" and local_parent(node) == "scriptTask" and is_feel(_format(node)):
        yield Formula(node, name, written, is_feel=True)
    elif name in NAMES:
        for attribute in NAMES[name]:
            yield from _attribute(node, attribute, always=False)


def _format(node: etree._Element) -> str | None:
    parent = node.getparent()
    return None if parent is None else parent.get("scriptFormat")


def local_parent(node: etree._Element) -> str:
    """Return the name of the element around an element."""
    parent = node.getparent()
    return "" if parent is None else local(parent)


def _of_dialect(node: etree._Element, name: str) -> Iterator[Formula]:
    for attribute in ALWAYS.get(name, ()):
        yield from _attribute(node, attribute, always=True)
    for attribute in SOMETIMES.get(name, ()):
        yield from _attribute(node, attribute, always=False)


def _attribute(node: etree._Element, name: str, *, always: bool) -> Iterator[Formula]:
    written = (node.get(name) or "").strip()
    if written:
        yield Formula(node, name, written, is_feel=always or written.startswith("="))


def position(source: Source, formula: Formula, row: int, column: int) -> tuple[int, int | None]:
    """Return the line in the file of a place in an expression, and the column where it can be told.

    XML parsers keep the line of an element's start tag only, so the text is looked up around that line.
    """
    start = line(formula.node)
    lines = source.lines
    first = formula.feel.splitlines()[0] if formula.feel else ""
    for number in (*range(start, min(start + 3, len(lines) + 1)), *range(start - 1, max(start - 30, 0), -1)):
        begin = _find(lines[number - 1], first) if 0 < number <= len(lines) else -1
        if begin >= 0:
            before = escape(first[: column - 1]) if row == 1 else ""
            return number + row - 1, begin + len(before) + 1 if row == 1 else column
    return start + row - 1, None


def _find(line_: str, first: str) -> int:
    quoted = escape(first)
    places = [
        line_.find(form)
        for form in (first, quoted, quoted.replace('"', "&quot;"), quoted.replace('"', "&#34;"))
    ]
    return next((place for place in places if place >= 0), -1) if first else -1
