"""The inbox through the API: search, groups, bulk, saved filters, mentions."""

from typing import Any

import pytest

from engine.bootstrap import Engine
from engine.model.account import Account
from tests.api.conftest import HASH
from tests.api.desk import Desk

KNOWN = {"customer_name": "吴桂芳", "customer_phone": "13912345678", "serial_number": "SN2506220001"}
VIEW = {"view": "groups", "process_key": "care", "group_by": "due_day"}


def numbers(desk: Desk, who: str, question: str) -> list[str]:
    return [task["business_key"] for task in desk.get(who, f"/tasks?{question}").json()["items"]]


@pytest.mark.parametrize("text", ["BY-1", "by-1", "吴桂", "139123", "SN250622", "sn2506220001"])
def test_a_task_is_found_by_what_a_caller_tells(desk: Desk, text: str) -> None:
    desk.start(**KNOWN)

    assert numbers(desk, "supervisor", f"text={text}") == ["BY-1"]
    assert desk.get("supervisor", f"/tasks/count?text={text}").json() == {"count": 1}


def test_a_task_is_not_found_by_the_middle_of_a_phone_number(desk: Desk) -> None:
    desk.start(**KNOWN)

    assert numbers(desk, "supervisor", "text=9123456") == []


def test_tasks_are_narrowed_to_a_province(desk: Desk) -> None:
    desk.start(province="jiangsu")

    assert numbers(desk, "supervisor", "province=jiangsu") == ["BY-1"]
    assert numbers(desk, "supervisor", "province=anhui") == []


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("process_key", [("care", None)]),
        ("element_id", [("check_report", "核对报修信息")]),
        ("priority", [("60", None)]),
        ("assignee", [(None, None)]),
        ("province", [("jiangsu", None)]),
    ],
)
def test_tasks_are_counted_by_what_they_share(
    desk: Desk, by: str, expected: list[tuple[str | None, str | None]]
) -> None:
    desk.start(province="jiangsu")

    found = desk.get("supervisor", f"/tasks/groups?by={by}").json()

    assert [(group["value"], group["name"]) for group in found] == expected
    assert [group["count"] for group in found] == [1]


def test_groups_count_only_what_the_reader_may_see(desk: Desk) -> None:
    desk.start()

    assert desk.get("finance", "/tasks/groups?by=process_key").json() == []


