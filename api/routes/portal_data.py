"""Customers' rights over their data: see it all, take it along, agree or not, ask to be forgotten."""

from aftersales import open_outbox, reading, register_in
from aftersales.model.customer import ConsentPurpose
from aftersales.model.deed import Deed
from aftersales.model.portal import ErasureRequest
from aftersales.notification.notice import Notice
from aftersales.notification.recipient import Recipient
from aftersales.operations.data_request import ask_erasure, set_consent
from aftersales.operations.portal_access import PORTAL
from aftersales.ports.register import Register
from aftersales.queries.held_data import held_data
from api.access.caller import TheEngine
from api.access.customer import PhoneOwner
from api.exact_route import router
from api.wire.erasure import ErasureView
from api.wire.portal import HeldView, SetConsent

routes = router("/portal", "portal")


@routes.get("/data", summary="See what is held about you")
def read_held_data(engine: TheEngine, caller: PhoneOwner) -> HeldView:
    """Read all that is held about the customers with your telephone, ready to take along."""
    with reading(engine.store) as register:
        rows = [dict(held_data(register, customer)) for customer in caller.customers]
    return HeldView(made_at=engine.clock.now(), customers=rows)


@routes.put("/consents/{purpose}", summary="Agree, or agree no longer", status_code=204)
def write_consent(engine: TheEngine, caller: PhoneOwner, purpose: ConsentPurpose, asked: SetConsent) -> None:
    """Agree to one purpose, or withdraw; the service of your cases hangs on none."""
    at = engine.clock.now()
    with engine.store.begin() as tx:
        register = register_in(tx)
        for customer in caller.customers:
            deed = Deed(f"customer:{customer}", at)
            set_consent(register, customer, purpose, is_given=asked.is_given, source=PORTAL, deed=deed)


@routes.post("/erasure", summary="Ask to be forgotten", status_code=201)
def ask_to_be_forgotten(engine: TheEngine, caller: PhoneOwner) -> list[ErasureView]:
    """Ask for erasure; a person decides, because open cases and some records must be kept for a while."""
    at = engine.clock.now()
    with engine.store.begin() as tx:
        register = register_in(tx)
        asked = [
            ask_erasure(register, customer, Deed(f"customer:{customer}", at)) for customer in caller.customers
        ]
        for request in asked:
            _tell_supervisors(register, request)
    return [ErasureView.model_validate(request) for request in asked]


def _tell_supervisors(register: Register, request: ErasureRequest) -> None:
    facts = {"customer": request.customer_id, "request": request.id}
    recipient = Recipient("group:supervisor")
    notice = Notice(request.id, "erasure_asked", recipient, facts, None, None, request.asked_at)
    open_outbox().write(register, notice)
