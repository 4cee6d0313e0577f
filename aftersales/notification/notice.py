"""One thing to tell one person, before it has words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aftersales.notification.recipient import Recipient


@dataclass(frozen=True, slots=True)
class Notice:
    """What `notify.send` was asked to tell; `id` is the job's, so that it is told once."""

    id: str
    template: str
    recipient: Recipient
    facts: Mapping[str, object]
    case_number: str | None
    instance_id: str | None
    at: datetime
