"""What stands around a story before it begins: records of the trade's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol


class Scenery(Protocol):
    """Where stories play. The engine knows no word of the trade; the program around it brings the scenery."""

    def begin(self) -> None:
        """Make everything as it was before the story that went before."""
        ...

    def register(self, records: Mapping[str, Any], at: datetime) -> None:
        """Register what a story says is there: lists of records by kind."""
        ...

    def enter(self, variables: Mapping[str, object], at: datetime) -> None:
        """Make what must be there when a story begins in the midst of a case."""
        ...


class Bare:
    """No scenery: a program without records of its own."""

    def begin(self) -> None:
        """Nothing is ever changed."""

    def register(self, records: Mapping[str, Any], at: datetime) -> None:
        """Nothing can be registered."""

    def enter(self, variables: Mapping[str, object], at: datetime) -> None:
        """Nothing is needed."""
