"""Activities with an inside: sub-processes, transactions, event sub-processes, call activities."""

from collections.abc import Mapping
from typing import Any

from engine.bpmn.execution.activity import Activity
from engine.bpmn.execution.catcher import Catcher, make_catcher
from engine.bpmn.execution.compensation import begin as begin_compensation
from engine.bpmn.execution.compensation import handler_ended
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.scope import Scope
from engine.bpmn.execution.token import STARTED, WAITING, Token
from engine.errors import EngineError
from engine.model.history import EventKind
from engine.model.incident import IncidentKind
from engine.model.process import CalledElement, Event, Kind, Trigger
from engine.ports.expression import Expressions


def begin_scope(scope: Scope, *, at_element: str | None = None) -> None:
    """Let the event sub-processes listen and the first token begin."""
    for element in scope.spec.event_sub_processes():
        spec = scope.spec.task_specs[element.id]
        spec.listen(scope.new_token(spec))
    for element_id in [at_element] if at_element else [e.id for e in scope.spec.beginnings()]:
        scope.arrive(element_id)
    scope.case.unsettled.add(scope.number)


class SubProcess(Activity):
    """An embedded sub-process or transaction."""

    def open_locals(self, token: Token) -> None:
        case = token.scope.case
        if not case.vars.has_scope(token.id):
            case.vars.open_scope(token.id, inside=token.scope.number)

    def begin(self, token: Token) -> None:
        token._set_state(STARTED)
        begin_scope(self._open(token))

    def _open(self, token: Token) -> Scope:
        spec = token.scope.spec.blueprint.scopes[self.element.id]
        return token.scope.case.open_scope(spec, token, definition_id=token.scope.definition_id)

    def scope_ended(self, token: Token, scope: Scope) -> None:
        """Go on when nothing is left inside."""
        if "todo" in token.internal_data:  # this is a compensation of the inside; its end is told elsewhere
            return
        done = scope.memory.get("done")
        if done and self.handler_id is None:
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
            token.scope.remember_record({"activity": self.element.id, "inside": done, "variables": kept})
        super().finish(token)

    def cancelled(self, token: Token) -> None:
        """Leave a cancelled transaction by its cancel boundary event."""
        border = [t for t in token.children if t.task_spec.event.trigger is Trigger.CANCEL]
        if border:
            border[0].task_spec.triggered(border[0], {})
        else:
            token.cancel()

    def compensate(self, token: Token, record: dict[str, Any]) -> None:
        """Undo what a completed sub-process has done inside, with the variables it ended with."""
        case = token.scope.case
        case.happened(EventKind.ELEMENT_ENTERED, token, detail={"compensates": True})
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
        case.happened(EventKind.ELEMENT_COMPLETED, token, detail={"flows": []})
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
            self._listen_on(token)
        case.happened(EventKind.ELEMENT_ENTERED, runner)
        self.open_locals(runner)
        inside = self._open(runner)
        runner._set_state(STARTED)
        start_spec = inside.spec.task_specs[self.start.id]
        for element in inside.spec.event_sub_processes():
            spec = inside.spec.task_specs[element.id]
            spec.listen(inside.new_token(spec))
        start = inside.new_token(start_spec)
        start_spec.take_in(start, values, told)
        start_spec._update(start)
        case.unsettled.add(inside.number)

    def _listen_on(self, token: Token) -> None:
        if self.event.trigger is not Trigger.TIMER:
            return
        waits = token.internal_data
        kept = {key: waits.get(key) for key in ("due", "left", "period")}
        token.scope.case.close_waits(token)
        waits.update(kept)
        if kept["period"] is None or not self.catcher.again(token):
            token.remove()

    def _on_cancel(self, my_task: Token) -> None:
        if self.is_listener(my_task) or my_task.id not in my_task.scope.case.scopes:
            my_task.scope.case.close_waits(my_task)
            return
        super()._on_cancel(my_task)

    def withdraw(self, token: Token) -> None:
        """Stop listening."""
        token.scope.case.close_waits(token)
        token.remove()


class CallActivity(SubProcess):
    """Runs another process inside this case; its variables are its own, copied in and out."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.called = self.element.called_element or CalledElement(process="")
        self.process = self.formula(self.called.process, expressions)

    def open_locals(self, token: Token) -> None:
        """The called process gets a scope of its own in `begin`."""

    def _run_hook(self, my_task: Token) -> bool | None:
        self.arm_boundaries(my_task)
        self.begin(my_task)
        return None

    def begin(self, token: Token) -> None:
        case = token.scope.case
        key = None if self.process is None else self.process.value(token, kind=IncidentKind.CALLED_ELEMENT)
        try:
            definition_id, process = case.step.surroundings.called_process(
                str(key or ""),
                binding=self.called.binding,
                version_tag=self.called.version_tag,
                caller=token.scope.definition_id,
            )
        except EngineError as error:
            raise Fault(IncidentKind.CALLED_ELEMENT, str(error)) from error
        values = self._given(token)
        blueprint = case.blueprints.of(definition_id, process)
        # A body's loop variables are in this scope already and are seen by the called process too.
        case.vars.open_scope(token.id, inside=None)
        case.copy_in(token, values)
        token.internal_data["called"] = definition_id
        token._set_state(STARTED)
        begin_scope(case.open_scope(blueprint.outermost, token, definition_id=definition_id))

    def _given(self, token: Token) -> dict[str, object]:
        case = token.scope.case
        view = case.view(token)
        values = dict(view) if self.called.propagate_all_parent_variables else {}
        seen = dict(view)
        for formula, target in self.input_mappings.mappings:
            value = (
                formula.text
                if formula.expression is None
                else case.evaluate(formula.expression, token, kind=IncidentKind.IO_MAPPING, variables=seen)
            )
            seen[target[0]] = values[target[0]] = value
        return values

    def scope_ended(self, token: Token, scope: Scope) -> None:
        case = token.scope.case
        if not self.output_mappings and self.called.propagate_all_child_variables:
            case.write(
                {n: case.vars.get(token.id, n) for n in case.vars.names(token.id)},
                token=token,
                scope=token.scope.number,
            )
        case.close_scope(token)
        case.complete(token)
