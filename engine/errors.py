"""Refusals that callers can expect; any other exception is a bug.

Each class says in one sentence what happened, keeps the facts as attributes, and carries the same
sentence in Chinese (`zh`) for people who read Chinese. No class knows an HTTP status.
"""

from collections.abc import Mapping
from typing import Final


class EngineError(Exception):
    """An operation was refused; nothing was changed."""

    zh = "操作被拒绝，未做任何更改。"

    def __init__(self, message: str, *, zh: str | None = None, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.message_zh = zh or self.zh
        self.facts: Mapping[str, object] = facts


KINDS_ZH: Final[Mapping[str, str]] = {
    "account": "账号",
    "attachment": "附件",
    "calendar": "工作日历",
    "content": "文件内容",
    "decision": "决策",
    "decision definition": "决策定义",
    "definition": "定义",
    "form definition": "表单",
    "incident": "异常",
    "instance": "流程实例",
    "job": "作业",
    "mention": "提及",
    "process": "流程",
    "process definition": "流程定义",
    "process instance": "流程实例",
    "saved filter": "已存筛选",
    "scope of variables": "变量范围",
    "start form": "起始表单",
    "task": "任务",
    "task or instance": "任务或流程实例",
    "test run": "试运行",
}


class VersionConflict(EngineError):
    """Somebody else changed it first."""

    zh = "内容已被他人修改，请刷新后重试。"

    def __init__(self, kind: str, key: str, *, expected: int, found: int, zh: str | None = None) -> None:
        """`zh` is what the kind is called in Chinese; what the engine itself keeps has its word here."""
        what = f"{kind[:1].upper()}{kind[1:]} {key}"
        word = zh or KINDS_ZH.get(kind, kind)
        super().__init__(
            f"{what} is at version {found}, not {expected}: somebody else changed it first.",
            zh=f"{word} {key} 当前版本为 {found}，而非 {expected}：已被他人修改，请刷新后重试。",
            what=what,
            expected=expected,
            found=found,
        )


class NotFound(EngineError):
    """No such thing."""

    zh = "未找到所请求的内容。"

    def __init__(self, kind: str, key: str, *, zh: str | None = None) -> None:
        """`zh` is what the kind is called in Chinese; what the engine itself looks for has its word here."""
        word = zh or KINDS_ZH.get(kind, kind)
        super().__init__(
            f"No {kind} has the id {key!r}.", zh=f"没有 id 为“{key}”的{word}。", kind=kind, id=key
        )
