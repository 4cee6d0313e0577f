"""The office behind a technician's visit: it brings a case to where the test needs it, over REST."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.request import Request, urlopen

from api.home.page import DEMO_PASSWORD
from engine.clock import CHINA

_REPORT = {
    "channel": "hotline",
    "customer_name": "吴桂芳",
    "customer_phone": "13912345678",
    "province": "jiangsu",
    "city": "南京市玄武区",
    "address": "珠江路 18 号 3 幢 502 室",
    "customer_type": "consumer",
    "product_category": "washing_machine",
    "product_model": "XQG100-B1",
    "bought_on": "2026-03-01",
    "failed_on": "2026-11-17",
    "symptom": "脱水时剧烈振动",
    "fault_class": "general",
    "is_emergency": False,
    "in_our_area": True,
    "part": "whole_unit",
}
_STEPS: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("supervisor", "register_report", _REPORT),
    (
        "supervisor",
        "check_materials",
        {"proof_state": "present", "card_state": "matches", "materials_state": "complete"},
    ),
    (
        "dispatcher",
        "assign_technician",
        {"technician": "technician", "is_certified": True, "override_reason": "客户指定"},
    ),
    ("technician", "agree_appointment", {"visit_state": "agreed"}),
    ("technician", "prepare_kit", {"kit_checked": True}),
    (
        "technician",
        "travel_to_customer",
        {"visit_state": "met", "identity_shown": True, "card_state": "matches"},
    ),
    (
        "technician",
        "diagnose",
        {
            "work_cause": "减振器断裂",
            "fault_cause": "quality",
            "part": "whole_unit",
            "next_step": "bring_back",
            "plan_changed": True,
            "take_back_agreed": True,
        },
    ),
)


class Office:
    """People who act over REST while somebody else sits in front of the browser."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._tokens: dict[str, str] = {}

    def ask(self, who: str, path: str, body: object = None) -> Any:
        """Return what the server answers."""
        if who not in self._tokens:
            self._tokens[who] = self._send("/session", {"name": who, "password": DEMO_PASSWORD})["token"]
        return self._send(path, body, {"Authorization": f"Bearer {self._tokens[who]}"})

    def visit(self, until: str) -> str:
        """Bring a new case to a task of the technician's, who has an appointment today; return its number."""
        case = self.ask("desk", "/process-instances", {"process_key": "repair"})
        now = datetime.fromisoformat(self.ask("desk", "/clock")["now"])
        # Whoever tells an arrival of long ago came when it was told.
        when = f"{now.astimezone(CHINA):%Y-%m-%dT%H:%M}:00+08:00"
        for who, element, given in _STEPS:
            task = self.task(case["id"], element)
            number = str(task["business_key"])
            if element == until:
                return number
            moments = {
                "agree_appointment": {"appointment_at": when},
                "travel_to_customer": {"arrived_at": when},
            }
            self.ask(
                who, f"/tasks/{task['id']}/complete", {"variables": {**given, **moments.get(element, {})}}
            )
        return number

    def task(self, instance_id: str, element: str) -> Any:
        """Return a task of a case, open or not."""
        found = self.ask("supervisor", f"/tasks?instance_id={instance_id}&element_id={element}")["items"]
        return found[0]

    def task_of(self, number: str, element: str, state: str = "open") -> Any:
        """Return a task of a case, by the case's number; None if there is none in this state."""
        path = f"/tasks?business_key={number}&element_id={element}&state={state}"
        return next(iter(self.ask("supervisor", path)["items"]), None)

    def _send(self, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json", **(headers or {})}
        request = Request(f"{self._address}/api/v1{path}", data, given)  # noqa: S310 - our own server
        with urlopen(request) as answer:  # noqa: S310 - our own server
            return json.loads(answer.read() or b"null")
