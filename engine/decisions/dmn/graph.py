"""The requirement graph: who needs what, and evaluating it from the answer back to the inputs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from engine.decisions.dmn.logic import compile_box, function_maker
from engine.decisions.dmn.model import (
    Decision,
    DecisionService,
    Element,
    InputData,
    KnowledgeModel,
    Model,
)
from engine.decisions.dmn.trace import TableRecord, Trace
from engine.decisions.dmn.workshop import Workshop, coerced, fitted
from engine.decisions.feel.frame import Closure, Frame
from engine.decisions.feel.types import ANY, FeelType
from engine.decisions.limits import Run, Warning_
from engine.decisions.values import Function, Prepared


class Graph:
    """The elements of a model and of those it imports, compiled."""

    def __init__(self, model: Model, workshop: Workshop, imported: "Mapping[str, Graph]") -> None:
        """Compile a model; `imported` maps the names of its imports to their graphs."""
        self.model = model
        self.workshop = workshop
        self.imported = imported
        self.home: dict[int, Graph] = {}
        self._by_id = {element.id: element for element in model.elements}
        self._by_name = {element.name: element for element in reversed(model.elements)}
        for element in model.elements:
            self.home[id(element)] = self
        for graph in imported.values():
            self.home.update(graph.home)
        self.logic: dict[int, Closure] = {}
        self.functions: dict[int, Callable[[Frame], Function]] = {}
        self.types: dict[int, FeelType] = {}
        for element in model.elements:
            self._compile(element, workshop)

    def _compile(self, element: Element, workshop: Workshop) -> None:
        kind = workshop.types.of(element.type_ref)
        self.types[id(element)] = kind or ANY
        if isinstance(element, Decision) and element.logic is not None:
            closure = compile_box(element.logic, workshop, element.name)
            self.logic[id(element)] = coerced(closure, kind, element.name) if kind else closure
        elif isinstance(element, KnowledgeModel) and element.logic is not None:
            self.functions[id(element)] = function_maker(element.logic, workshop, element.name)

    def find(self, name: str) -> Element | None:
        """Return an element by id or name."""
        return self._by_id.get(name) or self._by_name.get(name)

    def of(self, element: Element) -> "Graph":
        """Return the graph in which an element is declared."""
        return self.home[id(element)]

    def resolve(self, reference: str, by: Element) -> Element | None:
        """Return the element that another one refers to."""
        return self.of(by).lookup(reference)

    def lookup(self, reference: str) -> Element | None:
        """Return the element of `#id` or `namespace#id`."""
        namespace, _, identity = reference.rpartition("#")
        if not namespace or namespace == self.model.namespace:
            return self._by_id.get(identity)
        for graph in self.imported.values():
            if graph.model.namespace == namespace:
                return graph.lookup(f"#{identity}")
        return None

    def alias(self, element: Element) -> str:
        """Return the name under which an element of another model is imported; empty for one's own."""
        for name, graph in self.imported.items():
            if graph.of_own(element):
                return name
        return ""

    def of_own(self, element: Element) -> bool:
        """Tell whether the element is declared in this model itself."""
        return self._by_id.get(element.id) is element


@dataclass(frozen=True, slots=True)
class Note:
    """What is remembered of an evaluated decision."""

    inputs: dict[str, object]
    tables: tuple[TableRecord, ...]
    warnings: tuple[Warning_, ...]
    required: tuple[Element, ...]


_UNSET: Final = object()


