"""Reports and key figures on the wire; names and definitions are in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from aftersales.model.language import Language
from aftersales.reports import Figure, ReportTable, Scope
from aftersales.reports.ahead import Age
from aftersales.reports.catalogue import Kpi, Report
from aftersales.reports.dashboard import Slice
from api.wire.scalar import Name, Request, View

Shown = Annotated[Any, Field(description="A number, a text or null; days are ISO 8601.", examples=[12])]
Cases = Annotated[
    list[str], Field(description="The numbers of the cases behind it.", examples=[["WX-20261122-0007"]])
]


class ReportFilter(Request):
    """Which cases a report is about; without a period, the last ninety days."""

    since: date | None = Field(default=None, description="First day, in China.", examples=["2026-09-01"])
    until: date | None = Field(default=None, description="Last day, included.", examples=["2026-11-22"])
    province: Name | None = Field(default=None, examples=["浙江省"])
    category: Name | None = Field(default=None, examples=["refrigerator"])
    outlet_id: Name | None = Field(default=None, examples=["O01"])
    model: Name | None = Field(default=None, examples=["BCD-520WGPZ"])

    def scope(self, today: date) -> Scope:
        """Return the scope that is meant.

        Raises:
            PeriodRefused: the period is none.
        """
        until = self.until or today
        since = self.since or until - timedelta(days=89)
        return Scope(since, until, self.province, self.category, self.outlet_id, self.model)


class KpiView(View):
    """A key figure: its name, how it is reckoned, its unit, and which way is better."""

    key: str = Field(examples=["response"])
    title: str = Field(examples=["响应及时率"])
    definition: str = Field(examples=["首次登记、受理任务在到期前完成的比例"])
    unit: str = Field(description="share, hours, score or money", examples=["share"])
    better: str = Field(description="high, low or none", examples=["high"])

    @classmethod
    def of(cls, kpi: Kpi, language: Language) -> "KpiView":
        """Return a key figure as clients see it."""
        return cls(**_said(kpi, language), unit=kpi.unit, better=kpi.better)


class ReportView(View):
    """A report: its name and how it is reckoned."""

    key: str = Field(examples=["fault_causes"])
    title: str = Field(examples=["产品故障原因分析"])
    definition: str = Field(examples=["期间维修记录按产品、故障、原因计数及占比"])

    @classmethod
    def of(cls, report: Report, language: Language) -> "ReportView":
        """Return a report's name as clients see it."""
        return cls(**_said(report, language))


class CatalogueView(View):
    """Every key figure and every report."""

    kpis: list[KpiView]
    reports: list[ReportView]


class ReportColumnView(View):
    """A column; `words` say what its codes mean."""

    key: str = Field(examples=["count"])
    title: str = Field(examples=["数量"])
    kind: str = Field(
        description="text, word, number, share (0 to 1), hours, score, money (CNY), day or case",
        examples=["number"],
    )
    words: dict[str, str] = Field(examples=[{"tv": "电视"}])


class RowView(View):
    """The values of a row in the order of the columns."""

    values: list[Shown]
    cases: Cases


class ReportTableView(View):
    """A report as a table."""

    key: str = Field(examples=["fault_causes"])
    title: str = Field(examples=["产品故障原因分析"])
    definition: str = Field(examples=["期间维修记录按产品、故障、原因计数及占比"])
    columns: list[ReportColumnView]
    rows: list[RowView]

    @classmethod
    def of(cls, table: ReportTable, language: Language) -> "ReportTableView":
        """Return a report as clients see it."""
        return cls(
            **_said(table, language),
            columns=[
                ReportColumnView(
                    key=column.key,
                    title=column.title.in_language(language),
                    kind=str(column.kind),
                    words={code: word.in_language(language) for code, word in column.words.items()},
                )
                for column in table.columns
            ],
            rows=[
                RowView(values=[_plain(v) for v in row.values], cases=list(row.cases)) for row in table.rows
            ],
        )


class FigureView(View):
    """A key figure: its value (null where there is nothing to reckon from) and what it rests on."""

    value: Annotated[Any, Field(description="A number or null.", examples=[0.93])]
    counted: int = Field(examples=[120])
    good: int | None = Field(description="For shares: how many of those counted.", examples=[112])
    cases: Cases

    @classmethod
    def of(cls, figure: Figure) -> "FigureView":
        """Return a figure as clients see it."""
        return cls(value=figure.value, counted=figure.counted, good=figure.good, cases=list(figure.cases))


class SliceView(View):
    """The cases of a week or month, an area, a product: how many of each kind, and their figures."""

    key: str = Field(examples=["2026-11"])
    label: str = Field(examples=["2026-11"])
    cases: dict[str, int] = Field(examples=[{"WX": 40, "TS": 3}])
    figures: dict[str, FigureView]

    @classmethod
    def of(cls, part: Slice) -> "SliceView":
        """Return a slice as clients see it."""
        return cls(key=part.key, label=part.label, cases=dict(part.cases), figures=_figures(part.figures))


class AgeView(View):
    """Open cases of some age in days; `days_up_to` is null for the oldest."""

    days_from: int = Field(examples=[3])
    days_up_to: int | None = Field(examples=[7])
    kinds: dict[str, int] = Field(examples=[{"WX": 4}])
    cases: Cases

    @classmethod
    def of(cls, age: Age) -> "AgeView":
        """Return an age as clients see it."""
        return cls(
            days_from=age.days_from, days_up_to=age.days_up_to, kinds=dict(age.kinds), cases=list(age.cases)
        )


class DueView(View):
    """An open task that is overdue or falls due within a day."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-12"])
    case_number: str | None = Field(examples=["WX-20261122-0007"])
    instance_id: str = Field(examples=["0198b6e1f0c2a91b4"])
    name: str | None = Field(examples=["派技师"])
    due_at: datetime = Field(examples=["2026-11-22T09:00:00+00:00"])
    assignee: str | None = Field(examples=["technician"])


class DashboardView(View):
    """The key figures of a period, over time and side by side, and what lies ahead."""

    since: date = Field(examples=["2026-09-01"])
    until: date = Field(examples=["2026-11-22"])
    total: SliceView
    trend: list[SliceView]
    by: dict[str, list[SliceView]] = Field(description="By province, category, outlet, channel.")
    ages: list[AgeView]
    due: list[DueView] = Field(description="Overdue or due within a day, the earliest first; 100 at most.")
    overdue: int = Field(description="How many open tasks are overdue.", examples=[3])


def _figures(found: Mapping[str, Figure]) -> dict[str, FigureView]:
    return {key: FigureView.of(figure) for key, figure in found.items()}


def _said(about: Kpi | Report | ReportTable, language: Language) -> dict[str, str]:
    title, definition = (text.in_language(language) for text in (about.title, about.definition))
    return {"key": about.key, "title": title, "definition": definition}


def _plain(value: object) -> object:
    is_plain = value is None or isinstance(value, str | int | float | Decimal)
    return value if is_plain or not isinstance(value, date) else value.isoformat()
