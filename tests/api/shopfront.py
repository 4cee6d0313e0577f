"""A customer at the portal: asks for a code, comes in, files and follows."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.api.desk import API

ROOT = Path(__file__).parents[2]
OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
REPORT = {
    "kind": "WX",
    "customer_name": "陈晓梅",
    "province": "zhejiang",
    "city": "杭州市西湖区",
    "address": "文苑路 12 号 501 室",
    "product_category": "washing_machine",
    "product_model": "XQG100-B1",
    "symptom": "不制冷",
    "failed_on": "2026-11-20",
}


class Customer:
    """One browser at the portal."""

    def __init__(self, app: FastAPI, phone: str = "13800000001") -> None:
        self.client = TestClient(app, headers=OWN_PAGE)
        self.phone = phone

    def ask(self, method: str, path: str, **rest: Any) -> Response:
        return self.client.request(method, f"{API}/portal{path}", **rest)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object = None, **rest: Any) -> Response:
        return self.ask("POST", path, json={} if body is None else body, **rest)

    def code(self) -> str:
        answer = self.post("/codes", {"phone": self.phone})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["demo_code"])

    def come_in(self) -> "Customer":
        answer = self.post("/session", {"phone": self.phone, "code": self.code()})
        assert answer.status_code == 201, answer.text
        return self

    def follow(self, link: str) -> "Customer":
        answer = self.post("/session", {"link": link})
        assert answer.status_code == 201, answer.text
        return self

    def file(self, **more: object) -> Any:
        answer = self.post("/cases", REPORT | more)
        assert answer.status_code == 201, answer.text
        return answer.json()
