"""Auditors search cases, see how elements fare, and take along what they found."""

import csv
import io
import json
from typing import Any

import pytest
import python_calamine

from tests.api.desk import Desk

ASKED = [
    ("variable=serial_number=SN-1", 1),
    ("variable=serial_number~N-", 1),
    ("variable=price>=128.5", 1),
    ("variable=price<128.5", 0),
    ("variable=price!=3&variable=note~=", 1),
    ("acted_by=desk", 1),
    ("acted_by=technician", 0),
    ("rule=discount", 0),
    ("process_key=care&state=active", 1),
]


def a_checked_case(desk: Desk) -> str:
    case = desk.start(price=128.5, note="=1+1", serial_number="SN-1")
    check = desk.task_of("desk", case)
    body = {"variables": {"serial_number": "SN-1"}}
    desk.post("desk", f"/tasks/{check['id']}/complete", body).raise_for_status()
    return case


def found(desk: Desk, query: str) -> list[dict[str, Any]]:
    answer = desk.get("auditor", f"/process-instances?{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_cases_are_searched_by_variable_person_and_rule(desk: Desk, subtests: pytest.Subtests) -> None:
    a_checked_case(desk)

    for query, count in ASKED:
        with subtests.test(query=query):
            assert len(found(desk, query)) == count


def test_a_search_without_comparison_is_refused(desk: Desk) -> None:
    assert desk.get("auditor", "/process-instances?variable=price").status_code == 422


def test_elements_tell_who_waits_and_how_long_it_took(desk: Desk) -> None:
    desk.start()
    desk.post("supervisor", "/clock/advance", {"by": "PT2H"}).raise_for_status()
    check = desk.get("desk", "/tasks").json()["items"][0]
    body = {"variables": {"serial_number": "SN-1"}}
    desk.post("desk", f"/tasks/{check['id']}/complete", body).raise_for_status()

    heat = {each["element_id"]: each for each in desk.get("owner", "/process-definitions/care/heat").json()}
    later = desk.get("owner", "/process-definitions/care:1/heat?after=2030-01-01T00:00:00Z").json()

    assert heat["check_report"]["times"] == {"completed": 1, "median_seconds": 7200, "p90_seconds": 7200}
    desk.post("desk", "/messages", {"name": "customer_consented", "correlation_key": "SN-1"})
    visited = {
        each["element_id"]: each for each in desk.get("owner", "/process-definitions/care/heat").json()
    }
    assert visited["visit_customer"]["waiting"] == 1
    assert "day_has_passed" not in visited  # its timer only listens
    assert heat["wait_for_consent"]["waiting"] == 1
    assert heat["wait_for_consent"]["times"] is None
    assert [each["element_id"] for each in later] == ["wait_for_consent"]


def test_found_cases_are_exported_as_tables_and_data(desk: Desk) -> None:
    case = a_checked_case(desk)
    path = "/exports/instances?variable=serial_number=SN-1&format="

    book = desk.get("auditor", path + "xlsx")
    table = desk.get("auditor", path + "csv")
    data = desk.get("auditor", path + "json")

    sheet = python_calamine.load_workbook(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet] == ["Id", case]
    assert [row["Process"] for row in csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))] == [
        "Care"
    ]
    assert [each["id"] for each in data.json()] == [case]
    assert "attachment" in data.headers["Content-Disposition"]


def test_an_exported_record_holds_old_and_new_values_and_runs_no_formula(desk: Desk) -> None:
    case = a_checked_case(desk)

    table = desk.get("auditor", f"/exports/records/{case}?format=csv").content.decode("utf-8-sig")
    whole = desk.get("auditor", f"/exports/records/{case}?format=json").json()

    rows = {row["Variable"]: row for row in csv.DictReader(io.StringIO(table)) if row["Variable"]}
    assert (rows["price"]["Old"], rows["price"]["New"]) == ("null", '{"$feel":["number","128.5"]}')
    assert json.loads(rows["note"]["New"]) == "=1+1"
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(table)) for cell in row)
    assert [event["number"] for event in whole["events"]] == list(range(1, len(whole["events"]) + 1))


def test_who_does_not_audit_exports_nothing(desk: Desk) -> None:
    case = desk.start()

    assert desk.get("desk", "/exports/instances?format=csv").status_code == 403
    assert desk.get("technician", f"/exports/records/{case}?format=json").status_code == 403
