"""What keeps the register in order: counts, tables in and out, dead letters, settlements, agreements."""

from decimal import Decimal
from typing import Any

import pytest

from aftersales import register_in
from aftersales.model.case import Case, CaseKind, CaseStage
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchState, Reach
from aftersales.model.stock import MoveKind, Part, Shelf, StockLevel, StockMove
from aftersales.model.visit import Visit, VisitState
from aftersales.model.workforce import Outlet, OutletKind, Technician
from aftersales.operations.stock import SUPPLIER, Movement, move, wrong_levels
from engine.bootstrap import Engine
from tests.api.desk import START, Desk

DEED = Deed("li", START)
CASE = "WX-20261122-0001"
COUNT = {"place": "central:main", "part_id": "P-1", "booked": 7, "found": 5, "reason": "年终盘点"}
CUSTOMERS = "客户编号,姓名,电话\nC1,林晓梅,13800000001\n"
AGREEMENTS = (
    "协议号,客户编号,开始日期,结束日期,协议金额,收费间隔(月),拜访间隔(月),减免项目\n"
    "XY-1,C1,2026-01-31,2026-12-31,1000.00,4,3,工时费、上门费\n"
)
SETTLEMENT = {
    "outlet_id": "O01",
    "begins_on": "2026-11-01",
    "ends_on": "2026-11-30",
    "items": [
        {"case_number": CASE, "item": "labour", "amount": 80.00},
        {"case_number": CASE, "item": "visit", "amount": 50.00},
    ],
}


@pytest.fixture
def kept(engine: Engine, desk: Desk) -> Desk:
    """A desk with a stocked store, a case, an outlet and a dead letter."""
    with engine.store.begin() as tx:
        register = register_in(tx)
        register.add(Part("P-1", "风扇电机", "Fan motor", Decimal("128.50")), DEED)
        move(register, Movement("m1", MoveKind.RECEIVE, "P-1", 7, SUPPLIER, Shelf("central:main")), DEED)
        register.add_all(
            (
                Case(CASE, CaseKind.REPAIR, "i1", "repair", CaseStage.IN_HAND, "open", START, "desk", "j1"),
                Outlet("O01", "杭州服务中心", OutletKind.OWN, "zhejiang", "杭州市", "0571-80000001"),
                Dispatch(
                    "n1:email",
                    "n1",
                    Reach.EMAIL,
                    "chen@example.com",
                    "progress",
                    "进度",
                    "您的机器已送修。",
                    DispatchState.DEAD,
                    START,
                    START,
                    CASE,
                    attempts=5,
                    last_error="ConnectionError: away",
                ),
            ),
            DEED,
        )
    return desk


def taken_in(desk: Desk, path: str, text: str, who: str = "supervisor") -> Any:
    return desk.ask(who, "POST", f"/sheets/{path}", files={"file": ("t.csv", text.encode())})


def test_a_count_moves_the_difference_and_says_why(kept: Desk, engine: Engine) -> None:
    answer = kept.post("warehouse", "/stock-counts", COUNT)

    assert answer.status_code == 201, answer.text
    (made,) = kept.get("warehouse", "/stock-moves?kind=count").json()["items"]
    assert answer.json()["difference"] == -2
    assert (made["quantity"], made["to_place"], made["note"]) == (2, "outside:difference", "年终盘点")
    with engine.store.begin() as tx:
        register = register_in(tx)
        assert wrong_levels(register.all(StockLevel), register.all(StockMove)) == []


def test_a_count_of_what_moved_meanwhile_is_refused(kept: Desk) -> None:
    kept.post("warehouse", "/stock-counts", COUNT).raise_for_status()

    again = kept.post("warehouse", "/stock-counts", COUNT)

    assert (again.status_code, again.json()["error"]) == (409, "StockChanged")


def test_a_count_that_agrees_moves_nothing(kept: Desk) -> None:
    answer = kept.post("warehouse", "/stock-counts", {**COUNT, "found": 7})

    assert (answer.json()["difference"], answer.json()["move"]) == (0, None)


def test_a_dead_letter_goes_out_again(kept: Desk) -> None:
    dead = kept.get("supervisor", "/outgoing-messages?state=dead").json()["items"]

    again = kept.post("supervisor", f"/outgoing-messages/{dead[0]['id']}/send-again")

    assert (dead[0]["last_error"], dead[0]["attempts"]) == ("ConnectionError: away", 5)
    assert (again.json()["state"], again.json()["attempts"]) == ("waiting", 0)
    assert kept.get("supervisor", "/outgoing-messages?state=dead").json()["items"] == []


