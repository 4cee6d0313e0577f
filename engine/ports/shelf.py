"""Loaded model files, by version: they never change, so they are read once per process."""

import threading
from dataclasses import dataclass

from engine.errors import NotFound
from engine.model.definition import Definition, ResourceKind
from engine.model.process import Process
from engine.ports.models import DecisionFile, DecisionFiles, ProcessFiles
from engine.ports.store import Reader


@dataclass(frozen=True, slots=True)
class _Loaded:
    definition: Definition
    model: Process | DecisionFile | bytes


class Shelf:
    """Keeps what was read of each version."""

    def __init__(self, processes: ProcessFiles, decisions: DecisionFiles) -> None:
        self._processes = processes
        self._decisions = decisions
        self._kept: dict[str, _Loaded] = {}
        self._forms: dict[tuple[str, str], Definition] = {}
        self._lock = threading.Lock()

    def process(self, reader: Reader, definition_id: str) -> Process:
        """Return a process model."""
        model = self._load(reader, definition_id, ResourceKind.PROCESS).model
        assert isinstance(model, Process)  # noqa: S101 - its kind says so
        return model

    def decision_file(self, reader: Reader, definition: Definition) -> DecisionFile:
        """Return a loaded DMN file."""
        model = self._load(reader, definition.id, ResourceKind.DECISION).model
        assert not isinstance(model, Process | bytes)  # noqa: S101 - its kind says so
        return model

    def form(self, reader: Reader, definition: Definition) -> bytes:
        """Return a form's text."""
        model = self._load(reader, definition.id, ResourceKind.FORM).model
        assert isinstance(model, bytes)  # noqa: S101 - its kind says so
        return model

    def form_for(self, reader: Reader, definition_id: str, form_key: str) -> bytes | None:
        """Return the form that a version's tasks use: of the same deployment, else the newest.

        None where no such form is deployed.
        """
        key = (definition_id, form_key)
        bound = self._forms.get(key)
        if bound is None:
            calling = reader.definition(definition_id)
            deployment = "" if calling is None else calling.deployment_id
            bound = reader.of_deployment(deployment, ResourceKind.FORM, form_key)
            if bound is not None:
                self._forms[key] = bound
        bound = bound or reader.latest(ResourceKind.FORM, form_key)
        return None if bound is None else self.form(reader, bound)

    def _load(self, reader: Reader, definition_id: str, kind: ResourceKind) -> _Loaded:
        key = f"{kind}/{definition_id}"
        found = self._kept.get(key)
        if found is None:
            definition = reader.definition(definition_id)
            if definition is None or definition.kind is not kind:
                raise NotFound(f"{kind} definition", definition_id)
            found = _Loaded(definition, self._read(definition, reader.content(definition.digest)))
            with self._lock:
                self._kept[key] = found
        return found

    def _read(self, definition: Definition, content: bytes) -> Process | DecisionFile | bytes:
        if definition.kind is ResourceKind.FORM:
            return content
        if definition.kind is ResourceKind.DECISION:
            return self._decisions.load(content, definition.file)
        for process in self._processes.read(content, definition.file):
            if process.id == definition.key:
                return process
        raise NotFound("process", definition.key)
