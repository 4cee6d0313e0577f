"""The types that a model declares, by name."""

from collections.abc import Callable

from engine.decisions.dmn.model import ItemDefinition, Model
from engine.decisions.expression import compile_unary_tests
from engine.decisions.feel.parser import parse_type
from engine.decisions.feel.syntax import TypeName
from engine.decisions.feel.type_resolution import resolve
from engine.decisions.feel.types import (
    ANY,
    SIMPLE_TYPES,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    RestrictedType,
)


class TypeTable:
    """Item definitions as types; resolved when first asked for, for they may stand in any order."""

    def __init__(self, model: Model, imported: "dict[str, TypeTable]") -> None:
        self._definitions = {definition.name: definition for definition in model.types}
        self._imported = imported
        self._resolved: dict[tuple[str, bool], FeelType] = {}
        self.unknown: set[str] = set()

    def named(self, name: TypeName) -> FeelType | None:
        """Return the type of a name without type arguments, for `instance of`.

        Allowed values restrict what may be given and decided; they don't make a type of their own.
        """
        return self._find(name.name, restricted=False)

    def of(self, type_ref: str | None) -> FeelType | None:
        """Return the type of a reference; None for no reference, Any for one that is unknown."""
        if not type_ref:
            return None
        found = self._find(type_ref) or self._find(type_ref.rpartition(":")[2]) or self._generic(type_ref)
        if found is None:
            self.unknown.add(type_ref)
        return found or ANY

    def definition(self, name: str) -> ItemDefinition | None:
        """Return the declaration of a type."""
        return self._definitions.get(name) or self._definitions.get(name.rpartition(":")[2])

    def _generic(self, text: str) -> FeelType | None:
        name = parse_type(text) if "<" in text else None
        return None if name is None else resolve(name, self.named)

    def _find(self, name: str, *, restricted: bool = True) -> FeelType | None:
        key = (name, restricted)
        if key in self._resolved:
            return self._resolved[key]
        if name in self._definitions:
            # A type that mentions itself finds Any while it is being made.
            self._resolved[key] = ANY
            self._resolved[key] = self._make(self._definitions[name], restricted=restricted)
            return self._resolved[key]
        return SIMPLE_TYPES.get(name) or self._from_import(name, restricted=restricted)

    def _from_import(self, name: str, *, restricted: bool) -> FeelType | None:
        for alias, table in self._imported.items():
            if name.startswith(f"{alias}."):
                return table._find(name.removeprefix(f"{alias}."), restricted=restricted)
        return None

    def _make(self, definition: ItemDefinition, *, restricted: bool) -> FeelType:
        kind = self._base(definition, restricted=restricted)
        if restricted and definition.allowed_values:
            kind = RestrictedType(definition.name, kind, _allows(definition.allowed_values))
        if definition.is_collection:
            kind = ListType("list", kind)
        if restricted and definition.constraint:
            kind = RestrictedType(definition.name, kind, _allows(definition.constraint))
        return kind

    def _base(self, definition: ItemDefinition, *, restricted: bool) -> FeelType:
        if definition.components:
            fields = (
                (component.name, self._make(component, restricted=restricted))
                for component in definition.components
            )
            return ContextType("context", tuple(fields))
        if definition.function is not None:
            parameters = tuple(
                self.of(parameter.type_ref) or ANY for parameter in definition.function.parameters
            )
            return FunctionType("function", parameters, self.of(definition.function.result) or ANY)
        return self._referenced(definition.type_ref, restricted=restricted)

    def _referenced(self, type_ref: str | None, *, restricted: bool) -> FeelType:
        kind = None if restricted or not type_ref else self._find(type_ref, restricted=False)
        return kind or self.of(type_ref) or ANY


def _allows(tests: str) -> Callable[[object], bool]:
    compiled = compile_unary_tests(tests)
    return lambda value: compiled.test(value, {}).value is True
