"""Corners of single rules that one good and one bad model do not show."""

import pytest

from tests.engine.bpmn.checker.pieces import COMPENSATE, HANDLED, MESSAGE, OTHER, boundary, pools, task, timed
from tests.engine.bpmn.sketch import codes, errors, flows, line, model, nodes, when


def test_a_compensation_event_cannot_leave_its_activity_running() -> None:
    xml = boundary(COMPENSATE, 'cancelActivity="false"', out=False, around=HANDLED)

    assert errors(xml) == ["BPMN313 b"]


def test_an_event_definition_inside_an_event_cannot_be_shared() -> None:
    body = (
        '<startEvent id="s"><eventDefinitionRef>d</eventDefinitionRef></startEvent>'
        '<intermediateThrowEvent id="t"><messageEventDefinition id="d" messageRef="m"/>'
        '</intermediateThrowEvent><endEvent id="e"/>'
    )

    assert "BPMN202" in codes(model(body + flows("s>t>e"), roots=MESSAGE))


@pytest.mark.parametrize(
    ("direction", "is_wrong"), [("Mixed", True), ("Diverging", False), ("Unspecified", False)]
)
def test_the_stated_direction_of_a_splitting_gateway(direction: str, *, is_wrong: bool) -> None:
    gateway = f'<parallelGateway id="g" gatewayDirection="{direction}"/>'
    xml = model(nodes("s:startEvent a:endEvent b:endEvent") + gateway + flows("s>g>a", "g>b"))

    assert ("BPMN416" in codes(xml)) is is_wrong


def test_a_message_flow_may_end_at_a_pool_or_a_task() -> None:
    flow = '<messageFlow id="mf" sourceRef="pq" targetRef="t"/>'
    flow += '<messageFlow id="nf" sourceRef="u" targetRef="pq"/>'

    assert errors(pools(flow)) == []


def test_languages_other_than_feel_are_told_once_and_not_parsed() -> None:
    found = errors(timed("timeDuration", "${delay}"))

    assert found == ["BPMN707 t"]


def test_words_in_texts_are_no_functions() -> None:
    body = nodes("s:startEvent t:task u:task e:endEvent")

    assert errors(model(body + flows("s>t>e") + when("t", "u", '= x = "foo(1)"'))) == []


def test_a_flow_to_another_scope_leaves_the_token_game_alone() -> None:
    inner = nodes("i:startEvent j:task") + flows("i>j")
    xml = model(line(f'<subProcess id="t">{inner}</subProcess>', around=flows("j>e").replace("j_e", "x")))

    assert [code for code in sorted(codes(xml)) if code.startswith(("BPMN4", "BPMN9"))] == ["BPMN401"]


def test_an_error_may_be_caught_without_naming_it() -> None:
    assert errors(boundary("<errorEventDefinition/>")) == []
    assert errors(boundary("<escalationEventDefinition/>")) == []


def test_a_model_without_start_event_begins_where_nothing_leads() -> None:
    xml = model(nodes("a:task b:task j:parallelGateway e:endEvent") + flows("a>j>e", "b>j"))

    assert errors(xml) == []
    assert "BPMN355" in codes(xml)


def test_foreign_namespaces_are_left_alone() -> None:
    inside = '<extensionElements><x:note xmlns:x="http://example.com/x" assignee="li"/></extensionElements>'

    assert errors(task(inside)) == []


def test_two_messages_start_one_process() -> None:
    start = '<startEvent id="{}"><messageEventDefinition messageRef="{}"/></startEvent>'
    body = start.format("s", "m") + start.format("r", "n") + nodes("t:task e:endEvent")

    assert errors(model(body + flows("s>t>e", "r>t"), roots=MESSAGE + OTHER)) == []
