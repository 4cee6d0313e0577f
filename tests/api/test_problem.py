"""What people and programs are told when something is refused."""

import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api.desk import API, Desk, model_files

# What is held here happens before the database or beside it: one kind is enough.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_wrong_fields_of_a_form_are_listed_in_the_reader_s_language(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    wrong = {"variables": {"serial_number": "S", "price": -1}}

    chinese = desk.post("desk", f"/tasks/{task['id']}/complete", wrong, headers={"Accept-Language": "zh"})
    english = desk.post("desk", f"/tasks/{task['id']}/complete", wrong)

    assert chinese.status_code == 422
    assert {error["path"] for error in chinese.json()["errors"]} == {"/serial_number", "/price"}
    assert chinese.json()["errors"][0]["message"] != english.json()["errors"][0]["message"]
    assert english.headers["content-language"] == "en"


def test_wrong_requests_are_listed_without_the_values(desk: Desk) -> None:
    answer = desk.post("desk", "/process-instances", {"process_key": 5, "secret": "13800138000"})

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == ["/body/process_key", "/body/secret"]
    assert "13800138000" not in answer.text


def test_refused_files_come_back_with_every_problem(desk: Desk) -> None:
    broken = ("files", ("broken.bpmn", b"<not-xml"))

    refused = desk.ask("owner", "POST", "/deployments", files=[broken])
    checked = desk.ask("owner", "POST", "/check", files=[broken], headers={"Accept-Language": "zh"})
    clean = desk.ask("owner", "POST", "/check", files=model_files())

    assert (refused.status_code, refused.json()["error"]) == (422, "DeploymentRefused")
    assert refused.json()["problems"][0]["file"] == "broken.bpmn"
    assert checked.json()["is_deployable"] is False
    assert clean.json() == {"is_deployable": True, "problems": []}
    assert desk.get("owner", "/deployments").json()["items"] == []


@pytest.mark.parametrize(
    ("content", "media_type", "status", "error"),
    [
        (b"{", "application/json", 400, "BodyMalformed"),
        (b'{"a": NaN}', "application/json", 400, "BodyMalformed"),
        (b'{"a": "\\u0000"}', "application/json", 400, "BodyMalformed"),
        (b'{"a": "\\ud800"}', "application/json", 400, "BodyMalformed"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "application/json", 422, "BodyTooDeep"),
        (b"[" * 100_000, "application/json", 422, "BodyTooDeep"),
        (b"a=1", "application/x-www-form-urlencoded", 415, "MediaTypeRefused"),
        (b"{}", "text/plain", 415, "MediaTypeRefused"),
        (b" " * 2_000_001, "application/json", 413, "BodyTooLarge"),
        (b'{"process_key": "none"}', "application/json", 404, "NotFound"),
    ],
)
def test_bad_bodies_are_problems(
    desk: Desk, content: bytes, media_type: str, status: int, error: str
) -> None:
    headers = {"Content-Type": media_type}

    answer = desk.ask("desk", "POST", "/process-instances", headers=headers, content=content)

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_without_length_is_counted(desk: Desk) -> None:
    chunks = (b" " * 500_000 for _ in range(5))

    answer = desk.ask(
        "desk", "POST", "/process-instances", headers={"Content-Type": "application/json"}, content=chunks
    )

    assert (answer.status_code, answer.json()["error"]) == (413, "BodyTooLarge")


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/nothing", 404, "RouteUnknown"),
        ("DELETE", "/tasks", 405, "MethodRefused"),
        ("GET", "/tasks/none", 404, "NotFound"),
        ("GET", "/tasks?limit=0", 422, "InputRefused"),
        ("GET", "/tasks?limti=5", 422, "InputRefused"),
        ("GET", "/tasks?cursor=nonsense", 400, "CursorRefused"),
        ("GET", "/tasks?sort=secret", 422, "InputRefused"),
        ("GET", "/tasks?due_before=2026-11-22T00:00:00", 422, "InputRefused"),
        ("GET", "/process-instances/none/tokens", 404, "NotFound"),
        ("GET", "/process-definitions/none", 404, "NotFound"),
        ("GET", "/forms/none/none", 404, "NotFound"),
        ("GET", "/incidents/none", 404, "NotFound"),
        ("GET", "/jobs/none", 404, "NotFound"),
        ("GET", "/audit/none", 404, "NotFound"),
        ("GET", "/attachments/none/content", 404, "NotFound"),
    ],
)
def test_bad_addresses_and_questions_are_problems(
    desk: Desk, method: str, path: str, status: int, error: str
) -> None:
    answer = desk.ask("supervisor", method, path)

    problem = answer.json()
    assert (answer.status_code, problem["error"], problem["status"]) == (status, error, status)
    assert problem["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/process-instances/none/tokens", "没有 id 为“none”的流程实例。"),
        ("/forms/none/none", "没有 id 为“none/none”的表单。"),
        ("/units/none", "没有 id 为“none”的机器。"),
    ],
)
def test_what_is_not_found_is_called_by_its_name(desk: Desk, path: str, told: str) -> None:
    answer = desk.ask("supervisor", "GET", path, headers={"Accept-Language": "zh"})

    assert answer.json()["detail"] == told


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"])
def test_a_filter_may_name_the_ends_of_the_calendar(desk: Desk, moment: str) -> None:
    assert desk.get("desk", f"/tasks?due_before={moment}&due_after={moment}").json()["items"] == []


def test_a_fault_of_our_own_tells_nothing_but_its_number(app: FastAPI, client: TestClient) -> None:
    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("客户 13800138000")

    answer = client.get("/fault", headers={"X-Request-Id": "case-12345"})

    assert (answer.status_code, answer.json()["error"]) == (500, "InternalFault")
    assert answer.json()["request_id"] == "case-12345"
    assert "13800138000" not in answer.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>"),
        ("photo.jpg", b"<script>"),
        ("../x.jpg", b"\xff\xd8\xff"),
        ("no-ending", b"x"),
    ],
)
def test_files_that_are_not_what_they_say_are_refused(desk: Desk, name: str, content: bytes) -> None:
    case = desk.start()

    answer = desk.ask(
        "desk", "POST", f"/process-instances/{case}/attachments", files={"file": (name, content)}
    )

    assert answer.status_code in {400, 415}


def test_the_language_follows_the_reader(client: TestClient) -> None:
    titles = {
        header: client.get(f"{API}/me", headers={"Accept-Language": header}).json()["title"]
        for header in ("zh-CN,zh;q=0.9,en;q=0.8", "en-GB,en;q=0.9,zh;q=0.1", "fr", "en;q=x", "")
    }

    assert titles["en-GB,en;q=0.9,zh;q=0.1"] == "Sign in first."
    assert {title for header, title in titles.items() if not header.startswith("en-")} == {"请先登录。"}


def test_problems_are_json_that_a_machine_reads(client: TestClient) -> None:
    answer = client.get(f"{API}/tasks")

    assert json.loads(answer.content).keys() >= {"type", "title", "status", "detail", "error", "facts"}
