"""Rules on activities: each must say what is done."""

from collections.abc import Iterator

from engine.bpmn.checker.source import Finding, Source, found
from engine.bpmn.reader.names import attribute, bpmn, extension
from engine.model.process import TASKS, Element, Kind

BINDINGS = frozenset({"latest", "deployment", "versionTag"})
PRIORITIES = range(101)


def service_task(source: Source) -> Iterator[Finding]:
    """Find service tasks without a connector."""
    for _, element in source.elements():
        if element.kind is Kind.SERVICE_TASK and element.job is None:
            yield found("BPMN501", element)


def business_rule_task(source: Source) -> Iterator[Finding]:
    """Find business rule tasks with neither a decision nor a connector."""
    for _, element in source.elements():
        if element.kind is Kind.BUSINESS_RULE_TASK and not (element.called_decision or element.job):
            yield found("BPMN502", element)


def script_task(source: Source) -> Iterator[Finding]:
    """Find script tasks without a script (one in another language is another rule's business)."""
    for _, element in source.elements():
        if element.kind is not Kind.SCRIPT_TASK or element.job is not None:
            continue
        written = source.nodes[element.id].find(bpmn("script"))
        is_foreign = written is not None and bool((written.text or "").strip())
        is_empty = element.script is not None and not element.script.expression
        if is_empty or (element.script is None and not is_foreign):
            yield found("BPMN503", element)


def call_activity(source: Source) -> Iterator[Finding]:
    """Find call activities that call nothing."""
    for _, element in source.elements():
        if element.kind is Kind.CALL_ACTIVITY and element.called_element is None:
            yield found("BPMN504", element)


def user_task(source: Source) -> Iterator[Finding]:
    """Find user tasks without a form."""
    for _, element in source.elements():
        if element.user_task is not None and element.user_task.form is None:
            yield found("BPMN505", element)


def decision_call(source: Source) -> Iterator[Finding]:
    """Find decision calls without a decision or without a variable for the result."""
    for _, element in source.elements():
        called = element.called_decision
        if called is not None and not (called.decision and called.result_variable):
            yield found("BPMN506", element)


def connector_type(source: Source) -> Iterator[Finding]:
    """Find work for a connector of no type, or with retries that are no number."""
    for _, element in source.elements():
        if element.job is None:
            continue
        if not element.job.type:
            yield found("BPMN507", element)
        retries = element.job.retries
        if not retries.startswith("=") and not (retries.isascii() and retries.isdecimal()):
            yield found("BPMN508", element, retries=retries)


def bindings(source: Source) -> Iterator[Finding]:
    """Find bindings that the engine does not know, and version tags that are missing."""
    for _, element in source.elements():
        for called in (element.called_element, element.called_decision):
            if called is None:
                continue
            if called.binding not in BINDINGS:
                yield found("BPMN509", element, binding=called.binding)
            elif called.binding == "versionTag" and called.version_tag is None:
                yield found("BPMN510", element)


def priority(source: Source) -> Iterator[Finding]:
    """Find priorities of human tasks that are no number from 0 to 100."""
    for _, element in source.elements():
        written = element.user_task.priority if element.user_task is not None else None
        if written is None or written.startswith("="):
            continue
        is_number = written.isascii() and written.isdecimal() and len(written) < len("1000")
        if not is_number or int(written) not in PRIORITIES:
            yield found("BPMN511", element, priority=written)


def embedded_form(source: Source) -> Iterator[Finding]:
    """Find forms that are embedded in the model."""
    for _, element in source.elements():
        key = attribute(extension(source.nodes[element.id], "formDefinition"), "formKey") or ""
        if key.startswith("camunda-forms:"):
            yield found("BPMN512", element, form=key)


def mapping_targets(source: Source) -> Iterator[Finding]:
    """Find mappings that name no variable to write to, or no source."""
    for _, element in source.elements():
        for mapping in (*element.inputs, *element.outputs):
            if not _is_variable(mapping.target) or not mapping.source.strip():
                yield found("BPMN513", element, target=mapping.target or "–")


def _is_variable(path: str) -> bool:
    return bool(path) and all(part.isidentifier() for part in path.split("."))


def two_ways_of_work(source: Source) -> Iterator[Finding]:
    """Find tasks that say twice, and differently, how they are done."""
    for _, element in source.elements():
        if element.kind in TASKS and len(_ways(element)) > 1:
            yield found("BPMN514", element, ways=", ".join(_ways(element)))


def _ways(element: Element) -> list[str]:
    ways = {
        "zeebe:taskDefinition": element.job,
        "zeebe:calledDecision": element.called_decision,
        "script": element.script,
    }
    return [name for name, way in ways.items() if way is not None]


RULES = (
    service_task,
    business_rule_task,
    script_task,
    call_activity,
    user_task,
    decision_call,
    connector_type,
    bindings,
    priority,
    embedded_form,
    mapping_targets,
    two_ways_of_work,
)
