"""Problems point to the line, and expressions to the column, where people look for them."""

from time import process_time

from engine.bpmn.checker import check
from tests.engine.bpmn.checker.cases_of_flow import gateways
from tests.engine.bpmn.checker.pieces import timed
from tests.engine.bpmn.sketch import Surroundings, codes, errors, file, flows, line, model, nodes, problems

CONDITION = """<startEvent id="s"/><task id="t"/><endEvent id="e"/>
<sequenceFlow id="s_t" sourceRef="s" targetRef="t"/>
<sequenceFlow id="t_e" sourceRef="t" targetRef="e">
  <conditionExpression>
    = amount &lt; 3 and
      (amount ]
  </conditionExpression>
</sequenceFlow>"""
MAPPING = """<startEvent id="s"/><endEvent id="e"/>
<task id="t">
  <extensionElements><zeebe:ioMapping>
    <zeebe:input source="= a &lt; * 2" target="x"/>
  </zeebe:ioMapping></extensionElements>
</task>"""


def message_of(xml: bytes, code: str) -> tuple[int, str]:
    return next((p.line, p.message) for p in problems(xml) if p.code == code)


def test_a_fault_in_an_expression_of_several_lines_has_line_and_column() -> None:
    place, message = message_of(model(CONDITION), "BPMN601")

    assert place == 8
    assert "(line 8, 15)" in message


def test_a_fault_in_an_attribute_has_line_and_column() -> None:
    place, message = message_of(model(MAPPING + flows("s>t>e")), "BPMN601")

    written = MAPPING.splitlines()[3]
    assert place == 6
    assert f"(line 6, {written.index('*') + 1})" in message


def test_problems_come_by_file_and_line() -> None:
    bad = model(line('<serviceTask id="t"/>') + '<endEvent id="e"/>')

    found = check({"b.bpmn": bad, "a.bpmn": bad, "c.bpmn": b"<"}, Surroundings())

    places = [(problem.file, problem.line) for problem in found]
    assert places == sorted(places)
    assert {"a.bpmn", "b.bpmn", "c.bpmn"} == {place[0] for place in places}


def test_a_pool_for_documentation_is_not_judged_beside_an_executable_one() -> None:
    customer = '<process id="c" isExecutable="false"><serviceTask id="pay"/></process>'
    ours = '<process id="p" isExecutable="true">' + line('<task id="t"/>') + "</process>"

    assert errors(file(customer + ours)) == []
    assert "BPMN115" in codes(file(customer))


def test_static_times_are_read_as_the_engine_reads_them() -> None:
    good = {
        "timeDuration": ("PT0.5S", "P3D", "P1Y2M", "PT36H", "= duration(x)"),
        "timeDate": ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00+08:00[Asia/Shanghai]", "= due"),
    }
    bad = {
        "timeDuration": ("PT", "P", "1 day", "P1M1D", "-PT1H", "P1W", "PT1M1H"),
        "timeDate": ("2026-11-22", "2026-13-01T00:00:00Z", "2026-11-22T09:00:00", "noon"),
    }
    for kind, texts in good.items():
        for text in texts:
            assert errors(timed(kind, text)) == [], text
    for kind, texts in bad.items():
        for text in texts:
            assert errors(timed(kind, text)), text


def test_a_model_of_two_hundred_elements_is_checked_within_a_second() -> None:
    body = nodes("s:startEvent f:parallelGateway j:parallelGateway e:endEvent")
    routes = ["s>f", "j>e"]
    for number in range(50):
        body += nodes(f"a{number}:task x{number}:parallelGateway b{number}:task y{number}:parallelGateway")
        routes += [f"f>a{number}>x{number}>b{number}>y{number}>j"]
        body += nodes(f"c{number}:task")
        routes += [f"x{number}>c{number}>y{number}"]
    xml = model(body + flows(*routes))
    check({"warm": gateways("parallelGateway", "parallelGateway")}, Surroundings())

    started = process_time()
    found = errors(xml)
    seconds = process_time() - started

    assert found == []
    assert seconds < 1
