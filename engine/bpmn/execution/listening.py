"""Execution listeners: connectors that are called when an activity starts and when it ends."""

from collections.abc import Sequence

from engine.bpmn.execution.throwing import Work
from engine.bpmn.execution.token import Token
from engine.model.listener import Listener, ListenerEvent
from engine.model.process import Element
from engine.ports.expression import Expressions

START, END = ListenerEvent.START, ListenerEvent.END


class Listeners:
    """The listeners of one activity: each is a job that keeps the token, one after the other.

    Stored with a token: `heard` counts the listeners that are done, `calls` their jobs, `listener` is the
    event of the one that is under way.
    """

    __slots__ = ("_jobs", "_starts")

    def __init__(self, element: Element, listeners: Sequence[Listener], expressions: Expressions) -> None:
        at_start = [listener for listener in listeners if listener.event == START]
        at_end = [listener for listener in listeners if listener.event == END]
        self._starts = len(at_start)
        self._jobs = tuple(Work(element, listener, expressions) for listener in (*at_start, *at_end))

    def call(self, token: Token, event: ListenerEvent) -> bool:
        """Call the next listener for an event; say whether there is one to wait for."""
        if not self._jobs:
            return False
        heard = token.internal_data.get("heard", 0)
        last = self._starts if event is START else len(self._jobs)
        # A person who resolves an incident by hand may have passed over the listeners of the start.
        number = heard if event is START else max(heard, self._starts)
        if number >= last:
            return False
        calls = token.internal_data.get("calls", 0) + 1
        token.internal_data.update(heard=number, calls=calls, listener=event)
        self._jobs[number].hand_over(token, f"{event}-{calls}", listener=event)
        return True

    def under_way(self, token: Token) -> ListenerEvent | None:
        """Return the event of the listener that keeps the token."""
        event = token.internal_data.get("listener")
        return None if event is None else ListenerEvent(event)

    def answered(self, token: Token) -> ListenerEvent | None:
        """Count the listener that is done and return its event, None where none was under way."""
        event = self.under_way(token)
        if event is not None:
            del token.internal_data["listener"]
            token.internal_data["heard"] += 1
        return event
