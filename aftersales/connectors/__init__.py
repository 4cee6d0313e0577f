"""What the trade's service tasks and execution listeners call."""

from aftersales.connectors.breaking_off import CaseBrokenOff
from aftersales.connectors.case import CaseClose, CaseOpen, CaseRegister
from aftersales.connectors.compensation import (
    CompensationAgree,
    CompensationAnswer,
    CompensationDecide,
    CompensationPay,
    CompensationRequest,
)
from aftersales.connectors.complaint import (
    ComplaintAnswer,
    ComplaintCheck,
    ComplaintExplain,
    ComplaintGrade,
    ComplaintLodge,
    ComplaintPlan,
)
from aftersales.connectors.custody import CustodyReceive, CustodyReturn, CustodyTake, LoanReturn
from aftersales.connectors.delay import RepairDelay
from aftersales.connectors.dispatch import DispatchAdvise, DispatchAssign
from aftersales.connectors.exchange import (
    ExchangeAgree,
    ExchangeComplete,
    ExchangeFind,
    ExchangeSettle,
    ExchangeSwap,
    ExchangeVerify,
)
from aftersales.connectors.fee import FeeCharge, FeeGiveBack, FeePay, FeeRefund
from aftersales.connectors.follow_up import FollowUpNote
from aftersales.connectors.local import Local
from aftersales.connectors.notification import NotifySend
from aftersales.connectors.parcel import (
    ParcelDelivery,
    ParcelInspect,
    ParcelReturn,
    ParcelSentBack,
    ParcelSettle,
    ParcelTrack,
)
from aftersales.connectors.progress import CaseProgress
from aftersales.connectors.quality import QualityAlert
from aftersales.connectors.quote import QuoteAnswer, QuoteLapse, QuoteSend
from aftersales.connectors.refund import RefundDecide, RefundPay, RefundPrice, RefundRequest
from aftersales.connectors.remedy import RemedyFacts, RemedyGrant
from aftersales.connectors.requisition import (
    RequisitionApprove,
    RequisitionIssue,
    RequisitionRequest,
    RequisitionSettle,
    RequisitionUse,
    StockReceive,
)
from aftersales.connectors.unit import RepairFile, UnitLook, UnitRecall
from aftersales.connectors.visit import VisitArrive, VisitBook, VisitCheckIn, VisitFinish, VisitSetOut
from aftersales.notification.outbox import Outbox
from aftersales.notification.settings import NotificationSettings
from aftersales.storage import register_in
from aftersales.transports import transports_of
from engine.ports.cancelling import CancelListener
from engine.ports.connector import Connector

__all__ = ["CaseClose", "CaseOpen", "NotifySend", "RepairFile", "UnitLook", "connectors"]

# In the order of a case's life.
_REGISTERING: tuple[type[Local], ...] = (
    CaseOpen,
    CaseRegister,
    CaseClose,
    UnitLook,
    UnitRecall,
    DispatchAdvise,
    DispatchAssign,
    VisitBook,
    VisitSetOut,
    VisitCheckIn,
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
    LoanReturn,
    FeeCharge,
    FeePay,
    FeeRefund,
    FeeGiveBack,
    RepairDelay,
    RepairFile,
    FollowUpNote,
    RemedyFacts,
    RemedyGrant,
    ParcelReturn,
    ParcelDelivery,
    ParcelSentBack,
    ParcelTrack,
    ParcelInspect,
    ParcelSettle,
    ExchangeFind,
    ExchangeAgree,
    ExchangeSwap,
    ExchangeVerify,
    ExchangeComplete,
    ExchangeSettle,
    RefundPrice,
    RefundRequest,
    RefundDecide,
    RefundPay,
    CompensationRequest,
    CompensationDecide,
    CompensationAnswer,
    CompensationAgree,
    CompensationPay,
    ComplaintLodge,
    ComplaintGrade,
    ComplaintExplain,
    ComplaintAnswer,
    ComplaintPlan,
    ComplaintCheck,
)
# The states of a case that its processes reach. Each is a connector of its own: a listener has no inputs, and
# headers of its element would be one more place in which a model says the same.
_STATES = (
    "case.in_progress",
    "case.materials_missing",
    "case.waiting_for_customer",
    "case.waiting_for_parts",
    "case.waiting_for_parcel",
)


def connectors(outbox: Outbox | None = None) -> list[Connector]:
    """Return every connector of the trade; messages leave the house as the settings say."""
    post = outbox or _outbox(NotificationSettings())
    return [
        *(kind(register_in) for kind in _REGISTERING),
        *(CaseProgress(register_in, kind) for kind in _STATES),
        NotifySend(register_in, post),
        QualityAlert(register_in, post),
    ]


def cancel_listeners() -> list[CancelListener]:
    """Return who frees what a case holds when an operator cancels it."""
    return [CaseBrokenOff(register_in)]


def _outbox(settings: NotificationSettings) -> Outbox:
    return Outbox(transports_of(settings), quiet_hours=settings.quiet_hours())
