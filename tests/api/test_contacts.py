"""Who reaches a customer sees how; a technician only in the cases that are theirs, while these run."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from aftersales import register_in
from aftersales.model.case import Case
from aftersales.model.contact import CONTACT_FIELDS, variables_without_contacts
from aftersales.model.deed import Deed
from aftersales.model.visit import Visit, VisitState, went_on
from engine import operations
from engine.model.account import Account
from engine.model.actor import Actor
from tests.api.conftest import HASH
from tests.api.desk import START, Desk
from tests.api.shop import TO_THE_QUOTE, Shop
from tests.api.shopfront import Customer

FORMS = Path(__file__).parents[2] / "forms"
PHONE = "13800000001"
HOUR, DEED = timedelta(hours=1), Deed("dispatcher", START)
TO_THE_DOOR = tuple(
    (name, {**told, "override_reason": "客户指定"} if name == "assign_technician" else told)
    for name, told in TO_THE_QUOTE[:5]
)


@pytest.fixture
def desk(shop: Shop, portal: FastAPI) -> Desk:
    roles = {"technician": "technician", "tech.wang": "technician"}
    roles |= {role: role for role in ("desk", "auditor", "warehouse", "finance")}
    with shop.engine.store.begin() as tx:
        for name, role in roles.items():
            tx.save_account(Account(name, name, HASH, (role,), (role,)))
    return Desk(TestClient(portal, headers={"Accept-Language": "en"}))


@pytest.fixture
def case(desk: Desk, portal: FastAPI, shop: Shop) -> Case:
    """A case with an appointment of `technician`."""
    number = str(Customer(portal, PHONE).come_in().file()["number"])
    shop.work(number, TO_THE_DOOR)
    return found(shop, number)


def found(shop: Shop, number: str) -> Case:
    with shop.engine.store.begin() as tx:
        return register_in(tx).get(Case, number)


def told(desk: Desk, who: str, path: str) -> str:
    answer = desk.get(who, path)
    assert answer.status_code == 200, answer.text
    return json.dumps(answer.json(), ensure_ascii=False)


def paths(case: Case) -> list[str]:
    instance = f"/process-instances/{case.instance_id}"
    return [f"/customers/{case.customer_id}", f"{instance}/variables", f"{instance}/history?limit=200"]


def test_who_reaches_the_customer_sees_how_and_nobody_else(desk: Desk, case: Case) -> None:
    customer, *record = paths(case)

    for path in (customer, *record):
        assert "文苑路" in told(desk, "technician", path)
        assert PHONE in told(desk, "technician", path)
        for who in ("tech.wang", "finance"):
            seen = told(desk, who, path)
            assert PHONE not in seen
            assert "文苑路" not in seen
            assert "***" in seen
    for path in record:
        assert PHONE in told(desk, "desk", path)
        assert PHONE in told(desk, "auditor", path)


def test_whom_to_call_is_told_to_whoever_takes_the_task(desk: Desk, case: Case, shop: Shop) -> None:
    task = f"/tasks/{shop.task(case.id, 'travel_to_customer').id}"
    assert PHONE in told(desk, "technician", task)
    operations.unclaim_task(shop.engine, task.rpartition("/")[2], actor=Actor("technician"))

    offered = desk.get("tech.wang", task).json()["variables"]
    assert (offered["customer_phone"], offered["address"]) == ("138****0001", "***")
    assert (offered["city"], offered["product_model"]) == ("杭州市西湖区", "XQG100-B1")
    assert offered["symptom"]
    assert offered["appointment_at"]

    assert desk.post("tech.wang", f"{task}/claim").status_code == 200
    taken = desk.get("tech.wang", task).json()["variables"]
    assert (taken["customer_phone"], taken["address"]) == (PHONE, "文苑路 12 号 501 室")

    assert desk.post("tech.wang", f"{task}/unclaim").status_code == 200
    assert PHONE not in told(desk, "tech.wang", task)
    assert PHONE in told(desk, "desk", f"/process-instances/{case.instance_id}/variables")


def test_a_paper_of_another_s_case_shows_no_street(desk: Desk, case: Case, shop: Shop) -> None:
    done = {"work_measures": "更换风扇电机"}
    operations.set_variables(
        shop.engine, case.instance_id, variables=done, actor=Actor("admin"), reason="Test"
    )

    def paper(who: str) -> int:
        answer = desk.get(who, f"/process-instances/{case.instance_id}/papers/service_order")
        assert answer.status_code == 200, answer.text
        return len(answer.content)  # each print bears an id of its own, of the same length

    whole, others = paper("desk"), paper("finance")
    assert paper("technician") == whole
    assert paper("tech.wang") == others
    assert others < whole


def test_a_technician_finds_whole_numbers_and_sees_those_of_own_customers(
    desk: Desk, case: Case, portal: FastAPI
) -> None:
    Customer(portal, "13800000002").come_in().file()

    listed = desk.get("technician", "/customers").json()["items"]

    numbers = {one["id"]: one["phones"][0]["number"] for one in listed if one["phones"]}
    assert numbers.pop(case.customer_id) == PHONE
    assert numbers
    assert all("*" in number for number in numbers.values())
    for path in ("/customers", "/cases"):
        assert desk.get("technician", f"{path}?text=0000001").json()["items"] == []
        assert len(desk.get("technician", f"{path}?text={PHONE}").json()["items"]) == 1


def test_once_the_case_is_over_the_contact_is_no_longer_shown(desk: Desk, case: Case, shop: Shop) -> None:
    operations.cancel_instance(shop.engine, case.instance_id, actor=Actor("supervisor"), reason="Twice")

    assert found(shop, case.id).is_closed
    for path in paths(case):
        assert PHONE not in told(desk, "technician", path)


def test_a_visit_that_was_given_to_another_opens_nothing(desk: Desk, case: Case, shop: Shop) -> None:
    path, another = paths(case)[0], Visit("v", case.id, "tech.wang", START, START + HOUR)
    with shop.engine.store.begin() as tx:
        register_in(tx).add(another, DEED)
    assert PHONE in told(desk, "tech.wang", path)

    with shop.engine.store.begin() as tx:
        register_in(tx).save(went_on(another, VisitState.CANCELLED, START), DEED)

    assert PHONE not in told(desk, "tech.wang", path)


def test_every_telephone_and_address_in_a_form_is_known_as_contact_data() -> None:
    def fields(schema: Mapping[str, Any]) -> set[str]:
        names = set()
        for name, field in schema.get("properties", {}).items():
            if field.get("x-widget") == "phone" or name.endswith(("address", "email", "street")):
                names.add(name)
        for part in (*schema.get("allOf", ()), *(schema[key] for key in ("then", "else") if key in schema)):
            names |= fields(part)
        return names

    schemas = [json.loads(path.read_text("utf-8"))["schema"] for path in FORMS.rglob("*.json")]
    assert set().union(*map(fields, schemas)) == CONTACT_FIELDS


def test_contact_data_is_hidden_however_deep_and_the_rest_is_not() -> None:
    changed = {"customer_phone": {"old": "null", "new": '"13800000001"'}, "symptom": {"new": "漏水"}}
    inputs = {"inputs": [{"address": "文苑路 12 号", "customer_phone": "13800000001", "city": "杭州市"}]}

    hidden = {"old": "***", "new": "***"}
    assert variables_without_contacts(changed) == {"customer_phone": hidden, "symptom": {"new": "漏水"}}
    assert variables_without_contacts(inputs) == {
        "inputs": [{"address": "***", "customer_phone": "138****0001", "city": "杭州市"}]
    }
