import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from engine.cli import Assembly, make_app
from tests.engine.operations.models import ONE_TASK, flow, model
from tests.engine.testing.test_suite import GATE

APP = make_app(Assembly())


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(APP, list(arguments), env={"ANXIN_LANG": lang})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gate = tmp_path / "processes" / "gate"
    (gate / "scenarios").mkdir(parents=True)
    (gate / "gate.bpmn").write_bytes(GATE)
    steps = [{"start": {}}, {"complete": "look"}, {"expect": {"end": "fine"}}]
    (gate / "scenarios" / "stories.json").write_text(json.dumps({"fine": steps}))
    return tmp_path


def test_check_lists_problems_and_ends_with_one_on_an_error(tmp_path: Path) -> None:
    file = tmp_path / "bad.bpmn"
    file.write_bytes(model('<bpmn:startEvent id="begin"/>' + flow("begin", "nowhere")))

    told, machine = run("check", str(file)), run("check", str(file), "--json")

    assert told.exit_code == machine.exit_code == 1
    problems = json.loads(machine.stdout)
    assert {"file", "line", "element", "code", "severity", "message"} <= problems[0].keys()
    assert any(problem["severity"] == "error" for problem in problems)
    assert "errors" in told.stdout


def test_check_speaks_chinese(tmp_path: Path) -> None:
    file = tmp_path / "bad.bpmn"
    file.write_bytes(b"<not xml")

    told = run("check", str(file), lang="zh_CN.UTF-8")

    assert told.exit_code == 1
    assert "个错误" in told.stdout


def test_check_of_a_sound_model_ends_with_nought(tmp_path: Path) -> None:
    file = tmp_path / "good.bpmn"
    file.write_bytes(ONE_TASK)

    assert run("check", str(file)).exit_code == 0


def test_check_of_nothing_is_refused(tmp_path: Path) -> None:
    assert run("check", str(tmp_path)).exit_code == 1


def test_test_counts_scenarios_flows_and_rows(folder: Path) -> None:
    report = run("test", str(folder / "processes"), "--json")

    assert report.exit_code == 0
    totals = json.loads(report.stdout)
    names = ("scenarios", "passed", "failed", "flows_total", "flows_taken", "rows_total", "rows_taken")
    assert [totals[name] for name in names] == [1, 1, 0, 4, 3, 0, 0]


def test_test_ends_with_one_when_a_story_fails(folder: Path) -> None:
    stories = folder / "processes" / "gate" / "scenarios" / "stories.json"
    stories.write_text(json.dumps({"wrong": [{"start": {}}, {"expect": {"end": "fine"}}]}))

    report = run("test", str(folder / "processes"))

    assert report.exit_code == 1
    assert "1 failed" in report.stdout


def test_demo_plays_the_stories_of_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "forms").mkdir()
    form = {"schema": {"type": "object"}, "title": {"zh": "看", "en": "Look"}}
    (folder / "forms" / "look.json").write_text(json.dumps(form))
    monkeypatch.setenv("ANXIN_MODELS", str(folder))

    told = run("demo", "--json")

    assert told.exit_code == 0
    assert [story["ended_as_told"] for story in json.loads(told.stdout)] == [True]


def test_feel_prints_the_value_and_warns() -> None:
    fine, null = run("feel", "sum([1, 2.5])"), run("feel", '"a" + 1', "--json")

    assert fine.stdout.strip() == "3.5"
    assert json.loads(null.stdout)["value"] is None
    assert json.loads(null.stdout)["warnings"]


def test_feel_with_a_context_file(tmp_path: Path) -> None:
    context = tmp_path / "context.json"
    context.write_text('{"price": 19.90, "parts": [{"n": 2}]}')

    assert run("feel", "price * parts[1].n", "--context", str(context)).stdout.strip() == "39.80"


def test_a_broken_expression_is_refused_with_its_place() -> None:
    refused = run("feel", "1 +")

    assert refused.exit_code == 1


def test_db_status_and_upgrade(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"

    upgraded, status = run("db", "upgrade", "--database", url), run("db", "status", "--database", url)

    assert upgraded.exit_code == status.exit_code == 0
    assert upgraded.stdout == status.stdout


def test_every_command_teaches() -> None:
    for command in (
        "check",
        "convert",
        "test",
        "demo",
        "deploy",
        "worker",
        "db",
        "audit",
        "feel",
        "decide",
        "tck",
    ):
        told = run(command, "--help")
        assert told.exit_code == 0
        assert len(told.stdout) > 200
