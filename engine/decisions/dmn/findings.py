"""What the verification of a decision table found."""

from dataclasses import dataclass
from typing import Any, Literal

from engine.decisions.codec import to_json

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a table, with an input that shows it (label of the input → value)."""

    code: str
    severity: Severity
    table_id: str | None
    table: str
    message: str
    message_zh: str
    rules: tuple[int, ...] = ()
    """1-based numbers of the rules concerned."""
    rule_ids: tuple[str, ...] = ()
    example: tuple[tuple[str, object], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON."""
        return {
            "code": self.code,
            "severity": self.severity,
            "element": self.table_id,
            "table": self.table,
            "message": self.message,
            "message_zh": self.message_zh,
            "rules": list(self.rules),
            "rule_ids": list(self.rule_ids),
            "example": {label: to_json(value) for label, value in self.example},
        }
