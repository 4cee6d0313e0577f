"""Names and types in the expressions of a model: what is certain is told, what is not is left alone."""

import time

import pytest

from engine.model.problem import Problem
from engine.ports.checking import Fields
from tests.engine.bpmn.checker.cases_of_hints import BLANK, PLANNED, REPORTED, WORLD, choosing, scheduled
from tests.engine.bpmn.sketch import Surroundings, flows, model, problems, when

CODES = {f"BPMN60{number}" for number in range(4, 10)}
SERVICE = (
    '<serviceTask id="b"><extensionElements><zeebe:taskDefinition type="{}"/></extensionElements>'
    "</serviceTask>"
)
SCRIPT = (
    '<scriptTask id="b"><extensionElements><zeebe:script expression="{}" {}/></extensionElements>'
    "</scriptTask>"
)
CALLING = (
    '<callActivity id="b"><extensionElements><zeebe:calledElement processId="{}"/></extensionElements>'
    "</callActivity>"
)
MESSAGE = (
    '<message id="m" name="paid"><extensionElements><zeebe:subscription correlationKey="= {}"/>'
    "</extensionElements></message>"
)
PAID = '<receiveTask id="b" messageRef="m">{}</receiveTask>'
END = '<endEvent id="e"/><endEvent id="other"/>'


def hints(xml: bytes, **others: bytes) -> list[Problem]:
    """Return what is told of names and types."""
    return [problem for problem in problems(xml, WORLD, **others) if problem.code in CODES]


def after(middle: str, condition: str, *, roots: str = "", key: str = "p") -> bytes:
    """Return a process whose variables are known, with an activity b before the condition."""
    task = PLANNED.format(more="") + END
    routes = flows("s>b>t>e") + when("t", "other", condition)
    return model(REPORTED + middle + task + routes, roots=roots, attributes=f'id="{key}" isExecutable="true"')


def test_a_place_is_told_in_the_file_and_the_nearest_name_is_offered() -> None:
    (problem,) = hints(choosing('= day = "x" and\n summ > 1'))

    line = choosing('= day = "x" and\n summ > 1').decode().splitlines()[problem.line - 1]
    assert line.startswith(" summ")
    assert "(line 4, 2) reads summ" in problem.message
    assert "sum may be meant" in problem.message
    assert "是否指 sum" in problem.message_zh


def test_a_name_without_a_near_one_is_told_where_all_names_are_known() -> None:
    (problem,) = hints(choosing("= temperature > 1"))

    assert problem.code == "BPMN604"
    assert "meant" not in problem.message


def test_what_may_come_from_outside_is_not_told() -> None:
    assert hints(choosing("= temperature > 1", start=BLANK)) == []


def test_a_name_that_is_read_often_is_no_slip() -> None:
    often = "= technicain = 1 or technicain = 2"

    assert [p.code for p in hints(choosing(often, start=BLANK))] == ["BPMN605"]
    thrice = choosing(often, start=BLANK).replace(b"</process>", b"").replace(b"</definitions>", b"")
    schedule = PLANNED.format(more='<zeebe:taskSchedule dueDate="= technicain" followUpDate="= technicain"/>')
    more = schedule.replace('id="t"', 'id="u"') + "</process></definitions>"
    assert hints(thrice + more.encode()) == []


@pytest.mark.parametrize(
    "middle",
    [
        SERVICE.format("visit.book"),
        SCRIPT.format("= 1", 'resultVariable="visit_number"'),
        SCRIPT.format("= {visit_number: 1}", ""),
        PAID.format(
            "<extensionElements><zeebe:ioMapping>"
            '<zeebe:output source="= number" target="visit_number"/></zeebe:ioMapping></extensionElements>'
        ),
        PAID.format(""),
        SERVICE.format("of.somebody"),
        CALLING.format("elsewhere"),
    ],
)
def test_who_writes_a_variable_is_known(middle: str) -> None:
    known = [
        p for p in hints(after(middle, "= visit_number > 1", roots=MESSAGE.format("sum"))) if p.element != "b"
    ]

    assert known == []


def test_what_a_connector_says_is_all_that_it_gives() -> None:
    (problem,) = hints(after(SERVICE.format("visit.book"), "= visit_nummer > 1"))

    assert "visit_number may be meant" in problem.message


def test_variables_go_into_called_processes_and_come_back() -> None:
    start = '<startEvent id="s"/>'
    script = SCRIPT.format("= day", 'resultVariable="told"')
    inner = model(
        start + script + '<endEvent id="e"/>' + flows("s>b>e"), attributes='id="q" isExecutable="true"'
    )

    assert hints(after(CALLING.format("q"), '= told = "x"'), **{"inner.bpmn": inner}) == []


def test_correlation_keys_read_the_variables_of_the_file_s_processes() -> None:
    mapped = PAID.format(
        '<extensionElements><zeebe:ioMapping><zeebe:output source="= 1" target="paid"/></zeebe:ioMapping>'
        "</extensionElements>"
    )

    (problem,) = hints(after(mapped, "= sum > 1", roots=MESSAGE.format("summ")))

    assert (problem.code, problem.line) == ("BPMN604", 2)


def test_a_variable_of_two_types_has_none() -> None:
    number = SCRIPT.format("= 1", 'resultVariable="day"')

    assert hints(after(number, '= day > "x"')) == []
    assert hints(after(number, "= day > 1")) == []


def test_types_go_through_mappings_and_scripts() -> None:
    script = SCRIPT.format("= date(day)", 'resultVariable="started_on"')

    (problem,) = hints(after(script, "= started_on > 5"))

    assert problem.code == "BPMN606"
    assert "a date and a number can't be compared with &gt;" in problem.message.replace(">", "&gt;")


@pytest.mark.parametrize(
    "condition",
    [
        "= some day in [1, 2] satisfies day > 1",
        "= for sum in ['x'] return sum",
        "= [{day: 1}][day > 1] = []",
        "= {day: 1, later: day + 1}.later > 1",
        "= (function(day) day > 1)(2)",
    ],
)
def test_names_of_the_expression_itself_hide_variables(condition: str) -> None:
    found = {problem.code for problem in hints(choosing(condition.replace("'", '"')))}

    assert found <= {"BPMN609"}


@pytest.mark.parametrize(
    ("due", "codes"),
    [
        ("= now()", []),
        ("= day", []),
        ("= today()", ["BPMN609"]),
        ("= null", []),
        ("= is_urgent", ["BPMN609"]),
        ("= if is_urgent then now() else null", []),
    ],
)
def test_a_due_date_is_a_moment_or_a_text(due: str, codes: list[str]) -> None:
    assert [problem.code for problem in hints(scheduled(due))] == codes


def test_a_form_that_takes_anything_keeps_the_names_open() -> None:
    world = Surroundings(forms_written={"visit/report": Fields({"day": "string"}, is_closed=False)})

    found = problems(choosing("= temperature > 1"), world)

    assert not {problem.code for problem in found} & CODES


def test_many_unknown_names_are_judged_at_once() -> None:
    names = " + ".join(f"temperature_{number}" for number in range(1_000))
    tasks = "".join(
        PLANNED.format(more=f'<zeebe:taskSchedule dueDate="= {names} + {n}"/>').replace(
            'id="t"', f'id="t{n}"'
        )
        for n in range(10)
    )
    file = model(REPORTED + tasks + '<endEvent id="e"/>' + flows("s>t0>e"))
    begun = time.process_time()

    found = hints(file)

    assert len(found) == 200
    assert time.process_time() - begun < 5
