"""The forms that people fill in: a task's, as its case was deployed, and a process's start form."""

import json
from collections.abc import Sequence
from typing import Any

from engine.errors import NotFound
from engine.model.definition import Definition, ResourceKind
from engine.model.process import Kind, Process
from engine.model.task import Task
from engine.ports.engine import Engine
from engine.ports.store import Reader
from engine.queries.definition import latest_of


def task_form(engine: Engine, task: Task) -> dict[str, Any] | None:
    """Return a task's form as JSON data, in the version deployed with its process; None without one."""
    if task.form_key is None:
        return None
    with engine.store.read() as reader:
        process = reader.definition(task.definition_id)
        found = process and _form_beside(reader, process, task.form_key)
        return None if found is None else _read(engine, reader, found)


def start_form(engine: Engine, definition_id: str) -> tuple[Definition, dict[str, Any]]:
    """Return the form of a process's blank start event.

    Raises:
        NotFound: there is no such version, or it starts without a form.
    """
    with engine.store.read() as reader:
        definition = reader.definition(definition_id)
        if definition is None or definition.kind is not ResourceKind.PROCESS:
            raise NotFound("process definition", definition_id)
        key = _start_form_key(engine.shelf.process(reader, definition_id))
        found = _form_beside(reader, definition, key) if key else None
        if found is None:
            raise NotFound("start form", definition_id)
        return found, _read(engine, reader, found)


def latest_forms(engine: Engine) -> Sequence[tuple[Definition, dict[str, Any]]]:
    """Return the newest version of every form."""
    with engine.store.read() as reader:
        found = latest_of(reader, ResourceKind.FORM)
        return [(form, _read(engine, reader, form)) for form in found]


def _form_beside(reader: Reader, process: Definition, key: str) -> Definition | None:
    beside = reader.of_deployment(process.deployment_id, ResourceKind.FORM, key)
    return beside or reader.latest(ResourceKind.FORM, key)


def _start_form_key(process: Process) -> str | None:
    for element in process.members.get(process.id, ()):
        if element.kind is Kind.START_EVENT and element.user_task is not None:
            return element.user_task.form
    return None


def _read(engine: Engine, reader: Reader, form: Definition) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(engine.shelf.form(reader, form))
    return data
