"""Who gets in, and what each role may do."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.access.attempts import Attempts
from api.access.session import COOKIE
from api.refusals import TooManyAttempts
from engine.bootstrap import Engine
from engine.clock import VirtualClock
from tests.api.desk import API, PASSWORD, START, Desk

# What is held here happens before the database or beside it: one kind is enough.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SIGN_IN = {"name": "desk", "password": PASSWORD}


def test_a_program_gets_a_token_and_signs_out(client: TestClient) -> None:
    token = client.post(f"{API}/session", json=SIGN_IN).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}

    me = client.get(f"{API}/me", headers=headers).json()
    assert (me["id"], me["roles"]) == ("desk", ["desk"])
    assert "work_on_tasks" in me["permissions"]
    assert client.delete(f"{API}/session", headers=headers).status_code == 204
    assert client.get(f"{API}/me", headers=headers).status_code == 401


def test_a_browser_gets_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    answer = client.post(f"{API}/session", json=SIGN_IN, headers={"Sec-Fetch-Site": "same-origin"})

    cookie = answer.headers["set-cookie"]
    assert answer.json()["token"] is None
    assert cookie.startswith(f"{COOKIE.name}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get(f"{API}/me").json()["id"] == "desk"


def test_over_https_the_cookie_is_bound_to_this_host(app: FastAPI) -> None:
    with TestClient(app, base_url="https://anxin.example") as client:
        answer = client.post(f"{API}/session", json=SIGN_IN | {"kind": "cookie"})

        assert answer.headers["set-cookie"].startswith(f"{COOKIE.secure_name}=")
        assert "Secure" in answer.headers["set-cookie"]
        assert client.get(f"{API}/me").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://testserver"}, 200),
    ],
)
def test_with_a_cookie_only_our_own_pages_change_something(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    client.post(f"{API}/session", json=SIGN_IN | {"kind": "cookie"}).raise_for_status()

    answer = client.post(f"{API}/feel/evaluate", json={"expression": "1"}, headers=headers)

    assert answer.status_code == status
    assert client.get(f"{API}/me", headers=headers).status_code == 200


def test_another_site_s_page_cannot_sign_a_visitor_in(client: TestClient) -> None:
    answer = client.post(f"{API}/session", json=SIGN_IN, headers={"Origin": "https://evil.example"})

    assert (answer.status_code, answer.json()["error"]) == (403, "CrossSiteRefused")


@pytest.mark.parametrize("name", ["desk", "nobody"])
def test_wrong_passwords_and_unknown_names_look_alike_and_must_wait(client: TestClient, name: str) -> None:
    answers = [client.post(f"{API}/session", json={"name": name, "password": "no"}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert answers[0].json()["error"] == "SignInRefused"
    assert int(answers[5].headers["retry-after"]) > 0


def test_waiting_ends(engine: Engine) -> None:
    clock = VirtualClock(START)
    attempts = Attempts(clock)
    for _ in range(5):
        attempts.note_wrong("desk")
    with pytest.raises(TooManyAttempts):
        attempts.admit("desk")

    clock.move_to(START.replace(minute=2))

    attempts.admit("desk")


def test_moving_the_virtual_clock_signs_nobody_out(desk: Desk) -> None:
    desk.post("desk", "/clock/advance", {"by": "P400D"}).raise_for_status()

    assert desk.get("desk", "/me").status_code == 200


@pytest.mark.parametrize(
    ("who", "method", "path"),
    [
        ("desk", "POST", "/deployments"),
        ("technician", "POST", "/process-instances"),
        ("auditor", "POST", "/messages"),
        ("desk", "GET", "/history"),
        ("desk", "POST", "/incidents/x/retry"),
        ("customer", "GET", "/process-instances"),
        ("customer", "GET", "/users"),
        ("customer", "GET", "/events"),
    ],
)
def test_a_role_does_not_do_what_is_not_its_own(desk: Desk, who: str, method: str, path: str) -> None:
    answer = desk.ask(who, method, path, json={"reason": "x"} if method == "POST" else None)

    assert answer.status_code in {403, 415}
    if answer.status_code == 403:
        assert answer.json()["error"] == "NotPermitted"


def test_people_see_only_tasks_that_are_theirs(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    path = f"/tasks/{task['id']}"

    assert desk.get("technician", "/tasks").json()["items"] == []
    assert desk.get("technician", "/tasks?candidate_group=desk").json()["items"] == []
    assert desk.get("technician", "/tasks/count").json() == {"count": 0}
    assert desk.get("technician", path).json()["error"] == "TaskNotYours"
    assert desk.post("technician", f"{path}/complete").status_code == 403
    assert desk.get("auditor", path).status_code == 200
    assert desk.post("auditor", f"{path}/claim").status_code == 403
    assert desk.get("auditor", "/tasks/count").json() == {"count": 1}


def test_a_file_on_a_case_is_not_for_customers(desk: Desk) -> None:
    case = desk.start()
    note = {"file": ("note.txt", b"x")}
    attached = desk.ask("desk", "POST", f"/process-instances/{case}/attachments", files=note).json()

    assert desk.get("customer", f"/attachments/{attached['id']}/content").json()["error"] == "NotPermitted"
    assert desk.get("technician", f"/attachments/{attached['id']}/content").content == b"x"
    assert (
        desk.ask("auditor", "POST", f"/process-instances/{case}/attachments", files=note).status_code == 403
    )


def test_a_task_goes_from_hand_to_hand(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    path = f"/tasks/{task['id']}"

    given = desk.post("supervisor", f"{path}/assign", {"assignee": "desk"}).json()
    delegated = desk.post("desk", f"{path}/delegate", {"to": "technician"}).json()
    stolen = desk.post("finance", f"{path}/unclaim")
    returned = desk.post("technician", f"{path}/unclaim").json()

    assert given["assignee"] == "desk"
    assert (delegated["assignee"], delegated["owner"]) == ("technician", "desk")
    assert stolen.status_code == 403
    assert returned["assignee"] is None


def test_every_route_asks_who_it_is(app: FastAPI, client: TestClient) -> None:
    open_to_all = {
        ("/api/v1/session", "post"),
        ("/api/v1/portal/codes", "post"),
        ("/api/v1/portal/session", "post"),
        ("/api/v1/portal/units/{serial_number}", "get"),
    }
    routes = [
        (path, method)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
        if (path, method) not in open_to_all
    ]

    unguarded = [
        (method, path)
        for path, method in routes
        if client.request(method, path.replace("{", "").replace("}", "")).status_code not in {401, 415}
    ]

    assert unguarded == []
