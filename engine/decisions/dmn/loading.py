"""Loads a decision model: reads it and what it imports, compiles it, and lists what is wrong."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from engine.decisions.dmn.definitions import Definitions
from engine.decisions.dmn.graph import Graph
from engine.decisions.dmn.model import (
    Decision,
    DecisionService,
    Element,
    ItemDefinition,
    Model,
)
from engine.decisions.dmn.reading import read_model
from engine.decisions.dmn.types import TypeTable
from engine.decisions.dmn.workshop import Workshop
from engine.decisions.errors import DmnError, Problem

_KEPT_BYTES: Final = 128 * 1024


def load_alone(dmn_xml: bytes) -> Definitions:
    """Load a model that imports nothing; what was loaded lately is kept, unless its file is large.

    Raises:
        DmnError: with everything that is wrong.
    """
    return _kept(dmn_xml) if len(dmn_xml) <= _KEPT_BYTES else load_definitions(dmn_xml)


# A deployment loads each file for its checks, for the law's and for its names; a test case does so anew.
@lru_cache(maxsize=128)
def _kept(dmn_xml: bytes) -> Definitions:
    return load_definitions(dmn_xml)


def load_definitions(
    dmn_xml: bytes, imports: Mapping[str, bytes] | None = None, *, tolerant: bool = False
) -> Definitions:
    """Load a model; `imports` maps namespaces to files.

    A tolerant load keeps a model with problems: what can't be read is null.

    Raises:
        DmnError: with everything that is wrong, unless the load is tolerant.
    """
    loader = _Loader(imports or {})
    graph, _ = loader.load(dmn_xml, ())
    if loader.problems and not tolerant:
        raise DmnError(loader.problems)
    return Definitions(graph, tuple(loader.problems))


class _Loader:
    """Loads models that import each other."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self._loaded: dict[str, tuple[Graph, TypeTable]] = {}

    def load(self, data: bytes, path: tuple[str, ...]) -> tuple[Graph, TypeTable]:
        model = read_model(data)
        imported = {
            name: found
            for name, namespace in model.imports
            if (found := self._import(namespace, (*path, model.namespace))) is not None
        }
        types = TypeTable(model, {name: table for name, (_, table) in imported.items()})
        workshop = Workshop(model, types, set(_names(model, imported)))
        graph = Graph(model, workshop, {name: graph for name, (graph, _) in imported.items()})
        self.problems += workshop.problems
        self.problems += _reference_problems(graph)
        self.problems += [
            Problem("unknown_type", f"There is no type “{name}”.", f"没有名为“{name}”的类型。")
            for name in types.unknown
        ]
        return graph, types

    def _import(self, namespace: str, path: tuple[str, ...]) -> tuple[Graph, TypeTable] | None:
        if namespace in path:
            self._problem(
                "import_cycle", f"The model imports itself: {namespace}.", f"模型循环导入自身：{namespace}。"
            )
            return None
        if namespace not in self._loaded:
            if namespace not in self.files:
                self._problem(
                    "unknown_import",
                    f"The imported model {namespace} was not given.",
                    f"未提供被导入的模型 {namespace}。",
                )
                return None
            self._loaded[namespace] = self.load(self.files[namespace], path)
        return self._loaded[namespace]

    def _problem(self, code: str, message: str, zh: str) -> None:
        self.problems.append(Problem(code, message, zh))


def _names(model: Model, imported: Mapping[str, tuple[Graph, TypeTable]]) -> Iterator[str]:
    """Yield every name that an expression may use, of elements and of entries of types."""
    for element in model.elements:
        yield element.name
    for definition in model.types:
        yield from _names_of(definition)
    for alias, (graph, _) in imported.items():
        yield alias
        yield from _names(graph.model, {})


def _names_of(definition: ItemDefinition) -> Iterator[str]:
    for component in definition.components:
        yield component.name
        yield from _names_of(component)


def _references(element: Element) -> tuple[str, ...]:
    if isinstance(element, DecisionService):
        return (*element.outputs, *element.encapsulated, *element.input_decisions, *element.input_data)
    return element.requires


def _reference_problems(graph: Graph) -> Iterator[Problem]:
    for element in graph.model.elements:
        for reference in _references(element):
            if graph.lookup(reference) is None:
                yield Problem(
                    "unknown_reference",
                    f"“{element.name}” refers to {reference}, which does not exist.",
                    f"“{element.name}”引用了不存在的 {reference}。",
                    element.id,
                )
    yield from _cycles(graph)


def _cycles(graph: Graph) -> Iterator[Problem]:
    state: dict[int, bool] = {}

    def visit(element: Element) -> bool:
        """Tell whether the decision requires itself."""
        if id(element) in state:
            return state[id(element)]
        state[id(element)] = True
        required = (graph.resolve(reference, element) for reference in element.requires)
        found = any(visit(inner) for inner in required if isinstance(inner, Decision))
        state[id(element)] = False
        return found

    for element in graph.model.elements:
        if isinstance(element, Decision) and visit(element):
            yield Problem(
                "cycle",
                f"The decision “{element.name}” requires itself.",
                f"决策“{element.name}”依赖自身。",
                element.id,
            )
