"""The customer behind a request: no account, but a proven telephone or a link to one case."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends
from fastapi.security import APIKeyCookie
from starlette.requests import Request

from aftersales import reading
from aftersales.model.case import Case
from aftersales.model.portal import PortalSession
from aftersales.operations.portal_access import digest_of, owners
from aftersales.ports.register import Register
from api.access.caller import TheEngine, sessions_of
from api.access.cookie import TokenCookie
from api.access.origin import require_own_page
from api.refusals import NotSignedIn, PhoneNotProven
from engine.bootstrap import Engine
from engine.errors import NotFound
from engine.model.actor import Actor
from engine.model.task import Task
from engine.queries.task import task

COOKIE: Final = TokenCookie("anxin_portal")
GROUP: Final = "customer"
# It only describes itself in the OpenAPI document; `customer_of` decides.
_COOKIE = APIKeyCookie(
    name=COOKIE.name,
    auto_error=False,
    scheme_name="customer",
    description="Set by POST /api/v1/portal/session.",
)


@dataclass(frozen=True, slots=True)
class CustomerCaller:
    """A customer at the portal. Several persons may share a telephone."""

    session: PortalSession
    customers: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return whose idempotency keys these are."""
        return f"portal {self.session.phone or self.session.case_number}"

    def owns(self, case: Case) -> bool:
        """Say whether a case is theirs to see: with a link only its case, and what came of that."""
        only = self.session.case_number
        return case.customer_id in self.customers and (only is None or only in {case.id, case.parent})

    def case(self, register: Register, number: str) -> Case:
        """Return a case of theirs.

        Raises:
            NotFound: there is none of this number, or it is somebody else's: nobody learns which.
        """
        found = register.look(Case, number)
        if found is None or not self.owns(found):
            raise NotFound("case", number, zh="个案")
        return found


def actor_of(case: Case) -> Actor:
    """Return the actor that the record will name."""
    return Actor(f"{GROUP}:{case.customer_id}")


def customer_of(request: Request, engine: TheEngine) -> CustomerCaller:
    """Return which customer asks.

    Raises:
        NotSignedIn: nobody whose telephone or link is proven.
        CrossSiteRefused: another site's page uses a visitor's cookie.
    """
    token = COOKIE.token(request)
    if token is None:
        raise NotSignedIn
    require_own_page(request)
    with reading(engine.store) as register:
        session = register.look(PortalSession, digest_of(token))
        if session is None or session.expires_at <= sessions_of(request).now():
            raise NotSignedIn
        return CustomerCaller(session, owners(register, session))


def phone_owner_of(caller: Annotated[CustomerCaller, Depends(customer_of)]) -> CustomerCaller:
    """Return who asks, where a link is not proof enough: links are forwarded.

    Raises:
        PhoneNotProven: only a link was shown.
    """
    if caller.session.phone is None:
        raise PhoneNotProven
    return caller


def own_task(engine: Engine, caller: CustomerCaller, task_id: str) -> tuple[Task, Case]:
    """Return a task that is offered to the customer of one of the caller's cases, with the case.

    Raises:
        NotFound: there is no such task, or it is not theirs.
    """
    found = task(engine, task_id)
    if GROUP not in found.candidate_groups:
        raise NotFound("task", task_id)
    with reading(engine.store) as register:
        case = register.first(Case, instance_id=found.instance_id)
    if case is None or not caller.owns(case):
        raise NotFound("task", task_id)
    return found, case


def address_of(request: Request) -> str:
    """Return from which address a request comes."""
    return request.client.host if request.client else "unknown"


AtThePortal = Annotated[CustomerCaller, Depends(customer_of)]
PhoneOwner = Annotated[CustomerCaller, Depends(phone_owner_of)]
PORTAL_SECURITY = [Depends(_COOKIE)]
