"""Views of the inbox that people keep, for themselves or for a group of theirs."""

from dataclasses import replace

from api.access.caller import Caller, TaskWorker, TheEngine
from api.access.roles import Permission
from api.exact_route import router
from api.refusals import FilterNotYours, GroupNotYours
from api.routes.precondition import ExpectedVersion
from api.routes.refused import EDITED
from api.wire.saved_filter import SavedFilterView, SaveFilter
from api.wire.scalar import PathId
from engine import operations, queries
from engine.bootstrap import Engine
from engine.model.saved_filter import SavedFilter

routes = router("/saved-filters", "tasks")


@routes.get("", summary="List saved filters")
def list_saved_filters(engine: TheEngine, caller: TaskWorker) -> list[SavedFilterView]:
    """List the views of the inbox that you keep, and those that are shared with your groups."""
    return [_view(kept, caller) for kept in queries.saved_filters(engine, caller.id, caller.account.groups)]


@routes.post("", summary="Keep a filter", status_code=201)
def keep_filter(engine: TheEngine, caller: TaskWorker, asked: SaveFilter) -> SavedFilterView:
    """Keep a view of the inbox; with a group, its members see it, too."""
    _require_group(caller, asked.group)
    kept = operations.keep_filter(
        engine, owner=caller.id, name=asked.name, view=asked.text(), group=asked.group
    )
    return _view(kept, caller)


@routes.put("/{filter_id}", summary="Change a saved filter", responses=EDITED)
def change_filter(
    engine: TheEngine, caller: TaskWorker, filter_id: PathId, asked: SaveFilter, version: ExpectedVersion
) -> SavedFilterView:
    """Replace a saved filter's name, view and group."""
    found = _own(engine, caller, filter_id)
    if asked.group != found.group:
        _require_group(caller, asked.group)
    changed = replace(found, name=asked.name, filter=asked.text(), group=asked.group)
    return _view(operations.change_filter(engine, changed, expected_version=version), caller)


@routes.delete("/{filter_id}", summary="Delete a saved filter", status_code=204, responses=EDITED)
def delete_filter(engine: TheEngine, caller: TaskWorker, filter_id: PathId, version: ExpectedVersion) -> None:
    """Delete a saved filter; a group that saw it does so no longer."""
    _own(engine, caller, filter_id)
    operations.delete_filter(engine, filter_id, expected_version=version)


def _view(kept: SavedFilter, caller: Caller) -> SavedFilterView:
    return SavedFilterView.of(kept, may_change=_may_change(kept, caller))


def _may_change(kept: SavedFilter, caller: Caller) -> bool:
    # What a whole group works by must not hang on one person's being there.
    return kept.owner == caller.id or (kept.group is not None and caller.may(Permission.ASSIGN_TASKS))


def _own(engine: Engine, caller: Caller, filter_id: str) -> SavedFilter:
    found = queries.saved_filter(engine, filter_id)
    if not _may_change(found, caller):
        raise FilterNotYours(filter_id)
    return found


def _require_group(caller: Caller, group: str | None) -> None:
    if group is not None and group not in caller.account.groups and not caller.may(Permission.SEE_ALL_TASKS):
        raise GroupNotYours(group)
