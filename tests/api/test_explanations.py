"""A decision in the record of a case can be read as sentences, with the law that bounds it."""

from pathlib import Path
from typing import Any

import pytest

from tests.api.desk import Desk

REMEDY = Path(__file__).parents[2] / "processes" / "remedy" / "remedy.dmn"
ASKING = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="asking_file" targetNamespace="urn:test">
  <bpmn:process id="asking" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:businessRuleTask id="find_rights">
      <bpmn:extensionElements>
        <zeebe:calledDecision decisionId="remedy_rights" resultVariable="rights"/>
      </bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:businessRuleTask>
    <bpmn:endEvent id="told"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="find_rights"/>
    <bpmn:sequenceFlow id="b" sourceRef="find_rights" targetRef="told"/>
  </bpmn:process>
</bpmn:definitions>"""
RETURN = {
    "asked_on": "2026-03-02",
    "delivered_on": "2026-02-25",
    "return_ground": "no_reason",
    "distance_sale": True,
    "province": "jiangsu",
}


@pytest.fixture
def case(desk: Desk) -> str:
    """A case in which the rights of a return were found."""
    files = [("files", ("asking.bpmn", ASKING)), ("files", ("remedy.dmn", REMEDY.read_bytes()))]
    deployed = desk.ask("owner", "POST", "/deployments", files=files)
    assert deployed.status_code == 201, deployed.text
    answer = desk.post("desk", "/process-instances", {"process_key": "asking", "variables": RETURN})
    return str(answer.json()["id"])


def decided(events: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = [each for each in events if each["kind"] == "decision_evaluated"]
    return found


def test_a_decision_is_explained_in_both_languages(desk: Desk, case: str) -> None:
    events = desk.get("desk", f"/process-instances/{case}/history").json()["items"]

    told = decided(events)["explanation"]
    assert "公司政策（促销：否）：7 天无理由；30 天可退，90 天可换。" in told["zh"].split("\n")
    assert (
        "Days of a return without a reason: 7; the law asks for 7 (Consumer Protection Law art. 25"
        in told["en"]
    )
    assert [each["explanation"] for each in events if each["kind"] != "decision_evaluated"].count(None) == (
        len(events) - 1
    )


def test_an_old_case_is_told_by_the_version_that_decided(desk: Desk, case: str) -> None:
    newer = REMEDY.read_bytes().replace("7 天无理由；30 天可退".encode(), "八天无理由；30 天可退".encode())
    desk.ask("owner", "POST", "/deployments", files=[("files", ("remedy.dmn", newer))]).raise_for_status()

    found = desk.get("auditor", f"/history?instance_id={case}&limit=100").json()["items"]

    assert "7 天无理由" in decided(found)["explanation"]["zh"]


def test_an_exported_record_has_it_too(desk: Desk, case: str) -> None:
    exported = desk.get("auditor", f"/exports/records/{case}?format=json").json()

    assert decided(exported["events"])["explanation"]["zh"].startswith("认定结果（有权益：是）：")


def test_an_owner_changes_one_table_alone_and_the_next_case_uses_it(desk: Desk, case: str) -> None:
    xml = desk.get("owner", "/decision-definitions/remedy_policy/xml").content
    cell = b'<outputEntry id="remedy_policy_rule_2_out_1">\n          <text>'
    assert cell + b"7<" in xml

    better = xml.replace(cell + b"7<", cell + b"10<")
    desk.ask("owner", "POST", "/deployments", files=[("files", ("remedy.dmn", better))]).raise_for_status()
    late = {**RETURN, "delivered_on": "2026-02-20"}
    newer = desk.post("desk", "/process-instances", {"process_key": "asking", "variables": late}).json()["id"]

    events = desk.get("desk", f"/process-instances/{newer}/history").json()["items"]
    assert "无理由退货期内，可以退货" in decided(events)["explanation"]["zh"]
    assert "Days of a return without a reason: 10; the law asks for 7" in decided(events)["explanation"]["en"]
