"""Comments and attachments on tasks and instances."""

import hashlib
from uuid import uuid4

from engine.errors import NotFound
from engine.model.actor import Actor
from engine.model.annotation import Attachment, Comment
from engine.model.history import EventKind
from engine.operations.idempotency import keep, recall
from engine.operations.operation import on_instance
from engine.operations.task import instance_of
from engine.operations.work import Work
from engine.ports.engine import Engine
from engine.ports.store import Transaction


def add_comment(
    engine: Engine, target_id: str, text: str, *, actor: Actor, mentions: tuple[str, ...] = ()
) -> Comment:
    """Write a remark on a task or an instance."""
    instance_id, task_id = _target(engine, target_id)

    def play(work: Work) -> Comment:
        comment = Comment(uuid4().hex, instance_id, actor.id, text, work.change.at, task_id, mentions)
        work.tx.add_comment(comment)
        work.happened(
            EventKind.COMMENT_ADDED, detail={"comment": comment.id, "task": task_id}, sealed={"text": text}
        )
        return comment

    return on_instance(engine, instance_id, actor, play, even_if_suspended=True)


def see_mention(engine: Engine, comment_id: str, *, actor: Actor) -> None:
    """Note that somebody saw a remark that mentions them; only the first time counts.

    Raises:
        NotFound: no such remark mentions them.
    """
    with engine.store.begin() as tx:
        if not tx.see_mention(actor.id, comment_id, engine.clock.now()):
            raise NotFound("mention", comment_id)


def add_attachment(
    engine: Engine, target_id: str, *, name: str, media_type: str, content: bytes, actor: Actor
) -> Attachment:
    """Put a file on a task or an instance; a request that is repeated under its key puts it there once."""
    instance_id, task_id = _target(engine, target_id)
    digest = hashlib.sha256(content).hexdigest()

    def play(work: Work) -> Attachment:
        if (before := _attached(work.tx)) is not None:
            work.is_void = True
            return before
        attachment = Attachment(
            uuid4().hex,
            instance_id,
            name,
            media_type,
            len(content),
            digest,
            actor.id,
            work.change.at,
            task_id,
        )
        keep(work.tx, attachment.id, at=work.change.at)
        work.tx.add_attachment(attachment, content)
        work.happened(
            EventKind.ATTACHMENT_ADDED,
            detail={"attachment": attachment.id, "digest": digest, "task": task_id},
            sealed={"name": name},
        )
        return attachment

    return on_instance(engine, instance_id, actor, play, even_if_suspended=True)


def _attached(tx: Transaction) -> Attachment | None:
    known = recall(tx)
    return None if known is None else tx.attachment(known)


def _target(engine: Engine, target_id: str) -> tuple[str, str | None]:
    with engine.store.read() as reader:
        if reader.instance(target_id) is not None:
            return target_id, None
        if reader.task(target_id) is not None:
            return instance_of(target_id), target_id
    raise NotFound("task or instance", target_id)
