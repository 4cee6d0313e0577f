"""A case from the report to its end, by the people who work on it."""

from datetime import datetime, timedelta

from tests.api.desk import Desk


def test_a_whole_case_runs_over_rest(desk: Desk) -> None:
    case = desk.start(price=128.5)
    check = desk.task_of("desk", case)
    desk.post("desk", f"/tasks/{check['id']}/claim").raise_for_status()
    completed = desk.post(
        "desk", f"/tasks/{check['id']}/complete", {"variables": {"serial_number": "SN-1", "price": 99.9}}
    )
    delivered = desk.post("desk", "/messages", {"name": "customer_consented", "correlation_key": "SN-1"})
    desk.post("supervisor", "/clock/advance", {"by": "PT24H1S"}).raise_for_status()
    reminder = desk.task_of("supervisor", f"{case}&element_id=remind_technician")
    desk.post("supervisor", f"/tasks/{reminder['id']}/complete").raise_for_status()
    visit = desk.task_of("technician", case)
    desk.post(
        "technician", f"/tasks/{visit['id']}/complete", {"variables": {"done": True}}
    ).raise_for_status()

    assert check["priority"] == 60
    assert datetime.fromisoformat(check["due_at"]) - datetime.fromisoformat(check["created_at"]) == timedelta(
        hours=4
    )
    assert completed.json()["state"] == "completed"
    assert delivered.json() == {"kind": "delivered", "instance_id": case}
    instance = desk.get("desk", f"/process-instances/{case}").json()
    assert (instance["state"], instance["ended_in"]) == ("completed", "case_closed")
    assert desk.get("auditor", f"/audit/{case}").json()["is_whole"] is True


def test_numbers_keep_every_digit(desk: Desk) -> None:
    exact = "12345678901234567890.123456789"
    desk.deploy()
    answer = desk.ask(
        "desk",
        "POST",
        "/process-instances",
        headers={"Content-Type": "application/json"},
        content='{"process_key": "care", "variables": {"amount": ' + exact + "}}",
    )

    variables = desk.get("desk", f"/process-instances/{answer.json()['id']}/variables").text

    assert f'"amount":{exact}' in variables


def test_a_task_comes_with_its_form_variables_comments_and_attachments(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start(price=1))
    desk.post(
        "desk", f"/tasks/{task['id']}/comments", {"text": "客户要求下午来电", "mentions": ["supervisor"]}
    )
    photo = {"file": ("铭牌.jpg", b"\xff\xd8\xff rest")}
    attached = desk.ask("desk", "POST", f"/tasks/{task['id']}/attachments", files=photo)

    found = desk.get("desk", f"/tasks/{task['id']}")

    detail = found.json()
    assert found.headers["etag"] == f'"{task["version"]}"'
    assert detail["form"]["title"] == {"zh": "核对报修信息", "en": "Check the report"}
    assert detail["variables"] == {"price": 1}
    assert detail["comments"][0]["mentions"] == ["supervisor"]
    assert detail["attachments"] == [attached.json()]
    content = desk.get("desk", f"/attachments/{attached.json()['id']}/content")
    assert content.content == b"\xff\xd8\xff rest"
    assert content.headers["content-disposition"].startswith("attachment;")


def test_a_draft_is_its_author_s_alone(desk: Desk) -> None:
    task = desk.task_of("desk", desk.start())
    saved = desk.ask("desk", "PUT", f"/tasks/{task['id']}/draft", json={"data": {"price": 1.5}})

    assert saved.status_code == 200
    assert desk.get("desk", f"/tasks/{task['id']}/draft").json()["data"] == {"price": 1.5}
    assert desk.get("supervisor", f"/tasks/{task['id']}/draft").status_code == 404


def test_instances_are_found_by_their_variables(desk: Desk) -> None:
    case = desk.start(serial_number="SN-7", count=3)

    by_text = desk.get("desk", "/process-instances?variable=serial_number=SN-7&variable=count=3").json()
    by_other = desk.get("desk", "/process-instances?variable=serial_number=SN-8").json()

    assert [found["id"] for found in by_text["items"]] == [case]
    assert by_other["items"] == []


def test_operators_suspend_correct_move_and_cancel(desk: Desk) -> None:
    case = desk.start()
    path, why = f"/process-instances/{case}", {"reason": "客户改约"}
    token = next(
        token["token"]
        for token in desk.get("desk", f"{path}/tokens").json()
        if token["element_id"] == "check_report"
    )
    answers = [
        desk.post("supervisor", f"{path}/suspend", why),
        desk.post("supervisor", f"{path}/suspend", why),
        desk.post("supervisor", f"{path}/resume"),
        desk.ask("supervisor", "PUT", f"{path}/variables", json={"variables": {"serial_number": "S"}} | why),
        desk.post("supervisor", f"{path}/modify", {"token": token, "to_element": "visit_customer"} | why),
        desk.post("supervisor", f"{path}/cancel", {"reason": " "}),
        desk.post("supervisor", f"{path}/cancel", why),
        desk.post("supervisor", f"{path}/cancel", why),
    ]

    assert [answer.status_code for answer in answers] == [204, 409, 204, 204, 204, 422, 204, 409]
    assert desk.get("desk", path).json()["state"] == "cancelled"


def test_decisions_and_expressions_can_be_tried(desk: Desk) -> None:
    desk.deploy()

    decided = desk.post("owner", "/decision-definitions/discount/evaluate", {"variables": {"years": 1}})
    expression = desk.post("owner", "/feel/evaluate", {"expression": "0.1 + x", "variables": {"x": 0.2}})
    broken = desk.post("owner", "/feel/evaluate", {"expression": "1 +"})

    assert '"result":0.10' in decided.text
    assert expression.json() == {"result": 0.3, "warnings": []}
    assert (broken.status_code, broken.json()["error"]) == (422, "ExpressionRefused")


def test_models_are_read_back_as_deployed(desk: Desk) -> None:
    deployed = desk.deploy()
    xml = desk.get("owner", "/process-definitions/care/xml")
    statistics = desk.get("owner", "/process-definitions/care:1/statistics")
    form = desk.get("desk", "/forms/care/check_report")

    assert len(deployed["created"]) == 5
    assert xml.content.startswith(b"<?xml")
    assert statistics.json() == []
    assert form.json()["form"]["schema"]["required"] == ["serial_number"]
    assert len(desk.deploy()["unchanged"]) == 5


def test_statistics_count_where_cases_wait(desk: Desk) -> None:
    desk.start()

    found = desk.get("owner", "/process-definitions/care/statistics").json()

    assert found == [{"element_id": "check_report", "waiting": 1}]
