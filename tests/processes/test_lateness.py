"""Every task of a person has a form with help, a group, a due date, and somebody hears when it is late."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.architecture.sources import ROOT

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"


def tasks(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(f"{BPMN}userTask")


def extension(task: etree._Element, name: str, attribute: str) -> str:
    found = task.find(f"{BPMN}extensionElements/{ZEEBE}{name}")
    return "" if found is None else str(found.get(attribute, ""))


def timers_on(root: etree._Element, task: etree._Element) -> list[etree._Element]:
    return [
        event
        for event in root.iter(f"{BPMN}boundaryEvent")
        if event.get("attachedToRef") == task.get("id")
        and event.find(f"{BPMN}timerEventDefinition") is not None
    ]


def shortcomings(root: etree._Element) -> dict[str, list[str]]:
    """Return what the tasks of a model lack, by task."""
    found: dict[str, list[str]] = {}
    for task in tasks(root):
        lacks = {
            "form": not extension(task, "formDefinition", "externalReference"),
            "group": not extension(task, "assignmentDefinition", "candidateGroups"),
            "due date": not extension(task, "taskSchedule", "dueDate"),
            "timer": not timers_on(root, task),
        }
        if any(lacks.values()):
            found[str(task.get("id"))] = [name for name, is_missing in lacks.items() if is_missing]
    return found


def models() -> list[Path]:
    return sorted((ROOT / "processes").glob("*/*.bpmn"))


@pytest.mark.parametrize("path", models(), ids=lambda path: path.stem)
def test_no_task_goes_late_unseen(path: Path) -> None:
    assert shortcomings(etree.parse(path).getroot()) == {}


def test_a_task_without_anything_is_found() -> None:
    model = f'<definitions xmlns="{BPMN[1:-1]}"><process><userTask id="look"/></process></definitions>'

    assert shortcomings(etree.fromstring(model)) == {"look": ["form", "group", "due date", "timer"]}


@pytest.mark.parametrize("path", sorted((ROOT / "forms").glob("*/*.json")), ids=lambda path: path.stem)
def test_every_form_has_a_title_and_help_in_both_languages(path: Path) -> None:
    form = json.loads(path.read_text(encoding="utf-8"))

    for part in ("title", "help"):
        assert {"zh", "en"} <= form[part].keys()
        assert all(text.strip() for text in form[part].values())
