"""Messages and signals from outside, and who waits for them."""

from typing import Annotated

from fastapi import Query

from api.access.caller import CaseReader, Sender, TheEngine
from api.exact_route import router
from api.routes.precondition import OnceOnly
from api.routes.refused import CONFLICT
from api.wire.instance import BroadcastSignal, MessageOutcomeView, PublishMessage, SignalOutcomeView
from api.wire.operation import BufferedMessageView, MessageFilter, MessageWaitView, SignalWaitView, WaitFilter
from api.wire.page import PageView, page_of
from api.wire.variables import variables_from_wire
from engine import operations, queries

routes = router("/messages", "messages")
signal_routes = router("/signals", "signals")
_Asked = Annotated[WaitFilter, Query()]


@routes.post("", summary="Publish a message", responses=CONFLICT)
def publish_message(
    engine: TheEngine, caller: Sender, asked: PublishMessage, once: OnceOnly
) -> MessageOutcomeView:
    """Deliver a message to the instance that waits for it, or start one, or keep it for a while."""
    given = asked.model_dump() | {"variables": variables_from_wire(asked.variables), "actor": caller.actor}
    outcome = once(asked, lambda: operations.publish_message(engine, **given))
    return MessageOutcomeView.model_validate(outcome)


@routes.get("", summary="List messages that nobody has taken")
def list_messages(
    engine: TheEngine, caller: CaseReader, asked: Annotated[MessageFilter, Query()]
) -> PageView[BufferedMessageView]:
    """List messages that are kept until somebody waits for them or their time is over."""
    return page_of(
        queries.buffered_messages(engine, asked.query(), asked.paging()), BufferedMessageView.model_validate
    )


@routes.get("/subscriptions", summary="List who waits for messages")
def list_message_subscriptions(
    engine: TheEngine, caller: CaseReader, asked: _Asked
) -> PageView[MessageWaitView]:
    """List the events, tasks and start events that wait for a message."""
    return page_of(
        queries.message_waits(engine, asked.query(), asked.paging()), MessageWaitView.model_validate
    )


@signal_routes.post("", summary="Broadcast a signal")
def broadcast_signal(engine: TheEngine, caller: Sender, asked: BroadcastSignal) -> SignalOutcomeView:
    """Let everybody who waits for a signal hear it."""
    values = variables_from_wire(asked.variables)
    count = operations.broadcast_signal(engine, asked.name, variables=values, actor=caller.actor)
    return SignalOutcomeView(receivers=count)


@signal_routes.get("/subscriptions", summary="List who waits for signals")
def list_signal_subscriptions(
    engine: TheEngine, caller: CaseReader, asked: _Asked
) -> PageView[SignalWaitView]:
    """List the events that wait for a signal."""
    return page_of(queries.signal_waits(engine, asked.query(), asked.paging()), SignalWaitView.model_validate)
