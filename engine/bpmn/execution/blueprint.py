"""A process compiled to SpiffWorkflow's specs, once per version and shared by all its instances."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from engine.model.process import SUB_PROCESSES, Element, Kind, Process, Trigger
from engine.ports.expression import Expressions

if TYPE_CHECKING:
    from engine.bpmn.execution.node import FlowNode

NodeMaker = Callable[["ScopeSpec", Element], "FlowNode"]


class ScopeSpec(BpmnProcessSpec):
    """The inside of a process or sub-process as a SpiffWorkflow process spec."""

    def __init__(self, process: Process, scope_id: str, expressions: Expressions) -> None:
        super().__init__(name=scope_id, description=process.name)
        self.process = process
        self.scope_id = scope_id
        self.expressions = expressions
        self.late_joins: frozenset[str] = frozenset()
        self.blueprint: Blueprint

    @property
    def members(self) -> tuple[Element, ...]:
        """Return the flow nodes directly inside."""
        return self.process.members.get(self.scope_id, ())

    def event_sub_processes(self) -> list[Element]:
        """Return the event sub-processes that listen while this scope lasts."""
        return [element for element in self.members if element.kind is Kind.EVENT_SUB_PROCESS]

    def beginnings(self) -> list[Element]:
        """Return where tokens begin: the blank start event, else nodes without incoming flows.

        BPMN 2.0.2, 13.2: a process without start events begins at every node that nothing leads to.
        """
        starts = [e for e in self.members if e.kind is Kind.START_EVENT]
        if starts:
            return [e for e in starts if e.event is None or e.event.trigger is Trigger.NONE][:1]
        return [
            e
            for e in self.members
            if not e.incoming
            and e.kind not in {Kind.BOUNDARY_EVENT, Kind.EVENT_SUB_PROCESS}
            and not e.is_for_compensation
            and not e.instantiate
            and not (e.event is not None and e.event.trigger is Trigger.LINK)
        ]


class Blueprint:
    """Every scope of one process, compiled."""

    def __init__(self, process: Process, expressions: Expressions, makers: Mapping[Kind, NodeMaker]) -> None:
        self.process = process
        self.scopes: dict[str, ScopeSpec] = {}
        for scope_id in [process.id, *(e.id for e in process.elements.values() if e.kind in SUB_PROCESSES)]:
            self.scopes[scope_id] = self._compile(ScopeSpec(process, scope_id, expressions), makers)

    @property
    def outermost(self) -> ScopeSpec:
        """Return the process itself."""
        return self.scopes[self.process.id]

    def _compile(self, spec: ScopeSpec, makers: Mapping[Kind, NodeMaker]) -> ScopeSpec:
        spec.blueprint = self
        for element in spec.members:
            makers[element.kind](spec, element)
        for element in spec.members:
            node = spec.task_specs[element.id]
            flows = tuple(spec.process.flows[flow] for flow in element.outgoing)
            node.route(flows, spec.expressions)
            for flow in flows:
                node.connect(spec.task_specs[flow.target])
        spec.late_joins = frozenset(
            e.id for e in spec.members if e.kind is Kind.INCLUSIVE_GATEWAY and len(e.incoming) > 1
        )
        return spec


class Workshop:
    """Compiles each version once and keeps the blueprints; shared by threads."""

    def __init__(self, expressions: Expressions, makers: Mapping[Kind, NodeMaker]) -> None:
        self.expressions = expressions
        self._makers = makers
        self._kept: dict[str, Blueprint] = {}

    def of(self, definition_id: str, process: Process) -> Blueprint:
        """Return the blueprint of one version."""
        found = self._kept.get(definition_id)
        if found is None or found.process is not process:
            found = self._kept[definition_id] = Blueprint(process, self.expressions, self._makers)
        return found
