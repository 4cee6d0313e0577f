"""A finding of the checker, told in both languages with the way to mend it."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the deployment; a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One numbered problem in one file. `line` is 1-based, 0 where the file as a whole is meant."""

    file: str
    code: str
    severity: Severity
    message: str
    message_zh: str
    mend: str = ""
    mend_zh: str = ""
    element: str | None = None
    line: int = 0

    def to_json(self) -> dict[str, object]:
        """Return the problem as JSON data."""
        return asdict(self)
