"""Whole models: requirements, knowledge models, services, imports, types, and what is refused."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engine.clock import VirtualClock
from engine.decisions import DmnError, FeelLimitExceeded, Limits, load
from engine.decisions.dmn.definitions import UnknownDecision
from tests.engine.decisions.dmn_file import NAMESPACE, literal, model

INPUT = '<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>'


def test_decisions_ask_for_what_they_require() -> None:
    xml = model(
        INPUT
        + literal("double", "x * 2", requires=["requiredInput:x"])
        + literal("total", "double + 1", requires=["requiredDecision:double"])
    )

    definitions = load(xml)
    result = definitions.evaluate("total", {"x": 5})

    assert result.value == Decimal(11)
    assert [record.name for record in result.record.required] == ["double"]
    assert [(info.id, info.inputs, info.decisions) for info in definitions.decisions] == [
        ("double", ("x",), ()),
        ("total", ("x",), ("double",)),
    ]


def test_what_is_not_required_is_not_seen() -> None:
    result = load(model(INPUT + literal("blind", "x"))).evaluate("blind", {"x": 5})

    assert result.value is None
    assert [warning.code for warning in result.record.warnings] == ["unknown_name"]


def test_knowledge_models_are_functions_and_may_call_themselves() -> None:
    needs = '<knowledgeRequirement><requiredKnowledge href="#fact"/></knowledgeRequirement>'
    xml = model(
        '<businessKnowledgeModel id="fact" name="fact"><variable name="fact"/><encapsulatedLogic>'
        '<formalParameter name="n" typeRef="number"/><literalExpression>'
        "<text>if n &lt;= 1 then 1 else n * fact(n - 1)</text></literalExpression></encapsulatedLogic>"
        f'{needs}</businessKnowledgeModel><decision id="d" name="d">{needs}'
        "<literalExpression><text>fact(5)</text></literalExpression></decision>"
    )

    assert load(xml).evaluate("d", {}).value == Decimal(120)


def test_a_service_is_called_by_its_name() -> None:
    xml = model(
        INPUT
        + literal("double", "x * 2", requires=["requiredInput:x"])
        + '<decisionService id="s" name="doubling">'
        '<outputDecision href="#double"/><inputData href="#x"/></decisionService>'
    )

    assert load(xml).evaluate("doubling", {"x": 4}).value == Decimal(8)


def test_an_imported_model_is_used_under_its_name() -> None:
    other = model(INPUT + literal("double", "x * 2", requires=["requiredInput:x"]), namespace="urn:other")
    xml = model(
        '<decision id="d" name="d"><informationRequirement>'
        '<requiredDecision href="urn:other#double"/></informationRequirement>'
        "<literalExpression><text>lib.double + 1</text></literalExpression></decision>",
        head='<import name="lib" namespace="urn:other" importType="dmn"/>',
    )

    assert load(xml, imports={"urn:other": other}).evaluate("d", {"x": 3}).value == Decimal(7)
    with pytest.raises(DmnError, match="urn:other was not given"):
        load(xml)


def test_a_value_of_the_wrong_type_is_null_with_a_warning() -> None:
    result = load(model(literal("d", '"text"', type_ref="number"))).evaluate("d", {})

    assert result.value is None
    assert [warning.code for warning in result.record.warnings] == ["wrong_type"]
    result = load(model(INPUT + literal("e", "x", requires=["requiredInput:x"]))).evaluate("e", {"x": "text"})
    assert result.value is None


def test_the_clock_and_the_limits_reach_every_decision() -> None:
    clock = VirtualClock(datetime(2026, 11, 22, tzinfo=UTC))
    xml = model(literal("now", "now()") + literal("much", "for i in 1..9999 return i"))

    assert load(xml).evaluate("now", {}, clock=clock).value == clock.now()
    with pytest.raises(FeelLimitExceeded):
        load(xml).evaluate("much", {}, limits=Limits(steps=100))


def test_foreign_objects_and_endless_ones_are_null_inputs() -> None:
    endless: list[object] = []
    endless.append(endless)
    definitions = load(model(INPUT + literal("d", "x = null", requires=["requiredInput:x"])))

    assert definitions.evaluate("d", {"x": object()}).value is True
    assert definitions.evaluate("d", {"x": endless}).value is True


def test_an_unknown_decision_is_refused() -> None:
    with pytest.raises(UnknownDecision, match="no decision “nothing”"):
        load(model(literal("d", "1"))).evaluate("nothing", {})


def test_every_problem_of_a_file_is_listed_with_its_place() -> None:
    xml = model(
        literal("a", "1 +")
        + literal("b", "c", requires=["requiredDecision:nowhere"])
        + literal("p", "q", requires=["requiredDecision:q"])
        + literal("q", "p", requires=["requiredDecision:p"])
        + literal("t", "1", type_ref="tUnknown")
    )

    with pytest.raises(DmnError) as caught:
        load(xml)

    assert [problem.code for problem in caught.value.problems] == [
        "feel_syntax",
        "unknown_reference",
        "cycle",
        "unknown_type",
    ]
    assert all(problem.message_zh for problem in caught.value.problems)
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (1, 4)


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"not xml", "not_xml"),
        (b"<a/>", "not_dmn"),
        (f'<definitions xmlns="{NAMESPACE}x"/>'.encode(), "not_dmn"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "doctype"),
        (b"<a>" + b" " * 5_000_001 + b"</a>", "too_large"),
        (b"<a>" * 5000, "not_xml"),
    ],
)
def test_what_is_no_model_is_refused(xml: bytes, code: str) -> None:
    with pytest.raises(DmnError) as caught:
        load(xml)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_external_entities_are_not_read() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

    with pytest.raises(DmnError, match="document type"):
        load(xml)
