"""A process or sub-process instance: the tokens inside it and what listens there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow

from engine.bpmn.execution.token import COMPLETED, FUTURE, Token

if TYPE_CHECKING:
    from engine.bpmn.execution.blueprint import ScopeSpec
    from engine.bpmn.execution.case import Case


class Scope:
    """What the case itself and the sub-processes in it have in common.

    `number` is 0 for the case, else the number of the token that owns the scope; it is the number of the
    scope's variables too. `memory` keeps what outlives tokens: completed activities that can be compensated.
    """

    spec: "ScopeSpec"
    tasks: dict[Any, Token]
    task_tree: Token
    depth: int

    def set_up(self, case: "Case", *, number: int, owner: Token | None, definition_id: str) -> None:
        """Make an empty scope."""
        self.case = case
        self.number = number
        self.owner = owner
        self.definition_id = definition_id
        self.is_dirty = True
        self.memory: dict[str, Any] = {}
        self.task_tree = Token(self, self.spec.start, None, number=-1, state=COMPLETED)

    def new_token(self, spec: Any, *, parent: Token | None = None, state: int = FUTURE) -> Token:
        """Put a new token at a node."""
        token = Token(self, spec, parent or self.task_tree, number=self.case.next_number(), state=state)
        self.is_dirty = True
        return token

    def arrive(self, element_id: str, *, flow: str | None = None) -> None:
        """Let a token arrive at an element, on a sequence flow or without one."""
        token = self.new_token(self.spec.task_specs[element_id])
        if flow is not None:
            token.internal_data["flow"] = flow
        token.task_spec._update(token)

    def tokens(self) -> Iterator[Token]:
        """Yield every token in this scope, oldest first."""
        return iter([token for token in self.tasks.values() if token.id >= 0])

    def active(self) -> bool:
        """Say whether anything but listeners is left: the scope lasts as long as that."""
        return any(token.id >= 0 and not token.task_spec.is_listener(token) for token in self.tasks.values())

    def cancel_tokens(self, *, but: Token | None = None) -> None:
        """End every token, listeners included."""
        for token in list(self.tokens()):
            if token is not but and token.is_here:
                token.cancel()

    def remember(self, activity: str, handler: str) -> None:
        """Keep in mind that an activity was completed which a handler can undo."""
        self.remember_record({"activity": activity, "handler": handler})

    def remember_record(self, record: dict[str, Any]) -> None:
        """Keep in mind something that can be undone, in the order of completion."""
        self.memory.setdefault("done", []).append(record)
        self.is_dirty = True

    def at(self, element_id: str) -> list[Token]:
        """Return the tokens at one element, oldest first."""
        spec = self.spec.task_specs.get(element_id)
        return [token for token in self.tokens() if token.task_spec is spec]


class SubScope(Scope, BpmnSubWorkflow):
    """A sub-process, event sub-process or called process that runs inside a case."""

    def __init__(self, spec: "ScopeSpec", owner: Token, *, definition_id: str) -> None:
        self.case = owner.scope.case
        self.depth = owner.scope.depth + 1
        super().__init__(spec, owner.id, self.case, deserializing=True)
        self.set_up(self.case, number=owner.id, owner=owner, definition_id=definition_id)

    def _calculate_depth(self) -> int:
        return self.depth
