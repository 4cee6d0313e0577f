"""Owners try a version on a throwaway engine: forms, messages, a clock to move, and nothing real."""

from typing import Any

import pytest

from engine.bootstrap import Engine
from engine.testing import trial, trials
from tests.api.desk import Desk
from tests.api.test_versions import deploy


def begun(desk: Desk, who: str = "owner", definition: str = "care", **variables: object) -> dict[str, Any]:
    answer = desk.post(who, "/test-runs", {"definition_id": definition, "variables": variables})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def stepped(desk: Desk, run: dict[str, Any], verb: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = desk.post("owner", f"/test-runs/{run['id']}/{verb}", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def elements(run: dict[str, Any]) -> set[str]:
    return {task["element_id"] for task in run["tasks"]}


def test_a_case_is_tried_to_its_end_and_nothing_real_happens(desk: Desk, engine: Engine) -> None:
    desk.deploy()
    now = engine.clock.now()

    run = begun(desk, price=5)
    task = run["tasks"][0]["id"]
    run = stepped(desk, run, f"tasks/{task}/complete", {"variables": {"serial_number": "SN-1"}})
    waits = run["messages"][0]
    message = {"name": waits["message"], "correlation_key": waits["correlation_key"]}
    run = stepped(desk, run, "messages", message)
    run = stepped(desk, run, "advance", {"by": "P2D"})
    assert elements(run) == {"visit_customer", "remind_technician"}
    for each in run["tasks"]:
        run = stepped(desk, run, f"tasks/{each['id']}/complete", {"variables": {"done": True}})

    assert run["instance"]["state"] == "completed"
    assert run["models"] == {"care:1": "care:1"}
    history = desk.get("owner", f"/test-runs/{run['id']}/history?limit=500").json()["items"]
    assert "timer_fired" in {event["kind"] for event in history}
    assert desk.get("owner", "/process-instances").json()["items"] == []
    assert engine.clock.now() == now


def test_an_older_version_is_tried_as_it_was(desk: Desk) -> None:
    desk.deploy()
    deploy(desk, care=("PT4H&quot;)", "PT2H&quot;)"))

    older, newer = (begun(desk, definition=each)["tasks"][0]["due_at"] for each in ("care:1", "care"))

    assert older > newer


def test_a_form_is_read_and_its_rules_hold(desk: Desk) -> None:
    desk.deploy()
    run = begun(desk)
    path = f"/test-runs/{run['id']}/tasks/{run['tasks'][0]['id']}"

    assert desk.get("owner", path).json()["form"]["schema"]["required"] == ["serial_number"]
    refused = desk.post("owner", f"{path}/complete", {"variables": {}})

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["path"] == "/serial_number"


def test_a_test_case_belongs_to_who_began_it(desk: Desk) -> None:
    desk.deploy()
    run = begun(desk)

    assert desk.get("admin", f"/test-runs/{run['id']}").status_code == 404
    assert desk.post("desk", "/test-runs", {"definition_id": "care"}).status_code == 403


def test_the_next_test_case_closes_the_one_before(desk: Desk) -> None:
    desk.deploy()
    first = begun(desk)
    second = begun(desk)

    assert desk.get("owner", f"/test-runs/{first['id']}").status_code == 404
    assert desk.ask("owner", "DELETE", f"/test-runs/{second['id']}").status_code == 204
    assert desk.get("owner", f"/test-runs/{second['id']}").status_code == 404


def test_test_cases_are_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.deploy()
    monkeypatch.setattr(trial, "STEPS_AT_MOST", 1)
    monkeypatch.setattr(trials, "OPEN_AT_MOST", 1)

    run = begun(desk)
    stepped(desk, run, "advance", {"by": "PT1H"})
    exhausted = desk.post("owner", f"/test-runs/{run['id']}/advance", {"by": "PT1H"})
    another = desk.post("admin", "/test-runs", {"definition_id": "care"})

    assert (exhausted.status_code, exhausted.json()["error"]) == (409, "TrialExhausted")
    assert (another.status_code, another.json()["error"]) == (429, "TooManyTrials")
