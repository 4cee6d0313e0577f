"""The legal floor: a policy may be better for the customer than the law, never worse.

The law itself stands in floor.dmn: one table for each topic, all rows that hold, the best one counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

from aftersales.errors import RegisterInputRefused
from engine import decisions


class Better(StrEnum):
    """Which direction of a figure is better for the customer."""

    MORE = "more"
    LESS = "less"

    def best(self, figures: Iterable[Decimal]) -> Decimal:
        """Return the figure that is best for the customer."""
        return max(figures) if self is Better.MORE else min(figures)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the law: its figure and where it is written. A figure that is calculated is None."""

    id: str
    topic: str
    value: Decimal | None
    better: Better
    certainty: str
    source_zh: str
    source_en: str


@dataclass(frozen=True, slots=True)
class Situation:
    """Where, for which goods and on which day a question of law arises."""

    province: str
    category: str
    on: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds, and why. `value` is None where neither law nor policy knows: then a person decides."""

    topic: str
    value: Decimal | None
    rules: tuple[Rule, ...]
    policy: Decimal | None
    is_raised: bool

    @property
    def needs_person(self) -> bool:
        """Say whether a person must decide."""
        return self.value is None

    def sentences(self) -> tuple[str, str]:
        """Return the reason in Chinese and in English."""
        if self.value is None:
            return (
                "法律数值未核实，公司也无规定，由人判定。",
                "No verified figure of law and no policy: a person decides.",
            )
        if not self.rules:
            return f"按公司政策：{self.value}。", f"By company policy: {self.value}."
        zh, en = self.rules[0].source_zh, self.rules[0].source_en
        if self.is_raised:
            return (
                f"公司政策为 {self.policy}，低于法定标准，按 {self.value} 执行（{zh}）。",
                f"The policy says {self.policy}, worse than the law: {self.value} holds ({en}).",
            )
        if self.policy is None or self.policy == self.value == self.rules[0].value:
            return f"按法律规定：{self.value}（{zh}）。", f"By law: {self.value} ({en})."
        return (
            f"公司政策 {self.value} 优于法定的 {self.rules[0].value}（{zh}）。",
            f"The policy's {self.value} is better than the law's {self.rules[0].value} ({en}).",
        )


class TopicUnknown(RegisterInputRefused):
    """The law's rule set has no such topic."""

    def __init__(self, topic: str) -> None:
        super().__init__(
            f"The legal floor has no topic {topic!r}, only {', '.join(sorted(topics()))}.",
            zh=f"法定底线中没有主题“{topic}”。",
            topic=topic,
        )


@cache
def law() -> "decisions.Definitions":
    """Return the decision model of the law."""
    return decisions.load(resources.files("aftersales.law").joinpath("floor.dmn").read_bytes())


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the floor."""
    return tuple(_rule(table, row) for table in decisions.tables(law()) for row in table.rows)


def topics() -> frozenset[str]:
    """Return what the floor has rules about."""
    return frozenset(rule.topic for rule in rules())


def better(topic: str) -> Better:
    """Return which direction of a topic's figure is better for the customer."""
    return next(rule.better for rule in rules() if rule.topic == topic)


def floor(topic: str, situation: Situation) -> tuple[Rule, ...]:
    """Return the rules that hold, the best for the customer first; none where nothing is verified.

    Raises:
        TopicUnknown: there is no such topic.
    """
    if topic not in topics():
        raise TopicUnknown(topic)
    given = {"province": situation.province, "category": situation.category, "on": situation.on}
    record = law().evaluate(topic, given).record
    held = {row for table in record.tables for _, row in table.rules}
    found = [rule for rule in rules() if rule.id in held and rule.value is not None]
    # Where two are equal the province's comes last: the national one is the better known.
    return tuple(sorted(found, key=_rank))


def judge(topic: str, situation: Situation, policy: Decimal | int | None) -> Verdict:
    """Return what holds: the policy, or the law where the policy is worse for the customer or silent."""
    own = None if policy is None else Decimal(policy)
    held = floor(topic, situation)
    figures = [rule.value for rule in held[:1] if rule.value is not None]
    if not figures:
        return Verdict(topic, own, (), own, is_raised=False)
    value = held[0].better.best([*figures, *([] if own is None else [own])])
    return Verdict(topic, value, held, own, is_raised=own is not None and value != own)


def _rank(rule: Rule) -> tuple[Decimal, bool]:
    value = rule.value or Decimal(0)
    return -value if rule.better is Better.MORE else value, not rule.id.startswith("cn.")


def _rule(table: "decisions.TableText", row: "decisions.RowText") -> Rule:
    source_zh, source_en, certainty = row.notes
    return Rule(
        id=row.id,
        topic=table.decision,
        value=_figure(row.outputs[0]),
        better=Better.MORE if table.aggregation == "MAX" else Better.LESS,
        certainty=certainty,
        source_zh=source_zh,
        source_en=source_en,
    )


def _figure(text: str) -> Decimal | None:
    """Return the figure of a cell; None if it is calculated."""
    return Decimal(text) if text.replace(".", "", 1).isdigit() else None
