"""The rows of exported tables: everything as text, moments in China's time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from aftersales.model.language import Language
from engine import queries
from engine.bootstrap import Engine
from engine.clock import CHINA
from engine.model.definition import ResourceKind
from engine.model.history import HistoryEvent
from engine.model.instance import Instance
from engine.model.query import Paging

INSTANCE_HEADINGS: Final[Mapping[Language, list[str]]] = {
    "zh": ["工单号", "编号", "流程", "版本", "状态", "结果", "开始时间", "发起人", "结束时间", "未解决故障"],
    "en": [
        *("Case number", "Id", "Process", "Version", "State", "Outcome", "Started", "Started by", "Ended"),
        "Open incidents",
    ],
}
RECORD_HEADINGS: Final[Mapping[Language, list[str]]] = {
    "zh": [
        "序号",
        "时间",
        "操作人",
        "代谁",
        "事件",
        "步骤",
        "流程版本",
        "变量",
        "原值",
        "新值",
        "详情",
        "哈希",
    ],
    "en": [
        *("Number", "When", "Who", "On behalf of", "Event", "Step", "Version", "Variable", "Old", "New"),
        *("Detail", "Hash"),
    ],
}


def instance_rows(engine: Engine, found: Sequence[Instance], language: Language) -> list[list[str]]:
    """Return a row for each instance."""
    newest = queries.definitions(engine, ResourceKind.PROCESS, Paging(limit=500), only_latest=True).items
    names = {each.key: (each.name_en if language == "en" else each.name) or each.key for each in newest}
    return [
        [
            each.business_key or "",
            each.id,
            names.get(each.process_key, each.process_key),
            each.definition_id,
            str(each.state),
            each.ended_in or "",
            _moment(each.started_at),
            each.started_by,
            "" if each.ended_at is None else _moment(each.ended_at),
            str(each.incidents),
        ]
        for each in found
    ]


def record_rows(events: Sequence[HistoryEvent]) -> list[list[str]]:
    """Return a row for each event; one that changed several variables has a row for each."""
    return [
        [
            str(event.number),
            _moment(event.at),
            event.actor,
            event.on_behalf_of or "",
            str(event.kind),
            event.element_id or "",
            event.definition_id or "",
            *said,
            event.hash,
        ]
        for event in events
        for said in _said(event)
    ]


def _said(event: HistoryEvent) -> Iterator[tuple[str, str, str, str]]:
    sealed = event.sealed or {}
    changes: dict[str, Any] = {name: change for name, change in sealed.items() if _is_change(change)}
    for name, change in changes.items():
        yield name, str(change["old"]), str(change["new"]), ""
    if not changes:
        told: dict[str, object] = {**event.detail, **sealed}
        yield "", "", "", _json({**told, "erased": True} if event.is_erased else told)


def _is_change(value: Any) -> bool:  # noqa: ANN401 - JSON data
    return isinstance(value, dict) and value.keys() == {"old", "new"}


def _json(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False) if told else ""


def _moment(at: datetime) -> str:
    return at.astimezone(CHINA).isoformat(sep=" ", timespec="seconds")
