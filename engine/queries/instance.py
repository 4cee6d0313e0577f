"""Process instances: where they stand and what they hold."""

from collections.abc import Mapping, Sequence

from engine.errors import NotFound
from engine.model.instance import Instance
from engine.model.process import Process
from engine.model.query import InstanceQuery, Page, Paging
from engine.ports.engine import Engine
from engine.ports.expression import Decided
from engine.ports.runtime import TokenView
from engine.ports.store import Reader


def instance(engine: Engine, instance_id: str) -> Instance:
    """Return an instance.

    Raises:
        NotFound: there is no such instance.
    """
    with engine.store.read() as reader:
        found = reader.instance(instance_id)
    if found is None:
        raise NotFound("process instance", instance_id)
    return found


def instances(engine: Engine, query: InstanceQuery, paging: Paging) -> Page[Instance]:
    """Return instances."""
    with engine.store.read() as reader:
        return reader.instances(query, paging)


def variables(engine: Engine, instance_id: str, *, scope: int = 0) -> dict[str, object]:
    """Return the variables of one scope of an instance."""
    with engine.store.read() as reader:
        if reader.instance(instance_id) is None:
            raise NotFound("process instance", instance_id)
        stored = reader.variables(instance_id)
    return {name: engine.codec.decode(text) for number, name, text in stored if number == scope}


def scopes(engine: Engine, instance_id: str) -> dict[int, dict[str, object]]:
    """Return the variables of every scope of an instance, the outermost (0) first.

    Raises:
        NotFound: there is no such instance.
    """
    with engine.store.read() as reader:
        if reader.instance(instance_id) is None:
            raise NotFound("process instance", instance_id)
        stored = reader.variables(instance_id)
    found: dict[int, dict[str, object]] = {0: {}}
    for scope, name, text in stored:
        if scope >= 0:  # below zero the execution keeps what no expression sees
            found.setdefault(scope, {})[name] = engine.codec.decode(text)
    return dict(sorted(found.items()))


def seen_variables(engine: Engine, instance_id: str, token: int | None) -> Mapping[str, object]:
    """Return the variables that the element with a token sees; without its token, the outermost ones.

    Raises:
        NotFound: there is no such instance.
    """
    with engine.store.read() as reader:
        found = reader.instance(instance_id)
        if found is None:
            raise NotFound("process instance", instance_id)
        if token is not None and found.ended_at is None:
            live = engine.runtime.load(found, reader.state(instance_id), _Models(engine, reader))
            if live.waits(token):
                return live.variables(token)
    return variables(engine, instance_id)


def tokens(engine: Engine, instance_id: str) -> Sequence[TokenView]:
    """Return where an instance stands."""
    with engine.store.read() as reader:
        found = reader.instance(instance_id)
        if found is None:
            raise NotFound("process instance", instance_id)
        if found.ended_at is not None:
            return []
        live = engine.runtime.load(found, reader.state(instance_id), _Models(engine, reader))
    return live.tokens()


def element_counts(engine: Engine, definition_id: str) -> Mapping[str, int]:
    """Count the tokens at each element over the active instances of one version."""
    with engine.store.read() as reader:
        return reader.element_counts(definition_id)


class _Models:
    """Gives models to a state that is only looked at; nothing is executed."""

    def __init__(self, engine: Engine, reader: Reader) -> None:
        self._engine = engine
        self._reader = reader

    def process(self, definition_id: str) -> Process:
        """Return the model of one version."""
        return self._engine.shelf.process(self._reader, definition_id)

    def called_process(
        self, key: str, *, binding: str, version_tag: str | None, caller: str
    ) -> tuple[str, Process]:
        """Refuse: looking starts nothing."""
        raise NotFound("process definition", f"{key} {binding} {version_tag} {caller}")

    def decide(
        self,
        decision: str,
        variables: Mapping[str, object],
        *,
        binding: str,
        version_tag: str | None,
        caller: str,
    ) -> Decided:
        """Refuse: looking decides nothing."""
        raise NotFound("decision", f"{decision} {binding} {version_tag} {caller} {len(variables)}")
