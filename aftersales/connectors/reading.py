"""Reads what a call was told: mapped inputs first, then what the process holds."""

from enum import StrEnum
from typing import TypeVar

from aftersales.errors import ConnectorMisplaced, InputMissing, InputUnknown
from aftersales.model.deed import Deed
from engine.ports.connector import Call

W = TypeVar("W", bound=StrEnum)


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
