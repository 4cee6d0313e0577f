"""Which class executes which element."""

from engine.bpmn.execution.activity import Activity
from engine.bpmn.execution.blueprint import NodeMaker, ScopeSpec
from engine.bpmn.execution.containers import CallActivity, EventSubProcess, SubProcess
from engine.bpmn.execution.events import BoundaryEvent, CatchEvent, EndEvent, StartEvent, ThrowEvent
from engine.bpmn.execution.gateways import (
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
)
from engine.bpmn.execution.loops import LoopNode, MultiInstanceNode
from engine.bpmn.execution.node import FlowNode
from engine.bpmn.execution.tasks import (
    BusinessRuleTask,
    JobTask,
    PlainTask,
    ReceiveTask,
    ScriptTask,
    SendTask,
    UserTaskNode,
)
from engine.model.process import Element, Kind

_ACTIVITIES: dict[Kind, type[Activity]] = {
    Kind.TASK: PlainTask,
    Kind.MANUAL_TASK: PlainTask,
    Kind.USER_TASK: UserTaskNode,
    Kind.SERVICE_TASK: JobTask,
    Kind.SEND_TASK: SendTask,
    Kind.RECEIVE_TASK: ReceiveTask,
    Kind.BUSINESS_RULE_TASK: BusinessRuleTask,
    Kind.SCRIPT_TASK: ScriptTask,
    Kind.SUB_PROCESS: SubProcess,
    Kind.TRANSACTION: SubProcess,
    Kind.EVENT_SUB_PROCESS: EventSubProcess,
    Kind.CALL_ACTIVITY: CallActivity,
}
_OTHERS: dict[Kind, type[FlowNode]] = {
    Kind.START_EVENT: StartEvent,
    Kind.END_EVENT: EndEvent,
    Kind.CATCH_EVENT: CatchEvent,
    Kind.THROW_EVENT: ThrowEvent,
    Kind.BOUNDARY_EVENT: BoundaryEvent,
    Kind.EXCLUSIVE_GATEWAY: ExclusiveGateway,
    Kind.PARALLEL_GATEWAY: ParallelGateway,
    Kind.INCLUSIVE_GATEWAY: InclusiveGateway,
    Kind.EVENT_BASED_GATEWAY: EventBasedGateway,
}
# Any task may be done by a connector instead of by what its kind says.
_CONNECTABLE = frozenset({Kind.SEND_TASK, Kind.BUSINESS_RULE_TASK, Kind.SCRIPT_TASK})


def _make_activity(spec: ScopeSpec, element: Element) -> FlowNode:
    maker = _ACTIVITIES[element.kind]
    if element.job is not None and element.kind in _CONNECTABLE:
        maker = JobTask
    if element.multi_instance is not None:
        return MultiInstanceNode(spec, element, maker(spec, element, is_inner=True))
    if element.loop is not None:
        return LoopNode(spec, element, maker(spec, element, is_inner=True))
    return maker(spec, element)


def _maker(kind: Kind) -> NodeMaker:
    if kind in _ACTIVITIES:
        return _make_activity
    return _OTHERS[kind]


MAKERS: dict[Kind, NodeMaker] = {kind: _maker(kind) for kind in Kind}
