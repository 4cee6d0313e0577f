"""Converts human tasks: assignment, dates, priority and form."""

from lxml import etree

from engine.bpmn.convert.draft import Draft, drop, extend, vendor
from engine.bpmn.convert.juel import is_expression, translate

PLACES = {
    "assignee": ("assignmentDefinition", "assignee"),
    "candidateGroups": ("assignmentDefinition", "candidateGroups"),
    "candidateUsers": ("assignmentDefinition", "candidateUsers"),
    "dueDate": ("taskSchedule", "dueDate"),
    "followUpDate": ("taskSchedule", "followUpDate"),
    "priority": ("priorityDefinition", "priority"),
    "formKey": ("formDefinition", "externalReference"),
    "formRef": ("formDefinition", "externalReference"),
}
# Forms that live in another engine's web application or inside the model.
FOREIGN_FORMS = ("embedded:", "app:", "deployment:", "camunda-forms:", "engine:", "/", "http:", "https:")


def user_tasks(draft: Draft) -> None:
    """Convert every user task."""
    for node in draft.nodes("userTask"):
        for name, (element, attribute) in PLACES.items():
            _convert(draft, node, name, (element, attribute))
        drop(node, *(f"formRef{part}" for part in ("Binding", "Version") if vendor(node, "formRef") is None))


def _convert(draft: Draft, node: etree._Element, name: str, place: tuple[str, str]) -> None:
    written = vendor(node, name)
    value = None if written is None else value_of(written)
    if written is None or value is None or (name == "formKey" and written.startswith(FOREIGN_FORMS)):
        return
    extend(node, place[0], {place[1]: value})
    drop(node, name)
    draft.moved(node, f"{name}={written}", f"zeebe:{place[0]} {place[1]}={value}")


def value_of(written: str) -> str | None:
    """Return a value in the dialect: FEEL with its sign, or plain text; None where nothing is certain."""
    if not is_expression(written):
        return written
    feel = translate(written)
    return None if feel is None else f"= {feel}"
