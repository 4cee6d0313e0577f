"""The stream of changes (server-sent events)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Final, cast

from fastapi import APIRouter, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.requests import Request

from api.access.caller import CaseReader
from api.access.roles import Permission
from api.events.feed import Feed, News
from api.events.mark import mark_of, read_mark, told
from api.events.register_watch import RegisterChange

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
    """Follow which instances, tasks and kinds of register records change: ids and kinds only, no data.

    `event: change` names one; `event: reset` says that too much was missed: read your lists again. Changes of
    the register (`register_changed`) are told as they happen, and not again after a break.
    """
    feed = cast("Feed", request.app.state.feed)  # Starlette's state has no types
    async with feed.listening() as position:
        # Who reads their lists when they hear this misses nothing that comes after.
        yield ServerSentEvent(comment="connected", retry=_RETRY_MILLISECONDS)
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                async for news in feed.follow(position, read_mark(last_event_id)):
                    if caller.may(Permission.READ_REGISTER) or not isinstance(news, RegisterChange):
                        yield _sent(news)
        except TimeoutError:
            return


def _sent(news: News) -> ServerSentEvent:
    if news is None:
        return ServerSentEvent(event="reset", raw_data="{}")
    # Without an id the stream stands where it stood: a change of the register is no place to go on from.
    place = None if isinstance(news, RegisterChange) else str(mark_of(news))
    return ServerSentEvent(event="change", id=place, raw_data=json.dumps(told(news)))
