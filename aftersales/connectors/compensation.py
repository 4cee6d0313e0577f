"""The connectors of compensations: asked for with a solution, decided, answered, paid."""

from decimal import Decimal

from aftersales.connectors.local import Local
from aftersales.connectors.payout import decide, payouts_of
from aftersales.connectors.reading import deed_of, fen, needed, number_of, within
from aftersales.model.deed import Deed
from aftersales.model.money import Payout, PayoutState
from aftersales.operations.money import cancel_payout, decide_payout, pay_out, request_compensation
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome


class CompensationRequest(Local):
    """`compensation.request`: a solution with a compensation waits for approval.

    Input: `compensation` (a context with `amount`, `text_zh`).
    """

    type = "compensation.request"

    def call(self, call: Call) -> Outcome:
        """Ask for the compensation, once for each job; it takes the place of an earlier one."""
        register, number = self.register(call), number_of(call)
        if amount := fen(call, "compensation", "amount"):
            reason = within(call, "compensation").get("text_zh")
            _asked(register, call, amount, str(reason or number))
        return Outcome({})


def _asked(register: Register, call: Call, amount: Decimal, reason: str) -> Payout:
    number = number_of(call)
    payout = Payout(call.job_id, number, number, amount, PayoutState.REQUESTED, reason, requested_at=call.at)
    return request_compensation(register, payout, deed_of(call, number))


class CompensationDecide(Local):
    """`compensation.decide`: whoever the approval ladder names has decided on a solution.

    Input: `solution_decision` (approved, returned).
    """

    type = "compensation.decide"

    def call(self, call: Call) -> Outcome:
        """Approve or refuse the compensation that waits."""
        decide(self.register(call), call, "solution_decision", is_compensation=True)
        return Outcome({})


class CompensationAnswer(Local):
    """`compensation.answer`: the customer's answer to a solution; what he does not accept is not owed.

    Input: `customer_answer` (content, not_content).
    """

    type = "compensation.answer"

    def call(self, call: Call) -> Outcome:
        """Take back an approved compensation that the customer did not accept."""
        register, number = self.register(call), number_of(call)
        if needed(call, "customer_answer") != "content":
            _taken_back(register, number, deed_of(call, number))
        return Outcome({})


def _taken_back(register: Register, number: str, deed: Deed) -> None:
    for payout in payouts_of(register, number, PayoutState.APPROVED, is_compensation=True):
        cancel_payout(register, payout.id, deed)


class CompensationAgree(Local):
    """`compensation.agree`: what a manager and the customer agreed on in person.

    Inputs: `complaint_result` (settled, authority); where agreed `agreed_compensation`.
    """

    type = "compensation.agree"

    def call(self, call: Call) -> Outcome:
        """Approve the agreed sum in the manager's name."""
        register, number = self.register(call), number_of(call)
        amount = fen(call, "agreed_compensation")
        if needed(call, "complaint_result") == "settled" and amount:
            payout = _asked(register, call, amount, needed(call, "negotiation_note"))
            if payout.state is PayoutState.REQUESTED:
                decide_payout(register, payout.id, is_approved=True, deed=deed_of(call, number))
        return Outcome({})


class CompensationPay(Local):
    """`compensation.pay`: the finance desk has paid what the case owes."""

    type = "compensation.pay"

    def call(self, call: Call) -> Outcome:
        """Book the payment of every approved compensation."""
        register, number = self.register(call), number_of(call)
        for payout in payouts_of(register, number, PayoutState.APPROVED, is_compensation=True):
            pay_out(register, payout.id, deed_of(call, number))
        return Outcome({})
