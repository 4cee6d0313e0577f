"""The opaque state of a case: one small piece for each scope, rewritten only when that scope has changed.

Format 1. A piece is JSON: `t` the tokens as [number, node, state, parent, data, scope that its local
variables lie inside (-1 for none, null where it has no variables of its own)], `m` the scope's memory; the
outermost scope's piece also counts tokens in `n`. Finished tokens are not in it, so it does not grow with
what is done. Older formats are brought up to date by `upgrades`, and a recorded state of each is kept in the
tests for ever.
"""

import json
from typing import Any

from engine.bpmn.execution.case import Case
from engine.bpmn.execution.containers import CallActivity
from engine.bpmn.execution.loops import MultiInstanceNode
from engine.bpmn.execution.scope import Scope
from engine.bpmn.execution.token import Token
from engine.errors import EngineError
from engine.model.change import StoredState
from engine.model.json_text import Encoder
from engine.ports.runtime import Surroundings

FORMAT = 1
_JSON = Encoder()


class StateUnreadable(EngineError):
    """An instance's state cannot be read back."""

    zh = "无法读取流程实例的状态。"


def save(case: Case) -> None:
    """Put what has changed into the step's change."""
    change = case.step.change
    for number, scope in case.scopes.items():
        if scope.is_dirty:
            change.parts[str(number)] = _scope_part(case, scope)
            scope.is_dirty = False
    changed, dropped = case.vars.take_changes()
    change.variables.update(changed)
    change.cleared_scopes.extend(dropped)


def _scope_part(case: Case, scope: Scope) -> bytes:
    part: dict[str, Any] = {"t": [_token_row(case, token) for token in scope.tokens()]}
    if scope.memory:
        part["m"] = scope.memory
    if scope is case:
        part["n"] = case.last_number
    return _JSON.encode(part).encode()


def _token_row(case: Case, token: Token) -> list[Any]:
    inside: int | None = None
    if case.vars.has_scope(token.id):
        chain = case.vars.chain(token.id)
        inside = chain[1] if len(chain) > 1 else -1
    parent = token._parent if token._parent is not None and token._parent >= 0 else None
    return [token.id, token.task_spec.name, token._state, parent, token.internal_data, inside]


def load(case: Case, state: StoredState, surroundings: Surroundings) -> None:
    """Bring tokens, scopes and variables back.

    Raises:
        StateUnreadable: it does not fit the model or was written by a newer engine.
    """
    if case.instance.state_format > FORMAT:
        raise StateUnreadable(
            f"Instance {case.instance.id} was written in state format {case.instance.state_format}; "
            f"this engine reads up to {FORMAT}.",
            zh=f"实例 {case.instance.id} 的状态格式为 {case.instance.state_format}，"
            f"本引擎最高支持 {FORMAT}。",
        )
    for scope_number, name, text in state.variables:
        case.vars.load(scope_number, name, text)
    try:
        for number in sorted(int(key) for key in state.parts):
            part = json.loads(state.parts[str(number)])
            _load_scope(case, _scope_for(case, number, surroundings), part)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise StateUnreadable(
            f"The state of instance {case.instance.id} is damaged: {error!r}.",
            zh=f"实例 {case.instance.id} 的状态已损坏。",
        ) from error


def _scope_for(case: Case, number: int, surroundings: Surroundings) -> Scope:
    if number == 0:
        return case
    owner = case.token(number)
    if owner is None:
        raise KeyError(number)
    if not isinstance(owner.task_spec, CallActivity):
        spec = owner.scope.spec.blueprint.scopes[owner.element_id]
        return case.open_scope(spec, owner, definition_id=owner.scope.definition_id)
    called = owner.internal_data["called"]
    blueprint = case.blueprints.of(called, surroundings.process(called))
    return case.open_scope(blueprint.outermost, owner, definition_id=called)


def _load_scope(case: Case, scope: Scope, part: dict[str, Any]) -> None:
    scope.memory = part.get("m", {})
    if scope is case:
        case.last_number = part["n"]
    for number, name, state, parent, internal, inside in part["t"]:
        owner = scope.task_tree if parent is None else scope.tasks[parent]
        token = Token(scope, scope.spec.task_specs[name], owner, number=number, state=state)
        token.internal_data = internal
        if inside is not None:
            case.vars.open_scope(number, inside=None if inside == -1 else inside)
        if isinstance(token.task_spec, CallActivity | MultiInstanceNode):
            token.task_spec.reopen(token)
        if internal.get("wait") == "condition":
            case.watching[number] = token
    scope.is_dirty = False
