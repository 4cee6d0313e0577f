"""What a case tells the world outside: the record, variables, rows that wait, incidents."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.scope import Scope
from engine.bpmn.execution.token import ERROR, Token
from engine.bpmn.execution.variables import Variables, View
from engine.errors import EngineError
from engine.model.history import EventKind, Happening
from engine.model.incident import Incident, IncidentKind
from engine.model.instance import Instance
from engine.ports.expression import Expression
from engine.ports.runtime import Step, ValueCodec, ValueRefused


class Ledger(Scope):
    """The side of a case that nodes write to. `step` is the operation under way; it receives all of it."""

    step: Step
    instance: Instance
    codec: ValueCodec
    vars: Variables
    scopes: dict[int, Scope]
    watching: dict[int, Token]
    last_number: int
    conditions_changed: bool

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

    def entered(self, token: Token, detail: Mapping[str, object] | None = None) -> None:
        """Note that a token has come to its element."""
        token.internal_data["since"] = self.moment.isoformat()
        self.happened(EventKind.ELEMENT_ENTERED, token, detail=detail)

    def left(self, token: Token, detail: Mapping[str, object]) -> None:
        """Note that a token leaves its element, and how long it has been there."""
        since = token.internal_data.get("since")  # a token of an older engine does not know
        self.step.change.happenings.append(
            Happening(
                EventKind.ELEMENT_COMPLETED,
                token.element_id,
                token.id,
                token.scope.definition_id,
                detail,
                since=None if since is None else datetime.fromisoformat(since),
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
