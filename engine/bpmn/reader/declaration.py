"""What a file declares for events to refer to: messages, signals, errors and escalations."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from engine.bpmn.reader.names import attribute, children, extension, reference
from engine.model.process import Message

EVENT_DEFINITIONS = (
    "cancelEventDefinition",
    "compensateEventDefinition",
    "conditionalEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "linkEventDefinition",
    "messageEventDefinition",
    "signalEventDefinition",
    "terminateEventDefinition",
    "timerEventDefinition",
)


@dataclass(frozen=True)
class Declarations:
    """The declarations of a file by id; `events` are event definitions that stand on their own."""

    messages: Mapping[str, Message]
    signals: Mapping[str, str | None]
    codes: Mapping[str, str | None]
    events: Mapping[str, etree._Element]

    @classmethod
    def of(cls, root: etree._Element) -> "Declarations":
        """Return what a file declares."""
        return cls(
            messages={id_: _message(id_, node) for id_, node in _named(root, "message")},
            signals={id_: attribute(node, "name") for id_, node in _named(root, "signal")},
            codes={id_: attribute(node, "errorCode") for id_, node in _named(root, "error")}
            | {id_: attribute(node, "escalationCode") for id_, node in _named(root, "escalation")},
            events=dict(_named(root, *EVENT_DEFINITIONS)),
        )

    def message(self, node: etree._Element) -> Message | None:
        """Return the message that an element refers to by `messageRef`."""
        return self.messages.get(reference(node.get("messageRef")) or "")


def _named(root: etree._Element, *names: str) -> list[tuple[str, etree._Element]]:
    return [(id_, node) for node in children(root, *names) if (id_ := attribute(node, "id"))]


def _message(id_: str, node: etree._Element) -> Message:
    key = attribute(extension(node, "subscription"), "correlationKey")
    return Message(id=id_, name=attribute(node, "name") or "", correlation_key=key)
