"""Money: quotes and consent, charges, payments, refunds, compensations; yuan with two decimals."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from aftersales.errors import RegisterInputRefused, RegisterRefusal

_CENT = Decimal("0.01")


def yuan(value: Decimal | int | str) -> Decimal:
    """Return an amount in whole fen; half a fen is rounded up, away from zero."""
    return Decimal(value).quantize(_CENT, ROUND_HALF_UP)


ZERO = yuan(0)


class QuoteState(StrEnum):
    """What the customer made of a quote."""

    SENT = "sent"
    AGREED = "agreed"
    CHARGED = "charged"
    REFUSED = "refused"
    REPLACED = "replaced"
    LAPSED = "lapsed"


class ItemKind(StrEnum):
    """What an amount is for."""

    VISIT = "visit"
    LABOUR = "labour"
    PART = "part"
    FREIGHT = "freight"
    PACKAGE = "package"
    DIFFERENCE = "difference"
    MATERIAL = "material"
    ADJUSTMENT = "adjustment"


class RefundOf(StrEnum):
    """What is given back: the fees of a case, the price of the unit, or part of it for a cheaper one."""

    FEES = "fees"
    PURCHASE = "purchase"
    DIFFERENCE = "difference"


class PayoutState(StrEnum):
    """How far a refund or a compensation has come."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    PAID = "paid"
    CANCELLED = "cancelled"


class Ledger(StrEnum):
    """The accounts of the money ledger."""

    RECEIVABLE = "receivable"
    REVENUE = "revenue"
    CASH = "cash"
    PAYABLE = "payable"
    REFUNDS = "refunds"
    COMPENSATIONS = "compensations"
    SERVICE_COST = "service_cost"


@dataclass(frozen=True, slots=True)
class Quote:
    """What a repair will cost; nothing is charged that the customer has not agreed to in writing."""

    id: str
    case_number: str
    total: Decimal
    state: QuoteState
    sent_at: datetime
    answered_at: datetime | None = None
    consent_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line of a quote."""

    id: str
    quote_id: str
    kind: ItemKind
    text: str
    quantity: int
    unit_price: Decimal
    amount: Decimal
    part_id: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyEntry:
    """One booking: the same amount on both sides, so the ledger always balances. Never changed."""

    id: str
    at: datetime
    debit: Ledger
    credit: Ledger
    amount: Decimal
    reason: str
    account_id: str


@dataclass(frozen=True, slots=True)
class MoneyAccount:
    """The standing of one case, or of one unit's purchase: what was charged, paid and given back.

    Its version makes two refunds at the same moment impossible.
    """

    id: str
    charged: Decimal = ZERO
    paid: Decimal = ZERO
    refunded: Decimal = ZERO
    compensated: Decimal = ZERO
    version: int = 1

    @property
    def owed(self) -> Decimal:
        """Return what is charged and not yet paid."""
        return self.charged - self.paid

    @property
    def refundable(self) -> Decimal:
        """Return the most that can still be given back."""
        return self.paid - self.refunded


@dataclass(frozen=True, slots=True)
class Payout:
    """A refund or a compensation, from the request to the payment."""

    id: str
    case_number: str
    account_id: str
    amount: Decimal
    state: PayoutState
    reason: str
    requested_at: datetime
    is_compensation: bool = False
    approved_by: str | None = None
    paid_at: datetime | None = None
    version: int = 1


class AmountRefused(RegisterInputRefused):
    """An amount must be above zero and in whole fen."""

    zh = "金额必须大于零，且精确到分。"

    def __init__(self, amount: Decimal) -> None:
        super().__init__(
            f"{amount} is no amount: it must be above zero and in whole fen.", amount=str(amount)
        )


class NotAgreed(RegisterRefusal):
    """The customer has not agreed to pay that much."""

    def __init__(self, case_number: str, wanted: Decimal, agreed: Decimal) -> None:
        super().__init__(
            f"Case {case_number} would be charged {wanted}; the customer agreed to {agreed}.",
            zh=f"个案 {case_number} 将收取 {wanted} 元，客户只同意了 {agreed} 元。",
            case=case_number,
        )


class Overpaid(RegisterRefusal):
    """More would be paid than is owed."""

    def __init__(self, account: MoneyAccount, amount: Decimal) -> None:
        super().__init__(
            f"{account.id} owes {account.owed}, not {amount}.",
            zh=f"{account.id} 应付 {account.owed} 元，而非 {amount} 元。",
            account=account.id,
        )


class RefundTooHigh(RegisterRefusal):
    """More would be given back than was paid."""

    def __init__(self, account: MoneyAccount, amount: Decimal) -> None:
        super().__init__(
            f"{amount} cannot be given back on {account.id}: {account.refundable} of what was paid is left.",
            zh=f"{account.id} 最多可退 {account.refundable} 元，不能退 {amount} 元。",
            account=account.id,
        )


class PayoutRefused(RegisterRefusal):
    """A refund or compensation is not in the state for that."""

    def __init__(self, payout: Payout) -> None:
        super().__init__(
            f"Payout {payout.id} is {payout.state}.",
            zh=f"付款单 {payout.id} 当前为 {payout.state}。",
            payout=payout.id,
        )


def amount_of(value: Decimal) -> Decimal:
    """Return an amount that can be booked.

    Raises:
        AmountRefused: it is zero, negative or not in whole fen.
    """
    if not value.is_finite() or value <= 0 or value != yuan(value):
        raise AmountRefused(value)
    return yuan(value)
