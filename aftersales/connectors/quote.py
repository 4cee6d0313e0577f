"""The connectors of the quote: sent in writing, answered, lapsed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    deed_of,
    number_of,
    optional,
    plain_amount,
    rows,
    within,
)
from aftersales.errors import InputMissing
from aftersales.model.money import ZERO, ItemKind, QuoteLine, QuoteState, yuan
from aftersales.operations.money import answer_quote, lapse_quote, quote_line, quotes_of, send_quote
from engine.ports.connector import Call, Outcome


class QuoteSend(Local):
    """`quote.send`: enters the quote that goes to the customer, line by line.

    Reads `quote_items` and `fee`: where the fee is not the sum of the lines (a package, a reduction, a price
    that a person set), one more line makes up the difference and says why.
    """

    type = "quote.send"

    def call(self, call: Call) -> Outcome:
        """Enter it once for each job; what was quoted before is replaced."""
        fee = within(call, "fee")
        total = plain_amount(fee.get("amount"))
        if total is None:
            raise InputMissing(call.type, "fee.amount")
        register = self.register(call)
        lines = [_line(call, index, row) for index, row in enumerate(rows(call, "quote_items"), start=1)]
        lines += _adjustment(call, lines, yuan(total), str(fee.get("text_zh") or ""))
        send_quote(register, call.job_id, number_of(call), lines, deed_of(call))
        return Outcome({})


class QuoteAnswer(Local):
    """`quote.answer`: enters what the customer says to the quote (`consent`), with who signed.

    Asking for a reduction leaves the quote open: the next one replaces it.
    """

    type = "quote.answer"

    def call(self, call: Call) -> Outcome:
        """Enter the answer."""
        consent = optional(call, "consent")
        if consent not in {"agreed", "refused"}:
            return Outcome({})
        register = self.register(call)
        by = optional(call, "consent_signature") or call.actor
        for quote in quotes_of(register, number_of(call), QuoteState.SENT):
            answer_quote(register, quote.id, agrees=consent == "agreed", by=by, deed=deed_of(call))
        return Outcome({})


class QuoteLapse(Local):
    """`quote.lapse`: what was quoted and never answered binds nobody any more."""

    type = "quote.lapse"

    def call(self, call: Call) -> Outcome:
        """Enter that there was no answer, where there was none."""
        lapse_quote(self.register(call), number_of(call), deed_of(call))
        return Outcome({})


def _line(call: Call, index: int, row: Mapping[str, object]) -> QuoteLine:
    prices = [
        p for p in (plain_amount(row.get("list_price")), plain_amount(row.get("card_price"))) if p is not None
    ]
    kind, quantity, part = row.get("kind"), row.get("quantity"), row.get("part_number")
    line = QuoteLine(
        id=f"{call.job_id}:{index}",
        quote_id=call.job_id,
        kind=ItemKind(str(kind)) if kind in list(ItemKind) else ItemKind.MATERIAL,
        text=str(row.get("name") or kind or "—"),
        quantity=int(str(quantity or 1)),
        unit_price=yuan(min(prices, default=ZERO)),
        amount=ZERO,
        part_id=None if part is None else str(part),
    )
    return quote_line(line)


def _adjustment(call: Call, lines: Sequence[QuoteLine], total: Decimal, why: str) -> list[QuoteLine]:
    rest = total - sum((line.amount for line in lines), ZERO)
    if rest == ZERO:
        return []
    key = f"{call.job_id}:{len(lines) + 1}"
    return [QuoteLine(key, call.job_id, ItemKind.ADJUSTMENT, why or "—", 1, rest, rest)]
