"""The trade: the case register and the connectors that processes call.

A node takes `connectors()`, brings the tables up to date with `storage.upgrade(url)` or `prepare(store)`, and
lets `open_post(store)` make its `Rounds`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from aftersales.connectors import connectors
from aftersales.notification.post import Post
from aftersales.notification.round import Rounds
from aftersales.notification.settings import NotificationSettings
from aftersales.ports.register import Database, Register
from aftersales.ports.transport import Transport
from aftersales.storage import prepare, register_in, upgrade
from aftersales.transports import transports_of

__all__ = ["Rounds", "connectors", "open_post", "prepare", "reading", "register_in", "upgrade"]


def open_post(database: Database, *, transports: Sequence[Transport] | None = None) -> Post:
    """Return the post office of an open database; it sends as the settings say, or by given transports."""
    ways = transports_of(NotificationSettings()) if transports is None else transports
    return Post(database, register_in, transports=ways)


@contextmanager
def reading(database: Database) -> Iterator[Register]:
    """Open the register to look things up in one consistent state."""
    with database.read() as reader:
        yield register_in(reader)
