"""Reads the zeebe extension elements of a flow node."""

from lxml import etree

from engine.bpmn.reader.condition import bare
from engine.bpmn.reader.names import attribute, child, extension, extensions, is_true, local, text, zeebe
from engine.model.listener import Listener
from engine.model.process import (
    CalledDecision,
    CalledElement,
    Job,
    Script,
    UserTask,
    VariableMapping,
)

FEEL_LANGUAGES = frozenset(
    {
        "feel",
        "http://www.omg.org/spec/feel/20140401",
        "http://www.omg.org/spec/dmn/20151101/dmn.xsd",
        "http://www.omg.org/spec/dmn/20180521/feel/",
        "https://www.omg.org/spec/dmn/20191111/feel/",
        "https://www.omg.org/spec/dmn/20230324/feel/",
        "application/feel",
        "text/feel",
    }
)


def user_task(node: etree._Element) -> UserTask | None:
    """Return how a human task is offered, or the form that a start event begins with."""
    has_form = extension(node, "formDefinition") is not None
    if local(node) != "userTask" and not (local(node) == "startEvent" and has_form):
        return None
    assignment = extension(node, "assignmentDefinition")
    schedule = extension(node, "taskSchedule")
    return UserTask(
        form=_form(extension(node, "formDefinition")),
        assignee=attribute(assignment, "assignee"),
        candidate_groups=attribute(assignment, "candidateGroups"),
        candidate_users=attribute(assignment, "candidateUsers"),
        due_at=attribute(schedule, "dueDate"),
        follow_up_at=attribute(schedule, "followUpDate"),
        priority=attribute(extension(node, "priorityDefinition"), "priority"),
    )


def _form(node: etree._Element | None) -> str | None:
    names = ("externalReference", "formKey", "formId")
    return next((value for name in names if (value := attribute(node, name))), None)


def job(node: etree._Element) -> Job | None:
    """Return the connector's work."""
    definition = extension(node, "taskDefinition")
    return None if definition is None else Job(*_work(definition))


def _work(node: etree._Element) -> tuple[str, str]:
    return attribute(node, "type") or "", attribute(node, "retries") or "3"


def listeners(node: etree._Element) -> tuple[Listener, ...]:
    """Return the execution listeners in document order."""
    holder = extensions(node)
    if holder is None:
        return ()
    rows = holder.iterfind(f"{zeebe('executionListeners')}/{zeebe('executionListener')}")
    return tuple(Listener(attribute(row, "eventType") or "", *_work(row)) for row in rows)


def headers(node: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return what connectors are told beside the variables."""
    holder = extension(node, "taskHeaders")
    if holder is None:
        return ()
    rows = holder.findall(zeebe("header"))
    return tuple((row.get("key") or "", row.get("value") or "") for row in rows)


def called_decision(node: etree._Element) -> CalledDecision | None:
    """Return the decision that a business rule task calls."""
    called = extension(node, "calledDecision")
    if called is None:
        return None
    return CalledDecision(
        decision=attribute(called, "decisionId") or "",
        result_variable=attribute(called, "resultVariable") or "",
        binding=attribute(called, "bindingType") or "latest",
        version_tag=attribute(called, "versionTag"),
    )


def script(node: etree._Element) -> Script | None:
    """Return the script of a script task: `zeebe:script`, or the standard's element when it is FEEL."""
    own = extension(node, "script")
    if own is not None:
        written = bare(own.get("expression"))
        return Script(expression=written or "", result_variable=attribute(own, "resultVariable"))
    written = bare(text(child(node, "script")))
    if written is None or not is_feel(node.get("scriptFormat")):
        return None
    return Script(expression=written)


def is_feel(language: str | None) -> bool:
    """Say whether a script format or expression language names FEEL."""
    return (language or "").strip().lower() in FEEL_LANGUAGES


def called_element(node: etree._Element) -> CalledElement | None:
    """Return the process that a call activity starts."""
    if local(node) != "callActivity":
        return None
    called = extension(node, "calledElement")
    target = attribute(called, "processId") or (attribute(node, "calledElement") or "").rpartition(":")[2]
    if not target:
        return None
    return CalledElement(
        process=target,
        binding=attribute(called, "bindingType") or "latest",
        version_tag=attribute(called, "versionTag"),
        propagate_all_parent_variables=_flag(called, "propagateAllParentVariables"),
        propagate_all_child_variables=_flag(called, "propagateAllChildVariables"),
    )


def _flag(node: etree._Element | None, name: str) -> bool:
    return is_true(attribute(node, name), default=True)


def mappings(node: etree._Element, name: str) -> tuple[VariableMapping, ...]:
    """Return the `input` or `output` mappings."""
    holder = extension(node, "ioMapping")
    if holder is None:
        return ()
    rows = holder.findall(zeebe(name))
    return tuple(VariableMapping(row.get("source") or "", row.get("target") or "") for row in rows)


def properties(node: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return the zeebe properties (several holders are legal, in document order)."""
    holder = extensions(node)
    if holder is None:
        return ()
    rows = holder.iterfind(f"{zeebe('properties')}/{zeebe('property')}")
    return tuple((row.get("name") or "", row.get("value") or "") for row in rows)


def version_tag(node: etree._Element) -> str | None:
    """Return the version tag of a process."""
    return attribute(extension(node, "versionTag"), "value")
