"""Reads what an event catches or throws."""

from dataclasses import replace

from lxml import etree

from engine.bpmn.reader.condition import condition
from engine.bpmn.reader.declaration import EVENT_DEFINITIONS, Declarations
from engine.bpmn.reader.names import attribute, child, children, is_true, reference, text
from engine.model.process import Event, Timer, TimerKind, Trigger

TRIGGERS = {
    "cancelEventDefinition": Trigger.CANCEL,
    "compensateEventDefinition": Trigger.COMPENSATION,
    "conditionalEventDefinition": Trigger.CONDITIONAL,
    "errorEventDefinition": Trigger.ERROR,
    "escalationEventDefinition": Trigger.ESCALATION,
    "linkEventDefinition": Trigger.LINK,
    "messageEventDefinition": Trigger.MESSAGE,
    "signalEventDefinition": Trigger.SIGNAL,
    "terminateEventDefinition": Trigger.TERMINATE,
    "timerEventDefinition": Trigger.TIMER,
}


def definitions(node: etree._Element, declared: Declarations) -> list[etree._Element]:
    """Return the event definitions of an event, those it refers to included."""
    found: list[etree._Element] = []
    for part in children(node, "eventDefinitionRef", *EVENT_DEFINITIONS):
        own = part if part.tag in _TAGS else declared.events.get(reference(text(part)) or "")
        if own is not None:
            found.append(own)
    return found


def event(node: etree._Element, declared: Declarations) -> Event:
    """Return the definition of an event: the first one, as the checker refuses several."""
    found = definitions(node, declared)
    if not found:
        return Event()
    definition = found[0]
    return _filled(Event(trigger=TRIGGERS[_name(definition)]), definition, declared)


def _filled(bare: Event, node: etree._Element, declared: Declarations) -> Event:
    match bare.trigger:
        case Trigger.TIMER:
            return replace(bare, timer=timer(node))
        case Trigger.MESSAGE:
            return replace(bare, message=declared.message(node))
        case Trigger.SIGNAL:
            return replace(bare, name=declared.signals.get(reference(node.get("signalRef")) or ""))
        case Trigger.ERROR | Trigger.ESCALATION:
            return replace(bare, code=declared.codes.get(reference(node.get(f"{bare.trigger}Ref")) or ""))
        case Trigger.CONDITIONAL:
            return replace(bare, condition=condition(child(node, "condition")))
        case Trigger.LINK:
            # Tools break long names at different places on either end.
            return replace(bare, name=" ".join((attribute(node, "name") or "").split()) or None)
        case Trigger.COMPENSATION:
            waits = is_true(node.get("waitForCompletion"), default=True)
            target = reference(node.get("activityRef"))
            return replace(bare, activity_ref=target, wait_for_completion=waits)
        case _:
            return bare


def timer(node: etree._Element) -> Timer | None:
    """Return the timer of a timer event definition."""
    for kind in TimerKind:
        written = text(child(node, kind.value))
        if written is not None:
            return Timer(kind=kind, text=written)
    return None


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


_TAGS = {f"{{http://www.omg.org/spec/BPMN/20100524/MODEL}}{name}" for name in EVENT_DEFINITIONS}
