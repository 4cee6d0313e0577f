"""What a person must know before a customer is erased: what is held, and what speaks for keeping it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from string import Template

from aftersales.model.case import Case
from aftersales.model.customer import Customer
from aftersales.model.money import ZERO, MoneyAccount, Payout, PayoutState
from aftersales.model.portal import ErasureRequest
from aftersales.model.unit import Unit
from aftersales.ports.register import Register
from aftersales.queries.held_data import held_data
from aftersales.queries.related import grouped
from aftersales.queries.unit import rights
from engine.clock import CHINA

_PROMISED = {PayoutState.REQUESTED, PayoutState.APPROVED}


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason to keep a customer's data; while it blocks, nobody can erase."""

    id: str
    blocks: bool
    zh: str
    en: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ErasureFile:
    """A request to be forgotten with all that its decision needs."""

    request: ErasureRequest
    customer: Customer
    held: Mapping[str, int]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class _Declared:
    zh: str
    en: str
    blocks: bool = False
    years: int = 0


def erasure_file(register: Register, request_id: str, now: datetime) -> ErasureFile:
    """Return a request with what is held and the grounds for keeping it.

    Raises:
        NotFound: there is no such request.
    """
    request = register.get(ErasureRequest, request_id)
    held = {kind: len(rows) for kind, rows in held_data(register, request.customer_id).items() if rows}
    customer = register.get(Customer, request.customer_id)
    grounds = () if customer.erased_at is not None else tuple(_grounds(register, customer.id, now))
    return ErasureFile(request, customer, held, grounds)


def _grounds(register: Register, customer_id: str, now: datetime) -> Iterator[Ground]:
    cases = register.all(Case, customer_id=customer_id)
    today = now.astimezone(CHINA).date()
    units = [unit.id for unit in register.all(Unit, customer_id=customer_id)]
    about = {
        "open_case": [case.id for case in cases if not case.is_closed],
        "money_due": _unsettled(register, [case.id for case in cases]),
        "warranty": [unit for unit in units if rights(register, unit, today).is_covered],
    }
    yield from (_ground(name, found) for name, found in about.items() if found)
    ended = max((case.closed_at for case in cases if case.closed_at is not None), default=None)
    if ended is not None and today < (until := _after(ended, _declared()["dealings"].years)):
        yield _ground("dealings", (), until)


def _unsettled(register: Register, numbers: Sequence[str]) -> list[str]:
    accounts = grouped(register, MoneyAccount, "id", numbers)
    payouts = grouped(register, Payout, "case_number", numbers)
    return [
        number
        for number in numbers
        if any(account.owed > ZERO for account in accounts[number])
        or any(payout.state in _PROMISED for payout in payouts[number])
    ]


def _after(moment: datetime, years: int) -> date:
    """Return the day so many years later; of the 29th of February the 1st of March."""
    day = moment.astimezone(CHINA).date()
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if leap else day.replace(year=day.year + years)


def _ground(name: str, about: Sequence[str], until: date | None = None) -> Ground:
    told = _declared()[name]
    zh, en = "、".join(about), ", ".join(about)
    return Ground(
        name,
        told.blocks,
        Template(told.zh).substitute(about=zh),
        Template(told.en).substitute(about=en),
        until,
    )


@cache
def _declared() -> Mapping[str, _Declared]:
    text = resources.files("aftersales.queries").joinpath("retention.toml").read_text("utf-8")
    return {name: _Declared(**table) for name, table in tomllib.loads(text).items()}
