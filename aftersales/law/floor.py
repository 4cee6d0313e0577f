"""The legal floor: a policy may be better for the customer than the law, never worse."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from aftersales.errors import RegisterInputRefused
from aftersales.model.product import Category


class Better(StrEnum):
    """Which direction of a figure is better for the customer."""

    MORE = "more"
    LESS = "less"

    def best(self, figures: Iterable[int]) -> int:
        """Return the figure that is best for the customer."""
        return max(figures) if self is Better.MORE else min(figures)


@dataclass(frozen=True, slots=True)
class Rule:
    """One figure of the law: what it is about, where, for which goods and from when to when."""

    id: str
    topic: str
    value: int
    better: Better
    valid_from: date
    valid_until: date | None
    province: str | None
    categories: tuple[str, ...]
    certainty: str
    source_zh: str
    source_en: str

    def applies(self, situation: "Situation") -> bool:
        """Say whether it holds there, for that, on that day."""
        return (
            self.province in {None, situation.province}
            and (not self.categories or situation.category in self.categories)
            and self.valid_from <= situation.on
            and (self.valid_until is None or situation.on <= self.valid_until)
        )


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
    value: int | None
    rules: tuple[Rule, ...]
    policy: int | None
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
def rules() -> tuple[Rule, ...]:
    """Return every rule of the floor."""
    text = resources.files("aftersales.law").joinpath("floor.toml").read_text("utf-8")
    return tuple(_rule(line) for line in tomllib.loads(text)["rule"])


def topics() -> frozenset[str]:
    """Return what the floor has rules about."""
    return frozenset(rule.topic for rule in rules())


def floor(topic: str, situation: Situation) -> tuple[Rule, ...]:
    """Return the rules that hold, the best for the customer first; none where nothing is verified.

    Raises:
        TopicUnknown: there is no such topic.
    """
    if topic not in topics():
        raise TopicUnknown(topic)
    found = [rule for rule in rules() if rule.topic == topic and rule.applies(situation)]
    is_more = bool(found) and found[0].better is Better.MORE
    return tuple(
        sorted(found, key=lambda rule: (-rule.value if is_more else rule.value, rule.province is None))
    )


def judge(topic: str, situation: Situation, policy: int | None) -> Verdict:
    """Return what holds: the policy, or the law where the policy is worse for the customer or silent."""
    held = floor(topic, situation)
    if not held:
        return Verdict(topic, policy, (), policy, is_raised=False)
    value = held[0].better.best([held[0].value, *([] if policy is None else [policy])])
    return Verdict(topic, value, held, policy, is_raised=policy is not None and value != policy)


def breaches(
    topic: str, policy: Callable[[Situation], int | None], provinces: Sequence[str]
) -> Iterator[tuple[Situation, Verdict]]:
    """Yield each situation in which a policy undercuts the law: all goods, provinces, changes of rules."""
    for province, category, on in product(provinces, Category, _turning_days(topic)):
        situation = Situation(province, str(category), on)
        verdict = judge(topic, situation, policy(situation))
        if verdict.is_raised:
            yield situation, verdict


def _turning_days(topic: str) -> list[date]:
    """Return one day of each period in which the rules of a topic stay the same."""
    begin = {rule.valid_from for rule in rules() if rule.topic == topic}
    end = {
        rule.valid_until + timedelta(days=1) for rule in rules() if rule.topic == topic and rule.valid_until
    }
    return sorted(begin | end)


def _rule(line: dict[str, Any]) -> Rule:
    return Rule(
        id=line["id"],
        topic=line["topic"],
        value=line["value"],
        better=Better(line["better"]),
        valid_from=line["from"],
        valid_until=line.get("until"),
        province=line.get("province"),
        categories=tuple(line.get("category", ())),
        certainty=line["certainty"],
        source_zh=line["source_zh"],
        source_en=line["source_en"],
    )
