"""Key figures and reports of a department: what it did in a period, how fast, how well, at what cost.

`gather` reads the cases of a period, `figures` only calculates on them; `report` reads what it needs.
"""

from aftersales.reports.ahead import Ahead, ahead_of
from aftersales.reports.catalogue import KPIS, REPORTS, Text
from aftersales.reports.dashboard import Dashboard, dashboard_of
from aftersales.reports.facts import CaseFacts, gather
from aftersales.reports.kpi import Figure, figures
from aftersales.reports.lists import report
from aftersales.reports.scope import Scope
from aftersales.reports.sheet import as_excel
from aftersales.reports.table import Column, Kind, ReportTable

__all__ = [
    "KPIS",
    "REPORTS",
    "Ahead",
    "CaseFacts",
    "Column",
    "Dashboard",
    "Figure",
    "Kind",
    "ReportTable",
    "Scope",
    "Text",
    "ahead_of",
    "as_excel",
    "dashboard_of",
    "figures",
    "gather",
    "report",
]
