"""Start, end, intermediate and boundary events."""

from collections.abc import Mapping

from engine.bpmn.execution.catcher import Catcher, make_catcher
from engine.bpmn.execution.compensation import cancel_transaction, compensate
from engine.bpmn.execution.node import FlowNode
from engine.bpmn.execution.throwing import Sender, Work, throw_error, throw_escalation, throw_signal
from engine.bpmn.execution.token import Token
from engine.bpmn.execution.transfer import Inputs, Outputs
from engine.model.process import Event, Kind, Trigger
from engine.ports.expression import Expressions


class EventNode(FlowNode):
    """What all events share: their definition and how they take variables in."""

    catcher: Catcher | None = None

    def compile(self, expressions: Expressions) -> None:
        self.event = self.element.event or Event()
        self.input_mappings = Inputs(self.element.inputs, expressions)
        self.output_mappings = Outputs(self.element.outputs, expressions)

    def take_in(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Take in what came with an event: all of it, or what the output mappings will make of it."""
        case = token.scope.case
        if not self.output_mappings:
            if values:
                case.write(values, token=token, scope=case.locals_of(token))
            return
        self._open_locals(token)
        case.write({**(told or {}), **values}, token=token, scope=token.id, local=True)

    def _open_locals(self, token: Token) -> None:
        case = token.scope.case
        if not case.vars.has_scope(token.id):
            case.vars.open_scope(token.id, inside=token.scope.number)

    def _on_complete(self, my_task: Token) -> None:
        case = my_task.scope.case
        if self.output_mappings and not my_task.internal_data.get("mapped"):
            inside, outside = case.locals_of(my_task), my_task.scope.number
            self.output_mappings.transfer(my_task, inside=inside, outside=outside)
            my_task.internal_data["mapped"] = True
        routes = self.choose(my_task)
        case.close_waits(my_task)
        self.drop_locals(my_task)
        self.depart(my_task, routes)


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
        self.offer(my_task)
        return None

    def offer(self, token: Token) -> None:
        """Begin to wait, by itself or as one alternative of an event-based gateway."""
        assert self.catcher is not None  # noqa: S101 - compiled above
        self.catcher.arm(token)

    def triggered(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Go on."""
        gateway = token.owner
        if gateway is not None:
            gateway.task_spec.chosen(gateway, token)
        token.scope.case.close_waits(token)
        self.take_in(token, values, told)
        token.scope.case.complete(token)


class ThrowEvent(EventNode):
    """An intermediate throw event or an end event: it throws and goes on, or ends."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        self.work = None if self.element.job is None else Work(self.element, self.element.job, expressions)
        self.sender = Sender(self.element, expressions)
        self.code = self.formula(self.event.code, expressions)
        self.name_ = self.formula(self.event.name, expressions)

    def _run_hook(self, my_task: Token) -> bool | None:
        if self.input_mappings:
            self._open_locals(my_task)
            self.input_mappings.transfer(my_task)
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
            throw_escalation(token, self.code_thrown(token))
        elif trigger is Trigger.COMPENSATION:
            return compensate(token, self.event)
        elif trigger is Trigger.LINK:
            self._jump(token)
        return True if token.is_here else None

    def code_thrown(self, token: Token) -> str | None:
        """Return the code of the error or escalation."""
        code = None if self.code is None else self.code.value(token)
        return code if isinstance(code, str) else None

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
        scope.case.left(token, {"flows": [], "link": target.id})
        self.drop_locals(token)
        token.remove()
        scope.arrive(target.id)


class EndEvent(ThrowEvent):
    """An end event: the token ends; some also end others."""

    def throw(self, token: Token) -> bool | None:
        trigger = self.event.trigger
        if trigger is Trigger.ERROR:
            throw_error(token, self.code_thrown(token) or "", {})
            return True if token.is_here else None
        if trigger is Trigger.TERMINATE:
            token.scope.cancel_tokens(but=token)
        if trigger is Trigger.CANCEL:
            return cancel_transaction(token)
        return super().throw(token)

    def thrown(self, token: Token) -> None:
        # The token is consumed here before the handler ends what is left in the scope. An error that comes
        # from the connector of a message end event is another thing: that event has failed.
        if self.event.trigger in {Trigger.ERROR, Trigger.ESCALATION}:
            token.scope.case.complete(token)

    def _ends_the_process(self, token: Token) -> bool:
        # An interrupting event sub-process of the process itself takes the place of what it ends.
        owner = token.scope.owner
        if owner is None:
            return True
        is_outermost = owner.scope.owner is None and owner.task_spec.element.kind is Kind.EVENT_SUB_PROCESS
        return is_outermost and owner.task_spec.start.is_interrupting

    def _on_complete(self, my_task: Token) -> None:
        case = my_task.scope.case
        if self._ends_the_process(my_task):
            case.memory["end"] = self.element.id
            case.is_dirty = True
        super()._on_complete(my_task)


class BoundaryEvent(EventNode):
    """An event on the border of an activity. Its token is a child of the activity's."""

    def compile(self, expressions: Expressions) -> None:
        super().compile(expressions)
        passive = self.event.trigger is Trigger.COMPENSATION
        self.catcher = None if passive else make_catcher(self, self.event, expressions)

    def catches(self, token: Token) -> Event | None:
        return self.event if token._parent is not None and token._parent >= 0 else None

    def is_entered(self, token: Token) -> bool:
        return token.owner is None and super().is_entered(token)

    def own_scope(self, token: Token) -> int:
        # While it waits, it sees what its activity sees: a timer may be an input of the activity.
        host = token.owner
        return super().own_scope(token) if host is None else int(host.task_spec.own_scope(host))

    def withdraw(self, token: Token) -> None:
        """Stop waiting because the activity has ended; the record needs no word of it."""
        token.scope.case.close_waits(token)
        token.remove()

    def triggered(
        self, token: Token, values: Mapping[str, object], told: Mapping[str, object] | None = None
    ) -> None:
        """Leave on the boundary's flow, with or without ending the activity."""
        case = token.scope.case
        activity = token.owner
        if self.element.is_interrupting:
            token.detach()
            case.close_waits(token)
            if activity is not None:
                activity.cancel()
            leaving = token
        else:
            leaving = token.scope.new_token(self)
            if self.catcher is not None:
                self.catcher.listen_on(token)
        case.entered(leaving)
        self.take_in(leaving, values, told)
        case.complete(leaving)
