"""Shapes a draft: stored as the engine's values, told as JSON."""

from api.wire.annotation import DraftView
from engine.bootstrap import Engine
from engine.model.annotation import Draft
from engine.queries.values import to_wire


def draft_view(engine: Engine, draft: Draft) -> DraftView:
    """Return a draft with its values as clients read them."""
    values = to_wire(engine.codec.decode(draft.data))
    return DraftView.model_validate(
        {"task_id": draft.task_id, "author": draft.author, "data": values, "saved_at": draft.saved_at}
    )
