from typing import Any

from tests.api.desk import Desk

NEW_YEAR = {"2027-01-01": False, "2027-01-30": True}


def workshop(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk.get("owner", "/calendars/workshop").json()
    return found


def body_of(calendar: dict[str, Any]) -> dict[str, Any]:
    return {name: calendar[name] for name in ("zone", "week", "make_up_shifts", "days", "years")}


def test_staff_read_calendars(desk: Desk) -> None:
    found = desk.get("technician", "/calendars").json()

    assert [each["key"] for each in found] == ["always", "hotline", "workshop"]
    assert found[2]["years"]["2026"] == "official"
    assert desk.get("technician", "/calendars/moon").status_code == 404


def test_the_owner_imports_a_year(desk: Desk) -> None:
    answer = desk.post("owner", "/calendars/workshop/years/2027", {"days": NEW_YEAR})

    assert answer.status_code == 200, answer.text
    assert workshop(desk)["years"]["2027"] == "official"
    assert workshop(desk)["days"]["2027-01-30"] is True
    assert workshop(desk)["updated_by"] == "owner"


def test_staff_do_not_import_a_year(desk: Desk) -> None:
    answer = desk.post("desk", "/calendars/workshop/years/2027", {"days": NEW_YEAR})

    assert answer.status_code == 403


def test_days_of_another_year_are_refused(desk: Desk) -> None:
    answer = desk.post("admin", "/calendars/workshop/years/2026", {"days": NEW_YEAR})

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_calendar_is_saved_only_where_nobody_was_faster(desk: Desk) -> None:
    desk.post("owner", "/calendars/workshop/years/2027", {"days": NEW_YEAR})
    first = desk.get("owner", "/calendars/workshop")
    body = {**body_of(first.json()), "make_up_shifts": [["10:00", "16:00"]]}
    etag = {"If-Match": first.headers["ETag"]}

    saved = desk.ask("owner", "PUT", "/calendars/workshop", etag, json=body)
    late = desk.ask("admin", "PUT", "/calendars/workshop", etag, json=body)

    assert saved.status_code == 200, saved.text
    assert saved.json()["make_up_shifts"] == [["10:00:00", "16:00:00"]]
    assert late.status_code == 412


def test_a_calendar_that_contradicts_itself_is_refused(desk: Desk) -> None:
    nobody = {**body_of(workshop(desk)), "week": [[]] * 7}
    nowhere = {**body_of(workshop(desk)), "zone": "Moon/Crater"}

    answers = [desk.ask("owner", "PUT", "/calendars/workshop", json=body) for body in (nobody, nowhere)]

    assert [answer.status_code for answer in answers] == [422, 422]
