"""The connectors of the fee: charged when a repair is accepted, paid, given back at a cancellation."""

from decimal import Decimal

from aftersales.connectors.local import Local
from aftersales.connectors.reading import amount, deed_of, number_of, optional
from aftersales.model.money import ZERO, Payout, PayoutState, RefundOf, yuan
from aftersales.operations.money import charge_agreed, decide_payout, pay, pay_out, request_refund
from engine.ports.connector import Call, Outcome


class FeeCharge(Local):
    """`fee.charge`: charges what the customer agreed to, once the repair is done and accepted.

    Reads `acceptance` and `next_step`. Gives `fee_owed`, nothing where nothing was agreed to.
    """

    type = "fee.charge"
    results = ("fee_owed",)

    def call(self, call: Call) -> Outcome:
        """Charge each agreed quote once."""
        is_due = optional(call, "acceptance") != "objection" and optional(call, "next_step") == "done"
        if not is_due:
            return Outcome({"fee_owed": ZERO})
        register = self.register(call)
        return Outcome({"fee_owed": charge_agreed(register, number_of(call), deed_of(call)).owed})


class FeePay(Local):
    """`fee.pay`: enters what the customer paid (`paid_amount`); more than is owed is refused."""

    type = "fee.pay"

    def call(self, call: Call) -> Outcome:
        """Enter the payment once for each job."""
        paid = amount(call, "paid_amount")
        if paid:
            pay(self.register(call), call.job_id, number_of(call), paid, deed_of(call))
        return Outcome({})


class FeeRefund(Local):
    """`fee.refund`: enters what was given back of the fees (`refunded`) when a case was called off."""

    type = "fee.refund"

    def call(self, call: Call) -> Outcome:
        """Enter request, approval and payment in one; more than was paid is refused."""
        given = amount(call, "refunded")
        if not given:
            return Outcome({})
        register, deed = self.register(call), deed_of(call)
        with register.whole():
            request_refund(register, _payout(call, given), RefundOf.FEES, None, deed)
            decide_payout(register, call.job_id, is_approved=True, deed=deed)
            pay_out(register, call.job_id, deed)
        return Outcome({})


def _payout(call: Call, given: Decimal) -> Payout:
    number = number_of(call)
    why = optional(call, "cancellation_reason") or "cancelled"
    return Payout(call.job_id, number, number, yuan(given), PayoutState.REQUESTED, why, call.at)
