"""The trade: the case register and the connectors that processes call.

`equip(engine)` does everything a node needs: the register's tables and its connectors.
"""

from collections.abc import Sequence

from aftersales.connectors import CaseClose, CaseOpen, CaseStatus, NotifySend
from aftersales.notification.post import Post
from aftersales.notification.quiet import QuietHours
from aftersales.ports.register import Database
from aftersales.ports.transport import Transport
from aftersales.storage import prepare, register_in
from engine.ports.connector import Connector
from engine.ports.engine import Engine

__all__ = ["connectors", "equip", "open_post", "prepare", "register_in"]


def connectors(post: Post | None = None) -> list[Connector]:
    """Return every connector of the trade.

    Without a post office `notify.send` can only be simulated, as stories and the checker do.
    """
    return [
        CaseOpen(register_in),
        CaseStatus(register_in),
        CaseClose(register_in),
        NotifySend(post or Post(None, register_in)),
    ]


def open_post(
    database: Database,
    *,
    transports: Sequence[Transport] = (),
    quiet_hours: QuietHours | None = None,
) -> Post:
    """Return the post office that keeps its inboxes in a database and sends by these transports."""
    return Post(database, register_in, transports=transports, quiet_hours=quiet_hours)


def equip(
    engine: Engine, *, transports: Sequence[Transport] = (), quiet_hours: QuietHours | None = None
) -> Post:
    """Bring the register's tables up to date and give the engine the trade's connectors.

    Return the post office, whose `deliver_due` somebody calls now and then.
    """
    prepare(engine.store)
    post = open_post(engine.store, transports=transports, quiet_hours=quiet_hours)
    engine.connectors = {
        **engine.connectors,
        **{connector.type: connector for connector in connectors(post)},
    }
    return post
