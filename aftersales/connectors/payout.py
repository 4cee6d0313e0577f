"""What refunds and compensations share: which of a case wait for something, and the decision on them."""

from collections.abc import Sequence

from aftersales.connectors.reading import deed_of, needed, number_of
from aftersales.model.money import Payout, PayoutState
from aftersales.operations.money import decide_payout
from aftersales.ports.register import Register
from engine.ports.connector import Call


def payouts_of(
    register: Register, number: str, state: PayoutState, *, is_compensation: bool
) -> Sequence[Payout]:
    """Return the refunds, or the compensations, of a case that have come so far."""
    return register.all(Payout, case_number=number, state=state, is_compensation=is_compensation)


def decide(register: Register, call: Call, name: str, *, is_compensation: bool) -> None:
    """Approve what waits where the decision of this name is "approved"; otherwise it is not owed.

    Raises:
        InputMissing: nobody has decided.
    """
    number = number_of(call)
    is_approved = needed(call, name) == "approved"
    for payout in payouts_of(register, number, PayoutState.REQUESTED, is_compensation=is_compensation):
        decide_payout(register, payout.id, is_approved=is_approved, deed=deed_of(call, number))
