"""The signed-in account behind a request, and the permission that a route asks of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.requests import Request

from api.access.origin import require_own_page
from api.access.roles import PERMITTED, Permission
from api.access.session import COOKIE, Sessions, bearer_of
from api.refusals import NotPermitted, NotSignedIn
from engine.bootstrap import Engine
from engine.model.account import Account
from engine.model.actor import Actor

# They only describe themselves in the OpenAPI document; `caller_of` decides.
_BEARER = HTTPBearer(auto_error=False, scheme_name="bearer", description="The token of POST /api/v1/session.")
_COOKIE = APIKeyCookie(
    name=COOKIE.name, auto_error=False, scheme_name="cookie", description="Set by POST /api/v1/session."
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks."""

    account: Account

    @property
    def id(self) -> str:
        """Return the account's id."""
        return self.account.id

    @property
    def actor(self) -> Actor:
        """Return the actor that the record will name."""
        return Actor(self.account.id)

    def may(self, permission: Permission) -> bool:
        """Say whether one of the account's roles permits something."""
        return not PERMITTED[permission].isdisjoint(self.account.roles)

    @property
    def sees_contacts(self) -> bool:
        """Say whether every customer's whole telephone numbers and streets are shown."""
        return self.may(Permission.READ_CONTACTS)


def engine_of(request: Request) -> Engine:
    """Return the engine behind the application."""
    return cast("Engine", request.app.state.engine)  # Starlette's state has no types


def sessions_of(request: Request) -> Sessions:
    """Return the application's sessions."""
    return cast("Sessions", request.app.state.sessions)  # Starlette's state has no types


def caller_of(request: Request) -> Caller:
    """Return who asks.

    Raises:
        NotSignedIn: nobody that we know.
        CrossSiteRefused: another site's page uses a visitor's cookie.
    """
    token = bearer_of(request)
    if token is None:
        token = COOKIE.token(request)
        if token is None:
            raise NotSignedIn
        require_own_page(request)
    holder = sessions_of(request).holder(token)
    request.state.account, request.state.locale = holder.id, holder.locale
    return Caller(holder)


def _permitted(permission: Permission) -> Callable[..., Caller]:
    def caller_permitted(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
        if not caller.may(permission):
            raise NotPermitted(permission)
        return caller

    return caller_permitted


TheEngine = Annotated[Engine, Depends(engine_of)]
TheSessions = Annotated[Sessions, Depends(sessions_of)]
SignedInCaller = Annotated[Caller, Depends(caller_of)]
ModelReader = Annotated[Caller, Depends(_permitted(Permission.READ_MODELS))]
CaseReader = Annotated[Caller, Depends(_permitted(Permission.READ_CASES))]
CaseAnnotator = Annotated[Caller, Depends(_permitted(Permission.ANNOTATE_CASES))]
CaseStarter = Annotated[Caller, Depends(_permitted(Permission.START_CASES))]
TaskWorker = Annotated[Caller, Depends(_permitted(Permission.WORK_ON_TASKS))]
Sender = Annotated[Caller, Depends(_permitted(Permission.SEND_MESSAGES))]
Operator = Annotated[Caller, Depends(_permitted(Permission.OPERATE_CASES))]
Deployer = Annotated[Caller, Depends(_permitted(Permission.DEPLOY))]
AuditReader = Annotated[Caller, Depends(_permitted(Permission.AUDIT))]
ClockMover = Annotated[Caller, Depends(_permitted(Permission.MOVE_CLOCK))]
PeopleReader = Annotated[Caller, Depends(_permitted(Permission.READ_PEOPLE))]
RegisterReader = Annotated[Caller, Depends(_permitted(Permission.READ_REGISTER))]
CustomerReader = Annotated[Caller, Depends(_permitted(Permission.READ_CUSTOMERS))]
Dispatcher = Annotated[Caller, Depends(_permitted(Permission.ASSIGN_TASKS))]
ReportReader = Annotated[Caller, Depends(_permitted(Permission.READ_REPORTS))]
PayoutReader = Annotated[Caller, Depends(_permitted(Permission.READ_PAYOUTS))]
ErasureDecider = Annotated[Caller, Depends(_permitted(Permission.DECIDE_ERASURES))]
StockCounter = Annotated[Caller, Depends(_permitted(Permission.COUNT_STOCK))]
Settler = Annotated[Caller, Depends(_permitted(Permission.SETTLE))]
TableKeeper = Annotated[Caller, Depends(_permitted(Permission.KEEP_TABLES))]
MessageSender = Annotated[Caller, Depends(_permitted(Permission.SEND_AGAIN))]
SECURITY = [Depends(_BEARER), Depends(_COOKIE)]
