import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli import Assembly
from engine.operations.errors import DeploymentRefused
from engine.testing.folder import NothingThere
from engine.testing.scenario import ScenarioUnreadable
from engine.testing.suite import SuiteReport, run_suite
from tests.engine.operations.conftest import Told
from tests.engine.operations.models import calls, flow, model

GATE = model(
    '<bpmn:startEvent id="begin"/><bpmn:userTask id="look"/>'
    '<bpmn:exclusiveGateway id="is_broken" default="is_broken_to_fine"/>'
    '<bpmn:endEvent id="broken"/><bpmn:endEvent id="fine"/>'
    + flow("begin", "look")
    + flow("look", "is_broken")
    + flow("is_broken", "broken", "=state = &quot;broken&quot;")
    + flow("is_broken", "fine"),
    key="gate",
)
Write = Callable[[dict[str, object]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    folder = tmp_path / "processes" / "gate"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "gate.bpmn").write_bytes(GATE)

    def put(scenarios: dict[str, object]) -> Path:
        (folder / "scenarios" / "all.json").write_text(json.dumps(scenarios), encoding="utf-8")
        return folder.parent

    return put


def play(path: Path, *connectors: Told) -> SuiteReport:
    return run_suite(path, Assembly(connectors=lambda: connectors).story_engine)


def test_a_story_that_goes_as_told_passes_and_counts_its_flows(write: Write) -> None:
    path = write(
        {
            "broken": [
                {"start": {}},
                {"complete": "look", "with": {"state": "broken"}},
                {"expect": {"end": "broken"}},
            ]
        }
    )

    report = play(path)

    assert report.failed == []
    assert report.to_json()["flows_total"] == 4
    assert report.to_json()["flows_taken"] == 3
    assert report.coverage.flows_missed() == [("gate", "is_broken_to_fine")]


def test_a_story_that_ends_otherwise_fails_with_what_happened(write: Write) -> None:
    path = write({"wrong": [{"start": {}}, {"complete": "look"}, {"expect": {"end": "broken"}}]})

    (failed,) = play(path).failed

    assert "ended in fine" in (failed.failure or "")


def test_a_task_that_is_not_open_fails_with_what_is(write: Write) -> None:
    path = write({"wrong": [{"start": {}}, {"complete": "mend"}]})

    (failed,) = play(path).failed

    assert "open: look" in (failed.failure or "")


def test_data_paths_and_open_tasks_are_compared(write: Write) -> None:
    expected = {"data": {"n": 2.5, "text": "a"}, "open": ["look"], "path": ["begin", "look"], "incidents": 0}
    path = write({"told": [{"start": {"n": 2.5, "text": "a"}}, {"expect": expected}]})

    assert play(path).failed == []


@pytest.mark.parametrize(
    "expected",
    [
        {"data": {"n": 3}},
        {"open": []},
        {"path": ["look", "begin"]},
        {"not_path": ["look"]},
        {"called": ["mail.send"]},
        {"state": "completed"},
        {"incidents": 1},
        {"due": {"look": "2026-01-01T00:00:00+08:00"}},
        {"groups": {"look": ["desk"]}},
    ],
)
def test_each_expectation_can_fail(write: Write, expected: dict[str, object]) -> None:
    path = write({"wrong": [{"start": {"n": 2}}, {"expect": expected}]})

    assert len(play(path).failed) == 1


@pytest.mark.parametrize("step", [{"strat": {}}, {"start": {}, "wiht": {}}, {"expect": {"ends": "x"}}, 7])
def test_a_step_that_nobody_understands_is_refused(write: Write, step: object) -> None:
    with pytest.raises(ScenarioUnreadable):
        play(write({"odd": [step]}))


def test_a_folder_without_scenarios_is_refused(write: Write) -> None:
    with pytest.raises(NothingThere):
        play(write({}))


def test_remote_jobs_end_as_the_story_says(tmp_path: Path) -> None:
    folder = tmp_path / "processes" / "mail"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "mail.bpmn").write_bytes(calls("mail.send", retries=1))
    steps = [
        {"start": {}},
        {"job": "mail.send", "fails": 1},
        {"expect": {"incidents": 1, "called": ["mail.send"]}},
        {"retry": "call"},
        {"job": "mail.send", "with": {"sent": True}},
        {"expect": {"open": ["after"], "data": {"sent": True}}},
    ]
    (folder / "scenarios" / "all.json").write_text(json.dumps({"fails once": steps}))

    report = play(folder.parent, Told("mail.send", is_local=False, answer=lambda _call: {}))

    assert [telling.failure for telling in report.tellings] == [None]


def test_models_with_errors_are_not_played(write: Write) -> None:
    path = write({"any": [{"start": {}}]})
    (path / "gate" / "gate.bpmn").write_bytes(
        model('<bpmn:startEvent id="begin"/>' + flow("begin", "nowhere"))
    )

    with pytest.raises(DeploymentRefused):
        play(path)


TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
id="f" name="f" namespace="urn:f">
<inputData id="d" name="days"/>
<decision id="is_late" name="is_late"><variable name="is_late"/>
<informationRequirement><requiredInput href="#d"/></informationRequirement>
<decisionTable id="t" hitPolicy="UNIQUE">
<input id="i" label="days"><inputExpression typeRef="number"><text>days</text></inputExpression></input>
<output id="o" name="is_late" typeRef="boolean"/>
<rule id="r1">
<inputEntry><text>&lt;= 7</text></inputEntry><outputEntry><text>false</text></outputEntry></rule>
<rule id="r2">
<inputEntry><text>&gt; 7</text></inputEntry><outputEntry><text>true</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


def asked(days: int, gives: object) -> dict[str, object]:
    return {"decide": "is_late", "with": {"days": days}, "gives": gives}


def test_a_table_that_no_process_asks_is_asked_by_a_story(write: Write) -> None:
    path = write({"late": [asked(8, gives=True)], "wrong": [asked(7, gives=True)]})
    (path / "gate" / "late.dmn").write_text(TABLE, encoding="utf-8")

    report = play(path)

    (failed,) = report.failed
    assert failed.failure == "step 1 (decide): is_late gives False, not True"
    assert report.coverage.rows_taken == {("t", 1), ("t", 2)}
    assert report.coverage.rows_missed() == []
