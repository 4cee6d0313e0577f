"""The type of what a decision gives, as its model declares it: each value is of it, or null."""

from collections.abc import Mapping

from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.model import Box, Decision, TableBox
from engine.decisions.dmn.types import TypeTable
from engine.decisions.feel.types import ANY, SIMPLE_TYPES, ContextType, FeelType, ListType, RestrictedType

_MANY = frozenset({"RULE ORDER", "OUTPUT ORDER", "COLLECT"})


def result_types(definitions: Definitions) -> Mapping[str, str]:
    """Return the type of each decision by its id, as text; without those that declare none."""
    types = definitions.graph.workshop.types
    found = {
        element.id: _of_decision(element, types)
        for element in definitions.graph.model.elements
        if isinstance(element, Decision)
    }
    return {id_: str(kind) for id_, kind in found.items() if kind.name != "Any"}


def _of_decision(decision: Decision, types: TypeTable) -> FeelType:
    declared = _bare(types.of(decision.type_ref) or ANY)
    return _of_box(decision.logic, types) if declared.name == "Any" else declared


def _of_box(box: Box | None, types: TypeTable) -> FeelType:
    declared = ANY if box is None else _bare(types.of(box.type_ref) or ANY)
    if declared.name != "Any" or not isinstance(box, TableBox):
        return declared
    return _of_table(box, types)


def _of_table(box: TableBox, types: TypeTable) -> FeelType:
    if box.aggregation is not None:
        return SIMPLE_TYPES["number"] if box.aggregation == "COUNT" else ANY
    kinds = [_bare(types.of(clause.type_ref) or ANY) for clause in box.outputs]
    names = [clause.name or f"output {number}" for number, clause in enumerate(box.outputs, 1)]
    kind = kinds[0] if len(kinds) == 1 else ContextType("context", tuple(zip(names, kinds, strict=True)))
    return ListType("list", kind) if box.hit_policy in _MANY else kind


def _bare(kind: FeelType) -> FeelType:
    """Return a type without restrictions on its values, which its text would hide."""
    while isinstance(kind, RestrictedType):
        kind = kind.base
    if isinstance(kind, ListType):
        return ListType("list", _bare(kind.item))
    if isinstance(kind, ContextType):
        return ContextType("context", tuple((name, _bare(entry)) for name, entry in kind.fields))
    return kind
