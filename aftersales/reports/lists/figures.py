"""The key figures as a table."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from aftersales.reports.catalogue import KPIS, REPORTS, Kpi, Text
from aftersales.reports.facts import CaseFacts
from aftersales.reports.kpi import Figure, figures
from aftersales.reports.table import Column, Kind, ReportTable, Row

_NAMES = {key: kpi.title for key, kpi in KPIS.items()}
_MEANINGS = {key: kpi.definition for key, kpi in KPIS.items()}
_UNITS = {
    "share": Text("%", "%"),
    "hours": Text("小时", "hours"),
    "score": Text("分", "of 5"),
    "money": Text("元", "CNY"),
}
_COLUMNS = (
    Column("figure", Text("指标", "Figure"), Kind.WORD, _NAMES),
    Column("value", Text("值", "Value"), Kind.SCORE),
    Column("unit", Text("单位", "Unit"), Kind.WORD, _UNITS),
    Column("good", Text("达标数", "Good"), Kind.NUMBER),
    Column("counted", Text("总数", "Counted"), Kind.NUMBER),
    Column("definition", Text("定义", "How it is reckoned"), Kind.WORD, _MEANINGS),
)


def figures_of(found: Sequence[CaseFacts], now: datetime) -> ReportTable:
    """Return every key figure of some cases as a table; shares are in percent."""
    about = REPORTS["kpis"]
    reckoned = figures(found, now)
    rows = [_row(kpi, reckoned[key]) for key, kpi in KPIS.items()]
    return ReportTable(about.key, about.title, about.definition, _COLUMNS, rows)


def _row(kpi: Kpi, figure: Figure) -> Row:
    value: float | Decimal | None = figure.value
    if kpi.unit == "share" and value is not None:
        value = float(value) * 100
    values = (kpi.key, value, kpi.unit, figure.good, figure.counted, kpi.key)
    return Row(values, figure.cases)