def test_a_table_is_looked_at_then_imported_then_exported(kept: Desk) -> None:
    seen = taken_in(kept, "customers/preview", CUSTOMERS).json()
    before = kept.get("desk", "/customers").json()["items"]
    done = taken_in(kept, "customers", CUSTOMERS).json()

    assert (seen["added"], done["added"], before) == (1, 1, [])
    assert kept.get("desk", "/customers").json()["items"][0]["name"] == "林晓梅"
    out = kept.get("supervisor", "/sheets/customers?format=csv")
    assert "林晓梅" in out.content.decode("utf-8-sig")
    assert out.headers["content-disposition"] == 'attachment; filename="customers.csv"'
    assert kept.get("supervisor", "/sheets/customers/template").content.startswith(b"PK")


def test_a_table_with_errors_stays_outside_and_says_where(kept: Desk) -> None:
    wrong = CUSTOMERS + "C2,,12\n"

    seen = taken_in(kept, "customers/preview", wrong).json()
    refused = taken_in(kept, "customers", wrong)

    assert [(error["row"], error["column"]) for error in seen["errors"]] == [(3, "Name")]
    assert seen["errors"][0]["text"] == "Name is missing"
    assert (refused.status_code, refused.json()["error"]) == (422, "ImportRefused")
    assert kept.get("desk", "/customers").json()["items"] == []


def test_an_agreement_tells_when_visits_and_money_are_due(kept: Desk) -> None:
    taken_in(kept, "customers", CUSTOMERS).raise_for_status()
    taken_in(kept, "agreements", AGREEMENTS).raise_for_status()

    read = kept.get("desk", "/agreements/XY-1").json()

    assert [each["id"] for each in kept.get("desk", "/agreements?customer_id=C1").json()["items"]] == ["XY-1"]
    assert read["visits"] == ["2026-04-30", "2026-07-31", "2026-10-31"]
    assert [part["amount"] for part in read["instalments"]] == [333.33, 333.33, 333.34]
    assert read["waived"] == ["labour", "visit"]


def test_an_outlet_is_settled_with_by_two_people(kept: Desk) -> None:
    drawn = kept.post("finance", "/settlements", SETTLEMENT)
    path = f"/settlements/{drawn.json()['id']}"
    own = kept.post("finance", f"{path}/review")
    kept.post("supervisor", f"{path}/review").raise_for_status()
    paid = kept.post("finance", f"{path}/pay")

    assert (drawn.status_code, drawn.json()["amount"]) == (201, 130.00)
    assert (own.status_code, own.json()["error"]) == (409, "PayeeIsReviewer")
    assert paid.json()["state"] == "paid"
    read = kept.get("finance", path).json()
    assert [line["item"] for line in read["lines"]] == ["labour", "visit"]
    assert [(step["state"], step["by"]) for step in read["steps"]] == [
        ("draft", "finance"),
        ("reviewed", "supervisor"),
        ("paid", "finance"),
    ]
    assert [each["id"] for each in kept.get("auditor", "/settlements").json()["items"]] == [
        drawn.json()["id"]
    ]
    assert len(kept.get("finance", "/money-entries?reason=settlement").json()["items"]) == 2


def test_what_an_outlet_served_can_be_settled_until_it_is(kept: Desk, engine: Engine) -> None:
    asked = "/settlements/unsettled?outlet_id=O01&begins_on=2026-11-01&ends_on=2026-11-30"
    with engine.store.begin() as tx:
        visit = Visit("v1", CASE, "wang", START, START, VisitState.DONE)
        register_in(tx).add_all((Technician("wang", "王强", "O01", "139", ("tv",)), visit), DEED)

    before = kept.get("finance", asked).json()
    kept.post("finance", "/settlements", SETTLEMENT).raise_for_status()
    again = kept.post("finance", "/settlements", SETTLEMENT)

    assert before == [{"case_number": CASE, "visits": 1, "visited_on": "2026-11-22"}]
    assert kept.get("finance", asked).json() == []
    assert (again.status_code, again.json()["error"]) == (409, "ItemSettled")
    assert [each["name"] for each in kept.get("finance", "/outlets").json()["items"]] == ["杭州服务中心"]


@pytest.mark.parametrize(
    ("who", "method", "path"),
    [
        ("technician", "POST", "/stock-counts"),
        ("desk", "GET", "/outgoing-messages"),
        ("desk", "POST", "/outgoing-messages/n1:email/send-again"),
        ("finance", "GET", "/sheets/customers"),
        ("desk", "POST", "/sheets/customers"),
        ("desk", "POST", "/settlements"),
        ("warehouse", "GET", "/settlements"),
        ("warehouse", "GET", "/agreements"),
    ],
)
def test_what_is_not_a_role_s_business_is_refused(kept: Desk, who: str, method: str, path: str) -> None:
    assert kept.ask(who, method, path).json()["error"] == "NotPermitted"
