"""What stands beside a task and on a case's page, and what starts from there."""

import re
from io import BytesIO

import pytest
import segno
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.reader import DESKTOP, PHONE, Readers

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_exchange_follows_a_repair_and_nothing_is_typed_twice(
    readers: Readers, size: tuple[int, int]
) -> None:
    desk = readers.come("desk", size=size)
    desk.open("/tasks?view=groups&process=intake")
    desk.page.locator(".row", has_text="核对资料").last.click()
    desk.page.get_by_role("tab", name="工单资料").click()
    customer = desk.page.locator(".beside p").first.inner_text().split()[0]
    desk.page.locator(".task-meta a").first.click()
    expect(desk.page.locator(".steps [aria-current=step]")).to_be_visible()
    desk.page.get_by_role("tab", name="流程图").click()
    expect(desk.page.locator(".djs-element.is-waits").first).to_be_attached()
    expect(desk.page.locator(".bjs-powered-by")).to_be_visible()

    desk.button("另起一事").click()
    desk.button("开始").click()
    expect(desk.page.locator("h1", has_text="HH-")).to_be_visible()
    desk.page.locator(".case-tasks a", has_text="登记换货").click()
    desk.button("领取").click()

    expect(desk.page.locator("#f_customer_name")).to_have_value(customer)
    expect(desk.page.locator("#f_serial_number")).to_have_value(re.compile("^(SN|AX)"))
    expect(desk.button("完成")).to_be_enabled()
    # What fades from locked to open has the contrast of neither.
    desk.page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
    assert barriers(desk.page) == []


def test_a_serial_number_is_read_from_a_photo(readers: Readers) -> None:
    desk = readers.come("desk", size=PHONE)
    picture = BytesIO()
    segno.make("SN2506220099").save(picture, kind="png", scale=8, border=4)
    desk.button("登记报修").click()
    desk.button("开始登记").click()
    desk.button("领取").click()

    desk.page.get_by_role("button", name="扫描序列号").click()
    scanner = desk.page.get_by_role("dialog", name="扫码")
    expect(scanner).to_contain_text("这里不能使用相机")
    assert barriers(desk.page) == []
    scanner.locator("input[type=file]").set_input_files(
        {"name": "code.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )

    expect(desk.page.locator("#f_serial_number")).to_have_value("SN2506220099")
    expect(scanner).to_have_count(0)


def test_what_is_missing_is_told_and_the_city_is_chosen_from_those_of_the_province(readers: Readers) -> None:
    desk = readers.come("desk")
    desk.button("登记报修").click()
    desk.button("开始登记").click()
    desk.button("领取").click()
    desk.button("完成").click()
    expect(desk.page.get_by_text("此项必填。").first).to_be_visible()

    desk.choose("province", "江苏")
    desk.fill("city", "玄武")
    desk.page.locator(".ant-select-item-option", has_text="南京市玄武区").click()

    expect(desk.page.locator("#f_city")).to_have_value("南京市玄武区")


def test_a_task_tells_what_happens_next(readers: Readers) -> None:
    desk = readers.come("desk", language="en")
    desk.open("/tasks?view=groups&process=intake")
    desk.page.locator(".row", has_text="Check the materials").first.click()

    desk.page.get_by_text("What happens next").click()

    expect(desk.page.locator(".what-next li").first).to_be_visible()
    assert not re.search("[\u4e00-\u9fff]", desk.page.locator(".what-next").inner_text())
