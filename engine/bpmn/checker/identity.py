"""Rules on ids, on processes as a whole, and on what a file must hold at all."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.checker.source import Finding, Source, found, found_at
from engine.bpmn.reader.element import KINDS
from engine.bpmn.reader.names import BPMN, attribute, line, local
from engine.model.process import Element, Process

RESERVED = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
RESERVED_ENDINGS = (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin")


def duplicate_ids(source: Source) -> Iterator[Finding]:
    """Find ids that several elements of BPMN bear (the diagram's own ids are another name space)."""
    first: dict[str, etree._Element] = {}
    for node in source.root.iter(f"{{{BPMN}}}*"):
        id_ = attribute(node, "id")
        if id_ is not None and first.setdefault(id_, node) is not node:
            yield Finding("BPMN106", id_, line(node), {"other": line(first[id_])})


def missing_ids(source: Source) -> Iterator[Finding]:
    """Find flow nodes and processes without an id: nothing can refer to them."""
    for node in source.root.iter(f"{{{BPMN}}}*"):
        if (local(node) in KINDS or local(node) == "process") and attribute(node, "id") is None:
            yield found_at("BPMN108", node, tag=local(node))


def reserved_ids(source: Source) -> Iterator[Finding]:
    """Find ids that the engine uses for its own steps: the process would come out empty or different."""
    for process in source.processes:
        items: list[Process | Element] = [process, *process.elements.values()]
        for item in items:
            if item.id in RESERVED or item.id.endswith(RESERVED_ENDINGS):
                yield found("BPMN705", item)


def no_process(source: Source) -> Iterator[Finding]:
    """Find a file without any process."""
    if not source.model.processes:
        yield found_at("BPMN113", source.root)


def empty_process(source: Source) -> Iterator[Finding]:
    """Find a process without a single flow node (a black-box pool has no process at all)."""
    for process in source.processes:
        if not process.elements:
            yield found("BPMN114", process)


def not_executable(source: Source) -> Iterator[Finding]:
    """Find processes that are marked as documentation although nothing else in the file is executable."""
    for process in source.processes:
        if not process.is_executable:
            yield found("BPMN115", process)


def several_processes_alike(source: Source) -> Iterator[Finding]:
    """Find pools that share one process."""
    seen: dict[str, str] = {}
    for pool, process in source.model.participants.items():
        if process and seen.setdefault(process, pool) != pool:
            node = next(
                (item for item in source.root.iter(f"{{{BPMN}}}participant") if item.get("id") == pool), None
            )
            if node is not None:
                yield found_at("BPMN116", node, process=process, other=seen[process])


def definitions_without_namespace(source: Source) -> Iterator[Finding]:
    """Find a file whose definitions name no target namespace, which the schema demands."""
    if source.model.target_namespace is None and len(source.root):
        yield found_at("BPMN117", source.root)


RULES = (
    duplicate_ids,
    missing_ids,
    reserved_ids,
    no_process,
    empty_process,
    not_executable,
    several_processes_alike,
    definitions_without_namespace,
)
