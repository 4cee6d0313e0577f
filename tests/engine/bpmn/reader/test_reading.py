"""What is written in a file comes out as plain data."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.bpmn.reader import read
from engine.model.process import (
    CalledDecision,
    CalledElement,
    Event,
    Job,
    Kind,
    Message,
    MultiInstance,
    Process,
    Script,
    StandardLoop,
    Timer,
    TimerKind,
    Trigger,
    UserTask,
    VariableMapping,
)
from tests.engine.bpmn.sketch import flows, line, model, nodes, when

DIALECTS = Path("tests/data/bpmn/dialects")


def process(xml: bytes) -> Process:
    reading = read(xml)
    assert reading.collaboration is not None
    return next(iter(reading.collaboration.processes.values()))


@pytest.fixture(scope="module")
def returned() -> Process:
    return process((DIALECTS / "camunda8.bpmn").read_bytes())


def test_a_process_keeps_its_name_tag_and_labels(returned: Process) -> None:
    assert (returned.id, returned.name, returned.version_tag) == ("return_unit", "退货", "2.0")
    assert returned.label_en == "Return of a unit"
    assert returned.line == 8


def test_elements_come_in_the_order_of_the_document(returned: Process) -> None:
    assert list(returned.elements)[:4] == ["requested", "review", "late", "reminded"]
    assert list(returned.flows)[:2] == ["to_review", "to_remind"]


def test_a_user_task_says_how_it_is_offered(returned: Process) -> None:
    review = returned.elements["review"]

    assert review.user_task == UserTask(
        form="return/review",
        assignee="= owner",
        candidate_groups="desk, senior",
        candidate_users="= backups",
        due_at='= now() + duration("PT4H")',
        follow_up_at="= tomorrow",
        priority="70",
    )
    assert review.inputs == (VariableMapping("= unit.serial", "serial"),)
    assert review.outputs == (VariableMapping("= outcome", "review.outcome"),)
    assert review.documentation == "七天内无理由。"
    assert review.label_en == "Review the request"


def test_the_deepest_lane_counts(returned: Process) -> None:
    assert returned.elements["requested"].lane == "客服"
    assert returned.elements["review"].lane == "主管"
    assert returned.lanes["客服"] == ("requested", "review")


def test_a_boundary_timer_that_does_not_interrupt(returned: Process) -> None:
    late = returned.elements["late"]

    assert (late.attached_to, late.is_interrupting) == ("review", False)
    assert late.event == Event(Trigger.TIMER, timer=Timer(TimerKind.CYCLE, "R3/PT4H"))
    assert [event.id for event in returned.boundary_events["review"]] == ["late"]


def test_connectors_decisions_calls_and_scripts(returned: Process) -> None:
    assert returned.elements["reminded"].job == Job("mail.send", retries="5")
    assert returned.elements["decide"].called_decision == CalledDecision("refund", "refund", "deployment")
    assert returned.elements["pay"].called_element == CalledElement(
        "pay_refund", "versionTag", "1.2", propagate_all_child_variables=False
    )
    assert returned.elements["sum"].script == Script("sum(receipts.amount)", "total")


def test_multi_instance_of_the_dialect(returned: Process) -> None:
    assert returned.elements["pay"].multi_instance == MultiInstance(
        is_sequential=True,
        collection="refund.parts",
        element_variable="part",
        output_collection="receipts",
        output_element="receipt",
        completion_condition="stop",
    )


def test_messages_come_by_reference(returned: Process) -> None:
    event = returned.elements["wait_for_parcel"].event

    assert event is not None
    assert event.message == Message("parcel_arrived", "parcel_arrived", "= case_number")


def test_pools_and_message_flows() -> None:
    found = read((DIALECTS / "camunda8.bpmn").read_bytes()).collaboration

    assert found is not None
    assert found.participants == {"service": "return_unit", "customer": None}
    assert [(flow.source, flow.target) for flow in found.message_flows] == [("customer", "wait_for_parcel")]


def test_multi_instance_of_the_standard_alone() -> None:
    inside = (
        '<ioSpecification><dataInput id="in" name="units"/></ioSpecification>'
        "<multiInstanceLoopCharacteristics><loopDataInputRef>in</loopDataInputRef>"
        '<inputDataItem id="item" name="unit"/></multiInstanceLoopCharacteristics>'
    )

    found = process(model(line(f'<task id="t">{inside}</task>'))).elements["t"].multi_instance

    assert found == MultiInstance(is_sequential=False, collection="units", element_variable="unit")


def test_loops_and_cardinality_of_the_standard() -> None:
    loop = '<standardLoopCharacteristics testBefore="true" loopMaximum="3"><loopCondition>x</loopCondition>'
    many = "<multiInstanceLoopCharacteristics isSequential='true'><loopCardinality>= 3</loopCardinality>"
    body = nodes("s:startEvent") + f'<task id="a">{loop}</standardLoopCharacteristics></task>'
    body += f'<task id="b">{many}</multiInstanceLoopCharacteristics></task>'

    elements = process(model(body)).elements

    assert elements["a"].loop == StandardLoop("x", test_before=True, maximum=3)
    assert elements["b"].multi_instance == MultiInstance(is_sequential=True, cardinality="3")


def test_conditions_lose_their_sign() -> None:
    found = process(model(nodes("a:task b:task c:task") + when("a", "b", "= x < 1") + when("a", "c", "y")))

    assert [flow.condition for flow in found.flows.values()] == ["x < 1", "y"]


def test_a_script_of_the_standard_counts_when_it_is_feel() -> None:
    body = '<scriptTask id="a" scriptFormat="FEEL"><script>= {b: 1}</script></scriptTask>'
    body += '<scriptTask id="b" scriptFormat="python"><script>b = 1</script></scriptTask>'

    elements = process(model(body)).elements

    assert elements["a"].script == Script("{b: 1}")
    assert elements["b"].script is None


def test_compensation_follows_the_association() -> None:
    body = (
        '<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>'
        '<task id="undo" isForCompensation="true"/><association id="x" sourceRef="b" targetRef="undo"/>'
    )

    assert process(model(body)).compensation == {"a": "undo"}


def test_sub_processes_are_told_apart_and_scopes_kept() -> None:
    inner = (
        '<subProcess id="b" triggeredByEvent="true"><startEvent id="c" isInterrupting="false"/></subProcess>'
    )
    found = process(model(f'<transaction id="a">{inner}</transaction><subProcess id="d"/>'))

    kinds = {id_: (element.kind, element.scope) for id_, element in found.elements.items()}
    assert kinds == {
        "a": (Kind.TRANSACTION, "p"),
        "b": (Kind.EVENT_SUB_PROCESS, "a"),
        "c": (Kind.START_EVENT, "b"),
        "d": (Kind.SUB_PROCESS, "p"),
    }
    assert found.elements["c"].is_interrupting is False


def test_event_definitions_may_stand_on_their_own_and_prefixes_do_not_matter() -> None:
    roots = '<signal id="g" name="recall"/><signalEventDefinition id="def" signalRef="x:g"/>'
    reference = "<eventDefinitionRef>tns:def</eventDefinitionRef>"
    body = f'<intermediateThrowEvent id="a">{reference}</intermediateThrowEvent>'

    event = process(model(body, roots=roots)).elements["a"].event

    assert event == Event(Trigger.SIGNAL, name="recall")


def test_errors_links_and_compensation_are_events() -> None:
    roots = '<error id="e" errorCode="E1"/>'
    body = '<endEvent id="a"><errorEventDefinition errorRef="e"/></endEvent>'
    body += (
        '<endEvent id="b"><compensateEventDefinition activityRef="c" waitForCompletion="false"/></endEvent>'
    )
    body += (
        '<intermediateThrowEvent id="d"><linkEventDefinition name="to&#10;page 2"/></intermediateThrowEvent>'
    )

    elements = process(model(body, roots=roots)).elements

    compensate = Event(Trigger.COMPENSATION, activity_ref="c", wait_for_completion=False)
    assert elements["a"].event == Event(Trigger.ERROR, code="E1")
    assert elements["b"].event == compensate
    assert elements["d"].event == replace(Event(Trigger.LINK), name="to page 2")


def test_flows_need_no_id() -> None:
    body = nodes("a:task b:task") + '<sequenceFlow sourceRef="a" targetRef="b"/>'

    found = process(model(body))

    assert found.elements["a"].outgoing == tuple(found.flows) == ("sequence_flow_1",)


def test_a_default_flow_and_the_order_of_flows_are_kept() -> None:
    body = nodes("a:task b:task c:task") + flows("a>c", "a>b")

    found = process(model(body.replace('id="a"', 'id="a" default="a_b"')))

    assert found.elements["a"].default == "a_b"
    assert found.elements["a"].outgoing == ("a_c", "a_b")


def test_a_start_event_may_begin_with_a_form() -> None:
    elements = process(
        model(
            '<startEvent id="s"><extensionElements><zeebe:formDefinition externalReference="repair/report"/>'
            '</extensionElements></startEvent><startEvent id="blank"/>'
        )
    ).elements

    form = elements["s"].user_task
    assert form is not None
    assert form.form == "repair/report"
    assert elements["blank"].user_task is None
