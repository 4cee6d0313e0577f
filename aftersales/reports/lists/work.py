"""Causes of faults; how often each unit was repaired."""

from collections.abc import Sequence

from aftersales.reports.catalogue import Text
from aftersales.reports.facts import CaseFacts
from aftersales.reports.lists.columns import CATEGORY, COUNT, MODEL, SERIAL, SHARE
from aftersales.reports.lists.tally import Tally
from aftersales.reports.table import Column, Kind, Row


def fault_causes(found: Sequence[CaseFacts]) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """Count repairs by product, fault and cause (REQ-625)."""
    tally = Tally()
    for facts in found:
        for repair in facts.repairs:
            model = None if facts.unit is None else facts.unit.model
            tally.add((facts.category, model, repair.fault, repair.cause), facts.number)
    columns = (
        CATEGORY,
        MODEL,
        Column("fault", Text("故障现象", "Fault")),
        Column("cause", Text("原因", "Cause")),
        COUNT,
        SHARE,
    )
    total = tally.total
    rows = [
        Row((*key, counted.count, counted.count / total), tuple(counted.cases))
        for key, counted in tally.ranked()
    ]
    return columns, rows


def repair_counts(found: Sequence[CaseFacts]) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """List the units repaired in the period with all their repairs (REQ-630)."""
    columns = (
        SERIAL,
        CATEGORY,
        MODEL,
        Column("customer", Text("客户编号", "Customer")),
        Column("repairs", Text("修理次数", "Repairs"), Kind.NUMBER),
        Column("successful", Text("修好次数", "Successful repairs"), Kind.NUMBER),
        Column("days", Text("占用天数", "Days in repair"), Kind.NUMBER),
        Column("last", Text("最近完工", "Last finished"), Kind.DAY),
    )
    units = {facts.unit.id: facts for facts in found if facts.unit is not None and facts.repairs}
    rows = [_unit_row(facts) for facts in units.values()]
    return columns, sorted(rows, key=lambda row: (-_number(row, 4), -_number(row, 6), str(row.values[0])))


def _unit_row(facts: CaseFacts) -> Row:
    unit, repairs = facts.unit, facts.unit_repairs
    assert unit is not None  # noqa: S101 - only units are listed
    finished = [repair.finished_on for repair in repairs if repair.finished_on is not None]
    days = sum(repair.days(repair.finished_on or repair.handed_in_on) for repair in repairs)
    values = (
        unit.id,
        facts.category,
        unit.model,
        unit.customer_id,
        len(repairs),
        sum(repair.was_repaired for repair in repairs),
        days,
        max(finished, default=None),
    )
    return Row(values, tuple(dict.fromkeys(repair.case_number for repair in repairs)))


def _number(row: Row, at: int) -> int:
    value = row.values[at]
    return value if isinstance(value, int) else 0
