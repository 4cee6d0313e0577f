"""What is refused about test cases."""

from engine.errors import EngineError


class TrialExhausted(EngineError):
    """The test case has grown as far as one may."""

    zh = "测试运行已达到上限，请重新开始。"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The test case has reached its limit of {limit} steps or events: start another one.",
            zh=f"测试运行已达到 {limit} 个步骤或事件的上限，请重新开始。",
            limit=limit,
        )


class TooManyTrials(EngineError):
    """As many people as may are trying something at the moment."""

    zh = "同时进行的测试运行过多，请稍后再试。"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"{limit} test cases are open at the moment: wait until one is closed.",
            zh=f"已有 {limit} 个测试运行在进行，请等其中一个结束后再试。",
            limit=limit,
        )
