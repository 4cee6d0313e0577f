"""Reports over REST: the right people, in their language, with files that open."""

from io import BytesIO

import pytest
import python_calamine

from aftersales import prepare, register_in
from aftersales.model.case import Case, CaseKind, CaseStage
from aftersales.model.deed import Deed
from engine.ports.store import Store
from tests.api.desk import START, Desk


@pytest.fixture
def case(desk: Desk, store: Store) -> str:
    """A case that runs, and is in the register."""
    instance = desk.start(serial_number="SN-1")
    prepare(store)
    with store.begin() as tx:
        register_in(tx).add(
            Case(
                "BY-1",
                CaseKind.MAINTENANCE,
                instance,
                "care",
                CaseStage.INTAKE,
                "opened",
                START,
                "desk",
                "j1",
            ),
            Deed("desk", START),
        )
    return instance


def test_the_dashboard_counts_the_cases_of_the_period(desk: Desk, case: str) -> None:
    now = desk.get("supervisor", "/reports/dashboard").json()
    before = desk.get("supervisor", "/reports/dashboard?since=2026-01-01&until=2026-01-31").json()

    assert (now["total"]["cases"]["BY"], before["total"]["cases"]["BY"]) == (1, 0)
    assert now["total"]["figures"]["closure"] == {"value": 0.0, "counted": 1, "good": 0, "cases": ["BY-1"]}
    assert now["ages"][0]["cases"] == ["BY-1"]
    assert [due["instance_id"] for due in now["due"]] == [case]


def test_what_is_overdue_is_counted(desk: Desk, case: str) -> None:
    desk.post("supervisor", "/clock/advance", {"by": "PT5H"}).raise_for_status()

    assert desk.get("supervisor", "/reports/dashboard").json()["overdue"] == 1


def test_a_report_is_read_and_downloaded(desk: Desk, case: str) -> None:
    table = desk.get("supervisor", "/reports/kpis", headers={"Accept-Language": "en"}).json()
    file = desk.get("supervisor", "/reports/kpis/excel", headers={"Accept-Language": "en"})

    sheet = python_calamine.load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert table["title"] == sheet[0][0] == "Key figures"
    assert len(sheet) == 4 + len(table["rows"])


def test_reports_are_for_those_who_run_the_department(desk: Desk, case: str) -> None:
    answers = {
        who: desk.get(who, "/reports").status_code
        for who in ("supervisor", "auditor", "technician", "customer")
    }

    assert answers == {"supervisor": 200, "auditor": 200, "technician": 403, "customer": 403}


def test_a_period_that_ends_before_it_begins_is_refused(desk: Desk, case: str) -> None:
    answer = desk.get("supervisor", "/reports/dashboard?since=2026-02-01&until=2026-01-01")

    assert answer.status_code == 422
    assert desk.get("supervisor", "/reports/nonsense").status_code == 404
