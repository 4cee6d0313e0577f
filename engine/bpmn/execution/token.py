"""A token of the game: SpiffWorkflow's task without its copies of data, clock reads and log lines."""

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

if TYPE_CHECKING:
    from engine.bpmn.execution.scope import Scope

WAITING = TaskState.WAITING
READY = TaskState.READY
STARTED = TaskState.STARTED
COMPLETED = TaskState.COMPLETED
CANCELLED = TaskState.CANCELLED
ERROR = TaskState.ERROR
FUTURE = TaskState.FUTURE


class Token(Task):
    """One token. Its id is a number that counts up in its case; `internal_data` is what is stored with it.

    SpiffWorkflow keeps finished tasks in the tree; here a token leaves the tree when it is finished, so that
    neither memory nor time grows with what is done. A child belongs to its parent: boundary events to their
    activity, alternatives to their event-based gateway, repetitions to their loop. `scope` is the process or
    sub-process instance that the token moves in: what SpiffWorkflow calls its workflow.
    """

    scope: "Scope"

    def __init__(  # Task.__init__ draws a UUID, reads the clock and logs: it is replaced, not called
        self, workflow: "Scope", task_spec: Any, parent: "Token | None", *, number: int, state: int
    ) -> None:
        self.id = number
        workflow.tasks[number] = self
        self.workflow = self.scope = workflow
        self._parent = parent.id if parent is not None else None
        self._children: list[int] = []
        self._state = state
        self.triggered = False
        self.task_spec = task_spec
        self.thread_id = 0
        self.data: dict[str, object] = {}
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = 0.0
        if parent is not None:
            parent._children.append(number)

    @property
    def owner(self) -> "Token | None":
        """Return the token that this one belongs to: of its activity, loop or event-based gateway."""
        if self._parent is None or self._parent < 0:
            return None
        owner: Token = self.workflow.tasks[self._parent]
        return owner

    @property
    def element_id(self) -> str:
        """Return the id of the element where the token stands."""
        element_id: str = self.task_spec.element.id
        return element_id

    @property
    def is_here(self) -> bool:
        """Say whether the token is still in the game."""
        return self.workflow.tasks.get(self.id) is self

    def _set_state(self, value: int) -> None:
        self._state = value
        self.workflow.is_dirty = True

    def _add_child(self, task_spec: Any, state: int = FUTURE) -> "Token":
        token: Token = self.workflow.new_token(task_spec, parent=self, state=state)
        return token

    def _inherit_data(self) -> None:
        """Variables live in scopes, not in tokens."""

    def detach(self) -> None:
        """Belong to the scope itself instead of to the parent."""
        parent = self.parent
        if parent is not None:
            parent._children.remove(self.id)
        root = self.workflow.task_tree
        self._parent = root.id
        root._children.append(self.id)
        self.workflow.is_dirty = True

    def remove(self) -> None:
        """Leave the game."""
        parent = self.parent
        if parent is not None:
            parent._children.remove(self.id)
        del self.workflow.tasks[self.id]
        self.workflow.is_dirty = True

    def cancel(self) -> None:
        """End without completing, with everything that belongs to the token."""
        if not self.is_here:
            return
        for child in list(self.children):
            child.cancel()
        self.task_spec._on_cancel(self)
        self._set_state(CANCELLED)
        self.remove()
