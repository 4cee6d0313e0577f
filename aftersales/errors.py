"""What the register refuses, in words for the person who must do something about it."""

from engine.errors import EngineError


class RegisterRefusal(EngineError):
    """The register cannot do that in its present state."""

    zh = "登记簿当前状态不允许此操作。"


class RegisterInputRefused(EngineError):
    """The register cannot take what it was given."""

    zh = "登记内容不符合要求。"


class CaseClosed(RegisterRefusal):
    """The case is closed already."""

    def __init__(self, number: str, outcome: str | None) -> None:
        super().__init__(
            f"Case {number} is closed already: {outcome}.",
            zh=f"个案 {number} 已结案：{outcome}。",
            number=number,
            outcome=outcome,
        )


class InputMissing(RegisterInputRefused):
    """A connector was not told what it needs."""

    def __init__(self, connector: str, name: str) -> None:
        super().__init__(
            f"{connector} needs {name!r}: map it in the service task's inputs.",
            zh=f"连接器 {connector} 缺少输入“{name}”：请在服务任务的输入映射中填写。",
            connector=connector,
            name=name,
        )


class InputUnknown(RegisterInputRefused):
    """A connector was told a value that it does not know."""

    def __init__(self, connector: str, name: str, value: object, known: str) -> None:
        super().__init__(
            f"{connector} does not know {name} {value!r}, only {known}.",
            zh=f"连接器 {connector} 不认识 {name} 的值“{value}”，可用：{known}。",
            connector=connector,
            name=name,
        )


class AlreadyRegistered(RegisterRefusal):
    """The register has such a thing already."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(
            f"The register has a {kind.replace('_', ' ')} like {key!r} already.",
            zh=f"登记簿中已有相同的记录：{kind} {key}。",
            kind=kind,
            id=key,
        )


class ConnectorMisplaced(RegisterRefusal):
    """A local connector was called without the step's transaction."""

    def __init__(self, connector: str) -> None:
        super().__init__(
            f"{connector} works inside the step's transaction and was given none.",
            zh=f"连接器 {connector} 必须在流程步骤的事务中运行。",
            connector=connector,
        )


class PageLost(RegisterInputRefused):
    """A list cannot go on from there."""

    zh = "无法从该位置继续翻页。"

    def __init__(self) -> None:
        super().__init__(
            "The list cannot go on from there: ask for its first page again.",
            zh="无法从该位置继续翻页，请重新从第一页读取。",
        )
