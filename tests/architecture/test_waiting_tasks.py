"""Where a case waits for the customer, the open task is the customer's own: staff have no due date there."""

from pathlib import Path

import pytest
from lxml import etree

from tests.architecture.sources import ROOT

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
FOR_THE_CUSTOMER = {"case.waiting_for_customer", "case.materials_missing"}


def waiting(root: etree._Element) -> dict[str, list[str | None]]:
    """Return the candidate groups of the steps at which a case waits for the customer."""
    return {
        str(step.get("id")): [
            each.get("candidateGroups") for each in step.iter(f"{ZEEBE}assignmentDefinition")
        ]
        for step in root.iter(f"{BPMN}userTask", f"{BPMN}callActivity")
        if FOR_THE_CUSTOMER & {each.get("type") for each in step.iter(f"{ZEEBE}executionListener")}
    }


@pytest.mark.parametrize("path", sorted((ROOT / "processes").glob("*/*.bpmn")), ids=lambda path: path.stem)
def test_only_the_customer_has_a_task_where_the_customer_is_waited_for(path: Path) -> None:
    assert all(groups == ["customer"] for groups in waiting(etree.parse(path).getroot()).values())


def test_a_task_of_the_desk_is_found() -> None:
    model = (
        f'<definitions xmlns="{BPMN[1:-1]}" xmlns:z="{ZEEBE[1:-1]}"><userTask id="look"><extensionElements>'
        '<z:assignmentDefinition candidateGroups="service_desk"/><z:executionListeners>'
        '<z:executionListener eventType="start" type="case.waiting_for_customer"/></z:executionListeners>'
        "</extensionElements></userTask></definitions>"
    )

    assert waiting(etree.fromstring(model)) == {"look": ["service_desk"]}
