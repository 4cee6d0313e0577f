"""The stream of changes."""

import json
import socket
import threading
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI

from aftersales import register_in
from aftersales.model.deed import Deed
from aftersales.model.stock import Part
from api.events.mark import Mark, read_mark
from api.events.register_watch import RegisterChange, RegisterWatch
from engine.bootstrap import Engine
from tests.api.desk import API, START, Desk


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """A real server: the test client waits for a response's end, which a stream does not have."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def events(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """Yield the events of a stream as it sends them."""
    current: dict[str, Any] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if line == "" and "data" in current:
            yield current
            current = {}
        elif name in {"event", "id"}:
            current[name] = value
        elif name == "data":
            current["data"] = json.loads(value)
        elif line.startswith(":"):
            yield {"event": "comment"}


def test_changes_are_told_and_a_broken_stream_goes_on(desk: Desk, address: str) -> None:
    headers = {"Authorization": f"Bearer {desk.token('desk')}"}
    desk.deploy()

    with httpx2.Client(base_url=address, timeout=20) as client:
        with client.stream("GET", f"{API}/events", headers=headers) as stream:
            told = events(stream.iter_lines())
            assert next(told)["event"] == "comment"
            assert stream.headers["content-type"].startswith("text/event-stream")
            body = {"process_key": "care", "variables": {"phone": "13800138000"}}
            case = desk.post("desk", "/process-instances", body).json()["id"]
            first = next(told)
        resumed = headers | {"Last-Event-ID": first["id"]}
        with client.stream("GET", f"{API}/events", headers=resumed) as stream:
            told = events(stream.iter_lines())
            kinds = {}
            while "task_created" not in kinds:
                event = next(told)
                if event["event"] == "change":
                    kinds[event["data"]["kind"]] = event["data"]

    assert first["data"] == {
        "kind": "instance_started",
        "instance_id": case,
        "task_id": None,
        "element_id": None,
    }
    assert "instance_started" not in kinds
    assert kinds["task_created"]["task_id"] == desk.task_of("desk", case)["id"]
    assert "13800138000" not in json.dumps(kinds)


def test_a_change_of_the_register_is_told_by_its_kind_alone(engine: Engine, desk: Desk, address: str) -> None:
    headers = {"Authorization": f"Bearer {desk.token('warehouse')}"}
    part = Part("P-1", "主板", "Board", Decimal("180.50"), must_return=True)

    with (
        httpx2.Client(base_url=address, timeout=20) as client,
        client.stream("GET", f"{API}/events", headers=headers) as stream,
    ):
        told = events(stream.iter_lines())
        assert next(told)["event"] == "comment"
        with engine.store.begin() as tx:
            register_in(tx).add(part, Deed("warehouse", START))
        change = next(told)

    assert change == {"event": "change", "data": {"kind": "register_changed", "record": "spare_part"}}


def test_a_watch_tells_each_kind_once_and_what_was_there_before_never(engine: Engine) -> None:
    def add(*ids: str) -> None:
        with engine.store.begin() as tx:
            for id_ in ids:
                register_in(tx).add(
                    Part(id_, "主板", "Board", Decimal(1), must_return=True), Deed("a", START)
                )

    watch = RegisterWatch(engine.store)
    add("P-1")

    assert watch.fresh() == []
    add("P-2", "P-3")
    assert watch.fresh() == [RegisterChange("spare_part")]
    assert watch.fresh() == []


def test_marks_come_back_as_they_went() -> None:
    mark = Mark(START, "abc", 7)

    assert read_mark(str(mark)) == mark
    assert [read_mark(text) for text in (None, "", "x", "a~b~c", "2026-11-22T00:00:00~a~1")] == [None] * 5
