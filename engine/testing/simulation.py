"""Remote connectors in stories: nothing leaves the machine, and each call ends as the story says."""

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from engine.ports.connector import Call, Connector, ConnectorError, Outcome, results_of


class Refused(Exception):
    """The story lets this call fail."""


class SimulatedConnector:
    """Stands in for one remote connector while a story is played."""

    is_local = False

    def __init__(self, kind: str, calls: "Calls") -> None:
        self.type = kind
        self._calls = calls

    def call(self, call: Call) -> Mapping[str, object]:
        """End as the story says: fail, throw a BPMN error, or return variables."""
        self._calls.made.append(call.type)
        waiting = self._calls.outcomes[call.type]
        if not waiting:
            return {}
        outcome = waiting[0]
        if outcome.get("fails", 0) > 0:
            outcome["fails"] -= 1
            if outcome["fails"] == 0 and not ({"with", "error"} & outcome.keys()):
                waiting.popleft()
            raise Refused(f"{call.type} fails in this story")
        waiting.popleft()
        if "error" in outcome:
            raise ConnectorError(outcome["error"], "as the story says", outcome.get("with"))
        return dict(outcome.get("with", {}))


class Calls:
    """What was called in a story, and what the next calls shall do."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.outcomes: dict[str, deque[dict[str, Any]]] = defaultdict(deque)

    def reset(self) -> None:
        """Begin another story."""
        self.made.clear()
        self.outcomes.clear()

    def expect(self, kind: str, outcome: Mapping[str, Any]) -> None:
        """Say how the next call of a connector ends."""
        self.outcomes[kind].append(dict(outcome))


class Watched:
    """A local connector that works for real and is counted."""

    is_local = True

    def __init__(self, connector: Connector, calls: Calls) -> None:
        self.type = connector.type
        self.results = results_of(connector)
        self._connector = connector
        self._calls = calls

    def call(self, call: Call) -> Mapping[str, object] | Outcome:
        """Work, and be counted."""
        self._calls.made.append(call.type)
        return self._connector.call(call)


def simulated(connectors: Mapping[str, Connector], calls: Calls) -> list[Connector]:
    """Return the connectors for stories: remote ones simulated, local ones real."""
    return [
        Watched(connector, calls) if connector.is_local else SimulatedConnector(connector.type, calls)
        for connector in connectors.values()
    ]
