"""One rule of the table, and the problem that a breach of it makes."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.model.problem import Problem, Severity

TABLE = Path(__file__).with_name("table.toml")

GROUPS = {
    "1": ("XML and structure", "XML 与结构"),
    "2": ("References", "引用"),
    "3": ("Events", "事件"),
    "4": ("Gateways and sequence flows", "网关与顺序流"),
    "5": ("Activities", "活动"),
    "6": ("FEEL and timers", "FEEL 与定时器"),
    "7": ("What the engine refuses", "引擎不执行的内容"),
    "8": ("Readability", "可读性"),
    "9": ("Token game", "令牌推演"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its texts carry the facts of a breach as `{name}`."""

    code: str
    severity: Severity
    message: str
    message_zh: str
    mend: str
    mend_zh: str


class _Table(Mapping[str, Rule]):
    """The rules by code, read from the file when first asked for."""

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))
        return {code: _rule(code, row) for code, row in rows.items()}

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def _rule(code: str, row: Mapping[str, str]) -> Rule:
    return Rule(code, Severity(row["severity"]), row["en"], row["zh"], row["mend"], row["mend_zh"])


RULES: Mapping[str, Rule] = _Table()


def problem(
    code: str,
    file: str,
    *,
    element: str | None = None,
    line: int = 0,
    facts: Mapping[str, object] | None = None,
) -> Problem:
    """Return the problem that a breach of a rule makes, its texts filled with the facts."""
    rule, given = RULES[code], {"element": element or "", **(facts or {})}
    return Problem(
        file=file,
        code=code,
        severity=rule.severity,
        message=rule.message.format(**given),
        message_zh=rule.message_zh.format(**given),
        mend=rule.mend.format(**given),
        mend_zh=rule.mend_zh.format(**given),
        element=element,
        line=line,
    )
