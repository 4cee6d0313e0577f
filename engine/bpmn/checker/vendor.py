"""Rules on extensions of other engines: what they would do here, nothing does."""

from collections.abc import Iterator

from lxml import etree

from engine.bpmn.checker.source import Finding, Source, found_at, owner_of
from engine.bpmn.reader.names import ZEEBE

ENGINES = {
    "http://camunda.org/schema/1.0/bpmn": "camunda",
    "http://operaton.org/schema/1.0/bpmn": "operaton",
    "http://activiti.org/bpmn": "activiti",
    "http://flowable.org/bpmn": "flowable",
    "http://www.jboss.org/drools": "drools",
    "http://www.omg.org/bpmn20": "drools",
    "http://spiffworkflow.org/bpmn/schema/1.0/core": "spiffworkflow",
}
# What changes neither who does what nor with which data: speed, retention, looks and lists of starters.
HARMLESS = frozenset(
    {
        *("async", "asyncAfter", "asyncBefore", "exclusive", "jobPriority", "taskPriority"),
        *("historyTimeToLive", "isStartableInTasklist", "candidateStarterGroups", "candidateStarterUsers"),
        *("modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon", "diagramRelationId"),
        *("properties", "property", "failedJobRetryTimeCycle", "localization", "metaData", "metaValue"),
        *(
            "packageName",
            "version",
            "errorMessage",
            "dtype",
            "structureRef",
            "isGenerated",
            "import",
            "global",
        ),
        *("versionTag", "processCategory", "isEagerExecutionFetching", "adHoc", "formFieldValidation"),
    }
)
UNDERSTOOD = frozenset(
    {
        *("userTask", "formDefinition", "assignmentDefinition", "taskSchedule", "priorityDefinition"),
        *("taskDefinition", "taskHeaders", "header", "ioMapping", "input", "output", "calledDecision"),
        *("calledElement", "loopCharacteristics", "subscription", "script", "properties", "property"),
        *("versionTag", "userTaskForm", "executionListeners"),
    }
)


def other_engines(source: Source) -> Iterator[Finding]:
    """Find instructions to another engine, all of one element together."""
    names: dict[etree._Element, list[str]] = {}
    for process in source.process_nodes:
        for node in process.iter("*"):
            owner = owner_of(node)
            if owner is not None:
                names.setdefault(owner, []).extend(_instructions(node))
    for owner, found in names.items():
        if found:
            yield found_at("BPMN731", owner, names=", ".join(dict.fromkeys(found)))


def _instructions(node: etree._Element) -> Iterator[str]:
    names = [str(name) for name in node.attrib]
    if _engine(str(node.tag)) is None or _engine(_parent_tag(node)) is None:
        names.append(str(node.tag))
    elif _engine(str(node.tag)) is not None:
        return  # a detail of an instruction that is told already
    for name in names:
        prefix, plain = _engine(name), name.rpartition("}")[2]
        if prefix is not None and plain not in HARMLESS:
            yield f"{prefix}:{plain}"


def _engine(name: str) -> str | None:
    return ENGINES.get(name[1:].partition("}")[0]) if name.startswith("{") else None


def _parent_tag(node: etree._Element) -> str:
    parent = node.getparent()
    return "" if parent is None else str(parent.tag)


def unknown_dialect(source: Source) -> Iterator[Finding]:
    """Find extensions of the dialect that the engine does not execute, such as task listeners."""
    for process in source.process_nodes:
        for node in process.iter(f"{{{ZEEBE}}}*"):
            name = str(node.tag).rpartition("}")[2]
            if name not in UNDERSTOOD and not _parent_tag(node).startswith(f"{{{ZEEBE}}}"):
                yield found_at("BPMN732", node, name=f"zeebe:{name}")


RULES = (other_engines, unknown_dialect)
