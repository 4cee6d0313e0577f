"""Reads what a call was told: mapped inputs first, then what the process holds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from aftersales.errors import ConnectorMisplaced, InputMissing, InputUnknown
from aftersales.model.case import Case
from aftersales.model.deed import Deed
from aftersales.model.money import yuan
from aftersales.ports.register import Register
from engine.clock import CHINA
from engine.ports.connector import Call

W = TypeVar("W", bound=StrEnum)
_MOMENTS = "moments such as 2025-06-22T09:00:00+08:00"


def needed(call: Call, name: str) -> str:
    """Return a text that a connector cannot do without.

    Raises:
        InputMissing: it was not given.
    """
    value = optional(call, name)
    if value is None:
        raise InputMissing(call.type, name)
    return value


def optional(call: Call, name: str) -> str | None:
    """Return a text, None where it was not given or is blank."""
    value = call.variables.get(name)
    return None if value is None or str(value).strip() == "" else str(value)


def flag(call: Call, name: str) -> bool:
    """Say whether something was said to be true."""
    return call.variables.get(name) is True


def number(call: Call, name: str) -> int | None:
    """Return a whole number, None where none was given."""
    value = call.variables.get(name)
    return int(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


def amount(call: Call, name: str) -> Decimal | None:
    """Return an amount of money as it was given, None where none was."""
    return plain_amount(call.variables.get(name))


def plain_amount(value: object) -> Decimal | None:
    """Return a number as an amount of money, None where it is none."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else None


def fen(call: Call, name: str, inside: str | None = None) -> Decimal | None:
    """Return an amount in whole fen, None where it was not given; `inside` names an entry of a context.

    Raises:
        InputUnknown: it is no amount.
    """
    given = call.variables.get(name) if inside is None else within(call, name).get(inside)
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise InputUnknown(call.type, name, given, "amounts in CNY")
    return yuan(given)


def within(call: Call, name: str) -> Mapping[str, object]:
    """Return a context such as a decision's result, empty where there is none."""
    value = call.variables.get(name)
    return value if isinstance(value, Mapping) else {}


def rows(call: Call, name: str) -> Sequence[Mapping[str, object]]:
    """Return the rows of a table that somebody filled in."""
    value = call.variables.get(name)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def moment(call: Call, name: str, inside: str | None = None) -> datetime | None:
    """Return a moment, None where it was not given; `inside` names an entry of a context.

    Raises:
        InputUnknown: it is none, or lacks its offset.
    """
    value = call.variables.get(name) if inside is None else within(call, name).get(inside)
    if value is None or isinstance(value, datetime):
        return value
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise InputUnknown(call.type, name, value, _MOMENTS) from error
    if found.tzinfo is None:
        raise InputUnknown(call.type, name, value, _MOMENTS)
    return found


def day_of(call: Call, name: str) -> date | None:
    """Return a day, None where it was not given.

    Raises:
        InputUnknown: it is none.
    """
    value = call.variables.get(name)
    if isinstance(value, datetime):
        return value.astimezone(CHINA).date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise InputUnknown(call.type, name, value, "days such as 2025-06-22") from error


def today(call: Call) -> date:
    """Return the day of the call in China."""
    return call.at.astimezone(CHINA).date()


def case_of(register: Register, call: Call) -> Case:
    """Return the case for which a process works.

    Raises:
        InputMissing: the process has no case number.
        NotFound: there is no such case.
    """
    return register.get(Case, number_of(call))


def number_of(call: Call) -> str:
    """Return the number of the case for which a process works.

    Raises:
        InputMissing: the process has none.
    """
    return optional(call, "case_number") or needed(call, "caseNumber")


def word(call: Call, name: str, words: type[W]) -> W | None:
    """Return one of the words of an enumeration, None where it was not given.

    Raises:
        InputUnknown: it is none of them.
    """
    value = optional(call, name)
    if value is None:
        return None
    if value not in list(words):
        raise InputUnknown(call.type, name, value, ", ".join(words))
    return words(value)


def transaction_of(call: Call) -> object:
    """Return the step's open transaction.

    Raises:
        ConnectorMisplaced: there is none.
    """
    if call.transaction is None:
        raise ConnectorMisplaced(call.type)
    return call.transaction


def deed_of(call: Call, number: str | None = None) -> Deed:
    """Return who does what the call does, and when."""
    return Deed(call.actor, call.at, number or call.business_key, optional(call, "reason"))
