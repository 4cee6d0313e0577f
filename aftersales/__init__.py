"""The trade: the case register and the connectors that processes call.

A node takes `connectors()` and `cancel_listeners()`, brings the tables up to date with `storage.upgrade(url)`
or `prepare(store)`, and lets `open_post(store)` make its `Rounds`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from aftersales.connectors import cancel_listeners, connectors
from aftersales.notification.outbox import Outbox
from aftersales.notification.post import Follow, Post
from aftersales.notification.round import Rounds
from aftersales.notification.settings import NotificationSettings
from aftersales.operations.portal_access import make_link
from aftersales.ports.register import Database, Register
from aftersales.ports.transport import Transport
from aftersales.storage import prepare, register_in, upgrade
from aftersales.transports import transports_of

__all__ = [
    "Rounds",
    "cancel_listeners",
    "connectors",
    "open_outbox",
    "open_post",
    "prepare",
    "reading",
    "register_in",
    "upgrade",
]


def open_post(database: Database, *, transports: Sequence[Transport] | None = None) -> Post:
    """Return the post office of an open database; it sends as the settings say, or by given transports."""
    settings = NotificationSettings()
    ways = transports_of(settings) if transports is None else transports
    return Post(database, register_in, transports=ways, follow=_follow(settings.public_url))


def open_outbox() -> Outbox:
    """Return the outbox that writes messages down; they leave the house as the settings say."""
    settings = NotificationSettings()
    return Outbox(transports_of(settings), quiet_hours=settings.quiet_hours())


def _follow(public_url: str) -> Follow | None:
    if not public_url:
        return None
    # Behind the "#" no server and no log on the way sees the token.
    return lambda register, number, now: (
        f"{public_url.rstrip('/')}/service#/t/{make_link(register, number, now)}"
    )


@contextmanager
def reading(database: Database) -> Iterator[Register]:
    """Open the register to look things up in one consistent state."""
    with database.read() as reader:
        yield register_in(reader)
