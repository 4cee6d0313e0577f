"""What the sample brand owes its outlets for the last month: one paid, one reviewed, one only drawn up."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from aftersales.model.deed import Deed
from aftersales.model.workforce import Outlet
from aftersales.operations.settlement import draw_up, pay_settlement, review
from aftersales.ports.register import Register
from aftersales.queries.settlement import ServedCase, unsettled
from engine.clock import CHINA

_BY, _REVIEWER = "finance", "supervisor"
_LABOUR, _VISIT = Decimal("80.00"), Decimal("30.00")
# How many steps a statement takes after it was drawn up; further outlets are left to be settled.
_STEPS: Final = (2, 1, 0)


def settle_last_month(register: Register, at: datetime) -> None:
    """Settle with a few of the outlets that served somebody last month, as it might stand at a moment."""
    period = _last_month(at.astimezone(CHINA).date())
    owed = {outlet.id: unsettled(register, outlet.id, period) for outlet in register.all(Outlet)}
    served = [(outlet_id, cases) for outlet_id, cases in owed.items() if cases]
    for (outlet_id, cases), steps in zip(served, _STEPS, strict=False):
        _settle(register, outlet_id, period, cases, [at - timedelta(hours=n) for n in range(steps, -1, -1)])


def _settle(
    register: Register,
    outlet_id: str,
    period: tuple[date, date],
    cases: list[ServedCase],
    moments: list[datetime],
) -> None:
    key = register.next_id("S")
    labour = [(case.case_number, "labour", _LABOUR) for case in cases]
    visits = [(case.case_number, "visit", _VISIT * case.visits) for case in cases]
    draw_up(register, key, outlet_id, period, [*labour, *visits], Deed(_BY, moments[0]))
    for step, who, at in zip((review, pay_settlement), (_REVIEWER, _BY), moments[1:], strict=False):
        step(register, key, Deed(who, at))


def _last_month(today: date) -> tuple[date, date]:
    ends_on = today.replace(day=1) - timedelta(days=1)
    return ends_on.replace(day=1), ends_on
