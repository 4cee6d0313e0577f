"""The connectors of the fee: charged when a repair is accepted, paid, given back where a case ends early."""

from decimal import Decimal

from aftersales.connectors.local import Local
from aftersales.connectors.payout import payouts_of
from aftersales.connectors.reading import amount, deed_of, fen, number_of, optional
from aftersales.model.money import ZERO, Payout, PayoutState, RefundOf, yuan
from aftersales.operations.money import charge_agreed, pay, pay_out, request_refund
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
    """`fee.refund`: asks for fees (`refunded`) to go back where a case was called off; they are set aside."""

    type = "fee.refund"

    def call(self, call: Call) -> Outcome:
        """Enter the request, which others approve and pay; more than was paid is refused."""
        wanted = amount(call, "refunded")
        if wanted:
            request_refund(self.register(call), _payout(call, wanted), RefundOf.FEES, None, deed_of(call))
        return Outcome({})


class FeeGiveBack(Local):
    """`fee.give_back`: the finance desk has paid fees back.

    Input: `refunded_amount`. A sum other than the approved one is not booked: the process asks for it anew.
    """

    type = "fee.give_back"

    def call(self, call: Call) -> Outcome:
        """Book the payment of what was approved."""
        register, number = self.register(call), number_of(call)
        for payout in payouts_of(register, number, PayoutState.APPROVED, is_compensation=False):
            if payout.account_id == number and payout.amount == fen(call, "refunded_amount"):
                pay_out(register, payout.id, deed_of(call, number))
        return Outcome({})


def _payout(call: Call, given: Decimal) -> Payout:
    number = number_of(call)
    why = optional(call, "cancellation_reason") or "cancelled"
    return Payout(call.job_id, number, number, yuan(given), PayoutState.REQUESTED, why, call.at)
