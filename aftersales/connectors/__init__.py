"""What the trade's service tasks call."""

from aftersales.connectors.case import CaseClose, CaseOpen, CaseStatus
from aftersales.connectors.notification import NotifySend
from aftersales.connectors.unit import RepairFile, UnitLook
from aftersales.notification.outbox import Outbox
from aftersales.notification.settings import NotificationSettings
from aftersales.storage import register_in
from aftersales.transports import transports_of
from engine.ports.connector import Connector

__all__ = ["CaseClose", "CaseOpen", "CaseStatus", "NotifySend", "RepairFile", "UnitLook", "connectors"]


def connectors(outbox: Outbox | None = None) -> list[Connector]:
    """Return every connector of the trade; messages leave the house as the settings say."""
    return [
        CaseOpen(register_in),
        CaseStatus(register_in),
        CaseClose(register_in),
        UnitLook(register_in),
        RepairFile(register_in),
        NotifySend(register_in, outbox or _outbox(NotificationSettings())),
    ]


def _outbox(settings: NotificationSettings) -> Outbox:
    return Outbox(transports_of(settings), quiet_hours=settings.quiet_hours())
