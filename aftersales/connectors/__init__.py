"""What the trade's service tasks and execution listeners call."""

from aftersales.connectors.case import CaseClose, CaseOpen, CaseRegister, CaseResume, CaseStatus, CaseWait
from aftersales.connectors.custody import CustodyReceive, CustodyReturn, CustodyTake
from aftersales.connectors.dispatch import DispatchAdvise, DispatchAssign
from aftersales.connectors.fee import FeeCharge, FeePay, FeeRefund
from aftersales.connectors.follow_up import FollowUpNote
from aftersales.connectors.local import Local
from aftersales.connectors.notification import NotifySend
from aftersales.connectors.quality import QualityAlert
from aftersales.connectors.quote import QuoteAnswer, QuoteLapse, QuoteSend
from aftersales.connectors.requisition import (
    RequisitionApprove,
    RequisitionIssue,
    RequisitionRequest,
    RequisitionSettle,
    RequisitionUse,
    StockReceive,
)
from aftersales.connectors.unit import RepairFile, UnitLook, UnitRecall
from aftersales.connectors.visit import VisitArrive, VisitBook, VisitFinish, VisitSetOut
from aftersales.notification.outbox import Outbox
from aftersales.notification.settings import NotificationSettings
from aftersales.storage import register_in
from aftersales.transports import transports_of
from engine.ports.connector import Connector

__all__ = ["CaseClose", "CaseOpen", "CaseStatus", "NotifySend", "RepairFile", "UnitLook", "connectors"]

# In the order of a case's life.
_REGISTERING: tuple[type[Local], ...] = (
    CaseOpen,
    CaseRegister,
    CaseStatus,
    CaseWait,
    CaseResume,
    CaseClose,
    UnitLook,
    UnitRecall,
    DispatchAdvise,
    DispatchAssign,
    VisitBook,
    VisitSetOut,
    VisitArrive,
    VisitFinish,
    QuoteSend,
    QuoteAnswer,
    QuoteLapse,
    RequisitionRequest,
    RequisitionApprove,
    RequisitionIssue,
    StockReceive,
    RequisitionUse,
    RequisitionSettle,
    CustodyTake,
    CustodyReceive,
    CustodyReturn,
    FeeCharge,
    FeePay,
    FeeRefund,
    RepairFile,
    FollowUpNote,
)


def connectors(outbox: Outbox | None = None) -> list[Connector]:
    """Return every connector of the trade; messages leave the house as the settings say."""
    post = outbox or _outbox(NotificationSettings())
    return [
        *(kind(register_in) for kind in _REGISTERING),
        NotifySend(register_in, post),
        QualityAlert(register_in, post),
    ]


def _outbox(settings: NotificationSettings) -> Outbox:
    return Outbox(transports_of(settings), quiet_hours=settings.quiet_hours())
