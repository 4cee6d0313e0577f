"""What a listener calls is judged as what a service task calls."""

from tests.engine.bpmn.checker.cases_of_files import WORLD
from tests.engine.bpmn.checker.pieces import extended, listening
from tests.engine.bpmn.sketch import codes, flows, model, nodes

OF_NOBODY = '<zeebe:executionListeners><zeebe:executionListener eventType="end"/></zeebe:executionListeners>'
OFTEN = (
    '<zeebe:executionListeners><zeebe:executionListener eventType="end" type="visit.book" retries="often"/>'
    "</zeebe:executionListeners>"
)


def test_a_listener_s_connector_must_be_registered() -> None:
    found = codes(listening("end", "gone"), WORLD)

    assert "BPMN224" in found
    assert "BPMN225" not in found


def test_a_listener_needs_a_connector() -> None:
    assert "BPMN515" in codes(extended("userTask", OF_NOBODY), WORLD)


def test_the_retries_of_a_listener_are_a_number() -> None:
    assert "BPMN508" in codes(extended("userTask", OFTEN), WORLD)


def test_listeners_of_a_whole_process_are_refused() -> None:
    held = OF_NOBODY.replace("/>", ' type="visit.book"/>')
    process = f"<extensionElements>{held}</extensionElements>" + nodes("s:startEvent e:endEvent")

    assert "BPMN517" in codes(model(process + flows("s>e")), WORLD)
