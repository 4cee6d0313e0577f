"""People are told once, in both languages, by every way that is set up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from aftersales import open_post, register_in
from aftersales.connectors import NotifySend
from aftersales.model.deed import Deed
from aftersales.model.message import Dispatch, DispatchForgotten, DispatchState, InboxMessage, Reach
from aftersales.notification import outbox as writing
from aftersales.notification.outbox import Outbox
from aftersales.notification.post import ATTEMPTS_AT_MOST, Post
from aftersales.notification.recipient import Recipient, RecipientUnknown, recipient_of
from aftersales.notification.template import Purpose, TemplateUnknown, templates
from aftersales.ports.transport import DeliveryRefused
from engine.errors import NotFound
from engine.ports.connector import Call
from engine.ports.store import Store
from tests.aftersales.build import NOW, a_call, called, registering

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

    def send(self, dispatch: Dispatch, now: datetime) -> None:
        self.last = now
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


def tell(store: Store, call: Call, pigeon: Pigeon | None = None) -> Post:
    """Write a message and return the post office that may send it."""
    ways = [] if pigeon is None else [pigeon]
    called(store, NotifySend(register_in, Outbox(ways)), call)
    return open_post(store, transports=ways)


def inbox(store: Store, recipient: str) -> list[InboxMessage]:
    with registering(store) as register:
        return list(register.all(InboxMessage, recipient=recipient))


def dispatches(store: Store) -> list[Dispatch]:
    with registering(store) as register:
        return list(register.all(Dispatch))


def test_a_message_lies_in_the_inbox_in_both_languages(database: Store) -> None:
    facts = {**HOLD, "amount": Decimal("120.5"), "items": ["压缩机 × 1", "更换 × 1"]}

    tell(database, a_notice(template="quote", data=facts))

    (message,) = inbox(database, "customer:WX-20261122-0001")
    assert "维修费用为 120.50 元" in message.text_zh
    assert "明细：压缩机 × 1、更换 × 1。" in message.text_zh
    assert "costs CNY 120.50. Items: 压缩机 × 1, 更换 × 1." in message.text_en
    assert message.sent_at == NOW


def test_the_same_job_tells_once(database: Store) -> None:
    pigeon = Pigeon()

    tell(database, a_notice(), pigeon).deliver_due(NOW)
    tell(database, a_notice(), pigeon).deliver_due(NOW)

    assert len(inbox(database, "customer:WX-20261122-0001")) == 1
    assert len(pigeon.carried) == 1


def test_what_fails_is_tried_again_later(database: Store) -> None:
    post = tell(database, a_notice(), Pigeon(ConnectionError("away")))

    tried = [post.deliver_due(NOW + timedelta(seconds=later)) for later in (0, 30, 60, 90)]

    assert tried == [1, 0, 1, 0]
    assert [(d.state, d.attempts) for d in dispatches(database)] == [(DispatchState.SENT, 2)]


def test_what_fails_for_ever_lies_among_the_dead_letters(light: Store) -> None:
    post = tell(light, a_notice(), Pigeon(*[ConnectionError("away")] * 9))
    for hour in range(40):
        post.deliver_due(NOW + timedelta(hours=hour))

    (dead,) = dispatches(light)

    assert (dead.state, dead.attempts) == (DispatchState.DEAD, ATTEMPTS_AT_MOST)
    assert dead.last_error == "ConnectionError: away"


def test_a_refused_address_is_not_tried_again(light: Store) -> None:
    tell(light, a_notice(), Pigeon(DeliveryRefused("no such number"))).deliver_due(NOW)

    assert dispatches(light)[0].state is DispatchState.DEAD


def test_a_dead_letter_can_be_sent_again(light: Store) -> None:
    pigeon = Pigeon(DeliveryRefused("mailbox full"))
    post = tell(light, a_notice(), pigeon)
    post.deliver_due(NOW)

    post.send_again("j1:webhook", Deed("admin", NOW))
    post.deliver_due(NOW)
    again = post.send_again("j1:webhook", Deed("admin", NOW))

    assert again.state is DispatchState.SENT
    assert len(pigeon.carried) == 1


def test_what_is_not_kept_cannot_be_sent_again(light: Store) -> None:
    post = tell(
        light, a_notice(template="portal_code", data={"code": "123456"}), Pigeon(DeliveryRefused("full"))
    )
    post.deliver_due(NOW)

    with pytest.raises(DispatchForgotten):
        post.send_again("j1:webhook", Deed("admin", NOW))


def test_an_unknown_dead_letter_is_not_found(light: Store) -> None:
    with pytest.raises(NotFound):
        open_post(light, transports=[]).send_again("j9", Deed("admin", NOW))


def test_a_message_under_way_elsewhere_is_left_alone(light: Store) -> None:
    class Slow(Pigeon):
        def send(self, dispatch: Dispatch, now: datetime) -> None:
            super().send(dispatch, now)
            self.meanwhile = open_post(light, transports=[Pigeon()]).deliver_due(now)

    slow = Slow()

    tell(light, a_notice(), slow).deliver_due(NOW)

    assert slow.meanwhile == 0


def test_customers_sleep_undisturbed(light: Store) -> None:
    pigeon = Pigeon()
    post = tell(light, replace(a_notice(), at=NIGHT), pigeon)

    at_night = post.deliver_due(NIGHT + timedelta(hours=8, minutes=59))
    in_the_morning = post.deliver_due(NIGHT + timedelta(hours=9))

    assert (at_night, in_the_morning) == (0, 1)


def test_what_is_urgent_may_disturb(light: Store) -> None:
    post = tell(light, replace(a_notice(template="customer_urges"), at=NIGHT), Pigeon())

    assert post.deliver_due(NIGHT) == 1


def test_advertising_needs_consent(light: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = replace(templates()["progress"], purpose=Purpose.MARKETING)
    monkeypatch.setattr(writing, "template_named", lambda _: offer)

    post = tell(light, a_notice(), Pigeon())

    assert post.deliver_due(NOW) == 0
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
        tell(light, a_notice(template="greetings"))


def test_facts_are_never_a_format(light: Store) -> None:
    tell(light, a_notice(template="customer_urges", data={**HOLD, "note": "$amount {x} %s"}))

    assert inbox(light, "customer:WX-20261122-0001")[0].text_zh.endswith("$amount {x} %s")


def test_what_is_not_known_shows_as_a_dash(light: Store) -> None:
    tell(light, a_notice(template="customer_urges"))

    assert inbox(light, "customer:WX-20261122-0001")[0].text_en.endswith("—")
