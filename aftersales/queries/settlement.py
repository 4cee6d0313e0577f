"""Finds what outlets are owed: statements with their lines and steps, and the cases that none names yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from aftersales.model.settlement import Settlement, SettlementLine, SettlementState, SettlementStep
from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Technician
from aftersales.ports.register import Register, Search
from aftersales.queries.related import grouped
from engine.clock import CHINA


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A statement with its lines and the steps it took."""

    settlement: Settlement
    lines: Sequence[SettlementLine]
    steps: Sequence[SettlementStep]


@dataclass(frozen=True, slots=True)
class ServedCase:
    """A case at which an outlet's technicians were, how often, and when last."""

    case_number: str
    visits: int
    visited_on: date


def statement(register: Register, settlement_id: str) -> StatementFile:
    """Return one statement.

    Raises:
        NotFound: there is no such statement.
    """
    found = register.get(Settlement, settlement_id)
    changes = register.changes(kind=Settlement, key=settlement_id)
    # A statement is changed by its steps alone, and none is skipped.
    steps = [
        SettlementStep(state, made.actor, made.at)
        for state, made in zip(SettlementState, changes, strict=False)
    ]
    return StatementFile(found, register.all(SettlementLine, settlement_id=settlement_id), steps)


def unsettled(register: Register, outlet_id: str, period: tuple[date, date]) -> list[ServedCase]:
    """Return the cases that an outlet's visits of a period served and of which no item was settled."""
    visits = _visits(register, outlet_id, period)
    lines = grouped(register, SettlementLine, "case_number", visits)
    return [_served(visits[number]) for number in sorted(visits) if not lines[number]]


def _visits(register: Register, outlet_id: str, period: tuple[date, date]) -> dict[str, list[Visit]]:
    technicians = (each.id for each in register.all(Technician, outlet_id=outlet_id))
    of_period = Search(
        equal={"state": VisitState.DONE},
        since={"begins_at": _midnight(period[0])},
        before={"begins_at": _midnight(period[1]) + timedelta(days=1)},
    )
    return _by_case(
        visit
        for theirs in grouped(register, Visit, "technician_id", technicians, of_period).values()
        for visit in theirs
    )


def _by_case(visits: Iterable[Visit]) -> dict[str, list[Visit]]:
    found: dict[str, list[Visit]] = {}
    for visit in visits:
        found.setdefault(visit.case_number, []).append(visit)
    return found


def _served(visits: Sequence[Visit]) -> ServedCase:
    last = max(visit.begins_at for visit in visits)
    return ServedCase(visits[0].case_number, len(visits), last.astimezone(CHINA).date())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA)
