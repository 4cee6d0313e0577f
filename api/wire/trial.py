"""Test cases on the wire."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from api.wire.instance import InstanceView, ScopeView, TokenView
from api.wire.operation import IncidentView, MessageWaitView
from api.wire.scalar import Id, Name, Request, Variables, View
from api.wire.task import TaskView


class StartTrial(Request):
    """A version to try, and what its case begins with."""

    definition_id: Annotated[
        Id, Field(description="`repair:3`, or `repair` for the newest.", examples=["repair:3"])
    ]
    variables: Variables = {}


class CompleteTrialTask(Request):
    """A filled-in form."""

    variables: Variables = {}


class TrialMessage(Request):
    """A message that arrives in the test case."""

    name: Annotated[Name, Field(examples=["customer_confirmed"])]
    correlation_key: Annotated[Name | None, Field(examples=["WX-20261122-0007"])] = None
    variables: Variables = {}


class AdvanceTrial(Request):
    """How far the test case's clock moves."""

    by: Annotated[
        timedelta,
        Field(
            gt=timedelta(0), le=timedelta(days=1098), description="An ISO 8601 duration.", examples=["PT24H"]
        ),
    ]


class TrialView(View):
    """A test case as it stands; nothing in it is real."""

    id: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015"])
    definition_id: str = Field(description="The version that is tried.", examples=["repair:3"])
    models: dict[str, str] = Field(
        description="The test case's own version ids → the deployed versions that they were made from.",
        examples=[{"repair:1": "repair:3"}],
    )
    begun_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    now: datetime = Field(description="Its own clock.", examples=["2026-11-23T01:00:00+00:00"])
    steps_left: int = Field(examples=[299])
    instance: InstanceView
    tokens: list[TokenView]
    tasks: list[TaskView]
    messages: list[MessageWaitView] = Field(description="What it waits for.")
    incidents: list[IncidentView]
    variables: list[ScopeView]
    called: list[str] = Field(
        description="Connectors called so far; remote ones only pretend.", examples=[["case.open"]]
    )
