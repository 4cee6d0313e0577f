"""Messages that leave the house: what became of them, and dead letters sent again."""

from typing import Annotated

from fastapi import Query

from aftersales import open_post, reading
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch
from api.access.caller import MessageSender, TheEngine
from api.exact_route import router
from api.routes.refused import CHANGED
from api.wire.outgoing import OutgoingFilter, OutgoingView
from api.wire.page import PageView
from api.wire.register import found_page
from api.wire.scalar import PathId

routes = router("/outgoing-messages", "messages")


@routes.get("", summary="List messages that leave the house")
def list_outgoing_messages(
    engine: TheEngine, caller: MessageSender, asked: Annotated[OutgoingFilter, Query()]
) -> PageView[OutgoingView]:
    """List messages by mail and webhook, the latest first; dead ones were given up after all attempts."""
    with reading(engine.store) as register:
        return found_page(register.find(Dispatch, asked.search("-created_at")), OutgoingView.model_validate)


@routes.post("/{message_id}/send-again", summary="Send a dead letter again", responses=CHANGED)
def send_message_again(engine: TheEngine, caller: MessageSender, message_id: PathId) -> OutgoingView:
    """Give a dead letter another round of attempts; any other message stays as it is."""
    deed = Deed(caller.id, engine.clock.now())
    return OutgoingView.model_validate(open_post(engine.store).send_again(message_id, deed))
