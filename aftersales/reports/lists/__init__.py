"""The reports as lists (requirements E.1): each reckons its rows from the cases of a period."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from aftersales.ports.register import Register
from aftersales.reports.catalogue import REPORTS
from aftersales.reports.facts import CaseFacts, SpansOf, gather
from aftersales.reports.lists import complaint, money, satisfaction, warranty, work
from aftersales.reports.lists.figures import figures_of
from aftersales.reports.scope import Scope
from aftersales.reports.table import Column, ReportTable, Row
from engine.clock import CHINA
from engine.errors import NotFound

Listed = tuple[tuple[Column, ...], Sequence[Row]]

_OF_CASES: Final[Mapping[str, Callable[[Sequence[CaseFacts]], Listed]]] = {
    "fault_causes": work.fault_causes,
    "repair_counts": work.repair_counts,
    "service_items": money.service_items,
    "settlement": money.settlement,
    "parts": money.parts,
    "complaint_causes": complaint.causes,
    "satisfaction": satisfaction.results,
}


def report(key: str, register: Register, spans_of: SpansOf, scope: Scope, now: datetime) -> ReportTable:
    """Return a report on a scope; `spans_of` returns the tasks of instances.

    Raises:
        NotFound: there is no such report.
    """
    if key == "kpis":
        return figures_of(gather(register, spans_of, scope), now)
    about = REPORTS.get(key)
    if about is None:
        raise NotFound("report", key, zh="报表")
    if key == "warranty_expiry":
        columns, rows = warranty.expiries(register, scope, now.astimezone(CHINA).date())
    else:
        columns, rows = _OF_CASES[key](gather(register, spans_of, scope))
    return ReportTable(key, about.title, about.definition, columns, rows)
