"""A technician's day on the phone: what is done without a network is sent once, and nothing is lost."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.department import NOW
from tests.server import ROOT
from tests.web.barriers import barriers
from tests.web.office import Office
from tests.web.reader import PHONE, Reader, Readers

pytestmark = pytest.mark.browser

PHOTO = ROOT / "docs" / "images" / "intake.en.png"
TAKE_BACK = "take_back_unit"


@pytest.fixture
def office(address: str) -> Office:
    return Office(address)


@pytest.fixture
def technician(readers: Readers) -> Iterator[Reader]:
    """A technician whose phone has the day and can do without a network."""
    reader = readers.come("technician", language="en", size=PHONE)
    # Browsers write every request that finds no network to the console.
    reader.may_complain = True
    yield reader
    foreign = [each for each in reader.complaints if "another host" in each or "Content Security" in each]
    assert foreign == []


def open_day(reader: Reader) -> None:
    reader.open("/day")
    expect(reader.page.locator(".stops[data-kept=true]")).to_be_visible()
    reader.page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def go_offline(reader: Reader) -> None:
    reader.page.context.set_offline(True)
    answer = reader.page.reload()
    assert answer is not None
    assert answer.from_service_worker
    expect(reader.page.get_by_text(re.compile("^No network"))).to_be_visible()


def stop(page: Page, number: str) -> Locator:
    return page.locator(".stop", has_text=number)


def waiting(page: Page) -> Locator:
    return page.locator(".waiting-bar")


def fill_in_receipt(reader: Reader, number: str) -> None:
    page = reader.page
    stop(page, number).get_by_role("button", name="Take the unit back").click()
    reader.fill("exterior", "面板左下角有旧划痕")
    page.locator('[data-field="f_exterior_photos"] input[type=file]').set_input_files(PHOTO)
    expect(page.locator(".photos img")).to_be_visible()
    reader.fill("return_on", f"{NOW + timedelta(days=9):%Y-%m-%d}")
    reader.choose("loan_unit_issued", "No")
    sign(page)


def sign(page: Page) -> None:
    page.locator("canvas").scroll_into_view_if_needed()
    pad = page.locator("canvas").bounding_box()
    assert pad is not None
    page.mouse.move(pad["x"] + 20, pad["y"] + 20)
    page.mouse.down()
    page.mouse.move(pad["x"] + 120, pad["y"] + 60, steps=8)
    page.mouse.up()
    page.get_by_role("button", name="Keep the signature").click()
    expect(page.locator(".signature img")).to_be_visible()


def complete(reader: Reader) -> None:
    reader.button("Complete").click()


def test_the_day_shows_whom_to_visit_how_to_get_there_and_what_to_do(
    technician: Reader, office: Office
) -> None:
    number = office.visit(until="travel_to_customer")
    open_day(technician)
    page, mine = technician.page, stop(technician.page, number)

    expect(mine).to_contain_text("南京市玄武区珠江路 18 号")
    expect(mine.get_by_role("link", name="Call")).to_have_attribute("href", "tel:13912345678")
    expect(mine.get_by_role("link", name="Amap")).to_have_attribute("target", "_blank")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_checking_in_notes_the_moment_of_pressing(technician: Reader, office: Office) -> None:
    number = office.visit(until="travel_to_customer")
    open_day(technician)
    page = technician.page
    stop(page, number).get_by_role("button", name="I have arrived").click()

    expect(page.locator(".protocol")).to_contain_text("Knock twice")
    expect(page.locator("#f_arrived_at")).not_to_have_value("")
    assert barriers(page) == []
    technician.choose("visit_state", "Met the customer")
    page.locator('[data-field="f_identity_shown"] input').check()
    complete(technician)

    expect(page.get_by_text("“Travel to the customer” is completed")).to_be_visible()
    expect(stop(page, number)).to_contain_text("there")


def test_a_form_with_photo_and_signature_survives_the_closed_page_and_is_sent_once(
    technician: Reader, office: Office
) -> None:
    number = office.visit(until=TAKE_BACK)
    open_day(technician)
    go_offline(technician)
    fill_in_receipt(technician, number)
    complete(technician)
    expect(waiting(technician.page)).to_contain_text("1 waiting to be sent")
    assert barriers(technician.page) == []

    context = technician.page.context
    technician.page.close()
    technician.page = context.new_page()
    technician.page.goto(f"{technician.address}/day")
    expect(waiting(technician.page)).to_contain_text("1 waiting to be sent")
    assert office.task_of(number, TAKE_BACK) is not None
    context.set_offline(False)

    expect(waiting(technician.page)).to_be_empty()
    expect(stop(technician.page, number)).not_to_contain_text("Take the unit back")
    task = office.task_of(number, TAKE_BACK, state="completed")
    files = {
        file["name"]: file["id"] for file in office.ask("technician", f"/tasks/{task['id']}/attachments")
    }
    told = office.ask("supervisor", f"/tasks/{office.task_of(number, 'receive_unit')['id']}")["variables"]
    signature = files.pop("signature.png")
    assert (told["exterior_photos"], told["receipt_signature"]) == (list(files.values()), signature)
    assert len(files) == 1


def test_an_answer_that_is_lost_on_the_way_does_not_send_twice(technician: Reader, office: Office) -> None:
    number = office.visit(until=TAKE_BACK)
    open_day(technician)
    page = technician.page
    fill_in_receipt(technician, number)
    # The server does it, but its answer never comes: first to the photo, then to the form.
    lost = {"attachments": 0, "complete": 0}

    def lose(route: Route) -> None:
        kind = route.request.url.rpartition("/")[2]
        lost[kind] += 1
        if lost[kind] > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route(re.compile("/tasks/[^/]+/(attachments|complete)$"), lose)
    complete(technician)
    expect(waiting(page)).to_contain_text("1 waiting to be sent")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/complete")):
        technician.button("Send now").click()
    expect(waiting(page).get_by_role("button")).to_be_enabled()
    technician.button("Send now").click()

    expect(waiting(page)).to_be_empty()
    assert lost == {"attachments": 3, "complete": 2}
    task = office.task_of(number, TAKE_BACK, state="completed")
    assert len(office.ask("technician", f"/tasks/{task['id']}/attachments")) == 2


def test_what_the_server_refuses_is_told_and_what_was_typed_is_still_there(
    technician: Reader, office: Office
) -> None:
    number = office.visit(until="travel_to_customer")
    open_day(technician)
    go_offline(technician)
    page = technician.page
    stop(page, number).get_by_role("button", name="I have arrived").click()
    technician.choose("visit_state", "Nobody at home")
    page.get_by_role("checkbox", name="Left a note").check()
    complete(technician)
    expect(waiting(page)).to_contain_text("1 waiting to be sent")
    task = office.task_of(number, "travel_to_customer")
    office.ask("dispatcher", f"/tasks/{task['id']}/assign", {"assignee": "tech.wang"})
    page.context.set_offline(False)

    expect(waiting(page)).to_contain_text("1 not accepted")
    page.goto(f"{technician.address}/day?task={task['id']}")
    expect(page.get_by_text("The server did not accept it")).to_contain_text("tech.wang")
    expect(page.get_by_role("checkbox", name="Left a note")).to_be_checked()
    assert barriers(page) == []

    office.ask("dispatcher", f"/tasks/{task['id']}/assign", {"assignee": "technician"})
    complete(technician)
    expect(waiting(page)).to_be_empty()
    assert office.task_of(number, "travel_to_customer", state="completed") is not None


def test_whoever_is_signed_out_meanwhile_signs_in_and_goes_on(technician: Reader, office: Office) -> None:
    number = office.visit(until="prepare_kit")
    open_day(technician)
    go_offline(technician)
    page = technician.page
    stop(page, number).get_by_role("button", name="Prepare the kit").click()
    page.locator('[data-field="f_kit_checked"] input').check()
    complete(technician)
    expect(waiting(page)).to_contain_text("1 waiting to be sent")
    page.context.clear_cookies()
    page.context.set_offline(False)

    page.locator(".demo-users button", has=page.locator("code:text-is('technician')")).click()

    expect(page.locator(".shell")).to_be_visible()
    expect(waiting(page)).to_be_empty()
    expect(stop(page, number)).to_contain_text("I have arrived")
    assert office.task_of(number, "prepare_kit", state="completed") is not None


def test_signing_out_takes_the_customers_from_the_phone(technician: Reader, office: Office) -> None:
    office.visit(until="prepare_kit")
    open_day(technician)
    assert "anxin-day" in databases(technician.page)
    technician.button("Sign out").click()
    expect(technician.page.locator(".sign-in")).to_be_visible()

    technician.page.wait_for_function(
        "async () => !(await indexedDB.databases()).some((each) => each.name === 'anxin-day')"
    )


def databases(page: Page) -> list[str]:
    found: list[str] = page.evaluate("indexedDB.databases().then((all) => all.map((each) => each.name))")
    return found


def test_the_worker_keeps_nothing_of_the_api(technician: Reader) -> None:
    open_day(technician)
    kept = technician.page.evaluate(
        """async () => {
          const names = await caches.keys();
          const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
          return requests.flat().map((request) => new URL(request.url).pathname);
        }"""
    )

    assert "/" in kept
    assert [path for path in kept if path.startswith("/api")] == []
