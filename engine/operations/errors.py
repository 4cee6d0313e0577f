"""Refusals of operations: nothing was changed."""

from collections.abc import Sequence
from datetime import datetime

from engine.errors import EngineError
from engine.model.instance import Instance
from engine.model.problem import Problem
from engine.ports.models import FieldError


class DeploymentRefused(EngineError):
    """The files have errors; nothing was deployed."""

    zh = "文件存在错误，未部署任何内容。"

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = sum(1 for problem in problems if problem.severity == "error")
        super().__init__(
            f"{count} errors keep these files from being deployed.",
            zh=f"存在 {count} 个错误，未部署任何文件。",
        )
        self.problems = list(problems)


class NoBlankStart(EngineError):
    """The process can only be started by a message, signal or timer."""

    zh = "该流程只能由消息、信号或定时器启动。"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"Process {key} has no blank start event.", zh=f"流程 {key} 没有空白开始事件。", process=key
        )


class InstanceEnded(EngineError):
    """The instance has ended."""

    zh = "流程实例已结束。"

    def __init__(self, instance: Instance) -> None:
        super().__init__(
            f"Instance {instance.id} is {instance.state}.",
            zh=f"流程实例 {instance.id} 已结束（{instance.state}）。",
            instance=instance.id,
            state=str(instance.state),
        )


class InstanceSuspended(EngineError):
    """The instance is suspended."""

    zh = "流程实例已挂起。"

    def __init__(self, instance: Instance) -> None:
        super().__init__(
            f"Instance {instance.id} is suspended.",
            zh=f"流程实例 {instance.id} 已挂起。",
            instance=instance.id,
        )


class InstanceNotSuspended(EngineError):
    """The instance is not suspended."""

    zh = "流程实例未被挂起。"

    def __init__(self, instance: Instance) -> None:
        super().__init__(
            f"Instance {instance.id} is not suspended.",
            zh=f"流程实例 {instance.id} 未被挂起。",
            instance=instance.id,
        )


class TaskAlreadyCompleted(EngineError):
    """Somebody finished this task first."""

    zh = "任务已由他人先完成。"

    def __init__(self, task_id: str, by: str | None, at: datetime | None) -> None:
        when = f"{at:%Y-%m-%d %H:%M} UTC" if at else "?"
        super().__init__(
            f"Task {task_id} was completed by {by} at {when}.",
            zh=f"任务 {task_id} 已由 {by} 于 {when} 完成。",
            task=task_id,
            by=by,
            at=None if at is None else at.isoformat(),
        )


class TaskNoLongerOpen(EngineError):
    """The process moved on and took the task back."""

    zh = "流程已继续推进，任务已被撤回。"

    def __init__(self, task_id: str) -> None:
        super().__init__(f"Task {task_id} was withdrawn.", zh=f"任务 {task_id} 已被撤回。", task=task_id)


class TaskAlreadyClaimed(EngineError):
    """Somebody else works on this task."""

    zh = "任务已由他人签收。"

    def __init__(self, task_id: str, assignee: str) -> None:
        super().__init__(
            f"Task {task_id} is already claimed by {assignee}.",
            zh=f"任务 {task_id} 已由 {assignee} 签收。",
            task=task_id,
            assignee=assignee,
        )


class FormRefused(EngineError):
    """The data does not fit the form."""

    zh = "表单内容有误，请检查标出的字段。"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(f"{len(errors)} fields of the form are wrong.")
        self.errors = list(errors)


class MessageAmbiguous(EngineError):
    """Several instances wait for this message and nothing tells them apart."""

    zh = "有多个流程实例在等待此消息，无法区分。"

    def __init__(self, name: str, count: int) -> None:
        super().__init__(
            f"{count} instances wait for message {name!r}; give a correlation key or business key.",
            zh=f"有 {count} 个流程实例在等待消息“{name}”，请提供关联键或业务编号。",
            name=name,
            count=count,
        )


class IncidentResolved(EngineError):
    """The incident is resolved already."""

    zh = "该异常已处理。"

    def __init__(self, incident_id: str) -> None:
        super().__init__(
            f"Incident {incident_id} is resolved already.",
            zh=f"异常 {incident_id} 已处理。",
            incident=incident_id,
        )


class ClockNotVirtual(EngineError):
    """Real time cannot be moved."""

    zh = "当前使用真实时钟，不能拨动时间。"

    def __init__(self) -> None:
        super().__init__("Only a virtual clock can be moved; start with --clock virtual.")


class KeyReused(EngineError):
    """An idempotency key came again with another request."""

    zh = "幂等键已用于其他请求。"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"Idempotency key {key!r} was used for another request.",
            zh=f"幂等键“{key}”已用于其他请求。",
            key=key,
        )


class ReasonMissing(EngineError):
    """This needs a reason."""

    zh = "此操作必须填写原因。"

    def __init__(self) -> None:
        super().__init__("Give a reason: this operation is recorded with one.")
