"""What people add to tasks: drafts, comments, attachments."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, literal, select, update

from engine.model.annotation import Attachment, Comment, Draft, Mention
from engine.model.query import Page, Paging
from engine.storage.page import Listing, Sort
from engine.storage.shape import ATTACHMENTS, COMMENTS, DRAFTS
from engine.storage.tables.definition import content
from engine.storage.tables.instance import instance
from engine.storage.tables.task import attachment, comment, draft, mention
from engine.storage.view import View

_BY_TIME = Listing("mentions", COMMENTS, {"written_at": Sort(comment.c.written_at)}, usual="-written_at")


class AnnotationReader(View):
    """Questions about drafts, comments and attachments."""

    def draft(self, task_id: str, author: str) -> Draft | None:
        """Return somebody's unfinished form."""
        c = draft.c
        statement = DRAFTS.select().where(c.task_id == task_id, c.author == author)
        row = self._connection.execute(statement).first()
        return None if row is None else DRAFTS.read(row)

    def comments(self, instance_id: str, task_id: str | None) -> Sequence[Comment]:
        """Return the comments on an instance, or on one of its tasks, oldest first."""
        c = comment.c
        statement = COMMENTS.select().where(c.instance_id == instance_id).order_by(c.written_at, c.id)
        if task_id is not None:
            statement = statement.where(c.task_id == task_id)
        return COMMENTS.read_all(self._connection.execute(statement))

    def mentions(self, who: str, paging: Paging, *, only_unseen: bool = False) -> Page[Mention]:
        """Return the comments that mention somebody, newest first."""
        named = select(mention.c.comment_id).where(mention.c.who == who)
        if only_unseen:
            named = named.where(mention.c.seen_at.is_(None))
        page = _BY_TIME.page(self._connection, [comment.c.id.in_(named)], paging)
        return Page(self._as_mentions(who, page.items), page.next_cursor)

    def _as_mentions(self, who: str, found: Sequence[Comment]) -> tuple[Mention, ...]:
        c = mention.c
        seen = select(c.comment_id, c.seen_at).where(
            c.who == who, c.comment_id.in_([one.id for one in found])
        )
        keys = select(instance.c.id, instance.c.business_key).where(
            instance.c.id.in_({one.instance_id for one in found})
        )
        seen_at = {row.comment_id: row.seen_at for row in self._connection.execute(seen)}
        numbers = {row.id: row.business_key for row in self._connection.execute(keys)}
        return tuple(Mention(one, numbers.get(one.instance_id), seen_at[one.id]) for one in found)

    def attachments(self, instance_id: str, task_id: str | None) -> Sequence[Attachment]:
        """Return the attachments of an instance, or of one of its tasks, oldest first."""
        c = attachment.c
        statement = ATTACHMENTS.select().where(c.instance_id == instance_id).order_by(c.added_at, c.id)
        if task_id is not None:
            statement = statement.where(c.task_id == task_id)
        return ATTACHMENTS.read_all(self._connection.execute(statement))

    def attachment(self, attachment_id: str) -> Attachment | None:
        """Return an attachment; its content is under its digest."""
        row = self._connection.execute(ATTACHMENTS.select().where(attachment.c.id == attachment_id)).first()
        return None if row is None else ATTACHMENTS.read(row)


class AnnotationWriter(View):
    """Adding to tasks."""

    def save_draft(self, draft_: Draft) -> None:
        """Keep an unfinished form in place of the one before."""
        self._upsert(draft, DRAFTS.values(draft_))

    def add_comment(self, comment_: Comment) -> None:
        """Add a comment, and note whom it mentions."""
        self._connection.execute(insert(comment), COMMENTS.values(comment_))
        for who in sorted(set(comment_.mentions)):
            self._connection.execute(insert(mention), {"who": who, "comment_id": comment_.id})

    def see_mention(self, who: str, comment_id: str, at: datetime) -> bool:
        """Note when somebody saw a comment that mentions them; return whether one does."""
        c = mention.c
        statement = update(mention).where(c.who == who, c.comment_id == comment_id)
        found = self._connection.execute(
            statement.values(seen_at=func.coalesce(c.seen_at, literal(at, c.seen_at.type)))
        )
        return found.rowcount == 1

    def add_attachment(self, attachment_: Attachment, body: bytes) -> None:
        """Add an attachment; the same content is stored once."""
        found = select(content.c.digest).where(content.c.digest == attachment_.digest)
        if self._connection.scalar(found) is None:
            self._upsert(content, {"digest": attachment_.digest, "body": body})
        self._connection.execute(insert(attachment), ATTACHMENTS.values(attachment_))
