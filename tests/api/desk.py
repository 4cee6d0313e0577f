"""People who act through the API: they sign in when they are first needed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

API = "/api/v1"
START = datetime(2026, 11, 22, 1, tzinfo=UTC)
PASSWORD = "anxin-demo"  # noqa: S105 - the demo's, documented
MODELS = Path(__file__).parent / "models"


def model_files(*names: str) -> list[tuple[str, tuple[str, bytes]]]:
    found = [path for path in sorted(MODELS.rglob("*")) if path.is_file()]
    wanted = [path for path in found if not names or path.name in names]
    return [("files", (path.relative_to(MODELS).as_posix(), path.read_bytes())) for path in wanted]


class Desk:
    """One client for everybody."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self._tokens: dict[str, str] = {}

    def token(self, who: str) -> str:
        if who not in self._tokens:
            answer = self.client.post(f"{API}/session", json={"name": who, "password": PASSWORD})
            self._tokens[who] = answer.json()["token"]
        return self._tokens[who]

    def ask(
        self, who: str, method: str, path: str, headers: Mapping[str, str] | None = None, **rest: Any
    ) -> Response:
        signed = {"Authorization": f"Bearer {self.token(who)}", **(headers or {})}
        return self.client.request(method, f"{API}{path}", headers=signed, **rest)

    def get(self, who: str, path: str, **rest: Any) -> Response:
        return self.ask(who, "GET", path, **rest)

    def post(self, who: str, path: str, body: object = None, **rest: Any) -> Response:
        return self.ask(who, "POST", path, json={} if body is None else body, **rest)

    def deploy(self) -> dict[str, Any]:
        answer = self.ask("owner", "POST", "/deployments", files=model_files())
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def start(self, **variables: object) -> str:
        """Deploy and start a case; return its id."""
        self.deploy()
        body = {"process_key": "care", "business_key": "BY-1", "variables": variables}
        answer = self.post("desk", "/process-instances", body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def task_of(self, who: str, instance_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(who, f"/tasks?instance_id={instance_id}").json()["items"][0]
        return found
