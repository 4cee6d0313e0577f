"""What one evaluation may use, and the account of what it has used."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NoReturn

from engine.clock import Clock, SystemClock
from engine.decisions.errors import FeelLimitExceeded

if TYPE_CHECKING:
    from engine.decisions.working_time import WorkingCalendars


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one evaluation; no expression escapes them."""

    steps: int = 150_000
    """Iterations, calls and visited elements, weighted by the size of what is repeated."""
    seconds: float = 2.0
    """Wall-clock time."""
    list_items: int = 100_000
    """Items of one list, entries of one context."""
    string_characters: int = 1_000_000
    """Characters of one string."""
    call_depth: int = 64
    """Nested calls of functions written in FEEL."""
    warnings: int = 100
    """Warnings kept; later ones are dropped."""


DEFAULT: Final = Limits()
_STEPS_BETWEEN_LOOKS_AT_THE_CLOCK: Final = 2_000

MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_name": ("There is no variable named “{name}”.", "没有名为“{name}”的变量。"),
    "no_entry": ("The context has no entry “{name}”.", "上下文中没有条目“{name}”。"),
    "no_property": ("A value of type {kind} has no property “{name}”.", "{kind} 类型的值没有属性“{name}”。"),
    "not_comparable": (
        "A {left} and a {right} can't be compared.",
        "{left} 与 {right} 不能比较。",
    ),
    "bad_operands": (
        "“{operator}” is not defined for {left} and {right}.",
        "“{operator}”不适用于 {left} 与 {right}。",
    ),
    "not_boolean": ("Expected true or false, got a {kind}.", "应为 true 或 false，实际为 {kind}。"),
    "not_a_number": ("The calculation has no finite result: {detail}.", "计算没有有限结果：{detail}。"),
    "division_by_zero": ("Division by zero.", "除数为零。"),
    "index_out_of_range": ("The list has no item number {index}.", "列表没有第 {index} 项。"),
    "bad_filter": (
        "A filter needs a number or a condition, got a {kind}.",
        "过滤器需要数字或条件，实际为 {kind}。",
    ),
    "not_a_function": ("“{name}” is not a function.", "“{name}”不是函数。"),
    "wrong_arguments": (
        "“{name}” can't be called with these arguments: {detail}.",
        "不能用这些参数调用“{name}”：{detail}。",
    ),
    "bad_argument": (
        "“{name}”: parameter “{parameter}” needs {expected}, got {kind}.",
        "“{name}”：参数“{parameter}”需要 {expected}，实际为 {kind}。",
    ),
    "no_value": ("“{name}” has no result: {detail}.", "“{name}”没有结果：{detail}。"),
    "bad_range": ("The range is not valid: {detail}.", "区间无效：{detail}。"),
    "not_iterable": ("A {kind} can't be iterated over.", "不能遍历 {kind}。"),
    "bad_literal": ("“{text}” is not a date, time or duration.", "“{text}”不是日期、时间或时长。"),
    "duplicate_key": ("The context has the entry “{name}” twice.", "上下文中条目“{name}”重复。"),
    "external_function": (
        "Functions written in other languages are not run.",
        "不运行用其他语言编写的函数。",
    ),
    "not_a_feel_value": (
        "A value of the Python type {kind} has no meaning in FEEL.",
        "Python 类型 {kind} 的值在 FEEL 中没有意义。",
    ),
    "wrong_type": (
        "“{name}” should be {expected}; the value {value} is not.",
        "“{name}”应为 {expected}，而值 {value} 不是。",
    ),
    "missing_input": ("The input “{name}” was not given.", "未提供输入“{name}”。"),
    "no_rule_matched": ("No rule of the table “{name}” matches.", "决策表“{name}”没有匹配的规则。"),
    "several_rules_matched": (
        "Rules {rules} of the table “{name}” match, its hit policy {policy} allows one.",
        "决策表“{name}”的规则 {rules} 同时匹配，命中策略 {policy} 只允许一条。",
    ),
    "outputs_differ": (
        "Rules {rules} of the table “{name}” match with different outputs; ANY asks for equal ones.",
        "决策表“{name}”的规则 {rules} 同时匹配但输出不同，命中策略 ANY 要求相同。",
    ),
    "not_allowed": (
        "“{name}” is not one of the allowed values: {value}.",
        "“{name}”不在允许值之内：{value}。",
    ),
    "no_logic": (
        "The decision “{name}” has no logic and no value was given.",
        "决策“{name}”没有逻辑，也未提供值。",
    ),
    "provisional_calendar": (
        "The result depends on the year {year}, whose working days are not official yet.",
        "结果取决于 {year} 年，该年的工作日安排尚未正式公布。",
    ),
    "no_calendar": ("There is no working calendar “{name}”.", "没有名为“{name}”的工作日历。"),
}
"""Code of a warning → its sentence in English and Chinese."""


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - `Warning` is Python's own
    """Why something became null; `at` is the offset in the expression's text, -1 if unknown."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    at: int = -1

    @property
    def message(self) -> str:
        """The sentence in English."""
        return MESSAGES[self.code][0].format_map(dict(self.facts))

    @property
    def message_zh(self) -> str:
        """The sentence in Chinese."""
        return MESSAGES[self.code][1].format_map(dict(self.facts))

    def to_json(self) -> dict[str, object]:
        """Return code, position and both sentences."""
        return {"code": self.code, "at": self.at, "message": self.message, "message_zh": self.message_zh}


@dataclass(frozen=True, slots=True)
class WorkingSpan:
    """Days of a working calendar on which a result depends; `is_provisional` where a year is not official."""

    calendar: str
    first: date
    last: date
    is_provisional: bool


class Run:
    """The account of one evaluation: steps, time, depth and warnings."""

    # Defaults of the class instead of slots: an evaluation of a microsecond must not set what it never uses.
    steps = 0
    depth = 0
    _now: datetime | None = None
    _deadline = 0.0
    spans: tuple[WorkingSpan, ...] = ()

    def __init__(
        self,
        limits: Limits = DEFAULT,
        clock: Clock | None = None,
        calendars: "WorkingCalendars | None" = None,
    ) -> None:
        self.limits = limits
        self.calendars = calendars
        self.warnings: list[Warning_] = []
        self._clock = clock

    def now(self) -> datetime:
        """Return the moment of this evaluation; every `now()` of one evaluation is the same."""
        if self._now is None:
            self._now = (self._clock or SystemClock()).now()
        return self._now

    def warn(self, code: str, at: int = -1, **facts: object) -> None:
        """Record why a null came about."""
        if len(self.warnings) < self.limits.warnings:
            pairs = tuple((name, str(fact)[:200]) for name, fact in facts.items())
            self.warnings.append(Warning_(code, pairs, at))

    def spend(self, steps: int) -> None:
        """Account for work done; a look at the clock follows every few thousand steps."""
        before = self.steps
        self.steps = before + steps
        if self.steps > self.limits.steps:
            refuse("steps", self.limits.steps, "steps", "步")
        if before // _STEPS_BETWEEN_LOOKS_AT_THE_CLOCK != self.steps // _STEPS_BETWEEN_LOOKS_AT_THE_CLOCK:
            self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        # Durations are measured with the monotonic clock; what time it *is* comes from the Clock.
        moment = time.monotonic()
        if not self._deadline:
            self._deadline = moment + self.limits.seconds
        elif moment > self._deadline:
            refuse("seconds", self.limits.seconds, "seconds", "秒")

    def check_items(self, count: int) -> None:
        """Refuse a list that is too long before it is made."""
        if count > self.limits.list_items:
            refuse("list_items", self.limits.list_items, "items in a list", "个列表项")

    def check_characters(self, count: int) -> None:
        """Refuse a string that is too long before it is made."""
        if count > self.limits.string_characters:
            refuse("string_characters", self.limits.string_characters, "characters", "个字符")


def refuse(limit: str, bound: float, unit: str, unit_zh: str) -> NoReturn:
    """Stop an evaluation that asks for too much."""
    raise FeelLimitExceeded(
        f"The expression was stopped: it needs more than {bound:,} {unit}.",
        f"表达式已被中止：超过 {bound:,} {unit_zh}。",
        limit=limit,
    )
