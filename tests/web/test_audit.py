"""Auditors find cases, follow one through its linked parts, and take the record along."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.web.reader import PHONE, Readers

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
FOUND = "/audit?process=repair&state=completed&variable=product_category%3Dwashing_machine"


@SIZES
def test_a_search_stands_in_the_address(readers: Readers, size: tuple[int, int] | None) -> None:
    reader = readers.come("auditor", language="en", **({"size": size} if size else {}))
    reader.open("/audit")
    expect(reader.page.locator("tbody a").first).to_be_visible()

    reader.button("Search by a variable").click()
    reader.page.get_by_label("Variable 1").fill("product_category")
    reader.page.get_by_label("Value", exact=True).fill("washing_machine")
    reader.button("Search").click()

    expect(reader.page).to_have_url(re.compile("variable=product_category"))
    counted = reader.page.locator(".found [role=status]")
    expect(counted).to_contain_text("cases")
    found = counted.inner_text()
    reader.page.reload()
    expect(reader.page.get_by_label("Variable 1")).to_have_value("product_category")
    expect(counted).to_have_text(found)


def test_the_rules_of_all_tables_come_at_once_and_by_their_names(readers: Readers) -> None:
    reader = readers.come("auditor", language="en")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.open("/audit")

    reader.page.get_by_label("Rule that fired", exact=True).fill("warranty status")

    expect(reader.page.locator(".ant-select-item-option").first).to_contain_text("Warranty status")
    assert sum("/decision-definitions" in url for url in asked) == 1


def test_the_cases_of_a_rule_are_found_from_its_row(readers: Readers) -> None:
    reader = readers.come("auditor")
    reader.open("/models/decision/warranty")

    reader.page.locator(".rules").nth(1).get_by_role("link", name="2", exact=True).click()

    expect(reader.page).to_have_url(re.compile("rule=warranty_start"))
    expect(reader.page.locator("tbody a").first).to_be_visible()


@SIZES
def test_what_is_chosen_in_one_part_is_shown_in_the_others(
    readers: Readers, size: tuple[int, int] | None
) -> None:
    reader = readers.come("auditor", language="en", **({"size": size} if size else {}))
    reader.open(FOUND)
    reader.page.locator("tbody a").first.click()
    expect(reader.page.locator(".event").first).to_be_visible()
    expect(reader.page.locator(".djs-element.is-done").first).to_be_attached()

    variable = reader.page.locator(".variables").get_by_role("button", name="Serial number")
    variable.first.click()
    expect(variable.first).to_have_attribute("aria-expanded", "true")
    expect(reader.page.locator(".timeline .changes").first).to_contain_text("Serial number")
    expect(reader.page.locator(".djs-element.is-chosen").first).to_be_attached()

    all_variables = reader.page.locator(".variables > ul > li")
    before = all_variables.count()
    reader.page.locator(".event-what[aria-pressed]").first.click()
    expect(reader.page.locator(".event.is-chosen")).to_have_count(1)
    expect(all_variables).not_to_have_count(before)


def test_every_decision_is_followed_to_the_diagram_it_was_made_in(readers: Readers) -> None:
    reader = readers.come("auditor", language="en")
    reader.open("/audit?process=complaint&state=active")
    reader.page.locator("tbody a").first.click()
    made = reader.page.locator(".event-decision .event-what")
    expect(made.first).to_be_visible()

    for at in range(made.count()):
        made.nth(at).click()
        expect(reader.page.locator(".event.is-chosen")).to_have_count(1)

    assert made.count() > 2, "decisions of several processes"


def test_a_record_speaks_the_reader_s_words_and_shows_codes_beside_them(readers: Readers) -> None:
    reader = readers.come("auditor", language="en")
    reader.open(FOUND)
    reader.page.locator("tbody a").first.click()

    limits = reader.page.locator(".variables li", has_text="Time limits of the intake").first
    expect(limits.locator("code").first).to_have_text("intake_policy")
    expect(limits).to_contain_text("first response within: 1 h")
    decided = reader.page.locator(".event", has_text="Decision made").first
    expect(decided.locator(".ant-tag").first).to_have_text(re.compile("^[A-Za-z ,:'-]+$"))

    reader.page.locator(".timeline").locator("xpath=..").get_by_text("All (").click()
    reader.page.locator(".timeline summary").evaluate_all("all => all.forEach((each) => each.click())")
    told = reader.page.locator(".timeline dt").all_inner_texts()
    assert [name for name in told if not name or "_" in name or re.search("[\u4e00-\u9fff]", name)] == []


def test_a_decision_says_which_row_fired_and_leads_there(readers: Readers) -> None:
    reader = readers.come("auditor", language="en")
    reader.open(FOUND)
    reader.page.locator("tbody a").first.click()

    row = reader.page.locator(".decided a").first
    row.click()

    expect(reader.page).to_have_url(re.compile(r"/models/decision/.*row="))
    expect(reader.page.locator(".rules .is-chosen-row").first).to_be_visible()


def test_the_record_and_the_picture_are_taken_along(readers: Readers) -> None:
    reader = readers.come("auditor", language="en")
    reader.open(FOUND)
    reader.page.locator("tbody a").first.click()
    expect(reader.page.locator(".djs-element.is-done").first).to_be_attached()

    with reader.page.expect_download() as record:
        reader.button("JSON").click()
    with reader.page.expect_download() as picture:
        reader.button("Save the picture (SVG)").click()

    events = json.loads(record.value.path().read_text("utf-8"))["events"]
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))
    assert "rgb(46, 125, 50)" in picture.value.path().read_text("utf-8").replace(
        "#2e7d32", "rgb(46, 125, 50)"
    )
