"""What the trade's service tasks call."""

from aftersales.connectors.case import CaseClose, CaseOpen, CaseStatus
from aftersales.connectors.notification import NotifySend

__all__ = ["CaseClose", "CaseOpen", "CaseStatus", "NotifySend"]
