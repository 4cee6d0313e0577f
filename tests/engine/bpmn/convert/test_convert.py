"""Models of other dialects become models of ours, and nothing else in them changes."""

from pathlib import Path

import pytest

from engine.bpmn.convert import Converted, convert
from engine.bpmn.convert.juel import translate
from engine.bpmn.reader import read
from engine.model.process import (
    CalledDecision,
    CalledElement,
    Job,
    MultiInstance,
    Process,
    UserTask,
    VariableMapping,
)
from tests.engine.bpmn.checker.pieces import extended
from tests.engine.bpmn.sketch import Surroundings, flows, line, model, nodes, when

DIALECTS = Path("tests/data/bpmn/dialects")


def process(converted: Converted) -> Process:
    reading = read(converted.xml)
    assert reading.collaboration is not None
    return next(iter(reading.collaboration.processes.values()))


def errors(converted: Converted) -> set[str]:
    return {f"{p.code} {p.element}" for p in converted.problems if p.severity == "error"}


@pytest.fixture(scope="module")
def claim() -> Converted:
    return convert((DIALECTS / "camunda7.bpmn").read_bytes(), world=Surroundings())


def test_a_human_task_keeps_its_people_dates_and_form(claim: Converted) -> None:
    task = process(claim).elements["check_claim"]

    assert task.user_task == UserTask(
        form="claims/check",
        assignee="= clerk",
        candidate_groups="service, backoffice",
        due_at="= deadline",
        follow_up_at="2026-12-01T09:00:00+08:00",
        priority="70",
    )
    assert task.inputs == (VariableMapping("= policy.limit", "limit"),)
    assert task.outputs == (VariableMapping("phone", "channel"),)
    assert task.properties == (("colour", "red"),)


def test_workers_decisions_and_calls(claim: Converted) -> None:
    elements = process(claim).elements

    assert elements["send_refusal"].job == Job("mail.send")
    assert elements["find_cover"].called_decision == CalledDecision("warranty_cover", "cover")
    assert elements["repair"].called_element == CalledElement(
        "repair_unit",
        "deployment",
        propagate_all_parent_variables=False,
        propagate_all_child_variables=False,
    )
    assert elements["repair"].inputs == (VariableMapping("= serial", "serial_number"),)
    assert elements["repair"].multi_instance == MultiInstance(
        is_sequential=True,
        collection="units",
        element_variable="unit",
        completion_condition="numberOfCompletedInstances >= 2",
    )


def test_reserved_ids_are_renamed_everywhere(claim: Converted) -> None:
    assert b'"Start"' not in claim.xml
    assert b'"End"' not in claim.xml
    assert b'bpmnElement="start"' in claim.xml


def test_conditions_and_default(claim: Converted) -> None:
    found = process(claim)

    assert found.flows["is_covered"].condition == 'cover = "full" and (blocked != true)'
    assert found.elements["covered"].default == "is_not_covered"


def test_what_is_not_certain_is_left_and_told(claim: Converted) -> None:
    assert errors(claim) == {"BPMN731 repair"}


def test_every_change_is_told_in_both_languages(claim: Converted) -> None:
    assert len(claim.changes) > 15
    for change in claim.changes:
        assert change.message
        assert any("\u4e00" <= letter <= "\u9fff" for letter in change.message_zh)


def test_layout_and_diagram_stay_as_they_were(claim: Converted) -> None:
    before = (DIALECTS / "camunda7.bpmn").read_text(encoding="utf-8").splitlines()
    after = set(claim.xml.decode().splitlines())

    kept = [text for text in before if text in after]
    assert before[0] in after
    assert len(kept) > 0.6 * len(before)
    assert all(text in after for text in before if "waypoint" in text or "Bounds" in text)


def test_converting_twice_changes_nothing_more(claim: Converted) -> None:
    assert convert(claim.xml).xml == claim.xml


@pytest.mark.parametrize("name", ["camunda8", "signavio", "bizagi", "adonis"])
def test_a_file_that_needs_nothing_comes_back_byte_for_byte(name: str) -> None:
    xml = (DIALECTS / f"{name}.bpmn").read_bytes()

    assert convert(xml).xml == xml
    assert convert(xml).changes == ()


def test_flowable_is_converted_where_it_is_certain() -> None:
    converted = convert((DIALECTS / "flowable.bpmn").read_bytes())

    task = process(converted).elements["approve"].user_task
    assert task == UserTask(
        form="leave/approve", assignee="= manager", candidate_users="li,wang", due_at="= due"
    )
    assert process(converted).flows["f3"].condition == "ok = true and days <= 10"
    assert errors(converted) == {
        *("BPMN731 begin", "BPMN731 approve", "BPMN501 book", "BPMN731 book", "BPMN706 log"),
        "BPMN731 log",
    }


@pytest.mark.parametrize(
    ("written", "feel"),
    [
        ("${amount > 100}", "amount > 100"),
        ("#{order.total >= 10.5 && !order.paid}", "order.total >= 10.5 and (order.paid != true)"),
        ("${a == null || b ne 'x'}", 'a = null or b != "x"'),
        ("${!(a and b)}", "not(a and b)"),
        ("${!ok}", "ok != true"),
        ("${(a + 1) * 2 lt b}", "(a + 1) * 2 < b"),
        ("${bean.check(x)}", None),
        ("${execution.id}", None),
        ("${a ? b : c}", None),
        ("${empty list}", None),
        ("${'Dear ' + name}", None),
        ("Dear ${name}", None),
        ("${list[0]}", None),
        ("plain", None),
        ("${!}", None),
    ],
)
def test_expressions_are_translated_only_where_both_mean_the_same(written: str, feel: str | None) -> None:
    assert translate(written) == feel


def test_a_reserved_id_gets_one_that_is_free() -> None:
    xml = model(nodes("Start:startEvent start:task e:endEvent") + flows("Start>start>e"))

    assert list(process(convert(xml)).elements) == ["start_2", "start", "e"]


def test_a_gateway_with_two_flows_without_condition_is_left_alone() -> None:
    body = nodes("s:startEvent g:exclusiveGateway a:task b:task c:task") + when("g", "a")

    assert process(convert(model(body + flows("s>g>b", "g>c")))).elements["g"].default is None


def test_forms_of_another_application_are_left() -> None:
    xml = extended("userTask", "", 'camunda:formKey="embedded:app:forms/x.html"')

    assert convert(xml).xml == xml


def test_a_broken_file_comes_back_with_its_problem() -> None:
    converted = convert(b"<definitions")

    assert converted.xml == b"<definitions"
    assert [problem.code for problem in converted.problems] == ["BPMN101"]


def test_a_file_in_another_encoding_stays_in_it() -> None:
    text = model(line('<userTask id="t" name="检验" camunda:assignee="李"/>')).decode()
    xml = ('<?xml version="1.0" encoding="GB18030"?>\n' + text).encode("gb18030")

    converted = convert(xml)

    assert "检验" in converted.xml.decode("gb18030")
    task = process(converted).elements["t"].user_task
    assert task is not None
    assert task.assignee == "李"
