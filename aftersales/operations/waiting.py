"""Tells how long the owner of a unit waited in repairs, by whose cause: rights to an exchange hang on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from aftersales.model.case import Case, CaseKind
from aftersales.model.unit import RepairRecord
from aftersales.operations.delay import delay_of
from aftersales.operations.unit_history import UnitHistory
from aftersales.ports.register import Register
from engine.clock import CHINA

# Repairs that ended with a remedy were never finished, so they have no record of their own.
_UNFINISHED = {None, "exchange", "refund"}


@dataclass(frozen=True, slots=True)
class Waited:
    """The most whole days that one repair took by the repairer's cause and for want of parts; all together.

    Days that a repair waited for the customer are nobody's delay.
    """

    repairer: int
    parts: int
    in_all: int


def waited(register: Register, found: UnitHistory, at: datetime) -> Waited:
    """Reckon from the records of finished repairs, and from the cases of those that were not finished."""
    split = [*_filed(found, at), *_unfiled(register, found, at)]
    return Waited(
        repairer=max((own for own, _ in split), default=0),
        parts=max((parts for _, parts in split), default=0),
        in_all=sum(own + parts for own, parts in split),
    )


def _filed(found: UnitHistory, at: datetime) -> Iterator[tuple[int, int]]:
    for repair in found.repairs:
        yield _split(repair, repair.days(at.astimezone(CHINA).date()))


def _split(repair: RepairRecord, days: int) -> tuple[int, int]:
    """Return the days of one repair that the repairer and missing parts account for.

    A record from before days were told apart has one cause for all of them.
    """
    if repair.parts_days is None:
        return {"parts": (0, days), "customer": (0, 0)}.get(repair.delay_cause or "", (days, 0))
    return max(0, days - repair.parts_days - (repair.customer_days or 0)), repair.parts_days


def _unfiled(register: Register, found: UnitHistory, at: datetime) -> Iterator[tuple[int, int]]:
    filed = {repair.case_number for repair in found.repairs}
    for case in register.all(Case, unit_id=found.unit.id):
        is_open_ended = case.kind is CaseKind.REPAIR and case.outcome in _UNFINISHED
        if is_open_ended and case.id not in filed:
            delay = delay_of(register, case, at)
            yield delay.days("repairer"), delay.days("parts")
