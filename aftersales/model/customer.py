"""Customers: who they are, how they are reached, and what they agreed to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CardTier(StrEnum):
    """The customer's loyalty card."""

    NONE = "none"
    SILVER = "silver"
    GOLD = "gold"
    DIAMOND = "diamond"


class CustomerKind(StrEnum):
    """Whether the law of consumers protects the customer."""

    CONSUMER = "consumer"
    PROJECT = "project"


class ConsentPurpose(StrEnum):
    """What a customer may agree to, each by itself; the service of a case needs none."""

    MARKETING = "marketing"
    LOCATION = "location"
    SURVEY = "survey"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who owns or uses the brand's appliances. An erased customer has no name any more."""

    id: str
    name: str
    created_at: datetime
    kind: CustomerKind = CustomerKind.CONSUMER
    tier: CardTier = CardTier.NONE
    language: str = "zh"
    email: str | None = None
    note: str | None = None
    erased_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CustomerPhone:
    """One of a customer's telephone numbers, digits only."""

    id: str
    customer_id: str
    digits: str
    label: str = "mobile"
    is_primary: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class CustomerAddress:
    """One of a customer's addresses; a unit's place of service may be any of them."""

    id: str
    customer_id: str
    province: str
    city: str
    district: str
    street: str
    label: str = "home"
    is_primary: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Consent:
    """What a customer agreed to, for one purpose; withdrawn, it counts no more."""

    id: str
    customer_id: str
    purpose: ConsentPurpose
    given_at: datetime
    source: str
    withdrawn_at: datetime | None = None
    version: int = 1


def digits_of(number: str) -> str:
    """Return a telephone number as it is compared: digits only, without China's country code."""
    digits = "".join(sign for sign in number if sign.isdigit())
    # 00, 86 and eleven digits, or 86 and eleven digits: the same subscriber as without.
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and len(digits) - len(prefix) >= 10:  # noqa: PLR2004 - a full number
            return digits.removeprefix(prefix)
    return digits


def masked(number: str) -> str:
    """Return a number as those see it who need not dial it: 138****0000."""
    head, tail = (3, 4) if len(number) > 7 else (0, 2)  # noqa: PLR2004 - enough stars for short numbers too
    hidden = max(0, len(number) - head - tail)
    return number[:head] + "*" * hidden + number[head + hidden :] if hidden else "*" * len(number)
