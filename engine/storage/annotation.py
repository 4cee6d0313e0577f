"""What people add to tasks: drafts, comments, attachments."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from engine.model.annotation import Attachment, Comment, Draft
from engine.storage.shape import ATTACHMENTS, COMMENTS, DRAFTS
from engine.storage.tables.definition import content
from engine.storage.tables.task import attachment, comment, draft
from engine.storage.view import View


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

    def delete_drafts(self, task_id: str) -> None:
        """Remove everybody's drafts of a task."""
        self._connection.execute(delete(draft).where(draft.c.task_id == task_id))

    def add_comment(self, comment_: Comment) -> None:
        """Add a comment."""
        self._connection.execute(insert(comment), COMMENTS.values(comment_))

    def add_attachment(self, attachment_: Attachment, body: bytes) -> None:
        """Add an attachment; the same content is stored once."""
        found = select(content.c.digest).where(content.c.digest == attachment_.digest)
        if self._connection.scalar(found) is None:
            self._upsert(content, {"digest": attachment_.digest, "body": body})
        self._connection.execute(insert(attachment), ATTACHMENTS.values(attachment_))
