"""What a loaded instance refuses."""

from engine.errors import EngineError


class TokenGone(EngineError):
    """The element no longer waits."""

    zh = "该环节已不再等待。"

    def __init__(self, instance_id: str, token: int) -> None:
        super().__init__(
            f"Token {token} of instance {instance_id} no longer waits.",
            zh=f"实例 {instance_id} 的环节 {token} 已不再等待。",
            instance=instance_id,
            token=token,
        )


class ElementUnknown(EngineError):
    """The scope has no such element that a token could be moved to."""

    zh = "当前范围内没有该元素。"


class NoBeginning(EngineError):
    """Nothing in the process begins without an event."""

    zh = "该流程没有无需事件即可开始的环节。"

    def __init__(self, process: str) -> None:
        super().__init__(
            f"Process {process} has no blank start event.", zh=f"流程 {process} 没有空白开始事件。"
        )
