"""A case: one process instance with its sub-processes, variables and agenda, playing the token game."""

from collections import deque
from collections.abc import Callable, Mapping

from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from engine.bpmn.execution.blueprint import Blueprint, ScopeSpec, Workshop
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.ledger import Ledger
from engine.bpmn.execution.scope import Scope, SubScope
from engine.bpmn.execution.token import COMPLETED, READY, STARTED, Token
from engine.bpmn.execution.variables import Variables
from engine.model.incident import IncidentKind
from engine.model.instance import Instance
from engine.ports.runtime import ValueCodec

# One operation that plays more moves than this runs in a circle that never waits.
MOVES_PER_OPERATION = 50_000


class Case(Ledger, BpmnWorkflow):
    """The outermost scope: it plays until every token waits."""

    def __init__(self, instance: Instance, blueprint: Blueprint, shop: Workshop, codec: ValueCodec) -> None:
        self.case = self
        self.instance = instance
        self.blueprints = shop
        self.codec = codec
        self.vars = Variables(codec)
        self.agenda: deque[Token] = deque()
        self.last_number = 0
        self.scopes: dict[int, Scope] = {}
        self.unsettled: set[int] = set()
        self.conditions_changed = False
        self.is_over = False
        self.watching: dict[int, Token] = {}
        # No script engine of SpiffWorkflow's is made: Python in a model is never evaluated.
        super().__init__(blueprint.outermost, script_engine=self, deserializing=True)
        self.set_up(self, number=0, owner=None, definition_id=instance.definition_id)
        self.scopes[0] = self

    @property
    def ended_in(self) -> str | None:
        """Return the end event of the process that was reached last."""
        return self.memory.get("end")

    def open_scope(self, spec: ScopeSpec, owner: Token, *, definition_id: str) -> SubScope:
        """Begin a sub-process instance owned by a token."""
        scope = SubScope(spec, owner, definition_id=definition_id)
        self.scopes[scope.number] = scope
        return scope

    def close_scope(self, owner: Token) -> None:
        """Forget a sub-process instance whose tokens have ended."""
        scope = self.scopes.pop(owner.id, None)
        if scope is not None:
            self.unsettled.discard(owner.id)
            self.step.change.parts[str(owner.id)] = None

    # --- the game

    def run(self) -> None:
        """Play until every token waits."""
        for _ in range(MOVES_PER_OPERATION):
            if self.is_over:
                return
            if self.conditions_changed and self._meet_conditions():
                continue
            if self.agenda:
                self._play(self.agenda.popleft())
            elif not (self._settle() or self._join()):
                return
        self._stop_circling()

    def _play(self, token: Token) -> None:
        if token.is_here and token._state == READY:
            self.attempt(token)

    def attempt(self, token: Token) -> None:
        """Let a token run at its node."""
        self._run(token, token.task_spec._run, "run")

    def attempt_again(self, token: Token, phase: str) -> None:
        """Let a token do again what led to an incident: all of its node, or what comes after preparing."""
        token._set_state(STARTED)
        spec = token.task_spec
        self._run(token, spec._run_hook if phase == "run" else spec.run_again, phase)

    def _run(self, token: Token, play: Callable[[Token], bool | None], phase: str) -> None:
        try:
            is_done = play(token)
        except Fault as fault:
            self.trouble(token, fault, phase)
            return
        if is_done:
            self.complete(token)

    def guard(self, token: Token, phase: str, play: Callable[[], object]) -> None:
        """Do something for a token; what goes wrong is its incident."""
        try:
            play()
        except Fault as fault:
            self.trouble(token, fault, phase)

    def trigger(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Let an event happen to the token that waits for it."""
        self.guard(token, "complete", lambda: token.task_spec.triggered(token, values, told))

    def complete(self, token: Token) -> None:
        """Let a token leave its node."""
        try:
            token._state = COMPLETED
            token.task_spec._on_complete(token)
        except Fault as fault:
            self.trouble(token, fault, "complete")
        self.unsettled.add(token.scope.number)

    def _settle(self) -> bool:
        """End the scopes in which nothing is left."""
        settled = False
        while self.unsettled:
            scope = self.scopes.get(self.unsettled.pop())
            if scope is not None and not scope.active():
                self.end_scope(scope)
                settled = True
        return settled

    def end_scope(self, scope: Scope) -> None:
        """End a scope: its listeners go, its owner goes on; the case itself is over."""
        scope.cancel_tokens()
        if scope.owner is None:
            self.is_over = True
            return
        scope.owner.task_spec.scope_ended(scope.owner, scope)

    def _join(self) -> bool:
        """Let inclusive gateways fire for which no further token can come."""
        return any(
            token.task_spec.try_late(token)
            for scope in list(self.scopes.values())
            if scope.spec.late_joins
            for token in list(scope.tokens())
            if token.is_here and token.task_spec.name in scope.spec.late_joins
        )

    def _meet_conditions(self) -> bool:
        """Let conditional events fire whose condition has become true."""
        self.conditions_changed = False
        met = False
        for number in sorted(self.watching):
            token = self.watching.get(number)
            if token is not None and token.is_here:
                met = token.task_spec.catcher.look(token) or met
        return met

    def _stop_circling(self) -> None:
        for token in list(self.agenda):
            if token.is_here:
                message = (
                    f"More than {MOVES_PER_OPERATION} moves without waiting: the model runs in a circle."
                )
                self.trouble(token, Fault(IncidentKind.INTERNAL, message), "arrive")
        self.agenda.clear()
