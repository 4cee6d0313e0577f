"""Accounts and sessions on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.wire.scalar import Request, View


class OpenSession(Request):
    """Sign in."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["desk"])]
    password: Annotated[str, Field(min_length=1, max_length=1_000, examples=["anxin-demo"])]
    kind: Annotated[
        Literal["cookie", "bearer"] | None,
        Field(description="Unless given: `cookie` for browsers, `bearer` for programs.", examples=["bearer"]),
    ] = None


class PersonView(View):
    """An account as colleagues see it."""

    id: str = Field(examples=["desk"])
    name: str = Field(examples=["客服 小林"])
    groups: list[str] = Field(examples=[["desk"]])
    roles: list[str] = Field(examples=[["desk"]])


class MeView(PersonView):
    """The signed-in account."""

    locale: str = Field(examples=["zh"])
    permissions: list[str] = Field(description="What the roles permit.", examples=[["work_on_tasks"]])


class SessionView(View):
    """A new session."""

    account: PersonView
    expires_at: datetime = Field(examples=["2026-11-22T21:00:00+00:00"])
    token: str | None = Field(
        description="For `Authorization: Bearer …`; told once, and never with a cookie.",
        examples=["kq3vXo0Yb1…"],
    )
