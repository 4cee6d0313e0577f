"""People are told once, in both languages, by every way that is set up."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from aftersales import open_post
from aftersales.connectors import NotifySend
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchState, InboxMessage, Reach
from aftersales.notification.post import NotOpened, Post
from aftersales.notification.recipient import Recipient, RecipientUnknown, recipient_of
from aftersales.notification.template import TemplateUnknown, templates
from aftersales.ports.transport import DeliveryRefused
from aftersales.storage import register_in
from engine.ports.connector import Call
from engine.ports.store import Store
from tests.aftersales.build import NOW, a_call, registering

NIGHT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)  # 23:00 in China
HOLD = {"case_number": "WX-20261122-0001"}


class Pigeon:
    """A way out of the house that a test can look into and let fail."""

    reach = Reach.WEBHOOK

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.carried: list[str] = []

    def address_of(self, recipient: Recipient) -> str | None:
        return recipient.phone

    def send(self, dispatch: Dispatch) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.carried.append(dispatch.text)


def a_notice(job_id: str = "j1", **variables: object) -> Call:
    told = {
        "template": "progress",
        "to": "customer",
        "data": HOLD,
        "caseNumber": "WX-20261122-0001",
        "customer_phone": "13800000000",
        **variables,
    }
    return a_call("notify.send", job_id, variables=told)


def inbox(store: Store, recipient: str) -> list[InboxMessage]:
    with registering(store) as register:
        return list(register.all(InboxMessage, recipient=recipient))


def dispatches(store: Store) -> list[Dispatch]:
    with registering(store) as register:
        return list(register.all(Dispatch))


def test_a_message_lies_in_the_inbox_in_both_languages(database: Store) -> None:
    facts = {**HOLD, "amount": Decimal("120.5"), "items": [{"item": "压缩机", "price": Decimal(120)}]}

    NotifySend(open_post(database)).call(a_notice(template="quote", data=facts))

    (message,) = inbox(database, "customer:WX-20261122-0001")
    assert "维修费用为 120.50 元" in message.text_zh
    assert "压缩机 120.00" in message.text_zh
    assert "costs CNY 120.50" in message.text_en
    assert message.sent_at == NOW


def test_the_same_job_tells_once(database: Store) -> None:
    pigeon = Pigeon()
    connector = NotifySend(open_post(database, transports=[pigeon]))

    connector.call(a_notice())
    connector.call(a_notice())

    assert len(inbox(database, "customer:WX-20261122-0001")) == 1
    assert len(pigeon.carried) == 1


def test_what_fails_is_tried_again_later(database: Store) -> None:
    pigeon = Pigeon(ConnectionError("away"))
    post = open_post(database, transports=[pigeon])
    NotifySend(post).call(a_notice())

    too_early = post.deliver_due(NOW + timedelta(seconds=30))
    in_time = post.deliver_due(NOW + timedelta(seconds=60))

    assert (too_early, in_time) == (0, 1)
    assert [d.state for d in dispatches(database)] == [DispatchState.SENT]
    assert dispatches(database)[0].attempts == 2


def test_what_fails_for_ever_lies_among_the_dead_letters(light: Store) -> None:
    post = open_post(light, transports=[Pigeon(*[ConnectionError("away")] * 3)])
    NotifySend(post).call(a_notice())
    for hour in range(1, 9):
        post.deliver_due(NOW + timedelta(hours=hour))

    (dead,) = dispatches(light)

    assert (dead.state, dead.attempts) == (DispatchState.DEAD, 3)
    assert dead.last_error == "ConnectionError: away"


def test_a_refused_address_is_not_tried_again(light: Store) -> None:
    NotifySend(open_post(light, transports=[Pigeon(DeliveryRefused("no such number"))])).call(a_notice())

    assert dispatches(light)[0].state is DispatchState.DEAD


def test_a_dead_letter_can_be_sent_again(light: Store) -> None:
    pigeon = Pigeon(DeliveryRefused("mailbox full"))
    post = open_post(light, transports=[pigeon])
    NotifySend(post).call(a_notice())

    post.send_again("j1:webhook", Deed("admin", NOW))
    post.deliver_due(NOW)

    assert dispatches(light)[0].state is DispatchState.SENT
    assert len(pigeon.carried) == 1


def test_customers_sleep_undisturbed(light: Store) -> None:
    pigeon = Pigeon()
    post = open_post(light, transports=[pigeon])

    NotifySend(post).call(a_call("notify.send", variables=a_notice().variables, at=NIGHT))
    carried_at_night = list(pigeon.carried)
    post.deliver_due(NIGHT + timedelta(hours=9))

    assert carried_at_night == []
    assert len(pigeon.carried) == 1


def test_advertising_needs_consent(light: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from aftersales.notification import post as post_office
    from aftersales.notification.template import Purpose

    offer = replace(templates()["progress"], purpose=Purpose.MARKETING)
    monkeypatch.setattr(post_office, "template_named", lambda _: offer)

    NotifySend(open_post(light, transports=[Pigeon()])).call(a_notice())

    assert dispatches(light)[0].state is DispatchState.WITHHELD


@pytest.mark.parametrize(
    ("to", "variables", "recipient"),
    [
        ("customer", {"caseNumber": "WX-1"}, "customer:WX-1"),
        ("technician", {"technician": "tech.wang"}, "user:tech.wang"),
        ("technician", {}, "group:technician"),
        ("supervisor", {}, "group:supervisor"),
        ("user:li", {}, "user:li"),
        ("group:finance", {}, "group:finance"),
    ],
)
def test_a_role_of_the_case_is_somebody(to: str, variables: dict[str, object], recipient: str) -> None:
    assert recipient_of(to, variables).inbox == recipient


def test_nobody_is_no_recipient() -> None:
    with pytest.raises(RecipientUnknown):
        recipient_of("user:", {})


def test_an_unknown_template_is_refused(light: Store) -> None:
    with pytest.raises(TemplateUnknown, match="greetings"):
        NotifySend(open_post(light)).call(a_notice(template="greetings"))


def test_a_post_office_without_database_says_so() -> None:
    with pytest.raises(NotOpened):
        NotifySend(Post(None, register_in)).call(a_notice())


def test_data_is_never_a_format(light: Store) -> None:
    NotifySend(open_post(light)).call(
        a_notice(template="customer_urges", data={**HOLD, "note": "$amount {x} %s"})
    )

    assert inbox(light, "customer:WX-20261122-0001")[0].text_zh.endswith("$amount {x} %s")
