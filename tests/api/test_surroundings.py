"""What surrounds the API: health, metrics, headers, the first page and the reference."""

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.application import create_app
from engine.bootstrap import Engine
from engine.ports.store import Store
from engine.settings import Settings
from tests.api.conftest import PASSWORDS
from tests.api.desk import Desk

# What is held here happens before the database or beside it: one kind is enough.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("path", ["/healthz", "/health/live", "/readyz", "/health/ready"])
def test_a_node_says_that_it_lives_and_can_work(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_a_node_without_database_is_live_and_not_ready(client: TestClient, store: Store) -> None:
    store.close()

    ready = client.get("/readyz")

    assert client.get("/healthz").status_code == 200
    assert ready.status_code in {200, 503}


def test_metrics_count_requests_by_route_and_open_tasks(desk: Desk) -> None:
    desk.start()
    desk.get("desk", "/tasks/none")

    text = desk.client.get("/metrics").text

    assert 'anxin_http_requests_total{method="GET",route="/api/v1/tasks/{task_id}",status="404"} 1.0' in text
    assert "anxin_tasks_open 1.0" in text
    assert "anxin_database_up 1.0" in text


def test_pages_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    headers = client.get("/").headers

    assert headers["content-security-policy"].startswith(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_case_data_is_never_cached(client: TestClient) -> None:
    assert client.get("/api/v1/me").headers["cache-control"] == "no-store"


def test_the_first_page_explains_itself_in_both_languages(client: TestClient, engine: Engine) -> None:
    engine.settings = Settings(demo=True)

    chinese, english = client.get("/?lang=zh").text, client.get("/?lang=en").text

    assert "演示用户" in chinese
    assert "Demo users" in english
    assert "anxin-demo" in english
    assert "technician" in english


def test_outside_the_demo_nobody_s_name_is_shown(client: TestClient) -> None:
    assert "technician" not in client.get("/").text


def test_the_reference_needs_no_script_and_no_other_host(client: TestClient) -> None:
    page = client.get("/docs").text

    assert "/api/v1/tasks/{task_id}/complete" in page
    assert "<script" not in page
    assert "https://" not in page.replace("https://evil", "")


def test_built_pages_are_served_with_their_own_addresses(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<p>web</p>", "utf-8")
    (tmp_path / "assets" / "a-1f.js").write_text("1", "utf-8")
    with TestClient(create_app(engine, web=tmp_path, passwords=PASSWORDS)) as client:
        assert client.get("/").text == "<p>web</p>"
        assert client.get("/inbox/17").text == "<p>web</p>"
        assert "immutable" in client.get("/assets/a-1f.js").headers["cache-control"]
        assert client.get("/assets/gone.js").status_code == 404
        assert client.get("/api/v1/gone").json()["error"] == "RouteUnknown"
        assert client.get("/api/v1/me").status_code == 401


def test_the_published_openapi_document_is_current(app: FastAPI) -> None:
    published = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"

    assert json.loads(published.read_text("utf-8")) == json.loads(json.dumps(app.openapi(), default=str)), (
        "run `python -m tools.check_generated --write`"
    )
