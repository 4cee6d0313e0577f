"""Activities with an inside: sub-processes, transactions, event sub-processes, call activities."""

from collections.abc import Mapping
from typing import Any

from engine.bpmn.execution.activity import Activity
from engine.bpmn.execution.beginning import begin_scope, listen
from engine.bpmn.execution.blueprint import ScopeSpec
from engine.bpmn.execution.catcher import Catcher, make_catcher
from engine.bpmn.execution.compensation import begin as begin_compensation
from engine.bpmn.execution.compensation import handler_ended
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.listening import Listeners
from engine.bpmn.execution.scope import Scope
from engine.bpmn.execution.token import STARTED, WAITING, Token
from engine.errors import EngineError
from engine.model.incident import IncidentKind
from engine.model.process import CalledElement, Event, Kind, Process, Trigger
from engine.ports.expression import Expressions

# Processes that call each other deeper than this call themselves without end.
CALLS_AT_MOST = 100


class SubProcess(Activity):
    """An embedded sub-process or transaction."""

    def open_locals(self, token: Token) -> None:
        self.open_own_scope(token)

    def begin(self, token: Token) -> None:
        begin_scope(self._open(token))

    def _open(self, token: Token) -> Scope:
        spec = token.scope.spec.blueprint.scopes[self.element.id]
        return token.scope.case.open_scope(spec, token, definition_id=token.scope.definition_id)

    def scope_ended(self, token: Token, scope: Scope) -> None:
        """Go on when nothing is left inside."""
        if "todo" in token.internal_data:  # this is a compensation of the inside; its end is told elsewhere
            return
        done = scope.memory.get("done")
        if done and not self.has_handler:
            token.internal_data["undoable"] = done
            case = token.scope.case
            token.internal_data["kept"] = {
                name: case.vars.encoded(token.id, name) for name in case.vars.names(token.id)
            }
        token.scope.case.close_scope(token)
        token.scope.case.complete(token)

    def finish(self, token: Token) -> None:
        done = token.internal_data.pop("undoable", None)
        kept = token.internal_data.pop("kept", {})
        if done:
            token.scope.remember_record(
                {"activity": self.element.id, "node": self.name, "inside": done, "variables": kept}
            )
        super().finish(token)

    def cancelled(self, token: Token) -> None:
        """Leave a cancelled transaction by its cancel boundary event."""
        host = token.owner if self.is_inner and token.owner is not None else token
        border = [t for t in host.children if (e := t.task_spec.catches(t)) and e.trigger is Trigger.CANCEL]
        if border:
            border[0].task_spec.triggered(border[0], {})
        else:
            host.cancel()

    def compensate(self, token: Token, record: dict[str, Any]) -> None:
        """Undo what a completed sub-process has done inside, with the variables it ended with."""
        case = token.scope.case
        case.entered(token, {"compensates": True})
        case.vars.open_scope(token.id, inside=token.scope.number)
        for name, text in record.get("variables", {}).items():
            case.vars.set_local(token.id, name, case.codec.decode(text))
        scope = self._open(token)
        begin_compensation(token, scope, record["inside"][::-1])

    def compensated(self, token: Token) -> None:
        """End the compensation of the inside and tell who threw it."""
        case = token.scope.case
        case.close_scope(token)
        case.vars.drop_scope(token.id)
        case.left(token, {"flows": []})
        token.remove()
        case.unsettled.add(token.scope.number)
        handler_ended(token)

    def _on_cancel(self, my_task: Token) -> None:
        case = my_task.scope.case
        inside = case.scopes.get(my_task.id)
        if inside is not None:
            inside.cancel_tokens()
            case.close_scope(my_task)
        super()._on_cancel(my_task)


