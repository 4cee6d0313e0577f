"""Times are the service desk's, wherever the browser stands."""

import pytest
from playwright.sync_api import expect

from tests.web.office import Office
from tests.web.reader import Readers

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("web")]

FAR = "America/New_York"


def test_an_appointment_typed_abroad_is_at_the_desk_s_time(readers: Readers, address: str) -> None:
    office = Office(address)
    number = office.visit("agree_appointment")
    task = office.task_of(number, "agree_appointment")
    reader = readers.come_from(FAR, "technician", language="en")
    reader.open(f"/tasks?view=mine&task={task['id']}")

    reader.choose("visit_state", "Agreed")
    reader.fill("appointment_at", "2026-11-25T09:00")

    expect(reader.page.locator('[data-field="f_appointment_at"]')).to_contain_text("China time (UTC+8)")
    expect(reader.page.locator(".shell")).to_contain_text("your browser shows another")
    expect(reader.page.locator(".action-bar [role=status]")).to_contain_text("Draft saved")
    kept = office.ask("technician", f"/tasks/{task['id']}/draft")["data"]
    assert kept["appointment_at"] == "2026-11-25T09:00:00+08:00"
    reader.page.reload()
    expect(reader.page.locator("#f_appointment_at")).to_have_value("2026-11-25T09:00")


def test_moments_read_the_same_at_home_and_abroad(readers: Readers) -> None:
    shown = []
    for zone in ("Asia/Shanghai", FAR):
        reader = readers.come_from(zone, "supervisor", language="en")
        reader.open("/cases")
        expect(reader.page.locator("tbody")).to_contain_text("服务台 王敏")
        shown.append(reader.page.locator("tbody").inner_text())

    assert shown[0] == shown[1]


def test_nobody_at_home_is_told_of_zones(readers: Readers) -> None:
    reader = readers.come("owner", language="en")
    reader.open("/models/form/visit/agree_appointment")
    reader.choose("visit_state", "Agreed")

    expect(reader.page.locator("#f_appointment_at")).to_be_visible()
    expect(reader.page.get_by_text("China time")).to_have_count(0)
