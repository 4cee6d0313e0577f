"""Compensation: what was completed is undone by its handlers, last first (BPMN 2.0.2, 13.5.5).

A scope remembers its completed activities that have a handler, and its completed sub-processes with what
they remember in turn. The thrower waits while the handlers run one after the other.
"""

from typing import Any

from engine.bpmn.execution.scope import Scope
from engine.bpmn.execution.token import STARTED, Token
from engine.model.history import EventKind
from engine.model.process import Event, Kind


def compensate(token: Token, event: Event) -> bool | None:
    """Undo one activity or everything in the scope; say True where nothing has to be awaited."""
    scope = _scope_meant(token, event.activity_ref)
    records = take_records(scope, event.activity_ref)
    token.scope.case.happened(
        EventKind.COMPENSATION_THROWN, token, detail={"activities": [r["activity"] for r in records]}
    )
    if not records:
        return True
    begin(token, scope, records)
    return None


def cancel_transaction(token: Token) -> bool | None:
    """End a transaction: its tokens go, what it completed is undone, its cancel event goes on."""
    scope = token.scope
    scope.cancel_tokens(but=token)
    token.internal_data["cancels"] = True
    records = take_records(scope, None)
    begin(token, scope, records)
    return None


def take_records(scope: Scope, activity: str | None) -> list[dict[str, Any]]:
    """Take the records to undo out of a scope's memory, last completed first."""
    done = scope.memory.get("done", [])
    taken = [record for record in done if activity is None or record["activity"] == activity]
    scope.memory["done"] = [record for record in done if record not in taken]
    scope.is_dirty = True
    return taken[::-1]


def begin(thrower: Token, scope: Scope, records: list[dict[str, Any]]) -> None:
    """Let a token wait for the handlers of these records."""
    thrower._set_state(STARTED)
    thrower.internal_data.update(todo=records, inside=scope.number)
    proceed(thrower)


def proceed(thrower: Token) -> None:
    """Start the next handler; after the last one the thrower goes on."""
    case = thrower.scope.case
    todo = thrower.internal_data["todo"]
    thrower.scope.is_dirty = True
    if not todo:
        del thrower.internal_data["todo"]
        _finish(thrower)
        return
    record, thrower.internal_data["todo"] = todo[0], todo[1:]
    scope = case.scopes[thrower.internal_data["inside"]]
    spec = scope.spec.task_specs[record["handler"] if "handler" in record else record["node"]]
    token = scope.new_token(spec)
    token.internal_data["undoes_for"] = thrower.id
    if "handler" in record:
        spec._update(token)
    else:
        spec.compensate(token, record)


def handler_ended(token: Token) -> None:
    """Tell the thrower that one handler is done."""
    thrower_id = token.internal_data.get("undoes_for")
    thrower = None if thrower_id is None else token.scope.case.token(thrower_id)
    if thrower is not None:
        proceed(thrower)


def _finish(thrower: Token) -> None:
    scope = thrower.scope
    if thrower.internal_data.pop("cancels", False):
        owner = scope.owner
        thrower.scope.case.complete(thrower)
        if owner is not None:
            owner.task_spec.cancelled(owner)
        return
    thrower.task_spec.compensated(thrower)


def _scope_meant(token: Token, activity: str | None) -> Scope:
    # A compensation thrown inside an event sub-process means the activities of the scope it handles (10.5.6).
    scope = token.scope
    owner = scope.owner
    inside = {element.id for element in scope.spec.members}
    is_handler = owner is not None and owner.task_spec.element.kind is Kind.EVENT_SUB_PROCESS
    if is_handler and owner is not None and (activity is None or activity not in inside):
        return owner.scope
    return scope
