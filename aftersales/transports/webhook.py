"""Posts messages to a webhook, such as an SMS gateway's, signed so that the receiver knows the sender."""

import hashlib
import hmac
import json
from datetime import datetime

import httpx

from aftersales.model.message import Dispatch, Reach
from aftersales.notification.recipient import Recipient
from aftersales.ports.transport import DeliveryRefused

SECONDS = 20
# Refusals that pass: time-out, conflict with a request under way, too early, too many.
_PASSING = frozenset({408, 409, 425, 429})


class Webhook:
    """One address that takes every message that leaves the house."""

    reach = Reach.WEBHOOK

    def __init__(self, url: str, secret: str, *, client: httpx.Client | None = None) -> None:
        self._url = url
        self._secret = secret.encode()
        self._client = client or httpx.Client(timeout=SECONDS)

    def address_of(self, recipient: Recipient) -> str | None:
        """Return the phone number, or the inbox of a colleague: the gateway knows them."""
        return recipient.phone if recipient.is_customer else recipient.inbox

    def send(self, dispatch: Dispatch, now: datetime) -> None:
        """Post one message; `Idempotency-Key` lets the receiver drop a repetition.

        Raises:
            DeliveryRefused: the receiver will never take it.
            httpx.HTTPError: it may take it later.
        """
        body = json.dumps(_content(dispatch), ensure_ascii=False, sort_keys=True).encode()
        stamp = str(int(now.timestamp()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": dispatch.id,
            "Anxin-Timestamp": stamp,
            "Anxin-Signature": f"v1={sign(self._secret, stamp, body)}",
        }
        answer = self._client.post(self._url, content=body, headers=headers)
        if answer.is_client_error and answer.status_code not in _PASSING:
            raise DeliveryRefused(f"the receiver answers {answer.status_code}")
        answer.raise_for_status()


def sign(secret: bytes, stamp: str, body: bytes) -> str:
    """Return the signature: HMAC-SHA256 over the timestamp, a full stop and the body."""
    return hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _content(dispatch: Dispatch) -> dict[str, str | None]:
    return {
        "id": dispatch.id,
        "to": dispatch.address,
        "template": dispatch.template,
        "title": dispatch.title,
        "text": dispatch.text,
        "case_number": dispatch.case_number,
    }
