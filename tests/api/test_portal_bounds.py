"""The portal's walls: codes are hard to guess, and nobody sees what is another's."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI

from aftersales import reading
from aftersales.model.case import Case
from aftersales.model.message import Dispatch, InboxMessage, Reach
from aftersales.model.portal import CodeRefused, PortalCode, PortalLink, PortalSession, TooManyCodes
from aftersales.notification.outbox import Outbox
from aftersales.notification.recipient import Recipient
from api.access.portal_door import PortalDoor
from api.application import create_app
from api.refusals import NoWayToSend, TooManyTries
from engine import operations
from engine.clock import VirtualClock
from engine.model.actor import Actor
from engine.ports.store import Store
from tests.api.conftest import PASSWORDS
from tests.api.desk import START
from tests.api.shop import TO_THE_QUOTE, Shop
from tests.api.shopfront import Customer

# One kind of database is enough for what no query decides.
on_sqlite = pytest.mark.parametrize("shop", ["sqlite"], indirect=True)
STAFF = Actor("desk")
PHONE, OTHER = "13800000001", "13800000002"


class Gateway:
    """A way to telephones that keeps what it is given."""

    reach = Reach.WEBHOOK

    def __init__(self) -> None:
        self.sent: list[Dispatch] = []

    def address_of(self, recipient: Recipient) -> str | None:
        return recipient.phone

    def send(self, dispatch: Dispatch, now: datetime) -> None:
        assert now == START
        self.sent.append(dispatch)


def door(
    shop: Shop, clock: VirtualClock, ways: Sequence[Gateway] = (), *, is_demo: bool = True
) -> PortalDoor:
    return PortalDoor(shop.engine, PASSWORDS, Outbox(ways), is_demo=is_demo, clock=clock)


def test_what_is_another_s_looks_as_if_it_were_not_there(portal: FastAPI, shop: Shop) -> None:
    owner, thief = Customer(portal, PHONE).come_in(), Customer(portal, OTHER).come_in()
    number = owner.file()["number"]
    thief.file(customer_name="王立新", symptom="漏水")
    sent = owner.ask("POST", f"/cases/{number}/files", files={"file": ("a.jpg", b"\xff\xd8\xff")}).json()[
        "id"
    ]
    shop.work(number, TO_THE_QUOTE)
    task = owner.get(f"/cases/{number}")["tasks"][0]["id"]
    staff_s = shop.task(number, "answer_quote").id.rpartition("-")[0] + "-1"
    note = {"note": "x"}
    attempts = [
        thief.ask("GET", f"/cases/{number}"),
        thief.post(f"/cases/{number}/urge", note),
        thief.post(f"/cases/{number}/cancel", note),
        thief.post(f"/cases/{number}/rating", {"quality": 1, "attitude": 1}),
        thief.post(
            f"/cases/{number}/complaints", {"complaint_subject": "delay", "symptom": "x", "demand": "x"}
        ),
        thief.ask("POST", f"/cases/{number}/files", files={"file": ("a.jpg", b"\xff\xd8\xff")}),
        thief.ask("GET", f"/cases/{number}/files/{sent}"),
        thief.ask("DELETE", f"/cases/{number}/links"),
        thief.ask("GET", f"/tasks/{task}"),
        thief.post(f"/tasks/{task}/complete", {"variables": {"consent": "refused"}}),
        thief.ask("POST", f"/tasks/{task}/files", files={"file": ("a.jpg", b"\xff\xd8\xff")}),
        owner.ask("GET", f"/tasks/{staff_s}"),
    ]
    unknown = thief.ask("GET", "/cases/WX-20990101-0001").json()

    assert [answer.status_code for answer in attempts] == [404] * len(attempts)
    assert attempts[0].json()["detail"] == unknown["detail"].replace("WX-20990101-0001", number)
    assert "不制冷" not in thief.ask("GET", "/data").text
    assert len(thief.get("/cases")) == 1


@on_sqlite
def test_a_customer_sees_nothing_of_what_the_staff_write(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal).come_in()
    number = customer.file()["number"]
    with reading(shop.engine.store) as register:
        instance = register.get(Case, number).instance_id
    operations.add_comment(shop.engine, instance, "客户难缠", actor=STAFF)
    note = operations.add_attachment(
        shop.engine, instance, name="n.txt", media_type="text/plain", content=b"x", actor=STAFF
    )
    shop.work(number, TO_THE_QUOTE)

    seen = customer.ask("GET", f"/cases/{number}").text
    task = customer.get(f"/cases/{number}")["tasks"][0]["id"]

    assert "客户难缠" not in seen + customer.ask("GET", "/data").text
    assert instance not in seen.replace(task, "")
    assert customer.ask("GET", f"/cases/{number}/files/{note.id}").status_code == 404
    assert "list_price" not in customer.ask("GET", f"/tasks/{task}").text


@pytest.fixture
def counter(store: Store) -> Shop:
    """A department without models: codes need none."""
    return Shop(store)


def test_a_code_works_once_and_for_its_own_telephone(counter: Shop) -> None:
    clock = VirtualClock(START)
    opened = door(counter, clock)
    code = str(opened.send_code(PHONE, "a", "zh"))

    with pytest.raises(CodeRefused):
        opened.open_by_code(OTHER, code, "a")
    assert opened.open_by_code(PHONE, code, "a").session.phone == PHONE
    with pytest.raises(CodeRefused):
        opened.open_by_code(PHONE, code, "a")


def test_a_code_ends_soon_and_after_a_few_guesses(counter: Shop) -> None:
    clock = VirtualClock(START)
    opened = door(counter, clock)
    code = str(opened.send_code(PHONE, "a", "zh"))
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for origin in range(5):
        with pytest.raises(CodeRefused):
            opened.open_by_code(PHONE, wrong, f"{origin}")
    with pytest.raises(CodeRefused):
        opened.open_by_code(PHONE, code, "b")

    clock.move_to(START + timedelta(minutes=2))
    code = str(opened.send_code(PHONE, "a", "zh"))
    clock.move_to(START + timedelta(minutes=8))
    with pytest.raises(CodeRefused):
        opened.open_by_code(PHONE, code, "c")


def test_who_guesses_from_one_address_has_to_wait(counter: Shop) -> None:
    opened = door(counter, VirtualClock(START))
    for _ in range(5):
        with pytest.raises(CodeRefused):
            opened.open_by_code(PHONE, "000000", "a")

    with pytest.raises(TooManyTries):
        opened.open_by_code(OTHER, "000000", "a")


def test_codes_are_sent_only_so_often_to_a_telephone_and_from_an_address(counter: Shop) -> None:
    clock = VirtualClock(START)
    opened = door(counter, clock)
    opened.send_code(PHONE, "a", "zh")
    with pytest.raises(TooManyCodes):
        opened.send_code(PHONE, "b", "zh")
    for minute in range(1, 5):
        clock.move_to(START + timedelta(minutes=2 * minute))
        opened.send_code(PHONE, "b", "zh")
    clock.move_to(START + timedelta(minutes=20))
    with pytest.raises(TooManyCodes):
        opened.send_code(PHONE, "c", "zh")

    for number in range(20):
        opened.send_code(f"138000010{number:02}", "d", "zh")
    with pytest.raises(TooManyCodes):
        opened.send_code(OTHER, "d", "zh")


@on_sqlite
def test_a_known_and_an_unknown_telephone_get_the_same_answer(portal: FastAPI) -> None:
    known, unknown = Customer(portal, "13800000009"), Customer(portal, "13899999999")

    answers = [c.post("/codes", {"phone": c.phone}) for c in (known, unknown)]

    assert [answer.status_code for answer in answers] == [202, 202]
    assert len({str(answer.json() | {"demo_code": ""}) for answer in answers}) == 1


def test_outside_the_demo_a_code_is_only_ever_sent(counter: Shop) -> None:
    gateway = Gateway()

    with pytest.raises(NoWayToSend):
        door(counter, VirtualClock(START), is_demo=False).send_code(PHONE, "a", "zh")
    told = door(counter, VirtualClock(START), [gateway], is_demo=False).send_code(PHONE, "a", "en")

    assert told is None
    with reading(counter.engine.store) as register:
        (dispatch,) = register.all(Dispatch, template="portal_code")
        assert dispatch.address == PHONE
        assert "is your code" in dispatch.text
        assert register.all(InboxMessage, template="portal_code") == []


def test_the_application_tells_codes_on_a_demo_only(counter: Shop) -> None:
    counter.engine.settings.demo = False  # type: ignore[attr-defined]  # Settings
    real = create_app(counter.engine, passwords=PASSWORDS)

    answer = Customer(real).post("/codes", {"phone": PHONE})

    assert (answer.status_code, answer.json()["error"]) == (503, "NoWayToSend")


@on_sqlite
def test_the_database_holds_no_code_and_no_token(portal: FastAPI, shop: Shop) -> None:
    customer = Customer(portal)
    code = customer.code()
    customer.post("/session", {"phone": customer.phone, "code": code})
    link = customer.file()["link"]
    token = next(iter(customer.client.cookies.values()))

    with reading(shop.engine.store) as register:
        kept = [*register.all(PortalCode), *register.all(PortalLink), *register.all(PortalSession)]
    text = repr(kept)

    assert len(kept) == 3
    assert link not in text
    assert token not in text
    assert f"'{code}'" not in text