class EventSubProcess(SubProcess):
    """An event sub-process: it listens as long as its scope lasts, then runs beside it or instead of it."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.listeners = Listeners(self.element, (), expressions)  # it is entered in a way of its own
        self.start = next(
            e for e in self._wf_spec.process.members.get(self.element.id, ()) if e.kind is Kind.START_EVENT
        )
        self.event = self.start.event or Event()
        self.catcher: Catcher = make_catcher(self, self.event, expressions)

    def is_listener(self, token: Token) -> bool:
        return bool(token._state == WAITING)

    def catches(self, token: Token) -> Event | None:
        return self.event if self.is_listener(token) else None

    def listen(self, token: Token) -> None:
        """Begin to wait for the start event; a fault here is an incident of the listener."""
        try:
            self.catcher.arm(token)
        except Fault as fault:
            token._set_state(WAITING)
            token.scope.case.raise_incident(token, fault.kind, fault.message, phase="listen")

    def triggered(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Run, ending everything else in the scope if the start event interrupts."""
        case, scope = token.scope.case, token.scope
        if self.start.is_interrupting:
            case.close_waits(token)
            scope.cancel_tokens(but=token)
            runner = token
        else:
            runner = scope.new_token(self)
            self.catcher.listen_on(token)
        case.entered(runner)
        self.open_locals(runner)
        inside = self._open(runner)
        runner._set_state(STARTED)
        start_spec = inside.spec.task_specs[self.start.id]
        start = inside.new_token(start_spec)
        start_spec.take_in(start, values, told)
        listen(inside)
        start_spec._update(start)

    def is_entered(self, token: Token) -> bool:
        return not self.is_listener(token) and super().is_entered(token)


class CallActivity(SubProcess):
    """Runs another process inside this case; its variables are its own, copied in and out.

    The variables of the called process bear the token's number, as those of every scope do. What a loop
    gives to its bodies lies beside them, under the negative number.
    """

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.called = self.element.called_element or CalledElement(process="")
        self.process = self.formula(self.called.process, expressions)

    def own_scope(self, token: Token) -> int:
        return -token.id

    def drop_locals(self, token: Token) -> None:
        token.scope.case.vars.drop_scope(token.id)
        token.scope.case.vars.drop_scope(-token.id)

    def reopen(self, token: Token) -> None:
        """Put a stored body's own scope back into its chain."""
        if self.is_inner and token.owner is not None:
            token.scope.case.vars.open_scope(-token.id, inside=token.owner.id)

    def prepare(self, token: Token) -> None:
        """The called process gets its variables in `begin`."""

    def open_locals(self, token: Token) -> None:
        """The called process gets its variables in `begin`."""

    def begin(self, token: Token) -> None:
        case = token.scope.case
        definition_id, process = self._called(token)
        view = case.view(token)
        values = dict(view) if self.called.propagate_all_parent_variables else {}
        values.update(self.input_mappings.values(token, view, old={}))
        inside = case.blueprints.of(definition_id, process).outermost
        self._judge(token, inside)
        case.vars.open_scope(token.id, inside=None)
        case.copy_in(token, values)
        token.internal_data["called"] = definition_id
        begin_scope(case.open_scope(inside, token, definition_id=definition_id))

    def _called(self, token: Token) -> tuple[str, Process]:
        key = None if self.process is None else self.process.value(token, kind=IncidentKind.CALLED_ELEMENT)
        try:
            return token.scope.case.step.surroundings.called_process(
                str(key or ""),
                binding=self.called.binding,
                version_tag=self.called.version_tag,
                caller=token.scope.definition_id,
            )
        except EngineError as error:
            raise Fault(IncidentKind.CALLED_ELEMENT, str(error)) from error

    def _judge(self, token: Token, inside: ScopeSpec) -> None:
        if not inside.beginnings():
            raise Fault(
                IncidentKind.CALLED_ELEMENT, f"The called process {inside.scope_id} has no blank start event."
            )
        if token.scope.depth >= CALLS_AT_MOST:
            raise Fault(
                IncidentKind.CALLED_ELEMENT, f"Processes call each other deeper than {CALLS_AT_MOST} times."
            )

    def map_out(self, token: Token) -> None:
        case = token.scope.case
        if self.output_mappings and not token.internal_data.get("mapped"):
            inside = token.id if case.vars.has_scope(token.id) else case.locals_of(token)
            self.output_mappings.transfer(token, inside=inside, outside=self.outside(token))
            token.internal_data["mapped"] = True

    def take_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Take the variables that a person gave instead of the called process."""
        token.scope.case.write(values, token=token, scope=self.outside(token))

    def scope_ended(self, token: Token, scope: Scope) -> None:
        case = token.scope.case
        if not self.output_mappings and self.called.propagate_all_child_variables:
            given = {name: case.vars.get(token.id, name) for name in case.vars.names(token.id)}
            case.write(given, token=token, scope=self.outside(token))
        case.close_scope(token)
        case.complete(token)
