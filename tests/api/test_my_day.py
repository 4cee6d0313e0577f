"""A technician's day: own visits only, in their order, with whom, where and what to do."""

from datetime import timedelta
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from aftersales import register_in
from aftersales.model.deed import Deed
from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Certificate
from engine.clock import VirtualClock
from engine.model.account import Account
from tests.api.conftest import HASH
from tests.api.desk import API, START, Desk
from tests.api.shop import TO_THE_QUOTE, Shop
from tests.api.shopfront import Customer

HOUR = timedelta(hours=1)
YEAR = timedelta(days=365)
TO_THE_BOOKING, TO_THE_KIT, TO_THE_DOOR = TO_THE_QUOTE[:3], TO_THE_QUOTE[:4], TO_THE_QUOTE[:5]
PHOTO = ("motor.png", b"\x89PNG\r\n\x1a\nmotor")
KEY = {"Idempotency-Key": "photo-of-the-motor"}


@pytest.fixture
def desk(shop: Shop, portal: FastAPI) -> Desk:
    with shop.engine.store.begin() as tx:
        for name in ("technician", "tech.wang"):
            tx.save_account(Account(name, name, HASH, ("technician",), ("technician",)))
        for kind in ("electrician", "refrigeration"):
            licence = Certificate(
                f"my-day:{kind}", "technician", kind, "T1", START.date(), START.date() + YEAR
            )
            register_in(tx).add(licence, Deed("admin", START))
    return Desk(TestClient(portal, headers={"Accept-Language": "en"}))


def opened(portal: FastAPI, shop: Shop, steps: Any, phone: str = "13800000001") -> str:
    number = str(Customer(portal, phone).come_in().file()["number"])
    shop.work(number, steps)
    return number


def day_of(desk: Desk, who: str = "technician", query: str = "?day=2026-11-23") -> list[dict[str, Any]]:
    answer = desk.get(who, f"/my-day{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["stops"]
    return found


def test_a_visit_comes_with_the_customer_the_way_and_the_open_task(
    desk: Desk, portal: FastAPI, shop: Shop
) -> None:
    number = opened(portal, shop, TO_THE_KIT)

    (stop,) = day_of(desk)

    assert (stop["case_number"], stop["visit"]["state"]) == (number, "agreed")
    assert (stop["customer_name"], stop["phone"]) == ("陈晓梅", "13800000001")
    assert stop["address"] == "杭州市西湖区文苑路 12 号 501 室"
    assert (stop["model"], stop["symptom"], stop["is_emergency"]) == ("XQG100-B1", "不制冷", False)
    assert [(task["element_id"], task["form_key"]) for task in stop["tasks"]] == [
        ("prepare_kit", "visit/prepare_kit")
    ]


def test_nobody_sees_another_s_visits(desk: Desk, portal: FastAPI, shop: Shop) -> None:
    opened(portal, shop, TO_THE_KIT)

    assert day_of(desk, "tech.wang") == []


def test_a_case_without_appointment_stands_last_on_every_day(desk: Desk, portal: FastAPI, shop: Shop) -> None:
    opened(portal, shop, TO_THE_KIT)
    unbooked = opened(portal, shop, TO_THE_BOOKING, "13800000002")

    found = day_of(desk)

    assert [stop["case_number"] for stop in found][-1] == unbooked
    assert (found[-1]["visit"], found[-1]["tasks"][0]["element_id"]) == (None, "agree_appointment")
    assert [stop["case_number"] for stop in day_of(desk, query="?day=2026-12-24")] == [unbooked]


def test_visits_follow_each_other_and_today_begins_with_what_was_left(
    desk: Desk, portal: FastAPI, shop: Shop
) -> None:
    number = opened(portal, shop, TO_THE_DOOR)
    cast("VirtualClock", shop.engine.clock).move_to(START + 48 * HOUR)
    deed = Deed("technician", START)
    with shop.engine.store.begin() as tx:
        register = register_in(tx)
        for name, hours in (("late", 54), ("early", 50), ("far", 80)):
            begins = START + hours * HOUR
            register.add(Visit(name, f"WX-{name}", "technician", begins, begins + HOUR), deed)
        begins = START - 90 * HOUR
        register.add(Visit("old", "WX-old", "technician", begins, begins + HOUR, VisitState.DONE), deed)

    today = day_of(desk, query="")

    assert [stop["case_number"] for stop in today] == [number, "WX-early", "WX-late"]
    assert [task["element_id"] for task in today[0]["tasks"]] == ["travel_to_customer"]
    assert [stop["case_number"] for stop in day_of(desk, query="?day=2026-11-25")][:1] == ["WX-far"]


def attach(desk: Desk, task: str, file: tuple[str, bytes] = PHOTO, key: dict[str, str] = KEY) -> Any:
    return desk.ask("technician", "POST", f"/tasks/{task}/attachments", files={"file": file}, headers=key)


def test_a_photo_that_is_sent_again_lies_there_once(desk: Desk, portal: FastAPI, shop: Shop) -> None:
    task = shop.task(opened(portal, shop, TO_THE_KIT), "prepare_kit").id

    first, again, other = attach(desk, task), attach(desk, task), attach(desk, task, ("x.png", PHOTO[1]))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert (other.status_code, other.json()["error"]) == (422, "KeyReused")
    listed = desk.client.get(
        f"{API}/tasks/{task}/attachments", headers={"Authorization": f"Bearer {desk.token('technician')}"}
    )
    assert [file["name"] for file in listed.json()] == ["motor.png"]
