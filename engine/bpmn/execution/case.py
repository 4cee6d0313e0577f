"""A case: one process instance with its sub-processes, variables and agenda, playing the token game."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from engine.bpmn.execution.blueprint import Blueprint, ScopeSpec, Workshop
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.scope import Scope, SubScope
from engine.bpmn.execution.token import COMPLETED, ERROR, READY, STARTED, Token
from engine.bpmn.execution.variables import Variables, View
from engine.errors import EngineError
from engine.model.history import EventKind, Happening
from engine.model.incident import Incident, IncidentKind
from engine.model.instance import Instance
from engine.ports.expression import Expression
from engine.ports.runtime import Step, ValueCodec, ValueRefused

# One operation that plays more moves than this runs in a circle that never waits.
MOVES_PER_OPERATION = 100_000


class Case(Scope, BpmnWorkflow):
    """The outermost scope. `step` is the operation under way; it receives all that happens."""

    step: Step

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
        self.ended_in: str | None = None
        self.is_over = False
        self.watching: dict[int, Token] = {}
        # No script engine of SpiffWorkflow's is made: Python in a model is never evaluated.
        super().__init__(blueprint.outermost, script_engine=self, deserializing=True)
        self.set_up(self, number=0, owner=None, definition_id=instance.definition_id)
        self.scopes[0] = self

    # --- what nodes ask for

    @property
    def moment(self) -> datetime:
        """Return the moment of the operation under way."""
        return self.step.change.at

    def next_number(self) -> int:
        """Count tokens."""
        self.last_number += 1
        self.is_dirty = True
        return self.last_number

    def row_id(self, token: Token) -> str:
        """Return the id that rows of this token carry outside."""
        return f"{self.instance.id}-{token.id}"

    def token(self, number: int) -> Token | None:
        """Find a token by its number."""
        for scope in self.scopes.values():
            found = scope.tasks.get(number)
            if found is not None and number >= 0:
                return found
        return None

    def all_tokens(self) -> Iterator[Token]:
        """Yield every token of every scope."""
        for scope in list(self.scopes.values()):
            yield from scope.tokens()

    def locals_of(self, token: Token) -> int:
        """Return the scope of variables in which a token's own expressions are evaluated."""
        own: int = token.task_spec.own_scope(token)
        return own if self.vars.has_scope(own) else token.scope.number

    def view(self, token: Token) -> View:
        """Return the variables that a token sees."""
        return self.vars.view(self.locals_of(token))

    def evaluate(
        self,
        expression: Expression,
        token: Token,
        *,
        kind: IncidentKind = IncidentKind.EXPRESSION,
        variables: Mapping[str, object] | None = None,
    ) -> object:
        """Evaluate FEEL for a token; what FEEL itself refuses is a fault at that token."""
        try:
            return expression.evaluate(self.view(token) if variables is None else variables).value
        except EngineError as error:
            raise Fault(kind, str(error)) from error

    def happened(
        self,
        kind: EventKind,
        token: Token | None = None,
        *,
        detail: Mapping[str, object] | None = None,
        sealed: Mapping[str, object] | None = None,
    ) -> None:
        """Note an event in the record."""
        self.step.change.happenings.append(
            Happening(
                kind,
                None if token is None else token.element_id,
                None if token is None else token.id,
                None if token is None else token.scope.definition_id,
                detail,
                sealed,
            )
        )

    def write(
        self, values: Mapping[str, object], *, token: Token | None, scope: int, local: bool = False
    ) -> None:
        """Set variables seen from a scope (or exactly in it) and note old and new values."""
        changed: dict[int, dict[str, object]] = {}
        for name, text in self._encode(values).items():
            home = scope if local else self.vars.home(scope, name)
            old = self.vars.put(home, name, text)
            if old != text:
                changed.setdefault(home, {})[name] = {"old": old or "null", "new": text}
        for home, found in changed.items():
            self.conditions_changed = True
            told = {"names": sorted(found), "scope": home}
            self.happened(EventKind.VARIABLES_SET, token, detail=told, sealed=found)

    def _encode(self, values: Mapping[str, object]) -> dict[str, str]:
        try:
            return {name: self.codec.encode(value) for name, value in values.items()}
        except ValueRefused as error:
            raise Fault(IncidentKind.IO_MAPPING, str(error)) from error

    def copy_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Give a called process its variables; the record names them, their values stand there already."""
        for name, value in values.items():
            self.vars.set_local(token.id, name, value)
        if values:
            self.happened(EventKind.VARIABLES_SET, token, detail={"names": sorted(values), "scope": token.id})

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

    def close_waits(self, token: Token) -> None:
        """Take back everything outside that waits for this token: timers, messages, tasks, incidents."""
        waits = token.internal_data
        change = self.step.change
        kind = waits.pop("wait", None)
        row = waits.pop("row", None)
        if kind == "timer":
            change.cleared_timers.append(row)
        elif kind == "message":
            change.cleared_message_waits.append(row)
        elif kind == "signal":
            change.cleared_signal_waits.append(row)
        elif kind == "job":
            change.cleared_jobs.append(row)
        elif kind == "task":
            self.step.closed_tasks.append(row)
        elif kind == "condition":
            self.watching.pop(token.id, None)
        waits.pop("due", None)
        self.close_incident(token)

    # --- incidents

    def trouble(self, token: Token, fault: Fault, phase: str) -> None:
        """Stop a token until a person mends what is wrong and retries."""
        if phase == "run":
            for child in token.children:
                child.cancel()
            self.close_waits(token)
            if not token.task_spec.is_inner:  # a repetition keeps its item for the retry
                token.task_spec.drop_locals(token)
        token._set_state(ERROR)
        self.raise_incident(token, fault.kind, fault.message, phase=phase)

    def raise_incident(
        self, token: Token, kind: IncidentKind, message: str, *, phase: str, job_id: str | None = None
    ) -> None:
        """Open an incident at a token."""
        self.close_incident(token)
        count = token.internal_data["troubles"] = token.internal_data.get("troubles", 0) + 1
        incident_id = f"{self.row_id(token)}-{count}"
        token.internal_data.update(incident=incident_id, phase=phase)
        token.scope.is_dirty = True
        self.step.change.new_incidents.append(
            Incident(
                id=incident_id,
                instance_id=self.instance.id,
                kind=kind,
                element_id=token.element_id,
                definition_id=token.scope.definition_id,
                message=message,
                raised_at=self.moment,
                token=token.id,
                job_id=job_id,
            )
        )
        self.happened(
            EventKind.INCIDENT_RAISED, token, detail={"kind": str(kind)}, sealed={"message": message}
        )

    def close_incident(self, token: Token) -> None:
        """Close the incident of a token that goes on or ends."""
        incident = token.internal_data.pop("incident", None)
        token.internal_data.pop("phase", None)
        if incident is not None:
            token.scope.is_dirty = True
            self.step.closed_incidents.append(incident)
            self.happened(EventKind.INCIDENT_RESOLVED, token, detail={"incident": incident})

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
