"""Input and output mappings: variables from one scope into another (dialect of Camunda 8)."""

from collections import ChainMap
from collections.abc import Mapping

from engine.bpmn.execution.node import Formula
from engine.bpmn.execution.token import Token
from engine.model.incident import IncidentKind
from engine.model.process import VariableMapping
from engine.ports.expression import Expressions


class Transfer:
    """Compiled mappings, evaluated in order: a later one sees what the earlier ones have made.

    Nothing is written before all of them have a value, so that a mapping that fails leaves no trace.
    """

    def __init__(self, mappings: tuple[VariableMapping, ...], expressions: Expressions) -> None:
        self.mappings = tuple((Formula(m.source, expressions), m.target.split(".")) for m in mappings)

    def __bool__(self) -> bool:
        return bool(self.mappings)

    def values(
        self, token: Token, seen: Mapping[str, object], *, old: Mapping[str, object]
    ) -> dict[str, object]:
        """Return what the mappings make; `a.b` puts one entry into the context `a`, the old one or a new."""
        made: dict[str, object] = {}
        view: Mapping[str, object] = ChainMap(made, seen)  # type: ignore[arg-type]  # read only
        for formula, (name, *path) in self.mappings:
            value = formula.value(token, kind=IncidentKind.IO_MAPPING, variables=view)
            before = made[name] if name in made else old.get(name)
            made[name] = _nested(before, path, value)
        return made


class Inputs(Transfer):
    """`zeebe:input`: from what the activity sees into its own variables."""

    def transfer(self, token: Token) -> None:
        """Evaluate and write."""
        case = token.scope.case
        made = self.values(token, case.view(token), old={})
        case.write(made, token=token, scope=token.task_spec.own_scope(token), local=True)


class Outputs(Transfer):
    """`zeebe:output`: from the activity's own variables to where they are seen by others."""

    def transfer(self, token: Token, *, inside: int, outside: int) -> None:
        """Evaluate and write."""
        case = token.scope.case
        made = self.values(token, case.vars.view(inside), old=case.vars.view(outside))
        case.write(made, token=token, scope=outside)


def _nested(old: object, path: list[str], value: object) -> object:
    if not path:
        return value
    entries = dict(old) if isinstance(old, Mapping) else {}
    entries[path[0]] = _nested(entries.get(path[0]), path[1:], value)
    return entries
