"""Reads lanes: which roles there are, and in whose lane each element stands."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.reader.names import attribute, children, reference, text


def lanes(process: etree._Element) -> dict[str, tuple[str, ...]]:
    """Return the elements of each lane by the lane's name (its id where it has none)."""
    found: dict[str, tuple[str, ...]] = {}
    for lane in _all(process):
        name = _name(lane)
        found[name] = found.get(name, ()) + tuple(_members(lane))
    return found


def places(process: etree._Element) -> dict[str, str]:
    """Return the name of the deepest lane of each element."""
    # Inner lanes come after the lanes that hold them, so the deepest one has the last word.
    return {member: _name(lane) for lane in _all(process) for member in _members(lane)}


def _all(holder: etree._Element) -> Iterator[etree._Element]:
    for lane_set in children(holder, "laneSet", "childLaneSet"):
        for lane in children(lane_set, "lane"):
            yield lane
            yield from _all(lane)
    for part in children(holder, "subProcess", "transaction"):
        yield from _all(part)


def _name(lane: etree._Element) -> str:
    return attribute(lane, "name") or attribute(lane, "id") or ""


def _members(lane: etree._Element) -> Iterator[str]:
    for node in children(lane, "flowNodeRef"):
        member = reference(text(node))
        if member:
            yield member
