"""Lists of the register: found by what people know, page by page, and no more shown than a role needs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from aftersales import register_in
from aftersales.model.case import Case, CaseKind, CaseStage
from aftersales.model.customer import Consent, ConsentPurpose, Customer, CustomerAddress, CustomerPhone
from aftersales.model.deed import Deed
from aftersales.model.money import ItemKind, Payout, PayoutState, Quote, QuoteLine, QuoteState
from aftersales.model.product import Category, Product
from aftersales.model.requisition import Requisition, RequisitionLine
from aftersales.model.stock import MoveKind, Part, Shelf
from aftersales.model.unit import Unit
from aftersales.model.visit import Visit
from aftersales.model.workforce import Certificate, Technician
from aftersales.operations.stock import SUPPLIER, Movement, move
from aftersales.ports.register import Register
from engine.bootstrap import Engine
from tests.api.desk import START, Desk

DEED = Deed("li", START)
DAY = timedelta(days=1)
CASE = Case(
    "WX-20261122-0001", CaseKind.REPAIR, "i1", "repair", CaseStage.IN_HAND, "in_progress", START, "desk", "j1"
)


def fill(register: Register) -> None:
    for number, name in enumerate(("陈晓梅", "王立新", "陈国栋"), start=1):
        key = f"C00000{number}"
        register.add(Customer(key, name, START, email=f"{key}@example.com"), DEED)
        register.add(CustomerPhone(f"{key}:1", key, f"1390000000{number}", is_primary=True), DEED)
        register.add(CustomerAddress(f"{key}:1", key, "浙江省", "杭州市", "西湖区", "文苑路 1 号"), DEED)
    register.add(Consent("c", "C000001", ConsentPurpose.MARKETING, START, "app"), DEED)
    register.add(Product("KFR-35", Category.AIR_CONDITIONER, "空调", "Air conditioner", 12, 36, 6), DEED)
    unit = Unit(
        "SN-1", "KFR-35", "C000001", "DD-1", invoice_on=date(2026, 6, 1), invoice_price=Decimal("2699.00")
    )
    register.add_all([unit, Unit("SN-2", "KFR-35", "C000002")], DEED)
    case = replace(CASE, customer_id="C000001", unit_id="SN-1")
    ended = replace(CASE, id="WX-20261121-0002", job_id="j2", stage=CaseStage.ENDED, opened_at=START - DAY)
    register.add_all(
        [case, ended, replace(CASE, id="TS-20261122-0001", kind=CaseKind.COMPLAINT, job_id="j3")], DEED
    )
    visits = [Visit(f"v{n}", CASE.id, "wang", START + n * DAY, START + n * DAY + DAY / 12) for n in range(3)]
    register.add_all(visits, DEED)
    register.add(Technician("wang", "王强", "O01", "13900009001", ("tv", "washing_machine")), DEED)
    register.add(Certificate("w:e", "wang", "electrician", "T1", date(2026, 1, 1), date(2027, 1, 1)), DEED)
    register.add(Part("P-1", "风扇电机", "Fan motor", Decimal("128.50"), safety_stock=5), DEED)
    move(register, Movement("m1", MoveKind.RECEIVE, "P-1", 7, SUPPLIER, Shelf("central:main")), DEED)
    register.add(Requisition("r1", CASE.id, "wang", "central:main"), DEED)
    register.add(RequisitionLine("r1:1", "r1", "P-1", 2), DEED)
    register.add(Quote("q1", CASE.id, Decimal("257.00"), QuoteState.SENT, START), DEED)
    line = QuoteLine("q1:1", "q1", ItemKind.PART, "风扇电机", 2, Decimal("128.50"), Decimal("257.00"), "P-1")
    register.add(line, DEED)
    register.add(Payout("p1", CASE.id, CASE.id, Decimal("30.00"), PayoutState.REQUESTED, "退费", START), DEED)


@pytest.fixture
def stocked(engine: Engine, desk: Desk) -> Desk:
    """A desk whose register holds a little of everything."""
    with engine.store.begin() as tx:
        fill(register_in(tx))
    return desk


def ids(desk: Desk, path: str, who: str = "desk") -> list[str]:
    answer = desk.get(who, path)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/customers?text=陈", ["C000001", "C000003"]),
        ("/customers?text=0000002", ["C000002"]),
        ("/customers?text=c000003@EXAMPLE", ["C000003"]),
        ("/customers?phone=%2B86 139 0000 0002", ["C000002"]),
        ("/customers?phone=1390000000", []),
        ("/customers?sort=-id&limit=2", ["C000003", "C000002"]),
        ("/units?text=sn-", ["SN-1", "SN-2"]),
        ("/units?text=13900000002", ["SN-2"]),
        ("/units?customer_id=C000001", ["SN-1"]),
        ("/cases", ["WX-20261122-0001", "TS-20261122-0001", "WX-20261121-0002"]),
        ("/cases?text=sn-1", ["WX-20261122-0001"]),
        ("/cases?text=晓梅", ["WX-20261122-0001"]),
        ("/cases?text=13900000001", ["WX-20261122-0001"]),
        ("/cases?kind=TS", ["TS-20261122-0001"]),
        ("/cases?is_open=false", ["WX-20261121-0002"]),
        ("/cases?is_open=true&kind=WX", ["WX-20261122-0001"]),
        ("/cases?opened_at_before=2026-11-22T00:00:00Z", ["WX-20261121-0002"]),
        ("/visits?technician_id=wang&begins_at_after=2026-11-23T00:00:00Z", ["v1", "v2"]),
        ("/visits?begins_at_before=2026-11-23T00:00:00Z", ["v0"]),
        ("/technicians?skill=washing_machine", ["wang"]),
        ("/technicians?skill=refrigerator", []),
        ("/technicians?text=王", ["wang"]),
        ("/parts?text=FAN", ["P-1"]),
        ("/stock?place_kind=central", ["central:main|good|P-1"]),
        ("/requisitions?state=requested", ["r1"]),
        ("/quotes?case_number=WX-20261122-0001", ["q1"]),
        ("/payouts?is_compensation=true", []),
    ],
)
def test_people_find_by_what_they_know(stocked: Desk, path: str, found: list[str]) -> None:
    assert ids(stocked, path) == found


def test_records_come_with_what_belongs_to_them(stocked: Desk) -> None:
    def first(path: str) -> Any:
        return stocked.get("desk", path).json()["items"][0]

    case, unit = first("/cases"), stocked.get("desk", "/units/SN-1").json()
    assert (case["customer_name"], case["model"]) == ("陈晓梅", "KFR-35")
    assert (unit["product_name"], unit["invoice_price"], unit["is_covered"]) == ("空调", 2699.00, True)
    assert "12 months from invoice on 2026-06-01" in unit["warranty_en"]
    assert first("/quotes")["lines"][0]["amount"] == 257.00
    assert first("/requisitions")["lines"][0]["asked"] == 2
    assert first("/stock?place_kind=central")["part_name"] == "风扇电机"
    assert stocked.get("desk", "/technicians/wang").json()["certificates"][0]["name"] == "electrician"
    assert stocked.get("desk", "/customers/C000001").json()["consents"][0]["purpose"] == "marketing"


def test_a_list_goes_on_where_the_page_before_ended(stocked: Desk) -> None:
    page = stocked.get("desk", "/cases?limit=2").json()
    rest = stocked.get("desk", f"/cases?limit=2&cursor={page['next_cursor']}").json()
    lost = stocked.get("desk", "/cases?cursor=nonsense")

    assert [item["id"] for item in rest["items"]] == ["WX-20261121-0002"]
    assert rest["next_cursor"] is None
    assert (lost.status_code, lost.json()["error"]) == (400, "PageLost")


def test_who_need_not_call_sees_no_whole_number(stocked: Desk) -> None:
    seen = stocked.get("finance", "/customers/C000001").json()

    assert seen["phones"][0]["number"] == "139****0001"
    assert (seen["email"], seen["addresses"][0]["street"]) == ("***", "***")
    assert stocked.get("desk", "/customers/C000001").json()["phones"][0]["number"] == "13900000001"


@pytest.mark.parametrize("path", ["/customers", "/units", "/cases"])
def test_who_sees_no_numbers_cannot_guess_them_digit_by_digit(stocked: Desk, path: str) -> None:
    who = "finance" if path == "/customers" else "warehouse"

    assert ids(stocked, f"{path}?text=0000001", who) == []
    assert len(ids(stocked, f"{path}?text=13900000001", who)) == 1


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("customer", "/customers"),
        ("customer", "/cases"),
        ("customer", "/units/SN-1"),
        ("customer", "/stock"),
        ("warehouse", "/customers"),
        ("technician", "/payouts"),
        ("warehouse", "/payouts/p1"),
    ],
)
def test_what_is_not_a_role_s_business_is_not_shown(stocked: Desk, who: str, path: str) -> None:
    assert stocked.get(who, path).json()["error"] == "NotPermitted"


@pytest.mark.parametrize(
    "path",
    [
        "/customers/C9",
        "/units/SN-9",
        "/cases/WX-9",
        "/visits/v9",
        "/technicians/x",
        "/parts/P-9",
        "/quotes/q9",
    ],
)
def test_what_is_not_there_is_not_found(stocked: Desk, path: str) -> None:
    assert stocked.get("desk", path).status_code == 404


def test_movements_and_bookings_are_listed_for_their_desks(stocked: Desk) -> None:
    moves = stocked.get("warehouse", "/stock-moves?part_id=P-1").json()["items"]

    assert [(move["kind"], move["quantity"], move["to_place"]) for move in moves] == [
        ("receive", 7, "central:main")
    ]
    assert stocked.get("finance", "/money-entries").json()["items"] == []
    assert stocked.get("technician", "/money-entries").status_code == 403
