"""The connectors of the exchange: a new unit found, agreed, given, paid for."""

from dataclasses import replace
from decimal import Decimal

from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    deed_of,
    fen,
    needed,
    number_of,
    optional,
    today,
    within,
)
from aftersales.model.deed import Deed
from aftersales.model.money import ZERO, ItemKind, Payout, PayoutState, QuoteLine, RefundOf
from aftersales.model.unit import Unit
from aftersales.operations.claim import expect_claimed
from aftersales.operations.exchange import expect_new, give_new_unit, note_faulty
from aftersales.operations.money import (
    agreed_lines,
    answer_quote,
    collect_agreed,
    decide_payout,
    pay_out,
    quote_line,
    request_refund,
    send_quote,
)
from aftersales.operations.purchase import open_purchase
from aftersales.operations.remedy import name_unit
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome


class ExchangeFind(Local):
    """`exchange.find`: the warehouse names a unit for the exchange; only a new one will do.

    Inputs: `replacement` (same_model, other_model, none), `replacement_serial`.
    """

    type = "exchange.find"

    def call(self, call: Call) -> Outcome:
        """Refuse a unit that somebody had before."""
        if needed(call, "replacement") != "none":
            expect_new(self.register(call), needed(call, "replacement_serial"))
        return Outcome({})


class ExchangeAgree(Local):
    """`exchange.agree`: the customer's consent to pay the difference for a dearer model of his own choice.

    Inputs: `remedy`, `price_difference`, `difference_agreed`. Without consent nothing can be charged. The
    fee of a package that was agreed to before stays agreed.
    """

    type = "exchange.agree"

    def call(self, call: Call) -> Outcome:
        """Put the consent on record as an agreed quote."""
        difference = within(call, "price_difference")
        wants = needed(call, "remedy") == "exchange" and call.variables.get("difference_agreed") is True
        amount = fen(call, "price_difference", "amount")
        if wants and difference.get("payer") == "customer" and amount is not None:
            register, number = self.register(call), number_of(call)
            _agreed(register, call, number, amount)
        return Outcome({})


def _agreed(register: Register, call: Call, number: str, amount: Decimal) -> None:
    deed = deed_of(call, number)
    text = optional(call, "replacement_model") or optional(call, "replacement_serial") or number
    line = QuoteLine(f"{call.job_id}:1", call.job_id, ItemKind.DIFFERENCE, text, 1, amount, amount)
    before = [each for each in agreed_lines(register, number) if each.kind is not ItemKind.DIFFERENCE]
    kept = [_line_of(call.job_id, each, at) for at, each in enumerate(before, start=2)]
    send_quote(register, call.job_id, number, [quote_line(line), *kept], deed)
    answer_quote(register, call.job_id, agrees=True, by=call.actor, deed=deed)


def _line_of(quote_id: str, line: QuoteLine, at: int) -> QuoteLine:
    return replace(line, id=f"{quote_id}:{at}", quote_id=quote_id)


class ExchangeSwap(Local):
    """`exchange.swap`: the technician has swapped the units at the customer's, or found another old unit.

    Inputs: `goods_state` (as_claimed, differs), `goods_serial`, the number that the old unit bears; where
    known `serial_number`, the number of the claim. Outputs: `serial_number`, or `difference`.
    """

    type = "exchange.swap"
    results = ("serial_number", "difference")

    def call(self, call: Call) -> Outcome:
        """Refuse a swap for another unit than the claimed one."""
        if needed(call, "goods_state") == "differs":
            return Outcome({"difference": ["wrong_unit"]})
        seen, claimed = needed(call, "goods_serial"), optional(call, "serial_number")
        expect_claimed(seen, claimed)
        register, number = self.register(call), number_of(call)
        name_unit(register, number, claimed or seen, deed_of(call, number))
        return Outcome({"serial_number": claimed or seen})


class ExchangeVerify(Local):
    """`exchange.verify`: the customer has looked at the new unit; a faulty one is nobody's new unit again.

    Inputs: `new_unit_state` (good, faulty), `replacement_serial`; where known `replacement_model`.
    """

    type = "exchange.verify"

    def call(self, call: Call) -> Outcome:
        """Note a unit that was faulty out of the box."""
        if needed(call, "new_unit_state") == "faulty":
            register = self.register(call)
            note_faulty(register, _new_unit(call), deed_of(call, number_of(call)))
        return Outcome({})


class ExchangeComplete(Local):
    """`exchange.complete`: the customer has the new unit; the old one is exchanged, the warranty begins anew.

    Inputs: `replacement_serial`; where known `serial_number`, `replacement_model`, `replacement_price`.
    """

    type = "exchange.complete"

    def call(self, call: Call) -> Outcome:
        """Register the new unit, once for each case."""
        register, number = self.register(call), number_of(call)
        new = _new_unit(call)
        if register.look(Unit, new.id) is None:
            old_id = optional(call, "serial_number")
            give_new_unit(register, number, old_id, new, today(call), deed_of(call, number))
        return Outcome({})


def _new_unit(call: Call) -> Unit:
    is_other = optional(call, "replacement") == "other_model"
    model = optional(call, "replacement_model") if is_other else optional(call, "product_model")
    return Unit(
        needed(call, "replacement_serial"),
        model or needed(call, "product_model"),
        invoice_price=fen(call, "replacement_price") if is_other else None,
    )


class ExchangeSettle(Local):
    """`exchange.settle`: the difference in price and the fee of a package are settled by the finance desk.

    Inputs: `price_payer` (customer, company, none), `price_amount`; where known `fee_collected`,
    `serial_number`, `paid_amount`. The customer pays no more than he agreed to, the company gives
    back no more than was paid.
    """

    type = "exchange.settle"

    def call(self, call: Call) -> Outcome:
        """Book what was paid, once for each job."""
        register, number = self.register(call), number_of(call)
        amount, deed = fen(call, "price_amount") or ZERO, deed_of(call, number)
        payer = needed(call, "price_payer")
        paid = (fen(call, "fee_collected") or ZERO) + (amount if payer == "customer" else ZERO)
        if paid:
            collect_agreed(register, call.job_id, number, paid, deed)
        if payer == "company" and amount:
            _given_back(register, call, amount, deed)
        return Outcome({})


def _given_back(register: Register, call: Call, amount: Decimal, deed: Deed) -> None:
    number, unit_id = number_of(call), optional(call, "serial_number")
    open_purchase(register, number, unit_id, fen(call, "paid_amount"), deed)
    payout = Payout(
        call.job_id, number, "", amount, PayoutState.REQUESTED, ItemKind.DIFFERENCE, requested_at=call.at
    )
    if request_refund(register, payout, RefundOf.DIFFERENCE, unit_id, deed).state is PayoutState.REQUESTED:
        decide_payout(register, payout.id, is_approved=True, deed=deed)
        pay_out(register, payout.id, deed)