class Evaluation:
    """One evaluation: every decision is made once, on demand."""

    def __init__(self, graph: Graph, inputs: Prepared, run: Run) -> None:
        self.graph = graph
        self.inputs = inputs
        self.run = run
        self.memo: dict[int, object] = {}
        self.notes: dict[int, Note] = {}
        self.roots: tuple[Element, ...] = ()

    def answer(self, element: Element) -> object:
        """Evaluate a decision, or a decision service with the given inputs."""
        if isinstance(element, DecisionService):
            given = [self.inputs.get(parameter.name) for parameter in self._parameters(element)]
            return self._serve(element, given, self.run, self)
        return self.value_of(element)

    def value_of(self, element: Element) -> object:
        """Return the value of an element, evaluating it the first time."""
        key = id(element)
        value = self.memo.get(key, _UNSET)
        if value is _UNSET:
            value = self._evaluate(element)
            self.memo[key] = value
        return value

    def _evaluate(self, element: Element) -> object:
        self.run.spend(1)
        if isinstance(element, InputData):
            return self._input(element)
        if isinstance(element, Decision):
            return self._decide(element)
        if isinstance(element, KnowledgeModel):
            return self._function(element)
        return self._service(element) if isinstance(element, DecisionService) else None

    def _input(self, element: InputData) -> object:
        if element.name not in self.inputs:
            self.run.warn("missing_input", name=element.name)
            return None
        kind = self.graph.of(element).types[id(element)]
        return fitted(self.inputs[element.name], kind, element.name, Frame({}, None, self.run))

    def _decide(self, decision: Decision) -> object:
        home = self.graph.of(decision)
        logic = home.logic.get(id(decision))
        if logic is None:
            return self._given(decision)
        required, names = self._required(decision, home)
        run = self.run
        outside, before = (run.tables, len(run.warnings)) if isinstance(run, Trace) else ([], 0)
        if isinstance(run, Trace):
            run.tables = []
        value = logic(Frame(names, None, run))
        if isinstance(run, Trace):
            inputs = {name: value for name, value in names.items() if not isinstance(value, Function)}
            self.notes[id(decision)] = Note(inputs, tuple(run.tables), tuple(run.warnings[before:]), required)
            run.tables = outside
        return value

    def _given(self, decision: Decision) -> object:
        if decision.name in self.inputs:
            return self.inputs[decision.name]
        self.run.warn("no_logic", name=decision.name)
        return None

    def _required(self, element: Element, home: Graph) -> tuple[tuple[Element, ...], Prepared]:
        """Return what an element requires, and the names under which it sees the values."""
        required = []
        names = Prepared()
        for reference in element.requires:
            found = home.lookup(reference)
            if found is None:
                continue
            required.append(found)
            alias = "" if home.of_own(found) else home.alias(found)
            value = self.value_of(found)
            if alias:
                names.setdefault(alias, {})[found.name] = value  # type: ignore[index] # an alias holds a dict
            else:
                names[found.name] = value
        return tuple(required), names

    def _function(self, element: KnowledgeModel) -> object:
        home = self.graph.of(element)
        make = home.functions.get(id(element))
        if make is None:
            return None
        names = Prepared()
        function = make(Frame(names, None, self.run))
        kind = home.types[id(element)]
        function.result = None if kind is ANY else kind
        # A knowledge model may call itself: it is known before what it requires is looked up.
        self.memo[id(element)] = function
        names.update(self._required(element, home)[1])
        return function

    def _parameters(self, service: DecisionService) -> list[Element]:
        home = self.graph.of(service)
        references = (*service.input_data, *service.input_decisions)
        return [found for found in map(home.lookup, references) if found is not None]

    def _service(self, service: DecisionService) -> object:
        parameters = self._parameters(service)
        home = self.graph.of(service)
        types = tuple(home.of(parameter).types[id(parameter)] for parameter in parameters)

        def body(run: Run, *arguments: object) -> object:
            return self._serve(service, list(arguments), run, Evaluation(self.graph, Prepared(), run))

        names = tuple(parameter.name for parameter in parameters)
        kind = home.types[id(service)]
        return Function(service.name, names, body, types=types, result=None if kind is ANY else kind)

    def _serve(
        self, service: DecisionService, arguments: list[object], run: Run, evaluation: "Evaluation"
    ) -> object:
        home = self.graph.of(service)
        for parameter, argument in zip(self._parameters(service), arguments, strict=True):
            kind = home.of(parameter).types[id(parameter)]
            evaluation.memo[id(parameter)] = fitted(argument, kind, parameter.name, Frame({}, None, run))
        outputs = tuple(found for found in map(home.lookup, service.outputs) if found is not None)
        evaluation.roots = outputs
        values = {output.name: evaluation.value_of(output) for output in outputs}
        value = next(iter(values.values())) if len(values) == 1 else values
        return fitted(value, home.types[id(service)], service.name, Frame({}, None, run))
