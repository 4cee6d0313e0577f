"""What a step may ask of deployed definitions, answered by the transaction it runs in."""

from collections.abc import Mapping

from engine.errors import NotFound
from engine.model.definition import Definition, ResourceKind
from engine.model.process import Process
from engine.ports.engine import Engine
from engine.ports.expression import Decided
from engine.ports.store import Reader


class DeployedSurroundings:
    """Answers from the deployed versions; bindings as in Camunda 8 (latest, deployment, versionTag)."""

    def __init__(self, engine: Engine, reader: Reader) -> None:
        self._engine = engine
        self._reader = reader

    def called_process(
        self, key: str, *, binding: str, version_tag: str | None, caller: str
    ) -> tuple[str, Process]:
        """Return the definition id and model of the process that a call activity starts."""
        definition = self._bound(ResourceKind.PROCESS, key, binding, version_tag, caller)
        if definition is None:
            raise NotFound("process definition", key)
        return definition.id, self.process(definition.id)

    def process(self, definition_id: str) -> Process:
        """Return the model of one version."""
        return self._engine.shelf.process(self._reader, definition_id)

    def decide(
        self,
        decision: str,
        variables: Mapping[str, object],
        *,
        binding: str,
        version_tag: str | None,
        caller: str,
    ) -> Decided:
        """Evaluate a decision of a deployed DMN file; the record names the version."""
        provider = self._reader.decision_provider(decision)
        if provider is None:
            raise NotFound("decision", decision)
        if binding != "latest":
            provider = self._bound(ResourceKind.DECISION, provider.key, binding, version_tag, caller)
            if provider is None:
                raise NotFound("decision", f"{decision} ({binding} {version_tag or ''})")
        decided = self._engine.shelf.decision_file(self._reader, provider).evaluate(decision, variables)
        return Decided(decided.value, {"definition": provider.id, **decided.record})

    def _bound(
        self, kind: ResourceKind, key: str, binding: str, version_tag: str | None, caller: str
    ) -> Definition | None:
        if binding == "versionTag":
            return self._reader.tagged(kind, key, version_tag or "")
        if binding == "deployment":
            calling = self._reader.definition(caller)
            if calling is None:
                return None
            return self._reader.of_deployment(calling.deployment_id, kind, key)
        return self._reader.latest(kind, key)
