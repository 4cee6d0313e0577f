"""Ways out of the house: each takes one message to one address."""

from datetime import datetime
from typing import Protocol

from aftersales.model.message import Dispatch, Reach
from aftersales.notification.recipient import Recipient


class DeliveryRefused(Exception):
    """The address or the message will never be taken: trying again is of no use."""


class Transport(Protocol):
    """One way to reach people, such as mail or an SMS gateway behind a webhook."""

    @property
    def reach(self) -> Reach:
        """Return which way it is."""
        ...

    def address_of(self, recipient: Recipient) -> str | None:
        """Return where this way reaches somebody, None where it does not."""
        ...

    def send(self, dispatch: Dispatch, now: datetime) -> None:
        """Hand the message over; a repeated call carries the same `dispatch.id`.

        Raises:
            DeliveryRefused: it will never be taken.
            Exception: anything else is a failure that may pass.
        """
        ...
