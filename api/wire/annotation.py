"""Drafts, comments and attachments on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from api.wire.page import ListFilter
from api.wire.scalar import Id, Remark, Request, Variables, View
from engine.model.annotation import Mention


class CommentView(View):
    """A remark."""

    id: str = Field(examples=["5f0c6c1e9b1d4c6fa0b1"])
    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    task_id: str | None = Field(examples=["0198b6e1f0c2a91b4-12"])
    author: str = Field(examples=["desk"])
    text: str = Field(examples=["客户下午三点后方便接电话"])
    written_at: datetime = Field(examples=["2026-11-22T01:05:00+00:00"])
    mentions: list[str] = Field(examples=[["wang"]])


class MentionView(CommentView):
    """A remark that mentions you."""

    business_key: str | None = Field(examples=["WX-20261122-0007"])
    seen_at: datetime | None = Field(description="When you first saw it.", examples=[None])

    @staticmethod
    def of(mention: Mention) -> "MentionView":
        """Return a mention as clients see it."""
        comment = CommentView.model_validate(mention.comment)
        return MentionView(**comment.model_dump(), business_key=mention.business_key, seen_at=mention.seen_at)


class MentionFilter(ListFilter):
    """Which mentions."""

    only_unseen: bool = False


class AttachmentView(View):
    """A file; read its content at /attachments/{id}/content."""

    id: str = Field(examples=["77aa6c1e9b1d4c6fa0b1"])
    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    task_id: str | None = Field(examples=["0198b6e1f0c2a91b4-12"])
    name: str = Field(examples=["铭牌.jpg"])
    media_type: str = Field(examples=["image/jpeg"])
    size: int = Field(description="In bytes.", examples=[48213])
    digest: str = Field(description="SHA-256.", examples=["9f86d081884c7d659a2feaa0c55ad015"])
    author: str = Field(examples=["technician"])
    added_at: datetime = Field(examples=["2026-11-22T01:06:00+00:00"])


class DraftView(View):
    """An unfinished form, yours alone."""

    task_id: str = Field(examples=["0198b6e1f0c2a91b4-12"])
    author: str = Field(examples=["desk"])
    data: Variables
    saved_at: datetime = Field(examples=["2026-11-22T01:04:00+00:00"])


class SaveDraft(Request):
    """What the form holds so far."""

    data: Variables


class AddComment(Request):
    """A remark to write."""

    text: Annotated[Remark, Field(examples=["客户下午三点后方便接电话"])]
    mentions: Annotated[list[Id], Field(max_length=50, examples=[["wang"]])] = []
