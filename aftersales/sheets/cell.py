"""Reads and shows single cells: what people type into tables, and what goes out to them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from aftersales.model.money import yuan

W = TypeVar("W", bound=StrEnum)
TEXT_AT_MOST = 500
_AMOUNT_BELOW = 10**12
_YES = {"是", "yes", "y", "true", "1", "√"}
_NO = {"否", "no", "n", "false", "0", "×"}
_BETWEEN = re.compile(r"[\s、,，;；]+")
# A cell that begins like this is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CellRefused(Exception):
    """A cell cannot be understood; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its field, its two headings, and how its cells are read."""

    field: str
    zh: str
    en: str
    read: Callable[[str], object]
    is_required: bool = False

    def value(self, text: str) -> object:
        """Return a cell's value, None where it is empty.

        Raises:
            CellRefused: it is missing or cannot be understood.
        """
        if text == "":
            if self.is_required:
                raise CellRefused(f"“{self.zh}”必填", f"{self.en} is missing")
            return None
        return self.read(text)


def text(value: str) -> str:
    """Read text."""
    if len(value) > TEXT_AT_MOST:
        raise CellRefused(f"超过 {TEXT_AT_MOST} 个字符", f"longer than {TEXT_AT_MOST} characters")
    if any(ord(sign) < ord(" ") and sign not in "\n\t" for sign in value):
        raise CellRefused("含有不可见字符", "holds a control character")
    return value


def number(value: str) -> int:
    """Read a whole number that is not negative."""
    if not value.isascii() or not value.isdigit() or len(value) > 9:  # noqa: PLR2004 - fits any database's integer
        raise CellRefused(f"“{value}”不是整数", f"{value!r} is no whole number")
    return int(value)


def money(value: str) -> Decimal:
    """Read an amount in yuan; separators of thousands may stand in it."""
    try:
        amount = Decimal(value.replace(",", "").removeprefix("¥").removeprefix("￥"))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not (amount.is_finite() and 0 <= amount < _AMOUNT_BELOW and amount == yuan(amount)):
        raise CellRefused(f"“{value}”不是金额(元,最多两位小数)", f"{value!r} is no amount in yuan")
    return yuan(amount)


def day(value: str) -> date:
    """Read a day: 2025-06-22, 2025/6/22, 2025年6月22日."""
    plain = value.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").split(" ")[0]
    try:
        year, month, number_ = (int(part) for part in plain.split("-"))
        return date(year, month, number_)
    except ValueError as error:
        raise CellRefused(
            f"“{value}”不是日期(如 2025-06-22)", f"{value!r} is no day such as 2025-06-22"
        ) from error


def flag(value: str) -> bool:
    """Read yes or no."""
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise CellRefused(f"“{value}”不是“是”或“否”", f"{value!r} is neither yes nor no")


def word(words: type[W], labels: Mapping[str, str]) -> Callable[[str], W]:
    """Return a reader of an enumeration's words, or of their Chinese labels."""
    known = {**{label: word_ for word_, label in labels.items()}, **{str(w): str(w) for w in words}}

    def read(value: str) -> W:
        if value not in known:
            allowed = "、".join(labels.get(str(w), str(w)) for w in words)
            raise CellRefused(f"“{value}”不在可选值中：{allowed}", f"{value!r} is none of {', '.join(words)}")
        return words(known[value])

    return read


def words(read: Callable[[str], W]) -> Callable[[str], tuple[W, ...]]:
    """Return a reader of several words in one cell."""
    return lambda value: tuple(read(each) for each in _BETWEEN.split(value) if each)


def plain(value: object) -> str:
    """Return a cell as text, whatever a spreadsheet program made of it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        # Spreadsheets keep telephone numbers as 13800000000.0.
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return unarmed(str(value).strip())


def armed(value: str) -> str:
    """Return text that no spreadsheet program runs as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def unarmed(value: str) -> str:
    """Return what `armed` was given."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value
