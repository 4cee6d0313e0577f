"""Models that break, and keep, the rules on execution listeners."""

from tests.engine.bpmn.checker.pieces import LISTENERS, MESSAGE, RECEIVE, WAIT, awaiting, listening

WAITING = RECEIVE.replace("/>", "><extensionElements>{listeners}</extensionElements></receiveTask>")


def waiting(event: str) -> bytes:
    """Return a process with a receive task behind an event-based gateway."""
    listeners = LISTENERS.format(event, "visit.book")
    return awaiting(WAITING.format(id="a", ref="m", listeners=listeners), WAIT, roots=MESSAGE)


CASES: dict[str, tuple[bytes, bytes]] = {
    "BPMN515": (listening("end", "= kind"), listening("end", "visit.book")),
    "BPMN516": (listening("create", "visit.book"), listening("start", "visit.book", "userTask")),
    "BPMN517": (
        listening("end", "visit.book", "exclusiveGateway"),
        listening("end", "visit.book", "userTask"),
    ),
    "BPMN518": (waiting("start"), waiting("end")),
}
