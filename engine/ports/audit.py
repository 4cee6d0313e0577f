"""A further check of decision tables that the program around the engine brings."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from engine.model.problem import Problem


class DecisionAudit(Protocol):
    """Looks at decision tables before they are deployed, such as whether they keep within bounds."""

    def check(self, files: Mapping[str, bytes]) -> Sequence[Problem]:
        """Return every problem of these DMN files at once; an error stops the deployment."""
        ...
