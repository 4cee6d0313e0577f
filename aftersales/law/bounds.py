"""Which figures of the company's tables the law bounds, and how a breach is told."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from aftersales.law.floor import better
from engine import decisions


@dataclass(frozen=True, slots=True)
class Told:
    """The same in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class LegalBound:
    """A figure of a company table, the rule that bounds it, and the words for both."""

    model: str
    bound: "decisions.Bound"
    name: Told
    consequence: Told | None
    words: tuple[Told, ...]

    def figure(self, value: object) -> Told:
        """Tell a figure: `拒绝退货` for 0 where the figure stands for a right."""
        if self.words and isinstance(value, Decimal) and 0 <= value < len(self.words):
            return self.words[int(value)]
        return told(value)


@cache
def bounds() -> tuple[LegalBound, ...]:
    """Return every bound, in the order of the file."""
    lines = _file()
    return tuple(_bound(line, lines["words"]) for line in lines["bound"])


def told(value: object) -> Told:
    """Tell a value of an input."""
    if value is None:
        return Told("未知", "not known")
    if isinstance(value, bool):
        return Told("是", "yes") if value else Told("否", "no")
    if isinstance(value, str):
        return Told(*words().get(value, (value, value)))
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return Told(text, text) if not isinstance(value, date) else Told(value.isoformat(), value.isoformat())


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Return the codes of the tables as people say them: Chinese, English."""
    text = resources.files("aftersales.law").joinpath("words.toml").read_text("utf-8")
    found = {code: (zh, en) for code, (zh, en) in tomllib.loads(text).items()}
    # An example of a text that no table names.
    return {**found, "其他": ("其他", "other")}


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("aftersales.law").joinpath("bounds.toml").read_text("utf-8"))


def _bound(line: Mapping[str, Any], words: Mapping[str, Mapping[str, list[str]]]) -> LegalBound:
    chosen = words.get(line.get("words", ""))
    return LegalBound(
        model=line["model"],
        bound=decisions.Bound(
            decision=line["decision"],
            figure=line["figure"],
            limit=line["floor"],
            limit_figure="figure",
            better=better(line["floor"]).value,
            inputs=line.get("inputs", {}),
            needs_a_bound=line.get("needs_law", False),
        ),
        name=Told(line["name_zh"], line["name_en"]),
        consequence=Told(line["case_zh"], line["case_en"]) if "case_zh" in line else None,
        words=tuple(Told(zh, en) for zh, en in zip(chosen["zh"], chosen["en"], strict=True))
        if chosen
        else (),
    )
