"""Connectors that fail when the walk says so, and work for real otherwise."""

import re
from collections.abc import Collection, Mapping, Sequence

from aftersales import connectors
from engine.ports.connector import Call, Connector, Outcome, results_of
from tests.architecture.sources import ROOT

INJECTED = "the walk lets this call fail"
_AT_THE_END = re.compile(r'eventType="end" type="([^"]+)"')


class Broken(Exception):
    """The outside failed, as the walk wanted."""


class Faults:
    """How many of the next calls fail."""

    def __init__(self) -> None:
        self.ahead = 0

    def strike(self) -> None:
        """Fail if a failure is due.

        Raises:
            Broken: one is.
        """
        if self.ahead > 0:
            self.ahead -= 1
            raise Broken(INJECTED)


class Fallible:
    """A connector of the trade that may fail before it has done anything."""

    def __init__(self, connector: Connector, faults: Faults) -> None:
        self.type = connector.type
        self.is_local = connector.is_local
        self.results = results_of(connector)
        self._connector = connector
        self._faults = faults

    def call(self, call: Call) -> Mapping[str, object] | Outcome:
        """Fail or work."""
        self._faults.strike()
        return self._connector.call(call)


def fallible(faults: Faults) -> Sequence[Connector]:
    """Return the trade's connectors, of which those may fail that no person waits for.

    What listens to the end of a task answers whoever completes it: called later, its refusal reaches nobody.
    """
    answering = _answering()
    return [each if each.type in answering else Fallible(each, faults) for each in connectors()]


def _answering() -> Collection[str]:
    files = (ROOT / "processes").rglob("*.bpmn")
    return {found for file in files for found in _AT_THE_END.findall(file.read_text("utf-8"))}
