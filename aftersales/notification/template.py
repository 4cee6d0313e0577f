"""Templates of messages: read from the file beside this module, filled in with a message's data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from string import Template

from aftersales.errors import RegisterInputRefused
from engine.clock import CHINA

MISSING = "—"
# Forms give moments as text.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


class Purpose(StrEnum):
    """Why somebody is written to: about their case, or to sell something."""

    SERVICE = "service"
    MARKETING = "marketing"


class TemplateUnknown(RegisterInputRefused):
    """There is no such template."""

    def __init__(self, name: str) -> None:
        known = ", ".join(sorted(templates()))
        super().__init__(
            f"There is no message template {name!r}, only {known}.",
            zh=f"没有消息模板“{name}”，可用：{known}。",
            template=name,
        )


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """What one kind of message says in both languages."""

    title_zh: str
    text_zh: str
    title_en: str
    text_en: str
    purpose: Purpose = Purpose.SERVICE
    urgent: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A message filled in."""

    title_zh: str
    text_zh: str
    title_en: str
    text_en: str


class _Shown(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return MISSING


@cache
def templates() -> Mapping[str, MessageTemplate]:
    """Return every template by name."""
    text = resources.files("aftersales.notification").joinpath("templates.toml").read_text("utf-8")
    return {
        name: MessageTemplate(**{**table, "purpose": Purpose(table["purpose"])})
        for name, table in tomllib.loads(text).items()
    }


def template_named(name: str) -> MessageTemplate:
    """Return a template.

    Raises:
        TemplateUnknown: there is none of this name.
    """
    found = templates().get(name)
    if found is None:
        raise TemplateUnknown(name)
    return found


def fill_in(template: MessageTemplate, facts: Mapping[str, object]) -> Wording:
    """Return the message in both languages; data is only ever text, never a format or code."""
    zh = _Shown({name: show(value) for name, value in facts.items()})
    en = _Shown({name: show(value, between=", ") for name, value in facts.items()})
    return Wording(
        Template(template.title_zh).safe_substitute(zh),
        Template(template.text_zh).safe_substitute(zh),
        Template(template.title_en).safe_substitute(en),
        Template(template.text_en).safe_substitute(en),
    )


def show(value: object, *, between: str = "、") -> str:
    """Return a value as people read it: moments in China's time, money with two decimals."""
    if value is None or value == "":
        return MISSING
    if isinstance(value, str) and _MOMENT.match(value):
        value = _moment(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA) if value.tzinfo else value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        return " ".join(show(part, between=between) for part in value.values())
    if isinstance(value, list | tuple):
        return between.join(show(part, between=between) for part in value) or MISSING
    return str(value)


def _moment(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
