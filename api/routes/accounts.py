"""Signing in and out, and who is who."""

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.access.caller import PeopleReader, SignedInCaller, TheEngine, TheSessions
from api.access.origin import refuse_other_sites
from api.access.roles import PERMITTED
from api.access.session import COOKIE, bearer_of
from api.exact_json import ExactJson
from api.exact_route import router
from api.wire.account import MeView, OpenSession, PersonView, SessionView
from api.wire.page import ListFilter, PageView, page_of
from engine import queries

session = router("/session", "accounts")
me = router("/me", "accounts")
users = router("/users", "accounts")


@session.post(
    "", summary="Sign in", status_code=201, response_model=SessionView, responses={401: {}, 403: {}, 429: {}}
)
def open_session(request: Request, sessions: TheSessions, asked: OpenSession) -> Response:
    """Sign in with name and password: a cookie for browsers, a bearer token for programs."""
    refuse_other_sites(request)
    is_browser = "sec-fetch-site" in request.headers
    kind = asked.kind or ("cookie" if is_browser else "bearer")
    opened = sessions.open(asked.name, asked.password)
    view = SessionView(
        account=PersonView.model_validate(opened.account),
        expires_at=opened.session.expires_at,
        token=opened.token if kind == "bearer" else None,
    )
    response = ExactJson(view, status_code=201)
    if kind == "cookie":
        COOKIE.give(request, response, opened.token, opened.lasts)
    return response


@session.delete("", summary="Sign out", status_code=204)
def close_session(request: Request, sessions: TheSessions, caller: SignedInCaller) -> Response:
    """End this session; its token and cookie open nothing any more."""
    sessions.close(bearer_of(request) or COOKIE.token(request) or "")
    response = Response(status_code=204)
    COOKIE.take(request, response)
    return response


@me.get("", summary="Say who you are")
def read_me(caller: SignedInCaller) -> MeView:
    """Read your own account and what your roles permit."""
    permissions = sorted(permission for permission in PERMITTED if caller.may(permission))
    person = PersonView.model_validate(caller.account).model_dump()
    return MeView(**person, locale=caller.account.locale, permissions=list(permissions))


@users.get("", summary="List people")
def list_users(
    engine: TheEngine, caller: PeopleReader, asked: Annotated[ListFilter, Query()]
) -> PageView[PersonView]:
    """List the accounts that work can be assigned to."""
    return page_of(queries.accounts(engine, asked.paging()), PersonView.model_validate)
