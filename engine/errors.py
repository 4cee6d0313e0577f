"""Refusals that callers can expect; any other exception is a bug.

Each class says in one sentence what happened, keeps the facts as attributes, and carries the same
sentence in Chinese (`zh`) for people who read Chinese. No class knows an HTTP status.
"""

from collections.abc import Mapping


class EngineError(Exception):
    """An operation was refused; nothing was changed."""

    zh = "操作被拒绝，未做任何更改。"

    def __init__(self, message: str, *, zh: str | None = None, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.message_zh = zh or self.zh
        self.facts: Mapping[str, object] = facts
