"""What customers do with their cases: file, follow, urge, cancel, complain, rate."""

from datetime import timedelta

from aftersales import reading, register_in
from aftersales.model.case import Case
from aftersales.model.deed import Deed
from aftersales.model.handling import FollowUp
from aftersales.operations.data_request import set_consent
from aftersales.operations.filing import Filed, file_complaint, file_report
from aftersales.operations.portal_access import PORTAL, make_link, revoke_links
from aftersales.queries.customer_case import own_cases, rating_id
from api.access.caller import TheEngine
from api.access.customer import AtThePortal, CustomerCaller, PhoneOwner, actor_of
from api.exact_route import router
from api.refusals import NoLongerPossible, NothingWaits
from api.routes.portal_acts import Message
from api.routes.portal_view import acts_now, case_line, case_view
from api.routes.precondition import CustomerOnceOnly
from api.routes.refused import CHANGED, CONFLICT, FOUND
from api.wire.portal import (
    CaseLine,
    Complain,
    CustomerCaseView,
    FileCase,
    FiledView,
    RateCase,
    RevokedView,
    SayWhy,
)
from api.wire.scalar import PathId
from engine import operations
from engine.bootstrap import Engine
from engine.model.actor import Actor

routes = router("/portal/cases", "portal")


@routes.post("", summary="File a request", status_code=201, responses=CONFLICT)
def file_case(engine: TheEngine, caller: PhoneOwner, asked: FileCase, once: CustomerOnceOnly) -> FiledView:
    """File a repair, exchange, return or complaint; answers with its number and a link to follow it."""
    facts = asked.model_dump(exclude={"kind", "consents"}) | {"customer_phone": caller.session.phone}
    with engine.store.begin() as tx:
        register, deed = register_in(tx), Deed(PORTAL, engine.clock.now())
        filed = file_report(register, asked.kind, facts, deed)
        for purpose in asked.consents:
            set_consent(register, filed.customer_id, purpose, is_given=True, source=PORTAL, deed=deed)
    return once(asked, lambda: _begun(engine, filed))


@routes.get("", summary="List your cases")
def list_own_cases(engine: TheEngine, caller: AtThePortal) -> list[CaseLine]:
    """List the cases of everybody with your telephone; with a link, the one that it opens."""
    with reading(engine.store) as register:
        found = own_cases(register, caller.customers)
    return [case_line(case, product) for case, product in found if caller.owns(case)]


@routes.get("/{case_number}", summary="Follow a case", responses=FOUND)
def follow_case(engine: TheEngine, caller: AtThePortal, case_number: PathId) -> CustomerCaseView:
    """Read a case as plain steps, with appointments, quotes, messages and what waits for you."""
    with reading(engine.store) as register:
        return case_view(engine, register, caller.case(register, case_number).id)


@routes.post("/{case_number}/urge", summary="Urge a case on", status_code=204, responses=CHANGED)
def urge_case(engine: TheEngine, caller: AtThePortal, case_number: PathId, asked: SayWhy) -> None:
    """Ask for more speed; the supervisor is told at once."""
    _tell(engine, caller, case_number, "urged", {"urge_note": asked.note})


@routes.post("/{case_number}/cancel", summary="Cancel a case", status_code=204, responses=CHANGED)
def cancel_case(engine: TheEngine, caller: AtThePortal, case_number: PathId, asked: SayWhy) -> None:
    """Withdraw a request; somebody settles what is left and closes the case."""
    _tell(engine, caller, case_number, "cancelled", {"cancellation_reason": asked.note})


@routes.post("/{case_number}/complaints", summary="Complain", status_code=201, responses=CHANGED)
def complain(
    engine: TheEngine, caller: AtThePortal, case_number: PathId, asked: Complain, once: CustomerOnceOnly
) -> FiledView:
    """Complain about how a case is handled: a complaint case of its own, linked to this one."""
    with reading(engine.store) as register:
        about = caller.case(register, case_number)
        filed = file_complaint(register, about, asked.model_dump())
    return once(asked, lambda: _begun(engine, filed))


@routes.post("/{case_number}/rating", summary="Rate a case", status_code=204, responses=CHANGED)
def rate_case(engine: TheEngine, caller: AtThePortal, case_number: PathId, asked: RateCase) -> None:
    """Say how it was, once."""
    at = engine.clock.now()
    with reading(engine.store) as register:
        case = caller.case(register, case_number)
        if not case_view(engine, register, case.id).can_rate:
            raise NothingWaits(case.id)
    rating = FollowUp(
        id=rating_id(case.id),
        case_number=case.id,
        at=at,
        result="rated_online",
        score_quality=asked.quality,
        score_attitude=asked.attitude,
        opinion=asked.opinion,
    )
    with engine.store.begin() as tx:
        register_in(tx).add(rating, Deed(actor_of(case).id, at, case.id))


@routes.delete("/{case_number}/links", summary="Revoke a case's links", responses=FOUND)
def revoke_case_links(engine: TheEngine, caller: PhoneOwner, case_number: PathId) -> RevokedView:
    """Make every link to a case open nothing any more, because one reached the wrong hands."""
    with engine.store.begin() as tx:
        register = register_in(tx)
        case = caller.case(register, case_number)
        return RevokedView(links=revoke_links(register, case.id, engine.clock.now()))


def _begun(engine: Engine, filed: Filed) -> FiledView:
    started = operations.start_instance(
        engine,
        filed.process_key,
        actor=Actor(f"customer:{filed.customer_id}"),
        variables=filed.variables,
        subject=filed.customer_id,
    )
    number = started.business_key or started.id
    with engine.store.begin() as tx:
        return FiledView(number=number, link=make_link(register_in(tx), number, engine.clock.now()))


def _tell(
    engine: Engine, caller: CustomerCaller, number: str, what: Message, variables: dict[str, object]
) -> None:
    with reading(engine.store) as register:
        case = caller.case(register, number)
    acts = acts_now(engine, case)
    if acts.zh and not acts.allows(what) and not case.is_closed:
        raise NoLongerPossible(case.id, zh=acts.zh, en=acts.en)
    if not acts.allows(what) or not _reached(engine, case, what, variables):
        raise NothingWaits(case.id)


def _reached(engine: Engine, case: Case, what: Message, variables: dict[str, object]) -> bool:
    outcome = operations.publish_message(
        engine,
        f"{case.process_key}_{what}",
        business_key=case.id,
        variables=variables,
        actor=actor_of(case),
        time_to_live=timedelta(0),
    )
    return outcome.kind == "delivered"
