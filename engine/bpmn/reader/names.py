"""Names of the dialect: namespaces, and the small steps by which elements are found in a tree."""

from collections.abc import Iterator

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"


def bpmn(name: str) -> str:
    """Return a name in the namespace of BPMN as lxml writes it."""
    return f"{{{BPMN}}}{name}"


def zeebe(name: str) -> str:
    """Return a name in the namespace of the zeebe extensions as lxml writes it."""
    return f"{{{ZEEBE}}}{name}"


def local(node: etree._Element) -> str:
    """Return the local name of an element of BPMN, "" for foreign elements, comments and instructions."""
    tag, prefix = str(node.tag), f"{{{BPMN}}}"
    return tag[len(prefix) :] if tag.startswith(prefix) else ""


def children(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children of BPMN with one of these names (all of BPMN where none is given)."""
    for child in node:
        name = local(child)
        if name and (not names or name in names):
            yield child


def child(node: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of this name in BPMN."""
    return node.find(bpmn(name))


def text(node: etree._Element | None) -> str | None:
    """Return the text of an element without surrounding space, None where there is none."""
    if node is None:
        return None
    return "".join(str(part) for part in node.itertext(tag=(node.tag,))).strip() or None


def attribute(node: etree._Element | None, name: str) -> str | None:
    """Return an attribute, None where it is missing or blank."""
    value = None if node is None else node.get(name)
    return value.strip() or None if value is not None else None


def reference(value: str | None) -> str | None:
    """Return the id that a QName refers to, without its prefix."""
    return value.strip().rpartition(":")[2] or None if value else None


def is_true(value: str | None, *, default: bool) -> bool:
    """Return an xsd:boolean."""
    if value is None:
        return default
    return value.strip() in {"true", "1"}


def line(node: etree._Element | None) -> int:
    """Return the line of an element in its file."""
    found: object = None if node is None else node.sourceline
    return found if isinstance(found, int) else 0


def extensions(node: etree._Element) -> etree._Element | None:
    """Return the extension elements of an element."""
    return child(node, "extensionElements")


def extension(node: etree._Element, name: str) -> etree._Element | None:
    """Return the zeebe extension element of this name."""
    holder = extensions(node)
    return None if holder is None else holder.find(zeebe(name))
