"""A loaded instance as operations drive it, and the runtime that makes and loads instances."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from engine.bpmn.execution import state as stored
from engine.bpmn.execution.beginning import begin_at, begin_scope
from engine.bpmn.execution.blueprint import Workshop
from engine.bpmn.execution.case import Case
from engine.bpmn.execution.errors import ElementUnknown, NoBeginning, TokenGone
from engine.bpmn.execution.fault import Fault
from engine.bpmn.execution.makers import MAKERS
from engine.bpmn.execution.scope import Scope
from engine.bpmn.execution.throwing import throw_error
from engine.bpmn.execution.token import ERROR, STARTED, Token
from engine.errors import NotFound
from engine.model.calendar import CalendarChange
from engine.model.change import StoredState
from engine.model.history import EventKind
from engine.model.incident import IncidentKind
from engine.model.instance import Instance, InstanceState
from engine.model.process import Kind, Process
from engine.ports.expression import Expressions
from engine.ports.runtime import Reckoned, Step, Surroundings, TokenView, ValueCodec, ValueRefused


class LiveCase:
    """Plays one case. Every public call is one step: it begins, plays until all waits, and is saved."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @property
    def instance(self) -> Instance:
        """Return the instance as the last step left it."""
        return self._case.instance

    def adopt(self, instance: Instance) -> None:
        """Take over the row as the store has written it."""
        self._case.instance = instance

    def start(self, step: Step, variables: Mapping[str, object], *, at_element: str | None = None) -> None:
        """Begin at the blank start event, or at the start event that was triggered."""

        def play(case: Case) -> None:
            case.happened(EventKind.INSTANCE_STARTED, detail={"process": case.spec.process.id})
            if at_element is not None:
                begin_at(case, at_element, variables)
                return
            if not case.spec.beginnings():
                raise NoBeginning(case.spec.process.id)
            case.write(variables, token=None, scope=0)
            begin_scope(case)

        self._play(step, play)

    def complete(self, step: Step, token: int, variables: Mapping[str, object]) -> None:
        """Complete the activity that a human task, a job or a receive task keeps waiting."""

        def play(case: Case) -> None:
            waiting = self._here(token)
            if not waiting.task_spec.is_entered(waiting) and hasattr(waiting.task_spec, "triggered"):
                case.trigger(waiting, variables)  # a person lets an event happen that has an incident
                return
            case.close_waits(waiting)
            waiting.task_spec.done(waiting, variables)

        self._play(step, play)

    def throw_error(
        self, step: Step, token: int, code: str, *, message: str, variables: Mapping[str, object]
    ) -> None:
        """Let the waiting activity fail with a BPMN error."""

        def play(case: Case) -> None:
            waiting = self._here(token)
            try:
                throw_error(waiting, code, variables, message=message)
            except Fault as fault:
                case.close_waits(waiting)
                case.trouble(waiting, fault, "again")

        self._play(step, play)

    def fire_timer(self, step: Step, token: int) -> None:
        """Let a timer fire."""
        self._trigger(step, token, EventKind.TIMER_FIRED, {})

    def deliver_message(self, step: Step, token: int, variables: Mapping[str, object]) -> None:
        """Deliver a message to the event or task that waits for it."""
        self._trigger(step, token, EventKind.MESSAGE_RECEIVED, variables)

    def deliver_signal(self, step: Step, token: int, variables: Mapping[str, object]) -> None:
        """Deliver a signal to the event that waits for it."""
        self._trigger(step, token, EventKind.SIGNAL_RECEIVED, variables)

    def raise_incident(self, step: Step, token: int, message: str, *, job_id: str | None = None) -> None:
        """Note that a job of this token has failed for good."""

        def play(case: Case) -> None:
            case.raise_incident(self._here(token), IncidentKind.JOB, message, phase="job", job_id=job_id)

        self._play(step, play)

    def retry(self, step: Step, token: int) -> None:
        """Try again what led to the token's incident."""

        def play(case: Case) -> None:
            waiting = self._here(token)
            phase = waiting.internal_data.get("phase")
            case.close_incident(waiting)
            if phase == "complete":
                case.complete(waiting)
            elif phase in {"run", "again"}:
                case.attempt_again(waiting, phase)
            elif phase == "repeat":
                waiting._set_state(STARTED)
                case.guard(waiting, phase, lambda: waiting.task_spec.repeat(waiting))
            elif phase == "listen":
                waiting.task_spec.listen(waiting)
            elif phase == "look":
                case.conditions_changed = True
            elif phase == "arrive":
                waiting.task_spec._update(waiting)

        self._play(step, play)

    def cancel(self, step: Step) -> None:
        """End every token."""

        def play(case: Case) -> None:
            case.cancel_tokens()
            case.is_over = True

        self._play(step, play, ended=InstanceState.CANCELLED)

    def move(self, step: Step, token: int, to_element: str) -> None:
        """End one token where it is and begin another element in its scope."""

        def play(case: Case) -> None:
            waiting = self._here(token)
            scope = waiting.scope
            if not _can_move_to(scope, to_element):
                raise ElementUnknown(
                    f"{to_element} is not in the same scope as {waiting.element_id}.",
                    zh=f"{to_element} 与 {waiting.element_id} 不在同一范围内。",
                )
            while waiting.owner is not None:
                waiting = waiting.owner
            case.happened(
                EventKind.INSTANCE_MODIFIED, waiting, detail={"from": waiting.element_id, "to": to_element}
            )
            scope.arrive(to_element)
            waiting.cancel()
            case.unsettled.add(scope.number)

        self._play(step, play)

    def set_variables(self, step: Step, variables: Mapping[str, object], *, scope: int = 0) -> None:
        """Set variables; conditional events are looked at again."""
        if scope < 0 or not self._case.vars.has_scope(scope):
            raise NotFound("scope of variables", str(scope))
        self._play(step, lambda case: case.write(variables, token=None, scope=scope))

    def reckon_again(self, step: Step, change: CalendarChange) -> Sequence[Reckoned]:
        """Move the timers that a calendar's change touches; return the dates of tasks that it moves."""
        moved: list[Reckoned] = []

        def play(case: Case) -> None:
            for token in list(case.all_tokens()):
                waits_for = token.internal_data.get("wait")
                if waits_for == "timer":
                    token.task_spec.catcher.reckon_again(token, change)
                elif waits_for == "task":
                    moved.extend(token.task_spec.reckon_again(token, change))

        self._play(step, play)
        return moved

    def waits(self, token: int) -> bool:
        """Say whether the token is still there."""
        found = self._case.token(token)
        return found is not None and found._state != ERROR

    def variables(self, token: int | None = None) -> Mapping[str, object]:
        """Return the variables that an element sees, or those of the outermost scope."""
        if token is None:
            return self._case.vars.view(0)
        return self._case.view(self._here(token))

    def tokens(self) -> Sequence[TokenView]:
        """Return where the instance stands."""
        return [_seen(token) for token in self._case.all_tokens()]

    # --- how a step goes

    def _play(
        self, step: Step, play: Callable[[Case], None], *, ended: InstanceState = InstanceState.COMPLETED
    ) -> None:
        case = self._case
        case.step = step
        try:
            play(case)
        except Fault as fault:
            raise ValueRefused(fault.message) from fault
        case.run()
        self._end_step(step, ended)
        stored.save(case)

    def _end_step(self, step: Step, ended: InstanceState) -> None:
        case, change = self._case, step.change
        instance = case.instance
        found = len(change.new_incidents) - len(step.closed_incidents)
        if found:
            instance = replace(instance, incidents=max(0, instance.incidents + found))
        if case.is_over:
            instance = replace(instance, state=ended, ended_at=change.at, ended_in=case.ended_in)
            is_done = ended is InstanceState.COMPLETED
            kind = EventKind.INSTANCE_COMPLETED if is_done else EventKind.INSTANCE_CANCELLED
            case.happened(kind, detail={"end": case.ended_in})
        case.instance = change.instance = instance

    def _trigger(self, step: Step, token: int, kind: EventKind, variables: Mapping[str, object]) -> None:
        def play(case: Case) -> None:
            waiting = self._here(token)
            case.happened(kind, waiting)
            case.trigger(waiting, variables)

        self._play(step, play)

    def _here(self, number: int) -> Token:
        token = self._case.token(number)
        if token is None:
            raise TokenGone(self._case.instance.id, number)
        return token