def bulk(desk: Desk, who: str, **asked: Any) -> dict[str, Any]:
    answer = desk.post(who, "/tasks/bulk", asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def three_tasks(desk: Desk) -> list[str]:
    cases = [desk.start(**KNOWN)]
    body = {"process_key": "care", "variables": {}}
    cases += [desk.post("desk", "/process-instances", body).json()["id"] for _ in range(2)]
    return [desk.task_of("desk", case)["id"] for case in cases]


def test_each_of_several_tasks_says_what_became_of_it(desk: Desk) -> None:
    free, taken, _ = three_tasks(desk)
    desk.post("admin", f"/tasks/{taken}/assign", {"assignee": "supervisor"})

    found = bulk(desk, "admin", action="claim", task_ids=[free, taken, "gone-1"])

    assert (found["done"], found["refused"]) == (1, 2)
    done, conflict, missing = found["results"]
    assert (done["task"]["assignee"], done["refusal"]) == ("admin", None)
    assert conflict["refusal"]["error"] == "TaskAlreadyClaimed"
    assert conflict["refusal"]["facts"] == {"task": taken, "assignee": "supervisor"}
    assert (missing["task_id"], missing["refusal"]["status"]) == ("gone-1", 404)


def test_somebody_who_leads_plans_several_tasks_at_once(desk: Desk) -> None:
    tasks = three_tasks(desk)

    assert bulk(desk, "supervisor", action="assign", task_ids=tasks, assignee="desk")["done"] == 3
    assert bulk(desk, "desk", action="delegate", task_ids=tasks[:1], to="supervisor")["done"] == 1
    assert bulk(desk, "supervisor", action="set_priority", task_ids=tasks, priority=90)["done"] == 3
    assert bulk(desk, "desk", action="release", task_ids=tasks[1:])["done"] == 2

    found = [desk.get("supervisor", f"/tasks/{task}").json() for task in tasks]
    assert [(each["assignee"], each["owner"], each["priority"]) for each in found] == [
        ("supervisor", "desk", 90),
        (None, None, 90),
        (None, None, 90),
    ]


def test_who_may_not_assign_hears_so_for_each_task(desk: Desk) -> None:
    tasks = three_tasks(desk)

    found = bulk(desk, "desk", action="assign", task_ids=tasks, assignee="desk")

    assert {result["refusal"]["error"] for result in found["results"]} == {"TaskNotYours"}


def kept(desk: Desk, who: str = "desk", **fields: object) -> dict[str, Any]:
    answer = desk.post(who, "/saved-filters", {"name": "今天到期", "filter": VIEW, **fields})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def names(desk: Desk, who: str) -> list[str]:
    return [each["name"] for each in desk.get(who, "/saved-filters").json()]


def test_a_filter_is_kept_for_oneself_or_for_a_group(desk: Desk, engine: Engine) -> None:
    with engine.store.begin() as tx:
        tx.save_account(Account("lin", "林", HASH, groups=("desk",), roles=("desk",)))
    kept(desk, name="自己的")
    shared = kept(desk, name="全组的", group="desk")

    assert (shared["filter"]["view"], shared["filter"]["text"]) == ("groups", None)
    assert names(desk, "desk") == ["全组的", "自己的"]
    assert names(desk, "lin") == ["全组的"]
    assert desk.get("lin", "/saved-filters").json()[0]["may_change"] is False
    assert names(desk, "technician") == []


def test_a_filter_is_shared_only_with_a_group_of_ones_own(desk: Desk) -> None:
    body = {"name": "仓库", "filter": VIEW, "group": "warehouse"}

    assert desk.post("desk", "/saved-filters", body).json()["error"] == "GroupNotYours"
    assert desk.post("supervisor", "/saved-filters", body).status_code == 201


def test_a_saved_filter_is_changed_where_nobody_was_faster(desk: Desk) -> None:
    path = f"/saved-filters/{kept(desk)['id']}"
    body = {"name": "明天到期", "filter": VIEW}

    first = desk.ask("desk", "PUT", path, {"If-Match": '"1"'}, json=body)
    late = desk.ask("desk", "PUT", path, {"If-Match": '"1"'}, json=body)

    assert (first.json()["name"], first.headers["ETag"]) == ("明天到期", '"2"')
    assert late.status_code == 412
    assert desk.ask("desk", "DELETE", path, {"If-Match": '"1"'}).status_code == 412
    assert desk.ask("desk", "DELETE", path, {"If-Match": '"2"'}).status_code == 204
    assert desk.ask("desk", "DELETE", path).status_code == 404


def test_only_its_owner_and_who_leads_the_group_change_a_saved_filter(desk: Desk) -> None:
    private, shared = kept(desk), kept(desk, group="desk")
    body = {"name": "x", "filter": VIEW}

    def status(who: str, of: dict[str, Any]) -> int:
        return desk.ask(who, "PUT", f"/saved-filters/{of['id']}", json=body).status_code

    assert (status("technician", shared), status("supervisor", private)) == (403, 403)
    assert status("supervisor", shared) == 200


def test_who_is_mentioned_sees_it_until_it_is_read(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start(**KNOWN))["id"]
    written = desk.post("desk", f"/tasks/{task}/comments", {"text": "@主管 请看", "mentions": ["supervisor"]})

    (found,) = desk.get("supervisor", "/mentions?only_unseen=true").json()["items"]
    seen = desk.ask("supervisor", "PUT", f"/mentions/{found['id']}/seen")
    other = desk.ask("desk", "PUT", f"/mentions/{found['id']}/seen")

    assert (found["id"], found["business_key"]) == (written.json()["id"], "BY-1")
    assert (seen.status_code, other.status_code) == (204, 404)
    assert desk.get("supervisor", "/mentions?only_unseen=true").json()["items"] == []
    assert desk.get("supervisor", "/mentions").json()["items"][0]["seen_at"] is not None
    assert desk.get("desk", "/mentions").json()["items"] == []
