"""A file while it is converted: the tree, the notes of what was changed, and edits that keep the layout."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from engine.bpmn.reader.names import BPMN, ZEEBE, attribute, bpmn, line, local, zeebe

# Engines that share one ancestor and its names for the same things.
FAMILY = (
    "http://camunda.org/schema/1.0/bpmn",
    "http://operaton.org/schema/1.0/bpmn",
    "http://activiti.org/bpmn",
    "http://flowable.org/bpmn",
)
DOCUMENTATION = "documentation"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed, told in both languages."""

    element: str | None
    line: int
    message: str
    message_zh: str


@dataclass
class Draft:
    """The tree under change."""

    root: etree._Element
    changes: list[Change] = field(default_factory=list)

    def nodes(self, *names: str) -> Iterator[etree._Element]:
        """Yield the elements of BPMN with these names; changes while going on are fine."""
        yield from list(self.root.iter(*(bpmn(name) for name in names or ("*",))))

    def note(self, node: etree._Element, message: str, message_zh: str) -> None:
        """Remember a change."""
        owner: etree._Element | None = node
        while owner is not None and not (attribute(owner, "id") and local(owner)):
            owner = owner.getparent()
        self.changes.append(Change(attribute(owner, "id"), line(node), message, message_zh))

    def moved(self, node: etree._Element, old: str, new: str) -> None:
        """Remember that one thing now stands for another."""
        self.note(node, f"{old} became {new}.", f"{old} 已转换为 {new}。")


def vendor(node: etree._Element, name: str) -> str | None:
    """Return an attribute of one of the engines of the family."""
    return next((value for space in FAMILY if (value := attribute(node, f"{{{space}}}{name}"))), None)


def drop(node: etree._Element, *names: str) -> None:
    """Take attributes of the family away."""
    for space in FAMILY:
        for name in names:
            node.attrib.pop(f"{{{space}}}{name}", "")


def vendor_elements(node: etree._Element, name: str) -> list[etree._Element]:
    """Return the extension elements of the family with a name."""
    holder = node.find(bpmn("extensionElements"))
    if holder is None:
        return []
    return [part for space in FAMILY for part in holder.findall(f"{{{space}}}{name}")]


def extend(node: etree._Element, name: str, attributes: dict[str, str]) -> etree._Element:
    """Set attributes of a zeebe extension element, which is made where it is missing."""
    holder = _holder(node)
    found = holder.find(zeebe(name))
    if found is None:
        found = insert(holder, zeebe(name), len(holder))
    for key, value in attributes.items():
        found.set(key, value)
    return found


def _holder(node: etree._Element) -> etree._Element:
    found = node.find(bpmn("extensionElements"))
    if found is not None:
        return found
    # The schema wants documentation first, extensions next, all else after.
    place = sum(1 for part in node if local(part) == DOCUMENTATION)
    return insert(node, bpmn("extensionElements"), place)


def insert(parent: etree._Element, tag: str, place: int) -> etree._Element:
    """Insert an element, indented as its neighbours are."""
    nsmap = None if ZEEBE in parent.nsmap.values() or not tag.startswith(f"{{{ZEEBE}}}") else {"zeebe": ZEEBE}
    made = parent.makeelement(tag, nsmap=nsmap)
    outer = indentation(parent)
    inner = f"{outer}  "
    if len(parent) == 0:
        parent.text, made.tail = inner, outer
    elif place == 0:
        made.tail = parent.text
    else:
        made.tail, parent[place - 1].tail = parent[place - 1].tail, inner
    parent.insert(place, made)
    return made


def indentation(node: etree._Element) -> str:
    """Return the line break and spaces before an element."""
    previous = node.getprevious()
    parent = node.getparent()
    before = previous.tail if previous is not None else (parent.text if parent is not None else None)
    spaces = (before or "").rpartition("\n")
    return f"\n{spaces[2]}" if spaces[1] and not spaces[2].strip() else "\n"


def remove(node: etree._Element) -> None:
    """Remove an element, and extension elements that it leaves empty."""
    parent = node.getparent()
    if parent is None:
        return
    previous = node.getprevious()
    if node.getnext() is None:
        # What closes the parent moves up, so that its end tag keeps its place.
        if previous is not None:
            previous.tail = node.tail
        else:
            parent.text = node.tail
    parent.remove(node)
    if len(parent) == 0 and parent.tag == f"{{{BPMN}}}extensionElements":
        remove(parent)
