"""Two people, one task; two versions, one truth; one request, sent twice."""

from tests.api.desk import Desk

COMPLETE = {"variables": {"serial_number": "SN-1"}}


def test_a_task_completed_twice_says_who_was_first(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    desk.post("desk", f"/tasks/{task['id']}/complete", COMPLETE).raise_for_status()

    second = desk.post("supervisor", f"/tasks/{task['id']}/complete", COMPLETE)

    problem = second.json()
    assert second.status_code == 409
    assert (problem["error"], problem["type"]) == ("TaskAlreadyCompleted", "/problems/task-already-completed")
    assert problem["facts"]["by"] == "desk"


def test_a_claimed_task_says_who_has_it(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    desk.post("desk", f"/tasks/{task['id']}/claim").raise_for_status()

    second = desk.post("supervisor", f"/tasks/{task['id']}/claim", headers={"Accept-Language": "zh-CN"})

    assert (second.status_code, second.json()["facts"]["assignee"]) == (409, "desk")
    assert "已由 desk 签收" in second.json()["detail"]


def test_a_stale_version_is_refused_with_412(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    desk.post("desk", f"/tasks/{task['id']}/claim").raise_for_status()
    stale = {"If-Match": f'"{task["version"]}"', "Accept-Language": "zh-CN"}

    for verb, body in (("complete", COMPLETE), ("unclaim", {}), ("assign", {"assignee": "desk"})):
        assert desk.post("desk", f"/tasks/{task['id']}/{verb}", body, headers=stale).status_code == 412
    planned = desk.ask("desk", "PATCH", f"/tasks/{task['id']}", json={"priority": 80}, headers=stale)
    assert planned.status_code == 412
    assert planned.json()["detail"].startswith(f"任务 {task['id']} 当前版本为 ")
    assert desk.post("desk", f"/tasks/{task['id']}/claim", headers={"If-Match": "3"}).status_code == 400


def test_planning_changes_only_what_is_named(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())

    planned = desk.ask("supervisor", "PATCH", f"/tasks/{task['id']}", json={"priority": 80}).json()

    assert planned["priority"] == 80
    assert planned["due_at"] == task["due_at"]
    assert planned["version"] == task["version"] + 1


def test_a_repeated_request_is_done_once(desk: Desk) -> None:
    desk.deploy()
    body = {"process_key": "care"}
    key = {"Idempotency-Key": "b3c0e7c1-5f6d"}

    first = desk.post("desk", "/process-instances", body, headers=key)
    again = desk.post("desk", "/process-instances", body, headers=key)
    other = desk.post("desk", "/process-instances", body | {"business_key": "X"}, headers=key)
    of_another = desk.post("supervisor", "/process-instances", body, headers=key)

    assert first.json()["id"] == again.json()["id"]
    assert (other.status_code, other.json()["error"]) == (422, "KeyReused")
    assert of_another.json()["id"] != first.json()["id"]


def test_a_repeated_completion_is_answered_like_the_first(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    key = {"Idempotency-Key": "complete-1"}

    first = desk.post("desk", f"/tasks/{task['id']}/complete", COMPLETE, headers=key)
    again = desk.post("desk", f"/tasks/{task['id']}/complete", COMPLETE, headers=key)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json()["ended_by"] == "desk"


def test_a_message_that_nobody_waits_for_is_kept(desk: Desk) -> None:
    message = {"name": "customer_consented", "correlation_key": "SN-9", "message_id": "sms-1"}
    first = desk.post("desk", "/messages", message)
    again = desk.post("desk", "/messages", message)

    assert first.json()["kind"] == "buffered"
    assert again.json()["kind"] == "duplicate"
    assert desk.get("desk", "/messages").json()["items"][0]["correlation_key"] == "SN-9"
