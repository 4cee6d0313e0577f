from dataclasses import replace

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.errors import NotFound
from engine.model.actor import Actor
from engine.model.definition import ResourceKind
from engine.model.query import Paging
from engine.operations.errors import DeploymentRefused, NoBlankStart
from tests.engine.operations.conftest import ANN, deploy, only_task
from tests.engine.operations.models import ONE_TASK, WAITS_A_DAY, calls, flow, model

OWNER = Actor("owner")


def test_the_same_content_again_makes_no_new_version(engine: Engine) -> None:
    first = operations.deploy(engine, {"p.bpmn": ONE_TASK}, actor=OWNER)
    again = operations.deploy(engine, {"p.bpmn": ONE_TASK}, actor=OWNER)

    assert [d.id for d in first.created] == ["p:1"]
    assert again.created == ()
    assert [d.id for d in again.unchanged] == ["p:1"]


FORM = '{"title": {"zh": "报修", "en": "Report"}, "schema": {"type": "object"}}'.encode()


def test_a_form_is_listed_by_its_title(engine: Engine) -> None:
    operations.deploy(engine, {"forms/care/report.json": FORM}, actor=OWNER)

    (form,) = queries.definitions(engine, ResourceKind.FORM, Paging()).items
    assert (form.key, form.name, form.name_en) == ("care/report", "报修", "Report")


def test_deploying_the_same_again_adds_the_names_that_an_older_release_left_out(engine: Engine) -> None:
    first = operations.deploy(engine, {"forms/care/report.json": FORM}, actor=OWNER).created[0]
    with engine.store.begin() as tx:
        tx.name_definition(replace(first, name=None, name_en=None))

    again = operations.deploy(engine, {"forms/care/report.json": FORM}, actor=OWNER)

    assert (again.created, again.unchanged) == ((), (first,))
    assert queries.definition(engine, first.id) == first


def test_a_running_case_stays_on_its_version(engine: Engine) -> None:
    deploy(engine, ONE_TASK)
    old = operations.start_instance(engine, "p", actor=ANN)
    deploy(engine, WAITS_A_DAY)

    operations.complete_task(engine, only_task(engine, old.id).id, actor=ANN)
    new = operations.start_instance(engine, "p", actor=ANN, variables={"lasts": "P1D"})

    assert only_task(engine, old.id).element_id == "check"
    assert (old.definition_id, new.definition_id) == ("p:1", "p:2")


def test_a_refused_deployment_lists_every_problem_and_leaves_nothing(engine: Engine) -> None:
    broken = model('<bpmn:startEvent id="begin"/>' + flow("begin", "nowhere"))

    with pytest.raises(DeploymentRefused) as refused:
        operations.deploy(
            engine, {"good.bpmn": ONE_TASK, "bad.bpmn": broken, "worse.bpmn": b"<not xml"}, actor=OWNER
        )

    assert {problem.file for problem in refused.value.problems} >= {"bad.bpmn", "worse.bpmn"}
    assert all(p.message and p.message_zh for p in refused.value.problems)
    assert queries.definitions(engine, ResourceKind.PROCESS, Paging()).items == ()


def test_an_unknown_connector_is_refused(engine: Engine) -> None:
    with pytest.raises(DeploymentRefused) as refused:
        operations.deploy(engine, {"p.bpmn": calls("nobody.knows")}, actor=OWNER)

    assert any("nobody.knows" in problem.message for problem in refused.value.problems)


def test_an_unknown_process_is_refused(engine: Engine) -> None:
    with pytest.raises(NotFound):
        operations.start_instance(engine, "nothing", actor=ANN)


def test_a_process_without_blank_start_is_not_started_by_hand(engine: Engine) -> None:
    deploy(
        engine,
        model(
            '<bpmn:startEvent id="begin"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>'
            '<bpmn:endEvent id="done"/>' + flow("begin", "done"),
            outside='<bpmn:message id="m" name="parcel"/>',
        ),
    )

    with pytest.raises(NoBlankStart):
        operations.start_instance(engine, "p", actor=ANN)
