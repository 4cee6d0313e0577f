"""Start, end, intermediate and boundary events."""

from collections.abc import Mapping

from engine.bpmn.execution.activity import Transfer
from engine.bpmn.execution.catcher import Catcher, make_catcher
from engine.bpmn.execution.compensation import cancel_transaction, compensate
from engine.bpmn.execution.node import FlowNode
from engine.bpmn.execution.throwing import Sender, Work, throw_error, throw_escalation, throw_signal
from engine.bpmn.execution.token import Token
from engine.model.history import EventKind
from engine.model.process import Event, Kind, Trigger
from engine.ports.expression import Expressions


class EventNode(FlowNode):
    """What all events share: their definition and how they take variables in."""

    catcher: Catcher | None = None

    def compile(self, expressions: Expressions) -> None:
        self.event = self.element.event or Event()
        self.output_mappings = Transfer(self.element.outputs, expressions)

    def is_listener(self, token: Token) -> bool:
        """Say whether the token merely listens and does not keep its scope alive."""
        return False

    def catches(self, token: Token) -> Event | None:
        """Return what this token would catch from inside its scope."""
        return None

    def take_in(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Take in what came with an event: all of it, or what the output mappings make of it."""
        case = token.scope.case
        if not self.output_mappings:
            if values:
                case.write(values, token=token, scope=token.scope.number)
            return
        case.vars.open_scope(token.id, inside=token.scope.number)
        for name, value in {**(told or {}), **values}.items():
            case.vars.set_local(token.id, name, value)
        self.output_mappings.out_of_local(token)
        case.vars.drop_scope(token.id)


class StartEvent(EventNode):
    """Where a process or sub-process begins."""


class CatchEvent(EventNode):
    """An intermediate catch event: it waits, then goes on."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.catcher = make_catcher(self, self.event, expressions)

    def _run_hook(self, my_task: Token) -> bool | None:
        if self.event.trigger in {Trigger.LINK, Trigger.NONE}:
            return True
        assert self.catcher is not None  # noqa: S101 - compiled above
        self.catcher.arm(my_task)
        return None

    def triggered(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Go on."""
        gateway = token.parent
        if gateway is not None and gateway.id >= 0:
            gateway.task_spec.chosen(gateway, token)
        token.scope.case.close_waits(token)
        self.take_in(token, values, told)
        token.scope.case.complete(token)


class ThrowEvent(EventNode):
    """An intermediate throw event or an end event: it throws and goes on, or ends."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.work = None if self.element.job is None else Work(self.element, expressions)
        self.sender = Sender(self.element, expressions)
        self.input_mappings = Transfer(self.element.inputs, expressions)
        self.code = self.formula(self.event.code, expressions)
        self.name_ = self.formula(self.event.name, expressions)

    def _run_hook(self, my_task: Token) -> bool | None:
        if self.input_mappings:
            case = my_task.scope.case
            if not case.vars.has_scope(my_task.id):
                case.vars.open_scope(my_task.id, inside=my_task.scope.number)
            self.input_mappings.into_local(my_task)
        if self.work is not None:
            self.work.begin(my_task)
            return None
        return self.throw(my_task) if my_task.is_here else None

    def throw(self, token: Token) -> bool | None:
        """Throw; say True where the token goes on, None where it waits or is gone."""
        trigger = self.event.trigger
        if trigger is Trigger.MESSAGE:
            self.sender.send(token)
        elif trigger is Trigger.SIGNAL:
            throw_signal(token, None if self.name_ is None else self.name_.value(token))
        elif trigger is Trigger.ESCALATION:
            code = None if self.code is None else self.code.value(token)
            throw_escalation(token, code if isinstance(code, str) else None)
        elif trigger is Trigger.COMPENSATION:
            return compensate(token, self.event)
        elif trigger is Trigger.LINK:
            self._jump(token)
            return None
        return True if token.is_here else None

    def compensated(self, token: Token) -> None:
        """Go on after the last compensation handler."""
        token.scope.case.complete(token)

    def _jump(self, token: Token) -> None:
        scope = token.scope
        target = next(
            e
            for e in scope.spec.members
            if e.kind is Kind.CATCH_EVENT
            and e.event is not None
            and e.event.trigger is Trigger.LINK
            and e.event.name == self.event.name
        )
        scope.case.happened(EventKind.ELEMENT_COMPLETED, token, detail={"flows": [], "link": target.id})
        token.remove()
        scope.arrive(target.id)

    def _on_complete(self, my_task: Token) -> None:
        case = my_task.scope.case
        routes = self.choose(my_task)
        case.close_waits(my_task)
        case.vars.drop_scope(my_task.id)
        self.depart(my_task, routes)


class EndEvent(ThrowEvent):
    """An end event: the token ends; some also end others."""

    def throw(self, token: Token) -> bool | None:
        trigger = self.event.trigger
        if trigger is Trigger.ERROR:
            code = None if self.code is None else self.code.value(token)
            throw_error(token, code if isinstance(code, str) else "", {})
            return True if token.is_here else None
        if trigger is Trigger.TERMINATE:
            token.scope.cancel_tokens(but=token)
        if trigger is Trigger.CANCEL:
            return cancel_transaction(token)
        return super().throw(token)

    def _on_complete(self, my_task: Token) -> None:
        case = my_task.scope.case
        if my_task.scope.owner is None:
            case.ended_in = self.element.id
        super()._on_complete(my_task)


class BoundaryEvent(EventNode):
    """An event on the border of an activity. Its token is a child of the activity's."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        passive = self.event.trigger is Trigger.COMPENSATION
        self.catcher = None if passive else make_catcher(self, self.event, expressions)

    def catches(self, token: Token) -> Event | None:
        return self.event

    def withdraw(self, token: Token) -> None:
        """Stop waiting because the activity has ended; the record needs no word of it."""
        token.scope.case.close_waits(token)
        token.remove()

    def _on_cancel(self, my_task: Token) -> None:
        my_task.scope.case.close_waits(my_task)

    def triggered(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Leave on the boundary's flow, with or without ending the activity."""
        case = token.scope.case
        activity = token.parent
        if self.element.is_interrupting:
            token.detach()
            if activity is not None and activity.id >= 0:
                activity.cancel()
            leaving = token
            case.close_waits(token)
        else:
            leaving = token.scope.new_token(self)
            self._listen_on(token)
        case.happened(EventKind.ELEMENT_ENTERED, leaving)
        self.take_in(leaving, values, told)
        case.complete(leaving)

    def _listen_on(self, token: Token) -> None:
        if self.event.trigger is not Trigger.TIMER:
            return
        due, left = token.internal_data.get("due"), token.internal_data.get("left")
        period = token.internal_data.get("period")
        token.scope.case.close_waits(token)
        token.internal_data.update(due=due, left=left, period=period)
        if self.catcher is None or period is None or not self.catcher.again(token):
            token.remove()
