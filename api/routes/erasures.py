"""Customers' requests to be forgotten, for those who decide them."""

from typing import Annotated

from fastapi import Query

from aftersales import open_outbox, reading, register_in
from aftersales.model.customer import CustomerPhone
from aftersales.model.deed import Deed
from aftersales.model.portal import ErasureRequest
from aftersales.notification.notice import Notice
from aftersales.notification.recipient import Recipient
from aftersales.operations.data_request import grant_erasure, refuse_erasure
from aftersales.ports.register import Register
from aftersales.queries.erasure import erasure_file
from api.access.caller import ErasureDecider, TheEngine
from api.exact_route import router
from api.routes.refused import CHANGED, FOUND
from api.wire.erasure import (
    DecideErasure,
    ErasureDetail,
    ErasureFilter,
    ErasureView,
    GroundView,
    HeldKindView,
)
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId

routes = router("/erasure-requests", "register")


@routes.get("", summary="List requests to be forgotten")
def list_erasure_requests(
    engine: TheEngine, caller: ErasureDecider, asked: Annotated[ErasureFilter, Query()]
) -> PageView[ErasureView]:
    """List requests to be forgotten, the oldest first."""
    with reading(engine.store) as register:
        found = register.find(ErasureRequest, asked.search("asked_at"))
    return found_page(found, ErasureView.model_validate)


@routes.get("/{request_id}", summary="Read a request to be forgotten", responses=FOUND)
def read_erasure_request(engine: TheEngine, caller: ErasureDecider, request_id: PathId) -> ErasureDetail:
    """Read a request with what is held about the customer, and what speaks for keeping it."""
    with reading(engine.store) as register:
        found = erasure_file(register, request_id, engine.clock.now())
    return ErasureDetail(
        **ErasureView.model_validate(found.request).model_dump(),
        customer_name=found.customer.name,
        held=[HeldKindView(kind=kind, rows=rows) for kind, rows in found.held.items()],
        grounds=[GroundView.model_validate(ground) for ground in found.grounds],
    )


@routes.post("/{request_id}/decide", summary="Decide a request to be forgotten", responses=CHANGED)
def decide_erasure(
    engine: TheEngine, caller: ErasureDecider, request_id: PathId, asked: DecideErasure
) -> ErasureView:
    """Erase the customer, or refuse with the reason that the customer reads; open cases forbid erasing."""
    deed = Deed(caller.id, engine.clock.now(), reason=asked.answer)
    with engine.store.begin() as tx:
        register = register_in(tx)
        if not asked.is_granted:
            return ErasureView.model_validate(refuse_erasure(register, request_id, asked.answer, deed))
        _say_farewell(register, request_id, deed)
        return ErasureView.model_validate(grant_erasure(tx, register_in, request_id, asked.answer, deed))


def _say_farewell(register: Register, request_id: str, deed: Deed) -> None:
    """Tell the customer, while it is still known where to."""
    customer = register.get(ErasureRequest, request_id).customer_id
    phone = register.first(CustomerPhone, customer_id=customer, is_primary=True)
    if phone is not None:
        recipient = Recipient(f"customer:{customer}", phone=phone.digits)
        facts = {"answer": deed.reason}
        notice = Notice(f"{request_id}:done", "erasure_done", recipient, facts, None, None, deed.at)
        open_outbox().write(register, notice)
