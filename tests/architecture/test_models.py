"""Models, forms, connectors and scenarios fit together: nothing called is missing, nothing lies unused."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from tests.architecture.sources import PRODUCT, ROOT, Source, sources

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
JOBS = (f"{BPMN}serviceTask", f"{BPMN}sendTask")


def values(model: bytes, tag: str, attribute: str, below: tuple[str, ...]) -> Iterator[str]:
    """Yield an attribute of a zeebe element wherever it stands below one of these BPMN elements."""
    for element in etree.fromstring(model).iter(*below):
        for extension in element.iterfind(f"{BPMN}extensionElements/{ZEEBE}{tag}"):
            yield str(extension.get(attribute, ""))


def user_tasks_without_form(models: Mapping[str, bytes]) -> list[str]:
    tasks = (
        (file, task)
        for file, model in models.items()
        for task in etree.fromstring(model).iter(f"{BPMN}userTask")
    )
    return [
        f"{file}: {task.get('id')}" for file, task in tasks if task.find(f".//{ZEEBE}formDefinition") is None
    ]


def forms_named(models: Mapping[str, bytes]) -> set[str]:
    below = (f"{BPMN}userTask", f"{BPMN}startEvent")
    return {
        form
        for model in models.values()
        for form in values(model, "formDefinition", "externalReference", below)
    }


def types_called(models: Mapping[str, bytes]) -> set[str]:
    found = {kind for model in models.values() for kind in values(model, "taskDefinition", "type", JOBS)}
    return {kind for kind in found if not kind.startswith("=")}


def texts(files: Iterable[Source]) -> set[str]:
    """Return every string that stands in the code."""
    nodes = (node for file in files for node in ast.walk(file.tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def misplaced(paths: Iterable[Path]) -> list[str]:
    """Return the JSON files where nobody looks for scenarios."""
    return [path.as_posix() for path in paths if path.parent.name != "scenarios"]


def models() -> dict[str, bytes]:
    paths = sorted((ROOT / "processes").rglob("*.bpmn"))
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def forms() -> set[str]:
    folder = ROOT / "forms"
    return {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json")}


def test_there_are_models_and_forms_to_hold() -> None:
    assert len(models()) > 0
    assert len(forms()) > 0


def test_every_user_task_has_a_form() -> None:
    assert user_tasks_without_form(models()) == []


def test_every_form_that_is_named_exists() -> None:
    assert forms_named(models()) - forms() == set()


def test_every_form_is_used() -> None:
    assert forms() - forms_named(models()) == set()


def test_every_service_task_has_a_connector() -> None:
    """A connector names its type as a string, in the code of the trade or of the engine."""
    assert types_called(models()) - texts(sources(*PRODUCT)) == set()


def test_every_process_has_scenarios() -> None:
    folders = {path.parent for path in (ROOT / "processes").rglob("*.bpmn")}

    assert [folder.name for folder in sorted(folders) if not list(folder.glob("scenarios/*.json"))] == []


def test_every_scenario_lies_where_it_is_run() -> None:
    assert misplaced((ROOT / "processes").rglob("*.json")) == []


def test_a_scenario_elsewhere_is_found() -> None:
    assert misplaced([Path("processes/a/b.json"), Path("processes/a/scenarios/c.json")]) == [
        "processes/a/b.json"
    ]


def test_a_task_without_form_and_an_unknown_connector_are_found() -> None:
    model = f"""<definitions xmlns="{BPMN[1:-1]}" xmlns:zeebe="{ZEEBE[1:-1]}"><process>
      <userTask id="look"/>
      <userTask id="ask"><extensionElements>
        <zeebe:formDefinition externalReference="a/ask"/>
      </extensionElements></userTask>
      <serviceTask id="pay"><extensionElements>
        <zeebe:taskDefinition type="bank.pay"/>
      </extensionElements></serviceTask>
    </process></definitions>"""
    bad = {"bad.bpmn": model.encode()}

    assert user_tasks_without_form(bad) == ["bad.bpmn: look"]
    assert forms_named(bad) == {"a/ask"}
    assert types_called(bad) == {"bank.pay"}
    assert texts([Source("a.py", "TYPE = 'bank.pay'")]) == {"bank.pay"}
