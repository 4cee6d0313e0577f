"""What starts a process from outside: its timer, message and signal start events."""

from collections.abc import Iterator

from engine.model.process import Element, Kind, Message, Process, Trigger
from engine.model.wait import MessageWait, SignalWait, TimerRow
from engine.operations.recurrence import first_start
from engine.ports.engine import Engine


def start_waits(
    engine: Engine, definition_id: str, process: Process
) -> Iterator[TimerRow | MessageWait | SignalWait]:
    """Yield the rows that let a version of a process start."""
    for element in process.members.get(process.id, ()):
        if element.kind is Kind.START_EVENT:
            yield from _of_start_event(engine, definition_id, element)
        elif element.instantiate and element.kind is Kind.RECEIVE_TASK and element.message is not None:
            yield _message(engine, definition_id, element, element.message)
        elif element.instantiate and element.kind is Kind.EVENT_BASED_GATEWAY:
            yield from _behind(engine, definition_id, process, element)


def _behind(
    engine: Engine, definition_id: str, process: Process, gateway: Element
) -> Iterator[TimerRow | MessageWait | SignalWait]:
    for flow in gateway.outgoing:
        target = process.elements[process.flows[flow].target]
        message = target.message or (target.event.message if target.event is not None else None)
        if message is not None:
            yield _message(engine, definition_id, target, message)


def _of_start_event(
    engine: Engine, definition_id: str, element: Element
) -> Iterator[TimerRow | MessageWait | SignalWait]:
    event = element.event
    if event is None:
        return
    if event.trigger is Trigger.TIMER:
        timer = first_start(engine, definition_id, element)
        if timer is not None:
            yield timer
    elif event.trigger is Trigger.MESSAGE and event.message is not None:
        yield _message(engine, definition_id, element, event.message)
    elif event.trigger is Trigger.SIGNAL:
        yield SignalWait(
            id=f"{definition_id}-{element.id}",
            signal=_text(engine, event.name or ""),
            element_id=element.id,
            definition_id=definition_id,
        )


def _message(engine: Engine, definition_id: str, element: Element, message: Message) -> MessageWait:
    return MessageWait(
        id=f"{definition_id}-{element.id}",
        message=_text(engine, message.name),
        element_id=element.id,
        definition_id=definition_id,
    )


def _text(engine: Engine, text: str) -> str:
    if not text.startswith("="):
        return text
    return str(engine.runtime.expressions.compile(text[1:]).evaluate({}).value)
