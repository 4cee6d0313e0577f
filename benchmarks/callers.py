"""What cases know of those who call, and what is searched for when they do."""

import json
from dataclasses import replace
from datetime import timedelta

from engine.model.query import TaskGrouping, TaskQuery
from engine.ports.store import Store

PROVINCES = ("jiangsu", "zhejiang", "anhui", "shandong", "henan", "hubei", "hunan", "sichuan")


def known_of(number: int) -> dict[tuple[int, str], str]:
    """Return what a case knows, in its outermost scope and once more in that of its intake."""
    told = {
        "customer_name": f"{'赵钱孙李周吴郑王'[number % 8]}{number:05}",
        "customer_phone": f"13{number * 7_919 % 1_000_000_000:09}",
        "serial_number": f"SN{number:08}",
        "province": PROVINCES[number % len(PROVINCES)],
    }
    return {(scope, name): value for scope in (0, 6) for name, value in told.items()}


def searched(told: str, among: TaskQuery | None = None) -> TaskQuery:
    begins = (json.dumps(told)[:-1],)
    names = ("customer_name", "customer_phone", "serial_number")
    return replace(among or TaskQuery(), text=told, or_begins=dict.fromkeys(names, begins))


def grouped(store: Store, query: TaskQuery, grouping: TaskGrouping) -> int:
    with store.read() as reader:
        return len(reader.count_tasks_by(query, grouping, variable="province", ahead=timedelta(hours=8)))
