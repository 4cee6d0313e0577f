"""The record for auditors: events of all cases, and the proof that nobody changed them."""

from typing import Annotated

from fastapi import Query

from api.access.caller import AuditReader, TheEngine
from api.exact_route import router
from api.problem.language import ReaderLanguage
from api.routes.event_view import event_page
from api.routes.refused import FOUND
from api.wire.operation import EventFilter, EventView, VerificationView
from api.wire.page import PageView
from api.wire.scalar import InstanceId
from engine import queries

history = router("/history", "history")
audit = router("/audit", "audit")


@history.get("", summary="Search the record")
def search_history(
    engine: TheEngine, caller: AuditReader, asked: Annotated[EventFilter, Query()]
) -> PageView[EventView]:
    """Search what happened in all cases: by person, period, kind, element."""
    return event_page(engine, queries.events(engine, asked.query(), asked.paging()))


@audit.get("/{instance_id}", summary="Verify an instance's record", responses=FOUND)
def verify_history(
    engine: TheEngine, caller: AuditReader, instance_id: InstanceId, language: ReaderLanguage
) -> VerificationView:
    """Prove that an instance's record is as it was written: every event is chained to the one before."""
    broken = queries.verify_history(engine, instance_id)
    reason = None if broken is None else broken.reason_zh if language == "zh" else broken.reason
    return VerificationView(
        instance_id=instance_id,
        is_whole=broken is None,
        events=queries.instance(engine, instance_id).last_event,
        broken_at=None if broken is None else broken.number,
        reason=reason,
    )