def _can_move_to(scope: Scope, element_id: str) -> bool:
    element = next((e for e in scope.spec.members if e.id == element_id), None)
    if element is None or element.is_for_compensation:
        return False
    return element.kind not in {Kind.BOUNDARY_EVENT, Kind.EVENT_SUB_PROCESS}


_STATES = {8: "waiting", 16: "ready", 32: "active", 64: "completing", ERROR: "incident"}


def _seen(token: Token) -> TokenView:
    due = token.internal_data.get("due")
    return TokenView(
        token=token.id,
        element_id=token.element_id,
        definition_id=token.scope.definition_id,
        state=_STATES.get(token._state, "waiting"),
        scope=token.scope.number,
        parent=token._parent if token._parent is not None and token._parent >= 0 else None,
        waits_for=token.internal_data.get("wait"),
        due_at=None if due is None else datetime.fromisoformat(due),
    )


class SpiffRuntime:
    """Executes processes on SpiffWorkflow."""

    def __init__(self, expressions: Expressions, codec: ValueCodec) -> None:
        self._codec = codec
        self._workshop = Workshop(expressions, MAKERS)

    @property
    def expressions(self) -> Expressions:
        """Return the compiler of FEEL."""
        return self._workshop.expressions

    def create(self, instance: Instance, process: Process) -> LiveCase:
        """Return a new instance that has not begun."""
        blueprint = self._workshop.of(instance.definition_id, process)
        return LiveCase(Case(instance, blueprint, self._workshop, self._codec))

    def load(self, instance: Instance, state: StoredState, surroundings: Surroundings) -> LiveCase:
        """Bring a stored instance back."""
        process = surroundings.process(instance.definition_id)
        if process is None:
            raise NotFound("process definition", instance.definition_id)
        live = self.create(instance, process)
        stored.load(live._case, state, surroundings)
        return live
