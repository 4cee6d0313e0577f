"""The connectors of the refund: what may be given back, asked for, decided, paid."""

from decimal import Decimal

from aftersales.connectors.local import Local
from aftersales.connectors.payout import decide, payouts_of
from aftersales.connectors.reading import (
    deed_of,
    fen,
    number_of,
    optional,
    within,
)
from aftersales.errors import InputMissing
from aftersales.model.deed import Deed
from aftersales.model.money import MoneyAccount, Payout, PayoutState, RefundOf
from aftersales.model.remedy import RemedyKind
from aftersales.operations.exchange import take_back
from aftersales.operations.money import pay_out, request_refund
from aftersales.operations.purchase import advance_cost, estimate_purchase, open_purchase, refundable_price
from aftersales.operations.remedy import grant_remedy, remedy_of
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome


class RefundPrice(Local):
    """`refund.price`: what the register says of the price, before the refund is worked out.

    Input: `serial_number`. Output: `paid_amount`, where the register knows the price: the invoice counts.
    """

    type = "refund.price"
    results = ("paid_amount",)

    def call(self, call: Call) -> Outcome:
        """Return what of the price can still be given back."""
        register = self.register(call)
        known = refundable_price(register, number_of(call), optional(call, "serial_number"))
        return Outcome({} if known is None else {"paid_amount": known})


class RefundRequest(Local):
    """`refund.request`: a refund waits for approval; its amount is set aside.

    Inputs: `refund` (a context with `amount`, `text_zh`), `freight`, `return_freight`; where known
    `serial_number`, `paid_amount`. Never more than was paid, freight that is ours and was advanced included.
    """

    type = "refund.request"

    def call(self, call: Call) -> Outcome:
        """Ask for the refund, once for each job."""
        register, number = self.register(call), number_of(call)
        deed, unit_id = deed_of(call, number), optional(call, "serial_number")
        amount = _amount(call)
        with register.whole():
            # A process that only refunds has no choice of remedies before it: then the refund is the remedy.
            if remedy_of(register, number) is None:
                grant_remedy(register, number, unit_id, RemedyKind.REFUND, deed)
            account = open_purchase(register, number, unit_id, _told(call, amount), deed)
            _advance(register, account, call, deed)
            if not fen(call, "paid_amount"):
                estimate_purchase(register, number, unit_id, amount, deed)
            reason = str(within(call, "refund").get("text_zh") or "refund")
            payout = Payout(
                call.job_id, number, "", amount, PayoutState.REQUESTED, reason, requested_at=call.at
            )
            request_refund(register, payout, RefundOf.PURCHASE, unit_id, deed)
        return Outcome({})


def _amount(call: Call) -> Decimal:
    amount = fen(call, "refund", "amount")
    if amount is None:
        raise InputMissing(call.type, "refund.amount")
    return amount


def _told(call: Call, amount: Decimal) -> Decimal:
    """Return the price that the case was told; where nobody knows it, what a person has set stands for it."""
    return fen(call, "paid_amount") or amount - _freight(call)


def _freight(call: Call) -> Decimal:
    """Return the freight that is ours and that the customer advanced."""
    is_buyers = within(call, "freight").get("payer") == "buyer"
    return Decimal(0) if is_buyers else fen(call, "return_freight") or Decimal(0)


def _advance(register: Register, account: MoneyAccount, call: Call, deed: Deed) -> None:
    if amount := _freight(call):
        advance_cost(register, f"{number_of(call)}:freight", account, amount, deed)


class RefundDecide(Local):
    """`refund.decide`: whoever may approve refunds has decided.

    Input: `refund_decision` (approved, returned).
    """

    type = "refund.decide"

    def call(self, call: Call) -> Outcome:
        """Approve the refund that waits, or give free what was set aside for it."""
        decide(self.register(call), call, "refund_decision", is_compensation=False)
        return Outcome({})


class RefundPay(Local):
    """`refund.pay`: the finance desk has paid a refund; the unit is the brand's again.

    Input: `refunded_amount`. A sum other than the approved one is not booked: the process asks for it anew.
    """

    type = "refund.pay"

    def call(self, call: Call) -> Outcome:
        """Book the payment of the approved refund."""
        register, number = self.register(call), number_of(call)
        deed = deed_of(call, number)
        paid = [
            pay_out(register, payout.id, deed)
            for payout in payouts_of(register, number, PayoutState.APPROVED, is_compensation=False)
            if payout.amount == fen(call, "refunded_amount")
        ]
        if paid:
            take_back(register, number, optional(call, "serial_number"), deed)
        return Outcome({})
