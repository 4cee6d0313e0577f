"""Messages to people: what lies in their in-app inbox, and what is sent out of the house."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aftersales.errors import RegisterRefusal


class Reach(StrEnum):
    """How a message reaches somebody."""

    IN_APP = "in_app"
    EMAIL = "email"
    WEBHOOK = "webhook"


class DispatchState(StrEnum):
    """What became of a message that leaves the house."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class InboxMessage:
    """A message in somebody's inbox.

    `recipient` is `customer:<case number>`, `user:<account>` or `group:<group>`.
    """

    id: str
    recipient: str
    template: str
    case_number: str | None
    instance_id: str | None
    title_zh: str
    text_zh: str
    title_en: str
    text_en: str
    sent_at: datetime
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One message on its way out of the house by one channel; `text` is in the recipient's language."""

    id: str
    notice_id: str
    reach: Reach
    address: str
    template: str
    title: str
    text: str
    state: DispatchState
    created_at: datetime
    due_at: datetime
    case_number: str | None = None
    attempts: int = 0
    sent_at: datetime | None = None
    last_error: str | None = None
    version: int = 1


class DispatchForgotten(RegisterRefusal):
    """What the message said is not kept."""

    zh = "消息内容已不再保存，无法重发。"

    def __init__(self, dispatch_id: str) -> None:
        super().__init__(
            f"What message {dispatch_id} said is not kept: it cannot be sent again.",
            zh=f"消息 {dispatch_id} 的内容已不再保存，无法重发。",
            dispatch=dispatch_id,
        )
