"""The connectors of custody: the customer's unit in the workshop, and the loan unit at the customer's."""

from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    day_of,
    deed_of,
    flag,
    moment,
    needed,
    number_of,
    optional,
)
from aftersales.errors import InputMissing
from aftersales.model.handling import Custody, Loan
from aftersales.operations.custody import give_back, keep, lend, receive, take, take_back
from engine.ports.connector import Call, Outcome

_KEEPING = {"exchange", "refund"}


class CustodyTake(Local):
    """`custody.take`: the unit was taken against a receipt; a loan unit may have been left instead.

    Reads `exterior`, `accessories`, `return_on`, `receipt_signature`, `loan_unit_issued`, `loan_serial`.
    """

    type = "custody.take"

    def call(self, call: Call) -> Outcome:
        """Enter both once for each job; a loan unit that somebody else has is refused."""
        register, deed = self.register(call), deed_of(call)
        take(register, _custody(call), deed)
        if flag(call, "loan_unit_issued"):
            lend(register, _loan(call), deed)
        return Outcome({})


class CustodyReceive(Local):
    """`custody.receive`: the workshop has the unit and compared it with the receipt (`matches_receipt`)."""

    type = "custody.receive"

    def call(self, call: Call) -> Outcome:
        """Enter it."""
        register, is_same = self.register(call), flag(call, "matches_receipt")
        receive(register, number_of(call), matches_receipt=is_same, deed=deed_of(call))
        return Outcome({})


class CustodyReturn(Local):
    """`custody.return`: the customer has the unit again, and gave the loan unit back (`loan_unit_back`)."""

    type = "custody.return"

    def call(self, call: Call) -> Outcome:
        """Enter both; a loan unit that was not given back stays lent."""
        register, deed = self.register(call), deed_of(call)
        give_back(register, number_of(call), moment(call, "returned_at") or call.at, deed)
        if flag(call, "loan_unit_back"):
            take_back(register, number_of(call), optional(call, "return_note"), deed)
        return Outcome({})


class LoanReturn(Local):
    """`loan.return`: a repair becomes an exchange or refund, or the customer takes the unit back (`remedy`).

    The customer's unit stays for the other case, or is given back; the loan unit may come back, too
    (`loan_unit_back`).
    """

    type = "loan.return"

    def call(self, call: Call) -> Outcome:
        """Enter both; a loan unit that was not given back stays lent."""
        register, deed = self.register(call), deed_of(call)
        if optional(call, "remedy") in _KEEPING:
            keep(register, number_of(call), deed)
        else:
            give_back(register, number_of(call), call.at, deed)
        if flag(call, "loan_unit_back"):
            take_back(register, number_of(call), optional(call, "return_note"), deed)
        return Outcome({})


def _custody(call: Call) -> Custody:
    return Custody(
        id=call.job_id,
        case_number=number_of(call),
        taken_at=call.at,
        exterior=needed(call, "exterior"),
        unit_id=optional(call, "serial_number"),
        accessories=optional(call, "accessories"),
        promised_on=day_of(call, "return_on"),
        receipt_file=optional(call, "receipt_signature"),
    )


def _loan(call: Call) -> Loan:
    due_on = day_of(call, "return_on")
    if due_on is None:
        raise InputMissing(call.type, "return_on")
    serial, receipt = needed(call, "loan_serial"), optional(call, "receipt_signature")
    return Loan(f"{call.job_id}:loan", number_of(call), serial, call.at, due_on, receipt)
