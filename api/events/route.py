"""The stream of changes (server-sent events)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Final, cast

from fastapi import APIRouter, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.requests import Request

from api.access.caller import CaseReader
from api.events.feed import Feed
from api.events.mark import mark_of, read_mark, told
from engine.model.history import HistoryEvent

routes = APIRouter(prefix="/events", tags=["events"])

# The browser comes back by itself and must then still be signed in.
_LONGEST_SECONDS: Final = 600
_RETRY_MILLISECONDS: Final = 2_000


@routes.get("", summary="Follow what changes", response_class=EventSourceResponse)
async def follow_changes(
    request: Request,
    caller: CaseReader,
    last_event_id: Annotated[
        str | None, Header(max_length=400, description="Where the stream broke off.")
    ] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Follow which instances and tasks change: ids and kinds only, no case data.

    `event: change` names one; `event: reset` says that too much was missed: read your lists again.
    """
    feed = cast("Feed", request.app.state.feed)  # Starlette's state has no types
    yield ServerSentEvent(comment="connected", retry=_RETRY_MILLISECONDS)
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            async for event in feed.follow(read_mark(last_event_id)):
                yield _sent(event)
    except TimeoutError:
        return


def _sent(event: HistoryEvent | None) -> ServerSentEvent:
    if event is None:
        return ServerSentEvent(event="reset", raw_data="{}")
    return ServerSentEvent(event="change", id=str(mark_of(event)), raw_data=json.dumps(told(event)))
