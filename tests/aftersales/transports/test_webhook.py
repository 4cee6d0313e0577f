"""Webhooks are signed, and what they answer decides whether to try again."""

import json
from datetime import datetime

import httpx
import pytest
from pydantic import SecretStr

from aftersales.model.message import Reach
from aftersales.notification.recipient import Recipient
from aftersales.notification.settings import NotificationSettings
from aftersales.ports.transport import DeliveryRefused
from aftersales.transports import Webhook, transports_of
from aftersales.transports.webhook import sign
from tests.aftersales.build import NOW
from tests.aftersales.transports.test_mail import A_DISPATCH


class Gateway:
    """A receiver that keeps what it got and answers with one status."""

    def __init__(self, status: int = 202) -> None:
        self.status = status
        self.requests: list[httpx.Request] = []
        self.client = httpx.Client(transport=httpx.MockTransport(self.answer))

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status)

    def take(self, now: datetime = NOW) -> None:
        Webhook("https://sms.example/send", "s3cret", client=self.client).send(A_DISPATCH, now)


def test_a_message_is_posted_signed_and_once_recognisable() -> None:
    gateway = Gateway()

    gateway.take()

    (request,) = gateway.requests
    stamp = request.headers["Anxin-Timestamp"]
    assert request.headers["Anxin-Signature"] == f"v1={sign(b's3cret', stamp, request.content)}"
    assert request.headers["Idempotency-Key"] == "j1:email"
    assert stamp == str(int(NOW.timestamp()))
    assert json.loads(request.content)["to"] == "zheng@example.com"


def test_the_signature_is_the_documented_one() -> None:
    signature = sign(b"key", "1", b"{}")

    assert signature == "1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224"


@pytest.mark.parametrize("status", [400, 401, 404, 410, 422])
def test_what_will_never_be_taken_is_refused(status: int) -> None:
    with pytest.raises(DeliveryRefused):
        Gateway(status).take()


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 302])
def test_what_may_pass_is_a_failure(status: int) -> None:
    with pytest.raises(httpx.HTTPError):
        Gateway(status).take()


def test_customers_are_reached_by_phone_and_colleagues_by_their_inbox() -> None:
    webhook = Webhook("https://sms.example/send", "s3cret", client=Gateway().client)

    assert webhook.address_of(Recipient("customer:WX-1", phone="13800000000")) == "13800000000"
    assert webhook.address_of(Recipient("customer:WX-1")) is None
    assert webhook.address_of(Recipient("group:supervisor")) == "group:supervisor"


def test_the_settings_choose_the_ways() -> None:
    settings = NotificationSettings(
        smtp_host="mail.example",
        mail_from="service@brand.example",
        webhook_url="https://sms.example/send",
        webhook_secret=SecretStr("s3cret"),
    )

    assert [way.reach for way in transports_of(settings)] == [Reach.EMAIL, Reach.WEBHOOK]
    assert transports_of(NotificationSettings()) == ()


@pytest.mark.parametrize("half", [{"smtp_host": "mail.example"}, {"webhook_url": "https://sms.example"}])
def test_half_settings_are_refused(half: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="needs"):
        NotificationSettings.model_validate(half)
