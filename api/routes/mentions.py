"""Remarks that mention the caller."""

from typing import Annotated

from fastapi import Query

from api.access.caller import SignedInCaller, TheEngine
from api.exact_route import router
from api.routes.refused import FOUND
from api.wire.annotation import MentionFilter, MentionView
from api.wire.page import PageView, page_of
from api.wire.scalar import PathId
from engine import operations, queries

routes = router("/mentions", "tasks")


@routes.get("", summary="List where you are mentioned")
def list_mentions(
    engine: TheEngine, caller: SignedInCaller, asked: Annotated[MentionFilter, Query()]
) -> PageView[MentionView]:
    """List the remarks that mention you, newest first."""
    found = queries.mentions(engine, caller.id, asked.paging(), only_unseen=asked.only_unseen)
    return page_of(found, MentionView.of)


@routes.put("/{comment_id}/seen", summary="Note that you saw a mention", status_code=204, responses=FOUND)
def see_mention(engine: TheEngine, caller: SignedInCaller, comment_id: PathId) -> None:
    """Take a remark off the list of those that you have not seen yet."""
    operations.see_mention(engine, comment_id, actor=caller.actor)
