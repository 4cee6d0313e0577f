"""Why customers complain."""

from collections.abc import Sequence

from aftersales.reports.catalogue import Text
from aftersales.reports.facts import CaseFacts
from aftersales.reports.lists.columns import COUNT, SHARE
from aftersales.reports.lists.tally import Tally
from aftersales.reports.table import Column, Kind, Row

_CLASSES = {
    "quality": Text("质量", "Quality"),
    "non_quality": Text("非质量", "Not quality"),
    "other": Text("其他", "Other"),
}
_SEVERITIES = {
    "minor": Text("轻微", "Minor"),
    "severe": Text("严重", "Severe"),
    "crisis": Text("危机", "Crisis"),
}


def causes(found: Sequence[CaseFacts]) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """Count complaints by class, severity, departments and cause (REQ-627)."""
    tally = Tally()
    for facts in found:
        for each in facts.complaints:
            departments = "、".join(each.departments) or None
            key = (_said(each.complaint_class), _said(each.severity), departments, each.cause)
            tally.add(key, facts.number)
    columns = (
        Column("class", Text("分类", "Class"), Kind.WORD, _CLASSES),
        Column("severity", Text("严重度", "Severity"), Kind.WORD, _SEVERITIES),
        Column("departments", Text("责任部门", "Departments")),
        Column("cause", Text("原因", "Cause")),
        COUNT,
        SHARE,
    )
    total = tally.total
    return columns, [Row((*k, c.count, c.count / total), tuple(c.cases)) for k, c in tally.ranked()]


def _said(word: object) -> str | None:
    return None if word is None else str(word)
